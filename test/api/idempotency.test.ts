import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import { anInvoiceInput } from "./support/an-invoice-input.js";
import { countRows } from "./support/count-rows.js";
import { openAccount } from "./support/e-invoice-be-account.js";
import { createStructuredClient } from "./support/structured-client.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.stop());

const { submit, untilStatus, eventsOf } = createStructuredClient(() => gateway);

describe("An idempotency key", () => {
  it("leads the same content to what happened before", async () => {
    const input = { idempotencyKey: "again", invoice: anInvoiceInput({ number: "I-1" }) };
    const first = await submit(input);
    const rows = await countRows(gateway);

    const second = await submit({ ...input, waitMs: 5_000 });

    expect([first.replayed, second.replayed]).toEqual([false, true]);
    expect([second.invoice.id, second.submission.id]).toEqual([first.invoice.id, first.submission.id]);
    expect(second.errors).toEqual([]);
    expect((await countRows(gateway))["invoice"]).toBe(rows["invoice"]);
  });

  it("is not given twice: other content under it is a conflict that names the first", async () => {
    const first = await submit({ idempotencyKey: "conflict", invoice: anInvoiceInput({ number: "I-2" }) });
    const rows = await countRows(gateway);

    const second = await submit({ idempotencyKey: "conflict", invoice: anInvoiceInput({ number: "I-3" }) });

    expect(second).toMatchObject({
      replayed: false,
      invoice: null,
      submission: null,
      errors: [
        {
          __typename: "IdempotencyConflictError",
          path: ["idempotencyKey"],
          retryable: false,
          message: expect.stringContaining('"conflict"') as string,
          original: { id: first.submission.id },
        },
      ],
    });
    expect((await countRows(gateway))["invoice"]).toBe(rows["invoice"]);
  });

  it("makes one submission and one document of fifty copies at once", async () => {
    const input = { idempotencyKey: "fifty", invoice: anInvoiceInput({ number: "I-50" }) };

    const answers = await Promise.all(Array.from({ length: 50 }, () => submit(input)));

    expect(new Set(answers.map(({ submission }) => submission.id)).size).toBe(1);
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    await untilStatus(answers[0].invoice.id, "DELIVERED");
    expect(await openAccount(gateway).countDocuments("I-50")).toBe(1);
    expect((await eventsOf(answers[0].invoice.id)).map(({ type }: any) => type)).toEqual([
      "INVOICE_SUBMITTED",
      "INVOICE_VALIDATED",
      "INVOICE_DELIVERED",
    ]);
    const { rows } = await gateway.database.query("select 1 from submission where idempotency_key = 'fifty'");
    expect(rows).toHaveLength(1);
  });

  it("stays free when the invoice was refused", async () => {
    const wrong = anInvoiceInput({ number: "I-4", currencyCode: "EURO" });
    const refused = await submit({ idempotencyKey: "refused", invoice: wrong });
    expect(refused.errors).toMatchObject([{ __typename: "ValidationError" }]);

    const taken = await submit({ idempotencyKey: "refused", invoice: anInvoiceInput({ number: "I-4" }) });

    expect(taken).toMatchObject({ errors: [], replayed: false, invoice: { number: "I-4" } });
  });
});

describe("The same invoice under another key", () => {
  it("is refused with the one that is on its way", async () => {
    const invoice = anInvoiceInput({ number: "T-1" });
    const first = await submit({ idempotencyKey: "twin-1", invoice });

    const second = await submit({ idempotencyKey: "twin-2", invoice });

    expect(second).toMatchObject({
      invoice: null,
      errors: [
        {
          __typename: "DuplicateInvoiceError",
          path: ["content"],
          message: expect.stringContaining("T-1") as string,
          existing: { id: first.invoice.id, number: "T-1" },
        },
      ],
    });
  });

  it("goes out once when both come at once", async () => {
    const invoice = anInvoiceInput({ number: "T-2" });

    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => submit({ idempotencyKey: `race-${index}`, invoice })),
    );

    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    expect(answers.flatMap(({ errors }) => errors.map((error: any) => error.__typename))).toEqual(
      Array.from({ length: 9 }, () => "DuplicateInvoiceError"),
    );
  });
});
