import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { failingParticipant } from "../../providers/e-invoice-be/simulator.js";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import { aMalaysianInvoiceInput, anInvoiceInput, type InvoiceInput } from "./support/an-invoice-input.js";
import { countRows } from "./support/count-rows.js";
import { openAccount } from "./support/e-invoice-be-account.js";
import { invoiceContent, listEvents, lookUp, submitInvoice, submitInvoices } from "./support/operations.js";
import { readTexts } from "./support/read-texts.js";
import { until } from "./support/until.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.stop());

const submit = async (input: { idempotencyKey: string; invoice: InvoiceInput; [more: string]: unknown }) => {
  const { invoice, ...rest } = input;
  const answer = await gateway.client.ask(submitInvoice, { input: { ...rest, content: { invoice } } });
  return answer.submitInvoice;
};

const readInvoice = async (by: object) => (await gateway.client.ask(invoiceContent, { by })).invoice;

const untilStatus = (id: string, ...wanted: string[]) =>
  until(
    () => readInvoice({ id }),
    (invoice) => wanted.includes(invoice.status.value),
  );

const eventsOf = async (invoiceId: string) => {
  const { invoiceEvents } = await gateway.client.ask(listEvents, { filter: { invoiceIds: [invoiceId] } });
  return invoiceEvents.edges.map(({ node }: any) => node);
};

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
