import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { installRulePack } from "../../src/infrastructure/rule-packs/install-rule-pack.js";
import { aRulePack, aSchematron } from "../infrastructure/rule-packs/a-rule-pack.js";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import { anInvoiceInput } from "./support/an-invoice-input.js";
import { until } from "./support/until.js";

const validation = "validation { valid rulesets officialRules violations { rule ruleset severity path xpath } }";
const preflight = `query ($input: SubmitInvoiceInput!) { preflightInvoice(input: $input) { ok ${validation} } }`;
const submit = `mutation ($input: SubmitInvoiceInput!) {
  submitInvoice(input: $input) {
    invoice { id ${validation} }
    errors { ... on UserError { code } ... on ValidationError { violations { rule path } } }
  }
}`;
const submitBatch = `mutation ($input: SubmitInvoicesInput!) {
  submitInvoices(input: $input) { batch { results(first: 10) { nodes { index invoice { id } errors { ... on UserError { code path } } } } } }
}`;

const rules = aSchematron(
  { id: "X-1", context: "cac:InvoiceLine/cac:Item/cbc:Name", test: "not(contains(., 'weapon'))" },
  { id: "X-2", context: "cbc:BuyerReference", test: "string-length(.) > 1", flag: "warning" },
);
const officialRulesets = ["EN16931", "GATEWAY", "example 1.0"];

let directory: string;
let gateway: TestGateway;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "rule-packs-"));
  const { manifest, files } = aRulePack({}, { "rules.sch": rules });
  await installRulePack(directory, manifest, files);
  gateway = await openGateway({ rulePacks: directory });
});
afterAll(async () => {
  await gateway.stop();
  await rm(directory, { recursive: true });
});

const inputOf = (number: string, changes: Record<string, unknown> = {}) => ({
  idempotencyKey: number,
  content: { invoice: anInvoiceInput({ number, ...changes }) },
});
const withWeapon = () => {
  const { lines } = anInvoiceInput() as { lines: [object, object] };
  return { lines: [lines[0], { ...lines[1], item: { name: "A weapon" } }] };
};
const weaponPath = ["content", "invoice", "lines", "1", "item", "name"];
const withPolicy = (validation: "warn" | "off") =>
  gateway.openTwin({ accounts: gateway.configuration.accounts.map((account) => ({ ...account, validation })) });

describe("Official rules that are installed", () => {
  it("are checked before sending, and lead to the field", async () => {
    const answers = await Promise.all(
      [inputOf("OR-1"), inputOf("OR-2", { buyerReference: "7" }), inputOf("OR-3", withWeapon())].map((input) =>
        gateway.client.ask(preflight, { input }),
      ),
    );

    const found = answers.map(({ preflightInvoice: { ok, validation } }) => ({ ok, ...validation }));
    const checked = { rulesets: officialRulesets, officialRules: "CHECKED" };
    expect(found).toEqual([
      { ok: true, valid: true, ...checked, violations: [] },
      {
        ok: true,
        valid: true,
        ...checked,
        violations: [
          {
            rule: "X-2",
            ruleset: "example 1.0",
            severity: "WARNING",
            path: ["content", "invoice", "buyerReference"],
            xpath: "/Invoice/cbc:BuyerReference",
          },
        ],
      },
      {
        ok: false,
        valid: false,
        ...checked,
        violations: [
          {
            rule: "X-1",
            ruleset: "example 1.0",
            severity: "FATAL",
            path: weaponPath,
            xpath: "/Invoice/cac:InvoiceLine[2]/cac:Item/cbc:Name",
          },
        ],
      },
    ]);
  });

  it("refuse an invoice, and store with a good one what was checked", async () => {
    const { submitInvoice: refused } = await gateway.client.ask(submit, { input: inputOf("OR-4", withWeapon()) });
    const { submitInvoice: taken } = await gateway.client.ask(submit, {
      input: inputOf("OR-5", { buyerReference: "7" }),
    });

    expect(refused).toEqual({
      invoice: null,
      errors: [{ code: "VALIDATION_FAILED", violations: [{ rule: "X-1", path: weaponPath }] }],
    });
    expect(taken).toMatchObject({
      errors: [],
      invoice: { validation: { officialRules: "CHECKED", violations: [{ rule: "X-2", path: ["buyerReference"] }] } },
    });
  });

  it("refuse single invoices of a batch", async () => {
    const items = { inline: [inputOf("OR-6"), inputOf("OR-7", withWeapon()), inputOf("OR-8")] };
    const input = { idempotencyKey: "OR-batch", errorPolicy: "ACCEPT_VALID", items };

    const { submitInvoices } = await gateway.client.ask(submitBatch, { input });

    const nodes: any[] = submitInvoices.batch.results.nodes;
    expect(nodes.map(({ index, errors }) => [index, errors])).toEqual([
      [0, []],
      [1, [{ code: "VALIDATION_FAILED", path: weaponPath }]],
      [2, []],
    ]);
  });

  it("are told of a raw document by its XPath, beside what our own rules say", async () => {
    const fixture = await readFile(
      new URL("../../providers/e-invoice-be/fixtures/invoice.xml", import.meta.url),
      "utf8",
    );
    const document = fixture
      .replace(/<cbc:BuyerReference>.*</, "<cbc:BuyerReference>7<")
      .replace("<cbc:ID>KOF-2026-0042<", "<cbc:ID> <");
    const content = { document: { format: "UBL", base64: Buffer.from(document).toString("base64") } };

    const { preflightInvoice } = await gateway.client.ask(preflight, { input: { idempotencyKey: "OR-9", content } });

    expect(preflightInvoice.validation.officialRules).toBe("CHECKED");
    expect(preflightInvoice.validation.violations).toMatchObject([
      { rule: "BR-02" },
      { rule: "X-2", xpath: "/Invoice/cbc:BuyerReference" },
    ]);
  });

  it("are reported of what was received, which is kept whatever they say", async () => {
    const fixture = await readFile(
      new URL("../../providers/e-invoice-be/fixtures/invoice.xml", import.meta.url),
      "utf8",
    );
    const body = fixture.replace("KOF-2026-0042", "OR-10").replace(/(<cac:Item>\s*)(<cbc:Name>)/, "$1$2weapon ");
    expect(body).toContain("weapon");
    await fetch(`${gateway.simulators.get("e-invoice-be")?.url}/simulator/inbound`, {
      method: "POST",
      headers: { "content-type": "application/xml" },
      body,
    });

    const query = `{ invoices(filter: { number: { eq: "OR-10" } }) { nodes { direction ${validation} } } }`;
    const { invoices } = await until(
      () => gateway.client.ask(query),
      (answer) => answer.invoices.nodes.length > 0,
    );

    expect(invoices.nodes).toMatchObject([
      { direction: "INBOUND", validation: { valid: false, officialRules: "CHECKED", violations: [{ rule: "X-1" }] } },
    ]);
  });

  it("only warn where the account says so", async () => {
    const twin = await withPolicy("warn");
    const { submitInvoice } = await twin.client.ask(submit, { input: inputOf("OR-11", withWeapon()) });
    await twin.stop();

    expect(submitInvoice).toMatchObject({
      errors: [],
      invoice: { validation: { valid: false, officialRules: "CHECKED", violations: [{ rule: "X-1" }] } },
    });
  });

  it("are not run where the account says so, and the report does not pretend", async () => {
    const twin = await withPolicy("off");
    const { submitInvoice } = await twin.client.ask(submit, { input: inputOf("OR-12", withWeapon()) });
    await twin.stop();

    expect(submitInvoice).toMatchObject({
      errors: [],
      invoice: { validation: { valid: true, officialRules: "INCOMPLETE", violations: [] } },
    });
  });

  it("keep a gateway from starting when their files were changed", async () => {
    const { manifest, files } = aRulePack({ id: "changed" });
    const place = await mkdtemp(join(tmpdir(), "rule-packs-"));
    await installRulePack(place, manifest, files);
    await rm(join(place, "changed", "rules.sch"));

    await expect(gateway.openTwin({ rulePacks: place })).rejects.toThrow("Rule pack changed: file: rules.sch");
    await rm(place, { recursive: true });
  });
});

describe("Without official rules", () => {
  it("a report says that none are installed", async () => {
    const { rulePacks: _, ...rest } = gateway.configuration;
    const twin = await gateway.openTwin({ ...rest, port: 0, rulePacks: await mkdtemp(join(directory, ".none-")) });
    const { preflightInvoice } = await twin.client.ask(preflight, { input: inputOf("OR-13", withWeapon()) });
    await twin.stop();

    expect(preflightInvoice).toMatchObject({ ok: true, validation: { officialRules: "NOT_INSTALLED", valid: true } });
  });
});
