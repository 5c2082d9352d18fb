import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { aMalaysianInvoiceInput, anInvoiceInput, type InvoiceInput } from "./support/an-invoice-input.js";
import { openUntouched } from "./support/open-untouched.js";
import { listEvents, listInvoices, preflightInvoice, submitInvoice } from "./support/operations.js";

const gateway = openUntouched();

const anInput = (invoice: InvoiceInput, more: object = {}) => ({
  idempotencyKey: "bad",
  content: { invoice },
  ...more,
});
const aDocument = (content: string | Uint8Array, format = "UBL") => ({
  idempotencyKey: "bad",
  content: { document: { format, base64: Buffer.from(content).toString("base64") } },
});
const { buyer, lines, seller } = anInvoiceInput() as {
  buyer: InvoiceInput;
  lines: InvoiceInput[];
  seller: InvoiceInput;
};
const aLine = (changes: InvoiceInput) => [{ ...lines[0], ...changes }];

const problemsOf = async (input: object): Promise<any[]> => {
  const { submitInvoice: answer } = await gateway().client.ask(submitInvoice, { input });
  expect(answer).toMatchObject({ invoice: null, submission: null, replayed: false });
  return answer.errors;
};

const ubl = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2";
const lol = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><Invoice xmlns="${ubl}">&b;</Invoice>`;
const outside = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><Invoice xmlns="${ubl}">&f;</Invoice>`;

describe("A document that is no invoice", () => {
  it.each([
    ["is not well-formed", "<Invoice><cbc:ID></Invoice>", "XML-NOT-WELL-FORMED", "line 1"],
    ["is cut", `<Invoice xmlns="${ubl}"><a>`, "XML-NOT-WELL-FORMED", "line 1"],
    ["is empty", "", "XML-NOT-WELL-FORMED", "root element"],
    ["declares entities", lol, "XML-DOCTYPE", "DOCTYPE"],
    ["points outside", outside, "XML-DOCTYPE", "DOCTYPE"],
    ["uses an entity nobody declared", `<Invoice xmlns="${ubl}">&nbsp;</Invoice>`, "XML-NOT-WELL-FORMED", "entity"],
    ["is in UTF-16", Buffer.from("\ufeff<Invoice/>", "utf16le"), "XML-ENCODING", "UTF-16"],
    ["is in Latin-1", Buffer.from("<Invoice>é</Invoice>", "latin1"), "XML-ENCODING", "UTF-8"],
    ["is nested without end", "<a>".repeat(5_000) + "</a>".repeat(5_000), "XML-TOO-LARGE", "100"],
    ["is something else", "<Order/>", "UBL-ROOT", "Order"],
    ["is a PDF", "%PDF-1.7 not XML", "XML-NOT-WELL-FORMED", "line 1"],
    ["has nothing in it", `<Invoice xmlns="${ubl}"/>`, "BR-02", "BT-1"],
  ])("is refused when it %s", async (_, content, rule, word) => {
    const [problem, ...others] = await problemsOf(aDocument(content));

    expect(others).toEqual([]);
    expect(problem).toMatchObject({ __typename: "ValidationError", code: "VALIDATION_FAILED", retryable: false });
    const violation = problem.violations.find((each: any) => each.rule === rule);
    expect(violation).toMatchObject({ severity: "FATAL", message: expect.stringContaining(word) as string });
  });

  it("is refused in a format that cannot be read", async () => {
    expect(await problemsOf(aDocument("an invoice on paper", "OTHER"))).toMatchObject([
      {
        __typename: "ValidationError",
        path: ["content", "document", "format"],
        violations: [{ rule: "GW-FORMAT-01" }],
      },
    ]);
  });

  it("is refused when files come beside it", async () => {
    const attachments = [{ fileName: "a.pdf", mediaType: "application/pdf", base64: "aGFsbG8=" }];

    expect(await problemsOf({ ...aDocument("<Invoice/>"), attachments })).toMatchObject([
      { __typename: "ValidationError", path: ["attachments"], violations: [{ rule: "GW-ATT-01" }] },
    ]);
  });
});

describe("A structured invoice that breaks a rule", () => {
  const elsewhere = { ...buyer, electronicAddress: { scheme: "9999", value: "1" } };
  const nowhere = { ...buyer, address: { countryCode: "XX" } };

  it.each([
    ["an unknown address scheme", { buyer: elsewhere }, "BR-CL-25", "buyer.electronicAddress.scheme", "9999"],
    ["a negative quantity", { lines: aLine({ quantity: "-2" }) }, "GW-QTY-01", "lines.0.quantity", "-2"],
    ["an amount due that does not add up", { totals: { payable: "1.00" } }, "BR-CO-16", "totals.payable", "1.00"],
    [
      "a net total that does not add up",
      { totals: { taxExclusive: "9.99" } },
      "BR-CO-13",
      "totals.taxExclusive",
      "9.99",
    ],
    ["no line", { lines: [] }, "BR-16", "lines", "no line"],
    ["no number", { number: "" }, "BR-02", "number", "BT-1"],
    ["an unknown currency", { currencyCode: "EURO" }, "BR-CL-04", "currencyCode", "EURO"],
    ["an unknown country", { buyer: nowhere }, "BR-CL-14", "buyer.address.countryCode", "XX"],
    ["an unknown unit", { lines: aLine({ unitCode: "PIECE" }) }, "BR-CL-23", "lines.0.unitCode", "PIECE"],
    ["a price below zero", { lines: aLine({ price: { net: "-1" } }) }, "BR-27", "lines.0.price.net", "-1"],
  ])("is refused for %s, with the field and its value", async (_, changes, rule, place, value) => {
    const [problem] = await problemsOf(anInput(anInvoiceInput(changes)));

    const path = ["content", "invoice", ...place.split(".")];
    expect(problem).toMatchObject({ __typename: "ValidationError", code: "VALIDATION_FAILED" });
    expect(problem.violations.find((violation: any) => violation.rule === rule)).toMatchObject({
      severity: "FATAL",
      path,
      message: expect.stringContaining(value) as string,
    });
  });

  it("is refused with every rule it breaks at once", async () => {
    const [problem] = await problemsOf(anInput(anInvoiceInput({ number: "", currencyCode: "EURO", buyer: nowhere })));

    expect(problem.violations.map(({ rule }: any) => rule).toSorted()).toEqual(["BR-02", "BR-CL-04", "BR-CL-14"]);
    expect(problem.message).toContain("2 more");
  });

  it.each([
    ["an unknown provider", { provider: "nobody" }, "nobody"],
    ["an unknown network", { network: "fax" }, "fax"],
    ["a name that every object has", { provider: "__proto__" }, "__proto__"],
  ])("finds no way over %s", async (_, routing, name) => {
    expect(await problemsOf(anInput(anInvoiceInput(), { routing }))).toMatchObject([
      { __typename: "NoRouteError", path: ["routing"], message: expect.stringContaining(name) as string },
    ]);
  });

  it.each(["", " ", "two words", "schlüssel", "x".repeat(256), "\u0000"])("needs a better key than %j", async (key) => {
    expect(await problemsOf(anInput(anInvoiceInput(), { idempotencyKey: key }))).toMatchObject([
      { __typename: "ValidationError", path: ["idempotencyKey"], violations: [{ rule: "GW-KEY-01" }] },
    ]);
  });
});

describe("Text that cannot be stored", () => {
  const zero = "a\u0000b";
  const half = "a\ud800b";

  it.each([
    ["a client reference", { clientReference: zero }, "clientReference"],
    ["a client reference with half a character", { clientReference: half }, "clientReference"],
    ["a label", { labels: ["north", zero] }, "labels.1"],
    [
      "a client reference that is far too long",
      { clientReference: randomBytes(8_000).toString("base64") },
      "clientReference",
    ],
  ])("is refused as %s", async (_, more, place) => {
    expect(await problemsOf(anInput(anInvoiceInput(), more))).toMatchObject([
      { __typename: "ValidationError", path: place.split(".") },
    ]);
  });

  it.each([
    ["Peppol", anInvoiceInput({ notes: [{ text: zero }] })],
    ["MyInvois, which is sent no notes", aMalaysianInvoiceInput({ notes: [{ text: half }] })],
  ])("is refused inside an invoice for %s", async (_, invoice) => {
    expect(await problemsOf(anInput(invoice))).toMatchObject([
      { __typename: "ValidationError", path: ["content", "invoice", "notes", "0", "text"] },
    ]);
  });

  it.each([
    ["text", { text: zero }],
    ["number", { number: { eq: zero } }],
    ["number from a list", { number: { in: [zero] } }],
    ["client reference", { clientReference: { startsWith: zero } }],
    ["label", { labels: [zero] }],
    ["provider", { provider: [zero] }],
    ["counterparty", { counterparty: { scheme: "0208", value: zero } }],
  ])("is found in no invoice when it is looked for as %s", async (_, filter) => {
    expect(await gateway().client.ask(listInvoices, { filter })).toMatchObject({ invoices: { edges: [] } });
  });

  it("leads to no invoice and no event", async () => {
    const by = "query ($by: InvoiceBy!) { invoice(by: $by) { id } }";

    for (const reference of [
      { clientReference: zero },
      { providerReference: { provider: "myinvois", reference: zero } },
    ]) {
      expect(await gateway().client.ask(by, { by: reference })).toEqual({ invoice: null });
    }
    const { invoiceEvents } = await gateway().client.ask(listEvents, { filter: { providers: [zero] } });
    expect(invoiceEvents.edges).toEqual([]);
  });
});

describe("Checking before sending", () => {
  it.each([
    ["a key that is none", { idempotencyKey: "" }, "GW-KEY-01"],
    ["a label that cannot be stored", { labels: ["\u0000"] }, "GW-TEXT-01"],
  ])("finds %s, as sending does", async (_, more, rule) => {
    const input = anInput(anInvoiceInput({ seller }), more);

    const { preflightInvoice: answer } = await gateway().client.ask(preflightInvoice, { input });

    expect(answer).toMatchObject({ ok: false, validation: { valid: false, violations: [{ rule }] } });
    expect(await problemsOf(input)).toMatchObject([{ violations: [{ rule }] }]);
  });
});
