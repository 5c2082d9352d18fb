import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { type RunningSimulator, serveSimulator } from "../../../src/provider-kit/simulator-server.js";
import { declareSimulator, type SimulatorOptions } from "../../../providers/myinvois/simulator.js";
import {
  buyerClient,
  type Client,
  intermediaryClient,
  supplierClient,
} from "../../../providers/myinvois/simulator/taxpayers.js";
import { aMalaysianInvoice, anInvalidInvoice, anOrder, aSeller } from "./a-malaysian-invoice.js";
import { aClock } from "./open-myinvois.js";

let simulator: RunningSimulator;
afterEach(() => simulator.stop());

async function start(options: SimulatorOptions = {}, clock = aClock()): Promise<void> {
  simulator = await serveSimulator(declareSimulator(options), { now: clock.now, stepMs: 0 });
}

const login = (form: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${simulator.url}/connect/token`, { method: "POST", body: new URLSearchParams(form), headers });

async function tokenOf({ clientId, clientSecret }: Client): Promise<string> {
  const form = { client_id: clientId, client_secret: clientSecret, grant_type: "client_credentials" };
  const answer = (await (await login(form)).json()) as { access_token: string };
  return answer.access_token;
}

const ask = (token: string, method: string, path: string, body?: unknown) =>
  fetch(`${simulator.url}/api/v1.0/${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });

interface Entry {
  format: string;
  document: string;
  documentHash: string;
  codeNumber: string;
}

function anEntry(source: string | Uint8Array, codeNumber: string, format = "JSON"): Entry {
  const documentHash = createHash("sha256").update(source).digest("hex");
  return { format, document: Buffer.from(source).toString("base64"), documentHash, codeNumber };
}

const entryOf = (invoice = aMalaysianInvoice()): Entry => anEntry(anOrder(invoice).document.bytes, invoice.number);

const submit = (token: string, ...documents: Entry[]) => ask(token, "POST", "documentsubmissions/", { documents });

interface Answer {
  readonly submissionUID: string;
  readonly acceptedDocuments: readonly { readonly uuid: string }[];
  readonly rejectedDocuments: readonly { readonly error: { readonly innerError: readonly { errorCode: string }[] } }[];
}

/** The UUID of a document once its validation is over. */
async function submitAndWait(token: string, entry: Entry): Promise<string> {
  const { submissionUID, acceptedDocuments } = (await (await submit(token, entry)).json()) as Answer;
  for (;;) {
    const answer = await ask(token, "GET", `documentsubmissions/${submissionUID}`);
    const { overallStatus } = (await answer.json()) as { overallStatus: string };
    if (overallStatus !== "in progress") return acceptedDocuments[0]!.uuid;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const errorOf = async (answer: Response) => {
  const { error } = (await answer.json()) as { error: { errorCode: string } };
  return [answer.status, error.errorCode];
};

describe("the MyInvois simulator", () => {
  it("gives tokens for an hour, and answers every call with a correlation id", async () => {
    const clock = aClock();
    await start({}, clock);
    const token = await tokenOf(supplierClient);

    const fresh = await ask(token, "GET", "documents/recent");
    clock.advanceHours(1);
    const expired = await ask(token, "GET", "documents/recent");

    expect(fresh.status).toBe(200);
    expect(fresh.headers.get("correlationId")).toBeTruthy();
    expect(await errorOf(expired)).toEqual([401, "Unauthorized"]);
  });

  it("refuses a wrong secret, another grant and a taxpayer who gave no permission", async () => {
    await start();
    const { clientId: client_id, clientSecret: client_secret } = intermediaryClient;
    const good = { client_id, client_secret, grant_type: "client_credentials" };

    const answers = await Promise.all([
      login({ ...good, client_secret: "wrong" }),
      login({ ...good, grant_type: "password" }),
      login(good, { onbehalfof: buyerClient.tin }),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400]);
    const errors = await Promise.all(answers.map((answer) => answer.json() as Promise<{ error: string }>));
    expect(errors.map(({ error }) => error)).toEqual([
      "invalid_client",
      "unsupported_grant_type",
      "unauthorised_client",
    ]);
  });

  it("lets a client sign in twelve times a minute", async () => {
    const clock = aClock();
    await start({}, clock);
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 13; attempt += 1) {
      statuses.push((await login({ client_id: "somebody", grant_type: "client_credentials" })).status);
    }
    clock.advanceHours(1 / 60);

    expect(statuses).toEqual([...Array.from({ length: 12 }, () => 400), 429]);
    expect((await login({ client_id: "somebody" })).status).toBe(400);
  });

  it("refuses a submission that is no list, too long, too large or another taxpayer's", async () => {
    await start();
    const token = await tokenOf(supplierClient);
    const seller = aSeller({
      identifiers: [
        { scheme: "MY:TIN", value: "C11361879050" },
        { scheme: "MY:MSIC", value: "46510" },
      ],
    });
    const large = Array.from({ length: 20 }, (_, index) => anEntry("x".repeat(290_000), String(index)));
    const mixed = [entryOf(), { ...entryOf(), format: "XML" }];

    expect(await errorOf(await ask(token, "POST", "documentsubmissions/", {}))).toEqual([400, "BadStructure"]);
    expect(await errorOf(await submit(token, ...mixed))).toEqual([400, "BadStructure"]);
    expect(await errorOf(await submit(token, ...Array.from({ length: 101 }, () => anEntry("{}", "1"))))).toEqual([
      400,
      "MaximumSizeExceeded",
    ]);
    expect(await errorOf(await submit(token, ...large))).toEqual([400, "MaximumSizeExceeded"]);
    expect(await errorOf(await submit(token, entryOf(aMalaysianInvoice({ seller }))))).toEqual([
      403,
      "IncorrectSubmitter",
    ]);
  });

  it("rejects single documents for their hash, number, structure and size", async () => {
    await start();
    const token = await tokenOf(supplierClient);
    const entries = [
      { ...entryOf(), documentHash: "0".repeat(64) },
      { ...entryOf(), codeNumber: "ANOTHER" },
      anEntry("no json", "1"),
      anEntry(`{"Invoice":"${"x".repeat(310_000)}"}`, "2"),
    ];

    const answer = (await (await submit(token, ...entries)).json()) as Answer;

    expect(answer.acceptedDocuments).toEqual([]);
    expect(answer.rejectedDocuments.map(({ error }) => error.innerError[0]?.errorCode)).toEqual([
      "HashMismatch",
      "CodeNumberMismatch",
      "InvalidStructure",
      "MaximumSizeExceeded",
    ]);
  });

  it("takes the same submission again only after ten minutes", async () => {
    const clock = aClock();
    await start({}, clock);
    const token = await tokenOf(supplierClient);
    await submit(token, entryOf());

    const soon = await submit(token, entryOf());
    clock.advanceHours(10 / 60);
    const later = await submit(token, entryOf());

    expect(await errorOf(soon)).toEqual([422, "DuplicateSubmission"]);
    expect(soon.headers.get("retry-after")).toBe("600");
    expect(later.status).toBe(202);
  });

  it("reads XML as well as JSON, and asks for a signature from version 1.1 on", async () => {
    await start();
    const token = await tokenOf(supplierClient);
    const tin = `<cac:PartyIdentification><cbc:ID schemeID="TIN">${supplierClient.tin}</cbc:ID></cac:PartyIdentification>`;
    const xml = `<?xml version="1.0"?><!-- small --><Invoice xmlns:cac="a" xmlns:cbc="b"><cbc:ID>X&amp;1</cbc:ID>
      <cbc:IssueDate>2026-01-31</cbc:IssueDate><cbc:IssueTime>00:00:00Z</cbc:IssueTime>
      <cbc:InvoiceTypeCode listVersionID="1.1">01</cbc:InvoiceTypeCode><cac:Empty/>
      <cac:AccountingSupplierParty><cac:Party>${tin}</cac:Party></cac:AccountingSupplierParty></Invoice>`;

    const uuid = await submitAndWait(token, anEntry(xml, "X&1", "XML"));
    const details = await (await ask(token, "GET", `documents/${uuid}/details`)).text();

    expect(details).toContain('"internalId":"X&1"');
    expect(details).toContain("DS301");
    expect(details).toContain("AccountingSupplierParty.Party.Contact.Telephone is mandatory");
  });

  it("shows an invalid document to its issuer only, and nobody its source", async () => {
    await start();
    const [supplier, buyer] = [await tokenOf(supplierClient), await tokenOf(buyerClient)];
    const valid = await submitAndWait(supplier, entryOf());
    const invalid = await submitAndWait(supplier, entryOf(anInvalidInvoice({ number: "INV-2" })));

    const statusOf = async (token: string, path: string) => (await ask(token, "GET", `documents/${path}`)).status;

    expect(await statusOf(supplier, `${invalid}/details`)).toBe(200);
    expect(await statusOf(supplier, `${invalid}/raw`)).toBe(404);
    expect(await statusOf(buyer, `${invalid}/details`)).toBe(404);
    expect(await statusOf(buyer, `${valid}/raw`)).toBe(200);
    const raw = (await (await ask(buyer, "GET", `documents/${valid}/raw`)).json()) as { document: string };
    expect(raw.document).toBe(Buffer.from(anOrder(aMalaysianInvoice()).document.bytes).toString("utf8"));
  });

  it("searches within 31 days and lists what came within 31 days", async () => {
    const clock = aClock("2026-02-01T08:00:00Z");
    await start({}, clock);
    const token = await tokenOf(supplierClient);
    await submitAndWait(token, entryOf());
    const search = (query: string) => ask(token, "GET", `documents/search?${query}`);
    const count = async (answer: Response) =>
      ((await answer.json()) as { metadata: { totalCount: number } }).metadata.totalCount;

    const january = "issueDateFrom=2026-01-01T00:00:00Z&issueDateTo=2026-02-01T00:00:00Z";
    expect(await count(await search(january))).toBe(1);
    expect(await count(await search(`${january}&searchQuery=INV`))).toBe(1);
    expect(await count(await search(`${january}&status=Invalid`))).toBe(0);
    expect(await errorOf(await search(`${january}&searchQuery=INV-2026`))).toEqual([400, "BadArgument"]);
    expect(await errorOf(await search(`${january}&pageSize=101`))).toEqual([400, "BadArgument"]);
    expect(await errorOf(await search("status=Valid"))).toEqual([400, "BadArgument"]);
    expect(
      await errorOf(await search("submissionDateFrom=2026-01-01T00:00:00Z&submissionDateTo=2026-02-02T00:00:00Z")),
    ).toEqual([400, "BadArgument"]);

    clock.advanceHours(32 * 24);
    expect(await count(await ask(await tokenOf(supplierClient), "GET", "documents/recent"))).toBe(0);
  });
});

const officialSample = new URL("../../../../shared/specs/myinvois/samples/1.0-Invoice-Sample.xml", import.meta.url);

describe.skipIf(!existsSync(officialSample))(
  "the MyInvois simulator and the official XML (skipped when ../shared/specs/myinvois is not there)",
  () => {
    it("understands the sample once it names a registered supplier", async () => {
      await start();
      const token = await tokenOf(supplierClient);
      const xml = readFileSync(officialSample, "utf8").replace(/Supplier's TIN/, supplierClient.tin);

      const answer = await submit(token, anEntry(xml, "XML-INV12345", "XML"));

      expect(await answer.json()).toMatchObject({ acceptedDocuments: [{ invoiceCodeNumber: "XML-INV12345" }] });
    });
  },
);
