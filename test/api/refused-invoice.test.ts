import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { failingParticipant } from "../../providers/e-invoice-be/simulator.js";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import { anInvoiceInput } from "./support/an-invoice-input.js";
import { openAccount } from "./support/e-invoice-be-account.js";
import { createStructuredClient } from "./support/structured-client.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.stop());

const { submit, untilStatus, eventsOf } = createStructuredClient(() => gateway);

describe("An invoice that the provider refuses", () => {
  let invoiceId: string;
  beforeAll(async () => {
    const { buyerReference: _, ...withoutReference } = anInvoiceInput({ number: "R-1" });
    const { invoice, errors } = await submit({ idempotencyKey: "rejected", invoice: withoutReference });
    expect(errors).toEqual([]);
    invoiceId = invoice.id;
    await untilStatus(invoiceId, "REJECTED");
  });

  it("is rejected with the provider's rules, in its state and in its event", async () => {
    const { invoice } = await gateway.client.ask(
      `query ($by: InvoiceBy!) { invoice(by: $by) {
        status { value terminal reason { code message rules { rule severity xpath } } }
        submissions { state attempts { outcome problem { kind nativeCode } } }
      } }`,
      { by: { id: invoiceId } },
    );

    expect(invoice).toMatchObject({
      status: {
        value: "REJECTED",
        terminal: true,
        reason: {
          code: "PEPPOL-EN16931-R003",
          message: expect.stringContaining("buyer reference") as string,
          rules: [{ rule: "PEPPOL-EN16931-R003", severity: "FATAL", xpath: "/Invoice" }],
        },
      },
      submissions: [
        { state: "REJECTED", attempts: [{ outcome: "REJECTED", problem: { kind: "BUSINESS_REJECTION" } }] },
      ],
    });
    expect(
      (await eventsOf(invoiceId)).map(({ type, rejectedBy, reason }: any) => ({ type, rejectedBy, reason })),
    ).toEqual([
      { type: "INVOICE_SUBMITTED", rejectedBy: undefined, reason: undefined },
      {
        type: "INVOICE_REJECTED",
        rejectedBy: "PROVIDER",
        reason: {
          code: "PEPPOL-EN16931-R003",
          message: invoice.status.reason.message,
          rules: [{ rule: "PEPPOL-EN16931-R003" }],
        },
      },
    ]);
  });

  it("leaves no document at the provider, and its corrected version can be sent", async () => {
    expect(await openAccount(gateway).countDocuments("R-1")).toBe(0);

    const { invoice, errors } = await submit({
      idempotencyKey: "corrected",
      invoice: anInvoiceInput({ number: "R-1" }),
    });

    expect(errors).toEqual([]);
    await untilStatus(invoice.id, "DELIVERED");
    expect(await openAccount(gateway).countDocuments("R-1")).toBe(1);
  });

  it("fails when the receiver's access point never confirms it", async () => {
    const [scheme, value] = failingParticipant.split(":");
    const buyer = { ...anInvoiceInput()["buyer"], electronicAddress: { scheme, value } };
    const { invoice } = await submit({ idempotencyKey: "failing", invoice: anInvoiceInput({ number: "R-2", buyer }) });

    const failed = await untilStatus(invoice.id, "FAILED");

    expect(failed.status).toMatchObject({ transport: "FAILED", terminal: true, native: { code: "FAILED" } });
    expect((await eventsOf(invoice.id)).map(({ type }: any) => type)).toEqual([
      "INVOICE_SUBMITTED",
      "INVOICE_VALIDATED",
      "INVOICE_FAILED",
    ]);
  });

  it("is rejected when the receiver is not registered", async () => {
    const buyer = { ...anInvoiceInput()["buyer"], electronicAddress: { scheme: "0208", value: "0999999922" } };
    const { invoice } = await submit({ idempotencyKey: "unknown", invoice: anInvoiceInput({ number: "R-3", buyer }) });

    const rejected = await untilStatus(invoice.id, "REJECTED", "FAILED", "OUTCOME_UNKNOWN");

    expect(rejected.status).toMatchObject({ value: "REJECTED", terminal: true });
  });
});
