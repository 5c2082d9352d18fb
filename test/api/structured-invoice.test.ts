import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import { aMalaysianInvoiceInput, anInvoiceInput } from "./support/an-invoice-input.js";
import { openAccount } from "./support/e-invoice-be-account.js";
import { lookUp, submitInvoices } from "./support/operations.js";
import { readTexts } from "./support/read-texts.js";
import { createStructuredClient } from "./support/structured-client.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.stop());

const { submit, readInvoice, untilStatus } = createStructuredClient(() => gateway);

describe("A structured invoice", () => {
  it("is completed with every amount that follows from the rest", async () => {
    const { errors, invoice } = await submit({ idempotencyKey: "derived", invoice: anInvoiceInput({ number: "D-1" }) });
    expect(errors).toEqual([]);

    const content = await readInvoice({ id: invoice.id });

    expect(content.totals).toEqual({
      lineNetTotal: "250.00",
      allowanceTotal: null,
      chargeTotal: null,
      taxExclusive: "250.00",
      vatAmount: "52.50",
      taxInclusive: "302.50",
      paidAmount: null,
      payable: "302.50",
    });
    expect(content.vatBreakdown).toEqual([{ category: "S", rate: "21", taxableAmount: "250.00", taxAmount: "52.50" }]);
    expect(content.lines.map(({ netAmount }: any) => netAmount)).toEqual(["200.00", "50.00"]);
  });

  it("is written as the UBL document that the provider has, and kept with it", async () => {
    const input = anInvoiceInput({ number: "D-2" });
    const { invoice } = await submit({ idempotencyKey: "ubl", invoice: input, waitMs: 10_000 });

    const { documents, providerReferences } = await readInvoice({ id: invoice.id });

    expect(documents).toMatchObject([{ kind: "SENT", format: "UBL", mediaType: "application/xml" }]);
    const bytes = Buffer.from(documents[0].base64, "base64");
    const received = await openAccount(gateway).fetchBytes(providerReferences[0].reference);
    expect(received.equals(bytes)).toBe(true);
    const texts = readTexts(bytes.toString("utf8"));
    expect({
      number: texts("ID"),
      seller: texts("AccountingSupplierParty/Party/PartyLegalEntity/RegistrationName"),
      buyer: texts("AccountingCustomerParty/Party/PartyLegalEntity/RegistrationName"),
      receiver: texts("AccountingCustomerParty/Party/EndpointID"),
      lines: texts("InvoiceLine/LineExtensionAmount"),
      tax: texts("TaxTotal/TaxAmount"),
      payable: texts("LegalMonetaryTotal/PayableAmount"),
    }).toEqual({
      number: ["D-2"],
      seller: [input["seller"].name],
      buyer: [input["buyer"].name],
      receiver: [input["buyer"].electronicAddress.value],
      lines: ["200.00", "50.00"],
      tax: ["52.50"],
      payable: ["302.50"],
    });
  });

  it("is answered with the provider's verdict when the caller waits for it", async () => {
    const { submission, invoice } = await submit({
      idempotencyKey: "waits",
      invoice: anInvoiceInput({ number: "D-3" }),
      waitMs: 10_000,
    });

    expect(submission).toMatchObject({ state: "ACCEPTED", attempts: [{ number: 1, outcome: "ACCEPTED" }] });
    expect(invoice.providerReferences).toEqual([
      { key: "e-invoice-be", reference: expect.stringMatching(/^doc_/) as string },
    ]);
    expect(["VALIDATED", "DELIVERED"]).toContain(invoice.status.value);
    expect((await untilStatus(invoice.id, "DELIVERED")).validation).toEqual({
      valid: true,
      rulesets: ["EN16931", "GATEWAY", "e-invoice-be"],
    });
  });

  it("is answered at once when the caller does not wait", async () => {
    const { submission, invoice } = await submit({
      idempotencyKey: "at-once",
      invoice: anInvoiceInput({ number: "D-4" }),
    });

    expect(submission.state).not.toBe("ACCEPTED");
    expect(invoice.providerReferences).toEqual([]);
    await untilStatus(invoice.id, "DELIVERED");
  });

  it("carries the files that were given beside it", async () => {
    const base64 = Buffer.from("%PDF-1.7 …").toString("base64");
    const { invoice, errors } = await submit({
      idempotencyKey: "attached",
      invoice: anInvoiceInput({ number: "D-5" }),
      attachments: [{ fileName: "terms.pdf", mediaType: "application/pdf", base64 }],
    });

    expect(errors).toEqual([]);
    const { documents } = await untilStatus(invoice.id, "DELIVERED");
    const texts = readTexts(Buffer.from(documents[0].base64, "base64").toString("utf8"));
    expect(texts("AdditionalDocumentReference/Attachment/EmbeddedDocumentBinaryObject")).toEqual([base64]);
  });
});

describe("An invoice can be found", () => {
  let invoice: any;
  let submission: any;
  beforeAll(async () => {
    const input = { clientReference: "order 17/ü", labels: ["north"], waitMs: 10_000 };
    ({ invoice, submission } = await submit({
      ...input,
      idempotencyKey: "found",
      invoice: anInvoiceInput({ number: "F-1" }),
    }));
  });

  it("by the caller's own reference", async () => {
    expect(await readInvoice({ clientReference: "order 17/ü" })).toMatchObject({ id: invoice.id, labels: ["north"] });
    expect(await readInvoice({ clientReference: "order 17/u" })).toBeNull();
  });

  it("by the provider's reference", async () => {
    const [{ key: provider, reference }] = invoice.providerReferences;

    expect(await readInvoice({ providerReference: { provider, reference } })).toMatchObject({ id: invoice.id });
    expect(await readInvoice({ providerReference: { provider: "myinvois", reference } })).toBeNull();
  });

  it("by its id, like everything else that has one", async () => {
    const { client } = gateway;
    const [document] = (await readInvoice({ id: invoice.id })).documents;
    const inline = [{ idempotencyKey: "found-item", content: { invoice: anInvoiceInput({ number: "F-2" }) } }];
    const { submitInvoices: batched } = await client.ask(submitInvoices, {
      input: { idempotencyKey: "found-batch", items: { inline } },
    });
    const { providers, viewer } = await client.ask("{ providers { id key } viewer { tenant { id } } }");
    const { participants } = await client.ask(lookUp, { identifiers: [{ scheme: "0208", value: "0887290276" }] });
    const wanted = [
      { __typename: "Invoice", id: invoice.id, number: "F-1" },
      { __typename: "Submission", id: submission.id, idempotencyKey: "found" },
      { __typename: "InvoiceDocument", id: document.id, sha256: document.sha256 },
      { __typename: "Batch", id: batched.batch.id, counts: { total: 1 } },
      { __typename: "Provider", id: providers[0].id, key: "e-invoice-be" },
      { __typename: "Participant", id: participants[0].participant.id, country: "BE" },
      { __typename: "Tenant", id: viewer.tenant.id, name: "Company mine" },
    ];
    const parts = `__typename id
      ... on Invoice { number } ... on Submission { idempotencyKey } ... on InvoiceDocument { sha256 }
      ... on Batch { counts { total } } ... on Provider { key } ... on Participant { country } ... on Tenant { name }`;

    for (const node of wanted) {
      expect(await client.ask(`query ($id: ID!) { node(id: $id) { ${parts} } }`, { id: node.id })).toEqual({ node });
    }
    const ids = [...wanted.map(({ id }) => id), "bm90aGluZw"];
    expect(await client.ask(`query ($ids: [ID!]!) { nodes(ids: $ids) { ${parts} } }`, { ids })).toEqual({
      nodes: [...wanted, null],
    });
  });
});

describe("The route of an invoice", () => {
  it("follows seller and buyer, and the wish of the caller", async () => {
    const route =
      "submission { route { chosen { key } explanation candidates { provider { key } eligible rank reasons } } }";
    const ask = async (input: object) => {
      const mutation = `mutation ($input: SubmitInvoiceInput!) { submitInvoice(input: $input) {
        ${route} errors { __typename ... on NoRouteError { path message route { chosen { key } candidates { eligible reasons } } } } } }`;
      return (await gateway.client.ask(mutation, { input })).submitInvoice;
    };
    const belgian = anInvoiceInput({ number: "W-1" });
    const malaysian = aMalaysianInvoiceInput({ number: "W-2" });

    const first = await ask({ idempotencyKey: "route-1", content: { invoice: belgian } });
    const second = await ask({ idempotencyKey: "route-2", content: { invoice: malaysian } });
    const third = await ask({
      idempotencyKey: "route-3",
      content: { invoice: { ...malaysian, number: "W-3" } },
      routing: { provider: "e-invoice-be" },
    });

    expect(first.submission.route.chosen.key).toBe("e-invoice-be");
    expect(second.submission.route).toMatchObject({
      chosen: { key: "myinvois" },
      candidates: [
        { provider: { key: "e-invoice-be" }, eligible: false, rank: null },
        { provider: { key: "myinvois" }, eligible: true, rank: 1 },
      ],
    });
    expect(third).toMatchObject({
      submission: null,
      errors: [{ __typename: "NoRouteError", path: ["routing"], route: { chosen: null } }],
    });
    expect(third.errors[0].message).toContain("myinvois: The request names provider e-invoice-be");
  });
});
