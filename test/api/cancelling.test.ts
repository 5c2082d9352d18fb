import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Configuration } from "../../src/config.js";
import { anInvoice } from "../builders/an-invoice.js";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import { aMalaysianInvoiceInput, anInvoiceInput, type InvoiceInput } from "./support/an-invoice-input.js";
import { cancelInvoice } from "./support/operations.js";
import { receiveInvoice } from "./support/receive-document.js";
import { until } from "./support/until.js";
import { createStructuredClient } from "./support/structured-client.js";

/** Nothing on this machine is on its way for longer. */
const withQuickSettling = (accounts: Configuration["accounts"]): Configuration["accounts"] =>
  accounts.map((account) => ({ ...account, provider: { ...account.provider, settlesWithinSeconds: 2 } }));

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await openGateway({ changeAccounts: withQuickSettling });
});
afterAll(() => gateway.stop());

const { submit, untilStatus } = createStructuredClient(() => gateway);

describe("Taking an invoice back", () => {
  const cancel = async (input: object) => (await gateway.client.ask(cancelInvoice, { input })).cancelInvoice;
  const send = async (idempotencyKey: string, invoice: InvoiceInput): Promise<string> =>
    (await submit({ idempotencyKey, invoice, waitMs: 10_000 })).invoice.id;
  const cancellations = () =>
    (gateway.simulators.get("myinvois")?.requests ?? []).filter(
      ({ method, path }) => method === "PUT" && path.endsWith("/state"),
    ).length;

  it("cancels a cleared one at the authority, once", async () => {
    const id = await send("cancel-1", aMalaysianInvoiceInput({ number: "C-1" }));
    await untilStatus(id, "CLEARED");
    const input = { idempotencyKey: "cancelled", invoiceId: id, reason: "Ordered twice" };
    const before = cancellations();

    const first = await cancel(input);
    const second = await cancel(input);

    const cancelled = { errors: [], invoice: { id, status: { value: "CANCELLED", clearance: "CANCELLED" } } };
    expect([first, second]).toMatchObject([cancelled, cancelled]);
    expect(cancellations()).toBe(before + 1);
    expect(await cancel({ ...input, reason: "Something else" })).toMatchObject({
      errors: [{ __typename: "IdempotencyConflictError" }],
    });
  });

  it("calls the authority once, however many ask for it at once", async () => {
    const [one, other] = [
      await send("cancel-4", aMalaysianInvoiceInput({ number: "C-4" })),
      await send("cancel-5", aMalaysianInvoiceInput({ number: "C-5" })),
    ];
    await Promise.all([untilStatus(one, "CLEARED"), untilStatus(other, "CLEARED")]);
    const before = cancellations();
    const reason = "Ordered twice";

    const same = await Promise.all(
      [1, 2, 3, 4].map(() => cancel({ idempotencyKey: "at-once", invoiceId: one, reason })),
    );
    const different = await Promise.all(
      [1, 2, 3, 4].map((number) => cancel({ idempotencyKey: `at-once-${number}`, invoiceId: other, reason })),
    );

    const cancelled = { errors: [], invoice: { status: { value: "CANCELLED" } } };
    expect([...same, ...different]).toMatchObject(Array.from({ length: 8 }, () => cancelled));
    expect(cancellations()).toBe(before + 2);
  });

  it("is never said to be done while the answer is lost, and comes to be known without anybody's doing", async () => {
    const id = await send("cancel-6", aMalaysianInvoiceInput({ number: "C-6" }));
    await untilStatus(id, "CLEARED");
    const before = cancellations();
    gateway.simulators.get("myinvois")?.fail({ method: "PUT", path: /\/state$/, times: 1, how: "lose" });

    const answer = await cancel({ idempotencyKey: "lost", invoiceId: id, reason: "Ordered twice" });

    expect(answer).toMatchObject({
      invoice: { status: { value: "CLEARED" } },
      errors: [{ __typename: "OutcomeUnknownError", cause: { kind: "NETWORK" }, retryable: true }],
    });
    await untilStatus(id, "CANCELLED");
    expect(cancellations()).toBe(before + 1);
  });

  it("is asked for once more under its key when the authority never heard of it", async () => {
    const id = await send("cancel-7", aMalaysianInvoiceInput({ number: "C-7" }));
    await untilStatus(id, "CLEARED");
    const before = cancellations();
    const input = { idempotencyKey: "never-heard", invoiceId: id, reason: "Ordered twice" };
    gateway.simulators.get("myinvois")?.fail({ method: "PUT", path: /\/state$/, times: 1, how: "cut" });

    const first = await cancel(input);
    const second = await cancel({ ...input, idempotencyKey: "impatient" });
    const done = await until(
      () => cancel(input),
      ({ errors }) => errors.length === 0,
    );

    expect([first, second]).toMatchObject([
      { errors: [{ __typename: "OutcomeUnknownError" }] },
      { errors: [{ __typename: "OutcomeUnknownError" }] },
    ]);
    expect(done.invoice.status.value).toBe("CANCELLED");
    expect(cancellations()).toBe(before + 1);
  });

  it("is possible within the authority's hours after it was cleared, whatever happened since", async () => {
    const [late, early] = [
      await send("cancel-8", aMalaysianInvoiceInput({ number: "C-8" })),
      await send("cancel-9", aMalaysianInvoiceInput({ number: "C-9" })),
    ];
    await Promise.all([untilStatus(late, "CLEARED"), untilStatus(early, "CLEARED")]);
    const { database } = gateway;
    await database.query("alter table event_log disable trigger event_log_only_grows");
    await database.query(
      `update event_log e set occurred_at = occurred_at - interval '73 hours' from invoice i
       where i.tenant_id = e.tenant_id and i.id = e.invoice_id and i.number = 'C-8'`,
    );
    await database.query(
      `update invoice set state = jsonb_set(state, '{since}', '"2026-01-01T00:00:00.000Z"') where number = 'C-9'`,
    );
    const before = cancellations();

    const tooLate = await cancel({ idempotencyKey: "late", invoiceId: late, reason: "Ordered twice" });
    const inTime = await cancel({ idempotencyKey: "early", invoiceId: early, reason: "Ordered twice" });

    expect(tooLate).toMatchObject({
      invoice: { status: { value: "CLEARED" } },
      errors: [{ __typename: "InvalidTransitionError", from: "CLEARED", allowed: [] }],
    });
    expect(tooLate.errors[0].message).toContain("accepted 73 hours ago");
    expect(inTime.errors).toEqual([]);
    expect(cancellations()).toBe(before + 1);
  });

  it("is for its seller: what was received is responded to", async () => {
    const id = await receiveInvoice(gateway, anInvoice({ number: "C-IN" }));

    const answer = await cancel({ idempotencyKey: "not-mine", invoiceId: id, reason: "Ordered twice" });

    expect(answer.errors).toMatchObject([{ __typename: "InvalidTransitionError", from: "RECEIVED" }]);
  });

  it("is not possible where the provider cannot", async () => {
    const id = await send("cancel-2", anInvoiceInput({ number: "C-2" }));

    const answer = await cancel({ idempotencyKey: "uncancellable", invoiceId: id, reason: "Ordered twice" });

    expect(answer).toMatchObject({
      errors: [
        {
          __typename: "UnsupportedByProviderError",
          capability: "CANCEL",
          provider: { key: "e-invoice-be" },
          path: ["invoiceId"],
        },
      ],
    });
    await untilStatus(id, "DELIVERED");
  });

  it("is not possible for one that the authority has refused", async () => {
    const { buyer } = aMalaysianInvoiceInput() as { buyer: InvoiceInput };
    const unknown = { ...buyer, taxRegistration: "C99999999999" };
    const id = await send("cancel-3", aMalaysianInvoiceInput({ number: "C-3", buyer: unknown }));
    await untilStatus(id, "REJECTED");

    const answer = await cancel({ idempotencyKey: "refused", invoiceId: id, reason: "Ordered twice" });

    expect(answer).toMatchObject({ errors: [{ __typename: "InvalidTransitionError", from: "REJECTED" }] });
  });

  it.each([
    ["no reason", { reason: "  " }, "reason"],
    ["too long a reason", { reason: "x".repeat(301) }, "reason"],
    ["an empty key", { idempotencyKey: "" }, "idempotencyKey"],
  ])("needs more than %s", async (_, changes, path) => {
    const id = await send("cancel-2", anInvoiceInput({ number: "C-2" }));

    const answer = await cancel({ idempotencyKey: "reasons", invoiceId: id, reason: "Ordered twice", ...changes });

    expect(answer).toMatchObject({ errors: [{ __typename: "ValidationError", path: [path] }] });
  });
});
