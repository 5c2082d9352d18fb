import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Invoice } from "../../src/domain/invoice.js";
import { anInvoice } from "../builders/an-invoice.js";
import type { GatewayClient } from "../setup/client.js";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import { anArchive } from "./support/an-archive.js";
import { aMalaysianInvoiceInput, type InvoiceInput, toInvoiceInput } from "./support/an-invoice-input.js";
import { countRows } from "./support/count-rows.js";
import { expectRefusal } from "./support/open-untouched.js";
import { preflightInvoice, submitInvoice, submitInvoices } from "./support/operations.js";
import { selectionOf, withoutNulls } from "./support/select.js";
import { until } from "./support/until.js";

let gateway: TestGateway;
/** Of a gateway with the archive among its providers. */
let client: GatewayClient;
let stopTwin: () => Promise<void>;
beforeAll(async () => {
  gateway = await openGateway();
  const account = { id: "mine-archive", tenantId: "mine", provider: anArchive, environment: "SIMULATED" as const };
  const accounts = [...gateway.configuration.accounts, { ...account, baseUrl: gateway.url, credentials: {} }];
  const twin = await gateway.openTwin({ accounts });
  client = twin.client;
  stopTwin = () => twin.stop();
});
afterAll(async () => {
  await stopTwin();
  await gateway.stop();
});

const inputOf = (invoice: InvoiceInput, provider: string) => ({
  idempotencyKey: `key-${invoice["number"]}`,
  content: { invoice },
  routing: { provider },
});

const submit = async (invoice: InvoiceInput, provider: string): Promise<any> =>
  (await client.ask(submitInvoice, { input: { ...inputOf(invoice, provider), waitMs: 10_000 } })).submitInvoice;

const read = async (id: string, content: object): Promise<unknown> => {
  const query = `query Read($id: ID!) { invoice(by: { id: $id }) ${selectionOf(content)} }`;
  return withoutNulls((await client.ask(query, { id })).invoice);
};

/** Something of every kind, at every anchor. */
function anArchivedInvoice(overrides: Partial<Invoice> = {}): Invoice {
  const plain = anInvoice();
  const onPage = (page: number) => ({ extensions: { archive: { page } } });
  const [first, second] = plain.lines;
  return anInvoice({
    extensions: {
      archive: {
        shelf: "B12",
        isSealed: true,
        copies: 3,
        keepUntil: "2036-12-31",
        fee: "0.10",
        binding: "LEATHER",
        tags: ["chairs", "Gent"],
        loans: [{ reader: "Jo", purpose: "AUDIT" }, { reader: "Mo" }],
      },
      myInvois: { incoterms: "CIF" },
    },
    seller: { ...plain.seller, extensions: { archive: { drawer: "S" } } },
    buyer: { ...plain.buyer, extensions: { archive: { drawer: "B" }, myInvois: { industryCode: "46510" } } },
    payment: { ...plain.payment!, extensions: { archive: { receipt: "R-1" } } },
    vatBreakdown: plain.vatBreakdown.map((entry) => ({ ...entry, extensions: { archive: { stamp: "21" } } })),
    lines: [
      { ...first!, ...onPage(1), subLines: [{ ...first!, id: "1.1", ...onPage(2) }] },
      { ...second!, ...onPage(3) },
    ],
    correction: { method: "BEFORE_AFTER", linesBefore: [{ ...second!, ...onPage(4) }] },
    precedingInvoices: [{ number: "2026-0099" }],
    typeCode: "384",
    ...overrides,
  });
}

describe("What only some systems ask for", () => {
  it("comes out as it went in, at every anchor and of every kind", async () => {
    const { unmapped: _, ...content } = anArchivedInvoice({ number: "EXT-1" });

    const { errors, invoice } = await submit(content, "archive");

    expect(errors).toEqual([]);
    expect(await read(invoice.id, content)).toEqual(content);
  });

  it("is ignored by a provider of another system, and kept", async () => {
    const { correction: _, ...archived } = toInvoiceInput(anArchivedInvoice({ number: "EXT-2" }));
    const { extensions } = archived;
    const lines = archived["lines"].map((line: InvoiceInput) => ({ ...line, subLines: [] }));

    const { errors, invoice } = await submit({ ...archived, lines }, "e-invoice-be");

    expect(errors).toEqual([]);
    expect(await read(invoice.id, { extensions })).toEqual({ extensions });
  });

  it("reaches the system it is for", async () => {
    const input = aMalaysianInvoiceInput({ number: "EXT-3" });
    const identifiers = input["seller"].identifiers.filter(({ scheme }: any) => scheme !== "MY:MSIC");
    const seller = {
      ...input["seller"],
      identifiers,
      extensions: { myInvois: { industryCode: "46510", industryDescription: "Computer wholesale" } },
    };
    const extensions = { myInvois: { incoterms: "CIF", customsForm1: "K1-77", authorisationNumber: "CPT-1" } };

    const { errors, invoice } = await submit({ ...input, seller, extensions }, "myinvois");

    expect(errors).toEqual([]);
    const documents = "query ($id: ID!) { invoice(by: { id: $id }) { status { value } documents { kind base64 } } }";
    const cleared = await until(
      () => client.ask(documents, { id: invoice.id }),
      (answer) => answer.invoice.status.value === "CLEARED",
    );
    const sent = cleared.invoice.documents.find(({ kind }: any) => kind === "SENT");
    const root = JSON.parse(Buffer.from(sent.base64, "base64").toString("utf8")).Invoice[0];
    expect(root.AdditionalDocumentReference).toEqual([
      { ID: [{ _: "K1-77" }], DocumentType: [{ _: "CustomsImportForm" }] },
      { ID: [{ _: "CIF" }] },
    ]);
    expect(root.AccountingSupplierParty[0]).toMatchObject({
      AdditionalAccountID: [{ _: "CPT-1", schemeAgencyName: "CertEX" }],
      Party: [{ IndustryClassificationCode: [{ _: "46510", name: "Computer wholesale" }] }],
    });
    expect(await read(invoice.id, { extensions, seller })).toEqual({ extensions, seller });
  });
});

describe("A wrong value of what only some systems ask for", () => {
  const archived = toInvoiceInput(anArchivedInvoice({ number: "EXT-9" }));
  const archive = archived["extensions"].archive;
  const withArchive = (changes: InvoiceInput) => ({ ...archived, extensions: { archive: { ...archive, ...changes } } });

  it.each<[string, InvoiceInput, string, string]>([
    ["a word nobody knows", withArchive({ binding: "GOLD" }), "extensions.archive.binding", "GOLD"],
    ["a number as text", withArchive({ copies: "3" }), "extensions.archive.copies", "3"],
    ["a float", withArchive({ fee: 0.1 }), "extensions.archive.fee", "0.1"],
    ["a day that is none", withArchive({ keepUntil: "2026-02-30" }), "extensions.archive.keepUntil", "2026-02-30"],
    ["a field nobody knows", withArchive({ smell: "old" }), "extensions.archive", "smell"],
    ["a missing field", withArchive({ shelf: null }), "extensions.archive.shelf", "non-nullable"],
    ["a word in a list", withArchive({ loans: [{ reader: "Jo", purpose: "FUN" }] }), "archive.loans[0].purpose", "FUN"],
    ["a system nobody knows", { ...archived, extensions: { martian: {} } }, "invoice.extensions", "martian"],
    [
      "a system that asks for nothing of a line",
      { ...archived, lines: [{ ...archived["lines"][0], extensions: { myInvois: {} } }] },
      "lines[0].extensions",
      "myInvois",
    ],
  ])("is refused by the API for %s", async (_case, invoice, place, value) => {
    expectRefusal(
      await client.send(submitInvoice, { input: inputOf(invoice, "archive") }),
      "BAD_USER_INPUT",
      place,
      value,
    );
  });

  it.each<[string, InvoiceInput, string[], string]>([
    [
      "of an invoice",
      withArchive({ shelf: "twelve" }),
      ["extensions", "archive", "shelf"],
      'extensions.archive.shelf is "twelve": a shelf has a letter and a number',
    ],
    [
      "of a number",
      withArchive({ copies: 0 }),
      ["extensions", "archive", "copies"],
      "extensions.archive.copies is 0: there is one copy at least",
    ],
    [
      "of a party",
      { ...archived, seller: { ...archived["seller"], extensions: { myInvois: { industryCode: "4651" } } } },
      ["seller", "extensions", "myInvois", "industryCode"],
      'extensions.myInvois.industryCode is "4651": an MSIC code has five digits',
    ],
  ])("is refused by the system that asks: %s", async (_case, invoice, place, message) => {
    const before = (await countRows(gateway))["invoice"];
    const input = inputOf(invoice, "archive");
    const path = ["content", "invoice", ...place];
    const violation = { rule: "GW-EXT-01", severity: "FATAL", message, path };

    const { submitInvoice: submitted } = await client.ask(submitInvoice, { input });
    const { preflightInvoice: found } = await client.ask(preflightInvoice, { input });

    expect(submitted).toMatchObject({ invoice: null, errors: [{ code: "VALIDATION_FAILED", message, path }] });
    expect(submitted.errors[0].violations).toContainEqual(expect.objectContaining(violation));
    expect(found).toMatchObject({ ok: false });
    expect(found.validation.violations).toContainEqual(violation);
    expect((await countRows(gateway))["invoice"]).toBe(before);
  });

  it("is refused in an item of a batch, with the place of the item", async () => {
    const inline = [inputOf(withArchive({ shelf: "twelve" }), "archive")];
    const input = { idempotencyKey: "batch-ext", items: { inline }, errorPolicy: "ALL_OR_NOTHING" };

    const { submitInvoices: submitted } = await client.ask(submitInvoices, { input });

    const path = ["items", "inline", "0", "content", "invoice", "extensions", "archive", "shelf"];
    expect(submitted).toMatchObject({ batch: null, errors: [{ code: "VALIDATION_FAILED", path }] });
  });

  it("is found in sub-lines and in lines of before as well", async () => {
    const wrong = { ...archived["lines"][1], extensions: { archive: { page: 0 } } };
    const lines = [{ ...archived["lines"][0], subLines: [wrong] }, archived["lines"][1]];
    const correction = { linesBefore: [wrong] };
    const input = inputOf({ ...archived, lines, correction }, "archive");

    const { submitInvoice: submitted } = await client.ask(submitInvoice, { input });

    const found = submitted.errors[0].violations.filter(({ rule }: any) => rule === "GW-EXT-01");
    expect(found.map(({ path }: any) => path.slice(2).join("."))).toEqual([
      "lines.0.subLines.0.extensions.archive.page",
      "correction.linesBefore.0.extensions.archive.page",
    ]);
  });
});

describe("A system that no provider of the gateway contributes", () => {
  it("cannot be given: its gateway does not know the field", async () => {
    const input = inputOf(toInvoiceInput(anArchivedInvoice()), "e-invoice-be");

    expectRefusal(await gateway.client.send(submitInvoice, { input }), "BAD_USER_INPUT", "extensions", "archive");
  });

  it("leaves a gateway whose providers contribute none without extensions", async () => {
    const accounts = gateway.configuration.accounts.filter(({ provider }) => !provider.extensions);
    const twin = await gateway.openTwin({ accounts });
    const query = '{ __type(name: "InvoiceExtensions") { name } invoices { nodes { number lines { id } } } }';

    const answer = await twin.client.ask(query);

    await twin.stop();
    expect(answer["__type"]).toBeNull();
  });
});
