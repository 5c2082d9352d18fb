import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signature } from "../../providers/e-invoice-be/webhook.js";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import { countRows } from "./support/count-rows.js";
import { openAccount } from "./support/e-invoice-be-account.js";
import { followEvents, invoiceContent, listEvents, submitInvoice } from "./support/operations.js";
import { readTexts } from "./support/read-texts.js";
import { until } from "./support/until.js";

let gateway: TestGateway;
let bytes: Buffer;
let told: any[];
let invoice: any;

/** One invoice lives its whole life; the tests look at what it left behind. */
beforeAll(async () => {
  gateway = await openGateway();
  bytes = await readFile(new URL("../../providers/e-invoice-be/fixtures/invoice.xml", import.meta.url));
  const { client } = gateway;
  const stream = client.follow(followEvents, { from: { now: true } });
  await stream.until((items) => items.length > 0);
  const input = { idempotencyKey: "raw-1", content: { document: { format: "UBL", base64: bytes.toString("base64") } } };

  const { submitInvoice: submitted } = await client.ask(submitInvoice, { input });

  expect(submitted.errors).toEqual([]);
  told = await stream.until((items) => items.some((item) => item.invoiceEvents.node?.type === "INVOICE_DELIVERED"));
  ({ invoice } = await client.ask(invoiceContent, { by: { id: submitted.invoice.id } }));
});
afterAll(() => gateway.stop());

const sha256 = (content: Uint8Array) => createHash("sha256").update(content).digest("hex");

describe("A raw UBL invoice", () => {
  it("reaches the provider byte for byte", async () => {
    const [reference] = invoice.providerReferences;

    const received = await openAccount(gateway).fetchBytes(reference.reference);

    expect(reference.key).toBe("e-invoice-be");
    expect(sha256(received)).toBe(sha256(bytes));
    expect(received.equals(bytes)).toBe(true);
  });

  it("is kept byte for byte, as it came and as it was sent", () => {
    const kept = invoice.documents.map((document: any) => [document.kind, document.sha256, document.base64]);

    expect(kept.toSorted()).toEqual([
      ["SENT", sha256(bytes), bytes.toString("base64")],
      ["SUBMITTED", sha256(bytes), bytes.toString("base64")],
    ]);
  });

  it("is answered with the parties, lines, taxes and totals of the XML", () => {
    const texts = readTexts(bytes.toString("utf8"));
    const one = (path: string) => texts(path)[0];
    const partyOf = (path: string) => ({
      name: one(`${path}/PartyLegalEntity/RegistrationName`),
      tradingName: one(`${path}/PartyName/Name`) ?? null,
      vatIdentifier: one(`${path}/PartyTaxScheme/CompanyID`),
      electronicAddress: { scheme: "0208", value: one(`${path}/EndpointID`) },
      legalRegistration: one(`${path}/PartyLegalEntity/CompanyID`)
        ? { scheme: "0208", value: one(`${path}/PartyLegalEntity/CompanyID`) }
        : null,
      address: {
        line1: one(`${path}/PostalAddress/StreetName`),
        city: one(`${path}/PostalAddress/CityName`),
        postCode: one(`${path}/PostalAddress/PostalZone`),
        countryCode: one(`${path}/PostalAddress/Country/IdentificationCode`),
      },
    });
    const column = (path: string) => texts(`InvoiceLine/${path}`);

    expect(invoice).toMatchObject({
      number: one("ID"),
      issueDate: one("IssueDate"),
      dueDate: one("DueDate"),
      typeCode: one("InvoiceTypeCode"),
      type: "INVOICE",
      currencyCode: one("DocumentCurrencyCode"),
      buyerReference: one("BuyerReference"),
      notes: [{ text: one("Note"), subjectCode: null }],
      process: { specification: one("CustomizationID"), businessProcess: one("ProfileID") },
      seller: partyOf("AccountingSupplierParty/Party"),
      buyer: partyOf("AccountingCustomerParty/Party"),
      payment: {
        meansCode: one("PaymentMeans/PaymentMeansCode"),
        remittanceInformation: one("PaymentMeans/PaymentID"),
        creditTransfers: [{ account: one("PaymentMeans/PayeeFinancialAccount/ID") }],
      },
    });
    expect(invoice.totals).toEqual({
      lineNetTotal: one("LegalMonetaryTotal/LineExtensionAmount"),
      allowanceTotal: null,
      chargeTotal: null,
      taxExclusive: one("LegalMonetaryTotal/TaxExclusiveAmount"),
      vatAmount: one("TaxTotal/TaxAmount"),
      taxInclusive: one("LegalMonetaryTotal/TaxInclusiveAmount"),
      paidAmount: null,
      payable: one("LegalMonetaryTotal/PayableAmount"),
    });
    expect(invoice.vatBreakdown).toEqual(
      texts("TaxTotal/TaxSubtotal/TaxAmount").map((taxAmount, index) => ({
        taxAmount,
        taxableAmount: texts("TaxTotal/TaxSubtotal/TaxableAmount")[index],
        category: texts("TaxTotal/TaxSubtotal/TaxCategory/ID")[index],
        rate: texts("TaxTotal/TaxSubtotal/TaxCategory/Percent")[index],
      })),
    );
    expect(invoice.lines).toEqual(
      column("ID").map((id, index) => ({
        id,
        quantity: column("InvoicedQuantity")[index],
        unitCode: ["KGM", "C62"][index],
        netAmount: column("LineExtensionAmount")[index],
        item: { name: column("Item/Name")[index] },
        price: { net: column("Price/PriceAmount")[index] },
        vat: {
          category: column("Item/ClassifiedTaxCategory/ID")[index],
          rate: column("Item/ClassifiedTaxCategory/Percent")[index],
        },
      })),
    );
    expect(invoice.lines).toHaveLength(2);
  });

  it("ends delivered, by the provider's own word", () => {
    expect(invoice.status).toEqual({
      value: "DELIVERED",
      transport: "DELIVERED",
      terminal: true,
      native: { code: "SENT", mapped: true },
    });
  });

  it("tells a subscriber its life in order, each fact once", () => {
    expect(told.map((item) => item.invoiceEvents.node?.type ?? item.invoiceEvents.__typename)).toEqual([
      "StreamCaughtUp",
      "INVOICE_SUBMITTED",
      "INVOICE_VALIDATED",
      "INVOICE_DELIVERED",
    ]);
    const nodes = told.flatMap((item) => item.invoiceEvents.node ?? []);
    expect(nodes.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
    expect(nodes.map(({ origin }) => origin)).toEqual(["GATEWAY", "GATEWAY", "PROVIDER_WEBHOOK"]);
  });

  it("is told by the event log with the same events and cursors, from any place on", async () => {
    const seen = told.flatMap(({ invoiceEvents: item }) =>
      item.node ? [{ cursor: item.cursor, id: item.node.id, type: item.node.type }] : [],
    );
    const read = async (variables: object) => {
      const { invoiceEvents } = await gateway.client.ask(listEvents, { ...variables });
      return invoiceEvents.edges.map(({ cursor, node }: any) => ({ cursor, id: node.id, type: node.type }));
    };

    expect(await read({})).toEqual(seen);
    expect(await read({ after: seen[0]?.cursor })).toEqual(seen.slice(1));
    expect(await read({ first: 1, after: seen[1]?.cursor })).toEqual(seen.slice(2));
    expect(await read({ after: seen[2]?.cursor })).toEqual([]);
  });

  it("is told again to a subscriber who comes back with the cursor of its last event", async () => {
    const after = told.find((item) => item.invoiceEvents.node?.type === "INVOICE_SUBMITTED").invoiceEvents.cursor;

    const stream = gateway.client.follow(followEvents, { from: { after } });
    const items = await stream.until((all) => all.some((item) => item.invoiceEvents.__typename === "StreamCaughtUp"));
    stream.stop();

    expect(items.map((item) => item.invoiceEvents.node?.type ?? item.invoiceEvents.replayed)).toEqual([
      "INVOICE_VALIDATED",
      "INVOICE_DELIVERED",
      2,
    ]);
  });
});

describe("A webhook", () => {
  let genuine: Buffer;
  let sign: (body: Uint8Array) => Record<string, string>;
  beforeAll(async () => {
    const secret = await openAccount(gateway).webhookSecret();
    const { rows } = await gateway.database.query("select body from delivery where state = 'APPLIED'");
    genuine = rows[0].body;
    sign = (body) => ({ ...signature.sign(body, secret, Date.now()) });
  });

  const post = async (body: Uint8Array, headers: Record<string, string>) => {
    const response = await fetch(`${gateway.url}/webhooks/mine-e-invoice-be`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: new Uint8Array(body),
    });
    return { status: response.status, body: await response.json() };
  };
  /** Everything a client can see, and how often the delivery was taken. */
  const world = async () => ({
    rows: await countRows(gateway),
    content: await gateway.client.ask(invoiceContent, { by: { id: invoice.id } }),
    log: await gateway.client.ask(listEvents),
    taken: (await gateway.database.query("select id, state from delivery where state <> 'REFUSED'")).rows,
  });

  it("that comes twice changes nothing and is acknowledged", async () => {
    const before = await world();

    expect(await post(genuine, sign(genuine))).toEqual({ status: 202, body: { status: "duplicate" } });

    expect(await world()).toEqual(before);
  });

  it("that comes again in another spacing is the same event", async () => {
    const before = await world();
    const spaced = Buffer.from(JSON.stringify(JSON.parse(genuine.toString("utf8")), null, 4));

    expect(await post(spaced, sign(spaced))).toEqual({ status: 202, body: { status: "duplicate" } });

    expect(await world()).toEqual(before);
  });

  it("that says under another event id what is known changes nothing", async () => {
    const before = await world();
    const said = Buffer.from(JSON.stringify({ ...JSON.parse(genuine.toString("utf8")), id: "evt-again" }));

    expect(await post(said, sign(said))).toEqual({ status: 202, body: { status: "accepted" } });

    await until(
      async () => (await gateway.database.query("select 1 from delivery where state = 'RECEIVED'")).rows,
      (rows) => rows.length === 0,
    );
    const after = await world();
    expect({ ...after, taken: undefined }).toEqual({ ...before, taken: undefined });
    expect(after.taken).toHaveLength(before.taken.length + 1);
    expect(new Set(after.taken.map(({ state }) => state))).toEqual(new Set(["APPLIED"]));
  });

  it.each([
    ["altered", (body: Buffer) => Buffer.from(body.toString("utf8").replace("document.sent", "document.sent.failed"))],
    ["addressed to another document", (body: Buffer) => Buffer.from(body.toString("utf8").replace(/doc_\w/, "doc_X"))],
    ["cut", (body: Buffer) => body.subarray(0, -1)],
  ])("that was %s is refused and changes nothing", async (_, alter) => {
    const before = await world();

    const answer = await post(alter(genuine), sign(genuine));

    expect(answer).toMatchObject({ status: 401, body: { status: "refused" } });
    expect(await world()).toEqual(before);
  });

  it.each([
    ["no signature", () => ({}) as Record<string, string>, "missing signature"],
    ["the signature of another secret", (body: Buffer) => signature.sign(body, "whsec_other", 0), "wrong signature"],
    ["a malformed signature", () => ({ "x-signature": "sha256=abc" }), "malformed signature"],
  ])("with %s is refused and changes nothing", async (_, headers, reason) => {
    const before = await world();

    const answer = await post(genuine, { ...headers(genuine) });

    expect(answer).toEqual({ status: 401, body: { status: "refused", reason } });
    expect(await world()).toEqual(before);
    const { rows } = await gateway.database.query("select reason, body from delivery where state = 'REFUSED'");
    expect(rows).toContainEqual({ reason, body: null });
  });

  it("for an account that does not exist is not taken", async () => {
    const response = await fetch(`${gateway.url}/webhooks/nobody`, { method: "POST", body: new Uint8Array(genuine) });

    expect(response.status).toBe(404);
  });
});
