import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { extractInvoiceXml } from "../../src/formats/pdf/extract-invoice-xml.js";
import { languages } from "../../src/rendering/words/language.js";
import { readHtmlCode } from "../rendering/read-code.js";
import { readPdf } from "../rendering/read-pdf.js";
import type { GatewayClient } from "../setup/client.js";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import { aMalaysianInvoiceInput, anInvoiceInput, type InvoiceInput } from "./support/an-invoice-input.js";
import { submitInvoice } from "./support/operations.js";
import { makePdf, withReadableProvider } from "./support/readable-provider.js";
import { until } from "./support/until.js";

const rendering = `query Rendering($id: ID!, $format: RenderingFormat, $language: String, $prefer: RenderingSource) {
  invoice(by: { id: $id }) {
    number
    documents(kind: [SENT]) { base64 }
    rendering(format: $format, language: $language, prefer: $prefer) {
      source format language isLegalOriginal mediaType fileName sizeBytes sha256 base64
      providerProblem { provider kind message httpStatus }
    }
  }
}`;

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.stop());

let count = 0;
async function submit(invoice: InvoiceInput = {}, client: GatewayClient = gateway.client) {
  count += 1;
  const input = {
    idempotencyKey: `r-${count}`,
    content: { invoice: invoice["seller"] ? invoice : anInvoiceInput({ number: `R/${count}`, ...invoice }) },
    waitMs: 10_000,
  };
  const { submitInvoice: submitted } = await client.ask(submitInvoice, { input });
  expect(submitted.errors).toEqual([]);
  return submitted.invoice as { id: string; number: string; providerReferences: { reference: string }[] };
}

/** With variables that are not given left to the schema. */
async function render(id: string, variables: object = {}, client: GatewayClient = gateway.client) {
  const { invoice } = await client.ask(rendering, { id, ...variables });
  const { base64, ...shown } = invoice.rendering;
  return { ...shown, bytes: Buffer.from(base64, "base64") as Buffer, sent: invoice.documents[0]?.base64 as string };
}

describe("A copy of an invoice for people", () => {
  it("is our PDF with the XML that was sent inside, and says what it is", async () => {
    const { id, number } = await submit();

    const { bytes, sent, ...shown } = await render(id);

    const sha256 = createHash("sha256").update(bytes).digest("hex");
    expect(shown).toEqual({
      source: "GATEWAY",
      format: "PDF",
      language: "en",
      isLegalOriginal: false,
      mediaType: "application/pdf",
      fileName: `${number.replace("/", "-")}.pdf`,
      sizeBytes: bytes.length,
      sha256,
      providerProblem: null,
    });
    const xml = extractInvoiceXml(bytes);
    expect("bytes" in xml && Buffer.from(xml.bytes).toString("base64")).toBe(sent);
    for (const page of readPdf(bytes).pages) expect(page).toContain("Notthelegaloriginal");
  });

  it("is a page for a browser in the language that was asked for", async () => {
    const { id, number } = await submit();

    const { bytes, ...shown } = await render(id, { format: "HTML", language: "de-AT" });

    expect(shown).toMatchObject({ source: "GATEWAY", format: "HTML", language: "de", isLegalOriginal: false });
    expect(shown.mediaType).toMatch(/^text\/html/);
    expect(bytes.toString("utf8")).toContain("Nicht das rechtliche Original");
    expect(bytes.toString("utf8")).toContain(number);
  });

  it("speaks the language of the buyer's country when nobody asked for one", async () => {
    const { buyer } = anInvoiceInput();
    const french = { ...buyer, address: { ...buyer.address, countryCode: "FR" } };
    const { id } = await submit({ buyer: french });

    for (const [asked, spoken] of [
      [{}, "fr"],
      [{ language: null }, "fr"],
      [{ language: "it" }, "it"],
    ] as const) {
      const { language, bytes } = await render(id, { format: "HTML", ...asked });

      expect(language).toBe(spoken);
      expect(bytes.toString("utf8")).toContain(`<html lang="${spoken}"`);
    }
  });

  it("is the same file whoever makes it, and whenever", async () => {
    const { id } = await submit();
    const twin = await gateway.openTwin();

    const hashes = [await render(id), await render(id), await render(id, {}, twin.client)].map(({ sha256 }) => sha256);

    await twin.stop();
    expect(new Set(hashes).size).toBe(1);
    expect((await render(id, { language: "pl" })).sha256).not.toBe(hashes[0]);
  });

  it("leaves out the XML where none was sent, as at MyInvois", async () => {
    const { id } = await submit(aMalaysianInvoiceInput({ number: "MY-JSON" }));

    expect(extractInvoiceXml((await render(id)).bytes)).toHaveProperty("violations");
  });

  it("leads to the authority's page as soon as the invoice is cleared", async () => {
    const { id, number } = await submit(aMalaysianInvoiceInput({ number: "MY-1" }));
    const query = "query ($id: ID!) { invoice(by: { id: $id }) { status { value } providerReferences { url } } }";

    const { invoice } = await until(
      () => gateway.client.ask(query, { id }),
      ({ invoice: { status } }) => status.value === "CLEARED",
    );

    const { url } = invoice.providerReferences[0];
    expect(url).toMatch(new RegExp(`^${gateway.simulators.get("myinvois")?.url}/\\w+/share/\\w+$`));
    expect(await (await fetch(url)).text()).toBe(`${number}: Valid`);
    expect(readHtmlCode((await render(id, { format: "HTML" })).bytes.toString("utf8"))).toBe(url);
    expect(readPdf((await render(id)).bytes).pages.join("")).toContain(url);
  });

  it("has nothing to verify where there is no clearance", async () => {
    const { id } = await submit();
    const query = "query ($id: ID!) { invoice(by: { id: $id }) { providerReferences { url } } }";

    expect(await gateway.client.ask(query, { id })).toEqual({ invoice: { providerReferences: [{ url: null }] } });
    expect((await render(id, { format: "HTML" })).bytes.toString("utf8")).not.toContain("<svg");
  });

  it.each(["tlh", "", "e", "deutsch", "../../etc/passwd", "en\u0000", `en${"n".repeat(500)}`])(
    "is refused in the language %j, with the languages there are, and the rest is answered",
    async (language) => {
      const { id, number } = await submit();

      const { data, errors } = await gateway.client.send(rendering, { id, language });

      expect(data.invoice).toMatchObject({ number, rendering: null });
      expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT", argument: "language", value: language } }]);
      for (const known of languages) expect(errors?.[0]?.message).toContain(known);
    },
  );

  it("is refused in an unknown format before anything is made", async () => {
    const { id } = await submit();

    expect(await gateway.client.send(rendering, { id, format: "DOCX" })).toMatchObject({
      errors: [{ extensions: { code: "BAD_USER_INPUT" } }],
    });
  });

  it("is not to be had of an invoice that does not exist, or is somebody else's", async () => {
    const { id } = await submit();
    const unknown = Buffer.from(id, "base64")
      .toString("utf8")
      .replace(/.$/, (last) => (last === "0" ? "1" : "0"));

    expect(await gateway.stranger.ask(rendering, { id })).toEqual({ invoice: null });
    expect(await gateway.client.ask(rendering, { id: Buffer.from(unknown).toString("base64") })).toEqual({
      invoice: null,
    });
  });

  it("is turned away with its own code when too many are asked for at once, and others are made", async () => {
    const twin = await gateway.openTwin();
    for (let more = 0; more < 8; more += 1) await submit();
    const all = languages.map((language) => `${language}: rendering(format: HTML, language: "${language}") { source }`);

    const { data, errors } = await twin.client.send(`{ invoices(first: 10) { nodes { ${all.join(" ")} } } }`);

    await twin.stop();
    expect(errors?.map(({ extensions }) => extensions?.["code"])).toContain("RENDERING_BUSY");
    expect(new Set(errors?.map(({ extensions }) => extensions?.["code"])).size).toBe(1);
    const copies = data.invoices.nodes.flatMap((invoice: object) => Object.values(invoice));
    expect(copies).toHaveLength(10 * languages.length);
    expect(copies.filter((copy: unknown) => copy !== null).length).toBeGreaterThanOrEqual(50);
  });
});

describe("Where the provider makes a PDF of its own", () => {
  const theirs = Buffer.from("%PDF-1.7\nof the provider");
  let twin: Awaited<ReturnType<TestGateway["openTwin"]>>;
  let id: string;
  let reference: string;
  beforeAll(async () => {
    twin = await gateway.openTwin({ accounts: withReadableProvider(gateway.configuration) });
    const invoice = await submit();
    id = invoice.id;
    reference = invoice.providerReferences[0]?.reference ?? "";
  });
  afterAll(() => twin.stop());

  const simulator = () => gateway.simulators.get("e-invoice-be")!;

  it("the provider can do so", async () => {
    const { providers } = await twin.client.ask("{ providers { key capabilities } }");

    const capable = providers.filter(({ capabilities }: any) => capabilities.includes("DOCUMENT_PDF"));
    expect(capable.map(({ key }: any) => key)).toEqual(["e-invoice-be"]);
  });

  it("ours is given, without complaint, while the provider has none", async () => {
    expect(await render(id, {}, twin.client)).toMatchObject({ source: "GATEWAY", providerProblem: null });
  });

  it("the provider's comes first, untouched", async () => {
    await makePdf(simulator().url, reference, theirs);

    const { bytes, ...shown } = await render(id, {}, twin.client);

    expect(bytes.toString("latin1")).toBe(theirs.toString("latin1"));
    expect(shown).toMatchObject({
      source: "PROVIDER",
      format: "PDF",
      language: null,
      isLegalOriginal: null,
      fileName: "from the provider.pdf",
      providerProblem: null,
    });
  });

  it("ours is given to whoever prefers it, and as HTML, without asking the provider", async () => {
    const before = simulator().requests.length;

    expect(await render(id, { prefer: "GATEWAY" }, twin.client)).toMatchObject({ source: "GATEWAY" });
    expect(await render(id, { format: "HTML" }, twin.client)).toMatchObject({ source: "GATEWAY", format: "HTML" });
    expect(
      simulator()
        .requests.slice(before)
        .filter(({ path }) => path.includes("attachments")),
    ).toEqual([]);
  });

  it.each([
    ["cut", { kind: "NETWORK" }],
    [{ answer: { status: 503, body: { detail: "Down for maintenance" } } }, { kind: "UNAVAILABLE", httpStatus: 503 }],
    [{ answer: { status: 404, body: { detail: "Document not found" } } }, { kind: "NOT_FOUND", httpStatus: 404 }],
    [{ answer: { status: 200, body: { unexpected: true } } }, { kind: "INVALID_RESPONSE" }],
  ] as const)("ours stands in when the provider's cannot be had (%j), and says why", async (how, problem) => {
    simulator().fail({ path: /attachments$/, method: "GET", times: 1, how });

    const { bytes, ...shown } = await render(id, {}, twin.client);

    expect(shown).toMatchObject({
      source: "GATEWAY",
      isLegalOriginal: false,
      providerProblem: { provider: "e-invoice-be", ...problem },
    });
    expect(readPdf(bytes).pages.join("")).toContain("Notthelegaloriginal");
  });

  it("ours stands in when what the provider gives is no PDF", async () => {
    simulator().fail({
      path: /^\/files\/attachments/,
      times: 1,
      how: { answer: { status: 200, headers: { "content-type": "application/pdf" }, body: "<html>Sign in</html>" } },
    });

    expect(await render(id, {}, twin.client)).toMatchObject({
      source: "GATEWAY",
      providerProblem: { kind: "INVALID_RESPONSE", message: "What e-invoice-be gave as PDF (20 bytes) is none" },
    });
  });
});
