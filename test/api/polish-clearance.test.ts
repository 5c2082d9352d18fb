import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Invoice } from "../../src/domain/invoice.js";
import material from "../../providers/ksef/conformance.js";
import { isKsefNumber } from "../../providers/ksef/ksef-number.js";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import { toInvoiceInput } from "./support/an-invoice-input.js";
import { submitInvoice } from "./support/operations.js";
import { until } from "./support/until.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await openGateway({
    stepMs: 60,
    providerIds: ["ksef"],
    // KSeF is asked for what came in every fifteen minutes, and allows twenty questions an hour.
    changeAccounts: (accounts) =>
      accounts.map(({ provider, ...account }) => ({
        ...account,
        provider: { ...provider, limits: { ...provider.limits, receiveEverySeconds: 2 } },
      })),
  });
}, 60_000);
afterAll(() => gateway.stop());

const sampleOf = (number: string): Invoice => {
  if (!material.sending) throw new Error("there is no sample");
  return material.sending.invoice(number);
};

async function submit(invoice: Invoice): Promise<string> {
  const { submitInvoice: submitted } = await gateway.client.ask(submitInvoice, {
    input: {
      idempotencyKey: invoice.number,
      content: { invoice: toInvoiceInput(invoice) },
      routing: { provider: "ksef" },
    },
  });
  expect(submitted.errors).toEqual([]);
  return submitted.invoice.id as string;
}

const found = `query ($id: ID!) { invoice(by: { id: $id }) {
  status { value terminal }
  networkReferences { kind value }
  documents(kind: [EVIDENCE]) { mediaType fileName base64 }
} }`;

const untilKept = (id: string) =>
  until(
    async () => (await gateway.client.ask(found, { id })).invoice,
    ({ documents }) => documents.length > 0,
  );

describe("An invoice for KSeF", () => {
  it("is cleared with its number, which is kept with the authority's receipt", async () => {
    const { vatIdentifier: _, ...buyer } = sampleOf("PL-1").buyer;
    const abroad = { ...buyer, address: { countryCode: "CH", city: "Basel" } };

    const [cleared, delivered] = await Promise.all([
      submit({ ...sampleOf("PL-1"), buyer: abroad }).then(untilKept),
      submit(sampleOf("PL-2")).then(untilKept),
    ]);

    // KSeF hands an invoice over to a buyer with a Polish tax number, and to nobody else.
    expect(cleared.status).toEqual({ value: "CLEARED", terminal: true });
    expect(delivered.status).toEqual({ value: "DELIVERED", terminal: true });
    for (const { networkReferences, documents } of [cleared, delivered]) {
      const number = networkReferences.find(({ kind }: { kind: string }) => kind === "KSeF number").value as string;
      expect(number).toSatisfy(isKsefNumber);
      expect(documents).toMatchObject([{ mediaType: "application/xml", fileName: `UPO-${number}.xml` }]);
      expect(Buffer.from(documents[0].base64 as string, "base64").toString()).toContain(
        `<NumerKSeFDokumentu>${number}</NumerKSeFDokumentu>`,
      );
    }
  });

  it("is received when it came in for the account", async () => {
    const document = material.inbound?.("PL-IN-1");
    if (!document) throw new Error("there is no sample");
    const number = gateway.simulators.get("ksef")?.simulator.arrive?.(document);

    const { rows } = await until(
      () =>
        gateway.database.query(
          "select status, format from invoice join document on document.invoice_id = invoice.id where direction = 'INBOUND' and number = 'PL-IN-1'",
        ),
      (answer) => answer.rows.length > 0,
    );

    expect(number).toSatisfy(isKsefNumber);
    expect(rows).toMatchObject([{ status: "RECEIVED", format: "FA3" }]);
  });
});
