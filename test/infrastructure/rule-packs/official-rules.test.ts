import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeUbl } from "../../../src/formats/ubl/write-ubl.js";
import { openOfficialRules, type OpenOfficialRules } from "../../../src/infrastructure/rule-packs/official-rules.js";
import { anInvoice } from "../../builders/an-invoice.js";
import { silentLog } from "../../setup/silent-log.js";
import { type ARule, aRulePack, aSchematron, aUblDocument, xsdFiles } from "./a-rule-pack.js";

const log = silentLog;

/** A pack that is about documents of one specification only. */
const aPackFor = (id: string, customizationId: string, ...rules: readonly ARule[]) =>
  aRulePack({ id, customizationIds: [customizationId] }, { "rules.sch": aSchematron(...rules) });

const aDocumentOf = (specification: string, content: string) =>
  aUblDocument(`<cbc:CustomizationID>${specification}</cbc:CustomizationID>${content}`);

describe("the official rules", () => {
  let rules: OpenOfficialRules;
  beforeAll(async () => {
    const packs = [
      aPackFor(
        "notes",
        "urn:notes",
        { id: "R-1", context: "cbc:Note", test: "false()", message: "The note is <value-of select='.'/>" },
        { id: "R-2", context: "/ubl:Invoice", test: "cbc:ID", flag: "warning" },
        { id: "R-3", context: "/ubl:Invoice", test: "cbc:Note" },
      ),
      aPackFor(
        "places",
        "urn:cen.eu:en16931",
        { id: "R-1", context: "cac:InvoiceLine", test: "cbc:ID = '1'" },
        { id: "R-2", context: "cac:LegalMonetaryTotal/cbc:PayableAmount/@currencyID", test: "false()" },
        { id: "R-3", context: "cac:InvoiceLine/cac:Item/*/cac:TaxScheme", test: "../../../cbc:ID = '2'" },
      ),
      aPackFor("peppol", "urn:notes:peppol", { id: "R-4", context: "/ubl:Invoice", test: "true()" }),
      aRulePack({ id: "cii", syntax: "CII" }),
      aRulePack({ id: "schema", kind: "xsd", file: "main/invoice.xsd", customizationIds: ["urn:schema"] }, xsdFiles),
    ];
    rules = await openOfficialRules(packs, { log, threads: 1 });
  });
  afterAll(() => rules.close());

  it("name rule, set, severity and place of what a document breaks", async () => {
    const result = await rules.check(aDocumentOf("urn:notes", "<cbc:Note>one</cbc:Note><cbc:Note>two</cbc:Note>"));

    const common = { rule: "R-1", ruleset: "notes 1.0", severity: "FATAL" };
    expect(result).toEqual({
      state: "CHECKED",
      rulesets: ["notes 1.0"],
      violations: [
        { ...common, message: "The note is one", xpath: "/Invoice/cbc:Note[1]" },
        { ...common, message: "The note is two", xpath: "/Invoice/cbc:Note[2]" },
        { ...common, rule: "R-2", severity: "WARNING", message: "R-2 is broken", xpath: "/Invoice" },
      ],
    });
  });

  it("lead to the fields of the invoice that a document was written from", async () => {
    const invoice = anInvoice();
    const document = { ...aUblDocument(""), bytes: writeUbl(invoice).bytes };

    const { violations } = await rules.check(document, invoice);

    expect(violations.map(({ rule, path }) => [rule, path?.join(".")])).toEqual([
      ["R-1", "lines.1"],
      ["R-2", "totals.payable"],
      ["R-3", "lines.0.vat"],
    ]);
  });

  it("lead to no field when the document is another than we write", async () => {
    const { violations } = await rules.check(aDocumentOf("urn:notes", "<cbc:ID/><cbc:Note/>"), anInvoice());

    expect(violations).toMatchObject([{ xpath: "/Invoice/cbc:Note" }]);
    expect(violations[0]).not.toHaveProperty("path");
  });

  it("are those for the document's syntax and specification (BT-24)", async () => {
    const rulesetsOf = async (specification: string) => (await rules.check(aDocumentOf(specification, ""))).rulesets;

    expect(await rulesetsOf(" urn:notes:peppol:bis ")).toEqual(["notes 1.0", "peppol 1.0"]);
    expect(await rulesetsOf("urn:notes:other")).toEqual(["notes 1.0"]);
  });

  it("count as not installed where none is about the document", async () => {
    const none = { state: "NOT_INSTALLED", rulesets: [], violations: [] };

    expect(await rules.check(aDocumentOf("urn:else", ""))).toEqual(none);
    expect(await rules.check({ ...aDocumentOf("urn:notes", ""), format: "JSON" })).toEqual(none);
    expect((await openOfficialRules([], { log })).isInstalled).toBe(false);
  });

  it("include the schema, which alone is not enough to call a document checked", async () => {
    const [good, bad] = ["<cbc:ID>7</cbc:ID><cbc:Note/>", "<cbc:ID>7</cbc:ID><cbc:Note/><cbc:ID>8</cbc:ID>"].map(
      (content) => rules.check(aDocumentOf("urn:schema", content)),
    );

    expect(await good).toEqual({ state: "NOT_INSTALLED", rulesets: ["schema 1.0"], violations: [] });
    expect((await bad)?.violations).toEqual([
      {
        rule: "XSD",
        ruleset: "schema 1.0",
        severity: "FATAL",
        message: expect.stringContaining("'ID': This element is not expected") as string,
        xpath: "/Invoice/cbc:ID[2]",
      },
    ]);
  });

  it("leave documents alone whose root element the schema is not about", async () => {
    const specification = "<cbc:CustomizationID>urn:schema</cbc:CustomizationID>";

    expect(await rules.check(aUblDocument(specification, { root: "CreditNote" }))).toMatchObject({ rulesets: [] });
  });

  it("do not call a document checked that cannot be read", async () => {
    expect(await rules.check(aUblDocument("<cbc:ID>"))).toMatchObject({ state: "INCOMPLETE" });
  });

  it("tell at most 500 findings, and that there are more", async () => {
    const { state, violations } = await rules.check(aDocumentOf("urn:notes", "<cbc:Note/>".repeat(501)));

    expect(state).toBe("INCOMPLETE");
    expect(violations).toHaveLength(500);
  });

  it("turn documents away when too many wait", async () => {
    const results = await Promise.all(
      Array.from({ length: 600 }, () => rules.check(aDocumentOf("urn:notes", "<cbc:ID/><cbc:Note/>"))),
    );

    expect(results.filter(({ state }) => state === "CHECKED")).toHaveLength(501);
    expect(results.filter(({ state }) => state === "INCOMPLETE")).toHaveLength(99);
  });

  it("do not start with a pack that does not compile", async () => {
    const broken = aPackFor("broken", "", { id: "R-1", context: "/", test: "1 +" });

    await expect(openOfficialRules([broken], { log, threads: 1 })).rejects.toThrow("Rule pack broken: rules.sch: R-1");
  });
});

describe("a document that takes too long", () => {
  const endless = aPackFor(
    "endless",
    "",
    { id: "R-1", context: "cbc:ID", test: "matches(., '^(a+)+$')" },
    { id: "R-2", context: "cbc:Note", test: "every $a in //*, $b in //*, $c in //*, $d in //* satisfies $a or $b" },
  );
  const everything = { ...endless, manifest: { ...endless.manifest, customizationIds: [] } };
  const stuck = `<cbc:ID>${"a".repeat(60)}b</cbc:ID>`;
  let rules: OpenOfficialRules;
  beforeAll(async () => {
    rules = await openOfficialRules([everything], { log, threads: 1, timeLimitMs: 500 });
  });
  afterAll(() => rules.close());

  it("is cut off while this thread goes on, and the next one is checked by another thread", async () => {
    let turns = 0;
    const turning = setInterval(() => turns++, 10);
    const [first, second] = [stuck, "<cbc:ID>aaa</cbc:ID>"].map((content) => rules.check(aUblDocument(content)));

    expect(await first).toEqual({ state: "INCOMPLETE", rulesets: [], violations: [] });
    clearInterval(turning);
    expect(turns).toBeGreaterThan(10);
    expect(await second).toEqual({ state: "CHECKED", rulesets: ["endless 1.0"], violations: [] });
  });

  it("keeps the findings there are when the engine sees itself that the time is up", async () => {
    const result = await rules.check(aUblDocument(`<cbc:ID>b</cbc:ID>${"<cbc:Note/>".repeat(300)}`));

    expect(result).toMatchObject({ state: "INCOMPLETE", violations: [{ rule: "R-1" }] });
  });

  it("does not keep the gateway from stopping", async () => {
    const patient = await openOfficialRules([everything], { log, threads: 1, timeLimitMs: 60_000 });
    const checking = patient.check(aUblDocument(stuck));

    await patient.close();

    expect(await checking).toMatchObject({ state: "INCOMPLETE" });
    expect(await patient.check(aUblDocument(""))).toMatchObject({ state: "INCOMPLETE" });
  });
});
