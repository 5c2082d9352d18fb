import { afterAll, beforeAll, describe, expect, it } from "vitest";
import material from "../../providers/myinvois/conformance.js";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import { aMalaysianInvoiceInput } from "./support/an-invoice-input.js";
import { respondToInvoice, submitInvoice } from "./support/operations.js";
import { until } from "./support/until.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await openGateway({
    providerIds: ["myinvois"],
    stepMs: 50,
    // Somebody who looks for what came in every second.
    changeAccounts: (accounts) =>
      accounts.map(({ provider, ...account }) => {
        const limits = { rates: { "*": { requests: 1_000, perSeconds: 1 } }, receiveEverySeconds: 1 };
        return { ...account, provider: { ...provider, limits } };
      }),
  });
});
afterAll(() => gateway.stop());

const simulator = () => {
  const running = gateway.simulators.get("myinvois");
  if (!running) throw new Error("There is no simulator");
  return running;
};

const documentOf = (number: string) => material.inbound!(number);

async function receive(number: string): Promise<any> {
  const reference = simulator().simulator.arrive?.(documentOf(number));
  const by = { providerReference: { provider: "myinvois", reference } };
  const { invoice } = await until(
    () =>
      gateway.client.ask(
        `query ($by: InvoiceBy!) { invoice(by: $by) {
          id direction status { value } providerReferences { reference }
          number typeCode seller { name } buyer { name } totals { payable }
          lines { quantity vat { category rate } item { name } } unmapped { path }
          documents { kind format mediaType sha256 sizeBytes }
          validation { violations { rule } }
        } }`,
        { by },
      ),
    (found) => found.invoice !== null,
  );
  return { ...invoice, reference };
}

const respond = async (input: object) => (await gateway.client.ask(respondToInvoice, { input })).respondToInvoice;

describe("An invoice that comes in from MyInvois", () => {
  it("is here with its content, byte for byte as its issuer sent it", async () => {
    const invoice = await receive("MY-IN-1");

    expect(invoice).toMatchObject({
      direction: "INBOUND",
      status: { value: "RECEIVED" },
      number: "MY-IN-1",
      typeCode: "380",
      seller: { name: "Teluk Cahaya Trading Sdn. Bhd." },
      buyer: { name: "Bintang Maju Sdn. Bhd." },
      totals: { payable: "4125.33" },
      lines: [{ quantity: "3", vat: { category: "S", rate: "10" }, item: { name: "Laptop" } }],
      unmapped: [],
      documents: [
        {
          kind: "RECEIVED",
          format: "JSON",
          mediaType: "application/json",
          sizeBytes: documentOf("MY-IN-1").bytes.byteLength,
        },
      ],
      validation: { violations: [] },
    });
  });

  it("can be rejected, once, and nothing else can be said about it", async () => {
    const { id: invoiceId, reference } = await receive("MY-IN-2");

    const accepted = await respond({ idempotencyKey: "accept", invoiceId, response: "ACCEPT" });
    const rejected = await respond({
      idempotencyKey: "reject",
      invoiceId,
      response: "REJECT",
      reasons: [{ code: "QTY", text: "Two laptops were ordered" }],
    });
    const again = await respond({
      idempotencyKey: "reject-again",
      invoiceId,
      response: "REJECT",
      reasons: [{ code: "OTH" }],
    });

    expect(accepted.errors).toMatchObject([
      {
        __typename: "UnsupportedByProviderError",
        message: expect.stringContaining("carries REJECT of a buyer's answers and no ACCEPT"),
      },
    ]);
    expect(rejected).toMatchObject({
      errors: [],
      invoice: {
        status: { value: "REJECTED", business: "REJECTED" },
        actions: [{ response: "REJECT", state: "DONE" }],
      },
    });
    expect(again.errors).toMatchObject([{ __typename: "InvalidTransitionError", allowed: [] }]);
    const changes = simulator().requests.filter(({ method, path }) => method === "PUT" && path.includes(reference));
    expect(changes.map(({ status }) => status)).toEqual([200]);
  });

  it("counts as rejected when the answer to the rejection was lost", async () => {
    const { id: invoiceId } = await receive("MY-IN-3");
    simulator().fail({ method: "PUT", path: /state$/, times: 1, how: "lose" });
    const input = { idempotencyKey: "lost", invoiceId, response: "REJECT", reasons: [{ code: "REF" }] };

    const first = await respond(input);
    const second = await respond(input);

    expect(first.errors).toMatchObject([{ __typename: "OutcomeUnknownError" }]);
    expect(second).toMatchObject({ errors: [], invoice: { status: { value: "REJECTED" } } });
  });
});

describe("An invoice that was sent to MyInvois", () => {
  it("shows the evidence of its validation", async () => {
    const input = {
      idempotencyKey: "evidence",
      content: { invoice: aMalaysianInvoiceInput({ number: "MY-OUT-1" }) },
    };
    const { invoice: sent } = (await gateway.client.ask(submitInvoice, { input })).submitInvoice;

    const { invoice } = await until(
      () =>
        gateway.client.ask("query ($id: ID!) { invoice(by: { id: $id }) { documents { kind format fileName } } }", {
          id: sent.id,
        }),
      (found) => found.invoice.documents.some(({ kind }: { kind: string }) => kind === "EVIDENCE"),
    );

    expect(invoice.documents).toContainEqual({
      kind: "EVIDENCE",
      format: "JSON",
      fileName: expect.stringMatching(/^[A-Z0-9]{26}-raw\.json$/),
    });
  });

  it("may be MyInvois' own JSON, which is sent untouched", async () => {
    const { bytes } = material.sending!.raw !== "never" ? material.sending!.raw!("MY-OUT-2") : documentOf("");
    const document = { format: "JSON", base64: Buffer.from(bytes).toString("base64") };
    const { invoice, errors } = (
      await gateway.client.ask(submitInvoice, { input: { idempotencyKey: "own", content: { document } } })
    ).submitInvoice;

    expect(errors).toEqual([]);
    expect(invoice).toMatchObject({ number: "MY-OUT-2" });
  });
});
