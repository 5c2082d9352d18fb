import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import { aMalaysianInvoiceInput, anInvoiceInput, type InvoiceInput } from "./support/an-invoice-input.js";
import { cancelInvoice } from "./support/operations.js";
import { createStructuredClient } from "./support/structured-client.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await openGateway();
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
