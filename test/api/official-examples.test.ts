import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import { openAccount } from "./support/e-invoice-be-account.js";
import { invoiceContent, submitInvoice } from "./support/operations.js";
import { readTexts } from "./support/read-texts.js";
import { until } from "./support/until.js";

const rules = join(import.meta.dirname, "../../../shared/invoices/peppol-bis-3/rules");
const isThere = existsSync(rules);
const skipped = isThere ? "" : " (skipped: the official examples are not at ../shared)";

/** It has no seller name (BT-27). */
const refused: Readonly<Record<string, string>> = { "GR-base-example-TaxRepresentative.xml": "BR-06" };

const files = (isThere ? ["examples", "national-examples/GR", "national-examples/NO"] : []).flatMap((folder) =>
  readdirSync(join(rules, folder))
    .filter((name) => name.endsWith(".xml"))
    .map((name) => join(rules, folder, name)),
);
const accepted = files.filter((file) => !(basename(file) in refused)).map((file) => ({ name: basename(file), file }));
const rejected = files.filter((file) => basename(file) in refused).map((file) => ({ name: basename(file), file }));

const inputOf = (file: string) => ({
  idempotencyKey: basename(file),
  content: { document: { format: "UBL", base64: readFileSync(file).toString("base64") } },
});

describe.skipIf(!isThere)(`Every official Peppol BIS 3 example${skipped}`, () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await openGateway({ stepMs: 50 });
  });
  afterAll(() => gateway.stop());

  it("is among the files that are tried", () => {
    expect(accepted.length).toBeGreaterThanOrEqual(11);
    expect(rejected).toHaveLength(1);
  });

  it.each(accepted)("$name is delivered byte for byte and read as it is written", async ({ file }) => {
    const bytes = readFileSync(file);
    const { client, ...rest } = gateway;
    const { submitInvoice: submitted } = await client.ask(submitInvoice, { input: inputOf(file) });
    expect(submitted.errors).toEqual([]);

    const { invoice } = await until(
      () => client.ask(invoiceContent, { by: { id: submitted.invoice.id } }),
      (answer) => answer.invoice.status.terminal,
    );

    expect(invoice.status).toMatchObject({ value: "DELIVERED", native: { code: "SENT" } });
    const received = await openAccount(rest).fetchBytes(invoice.providerReferences[0].reference);
    expect(createHash("sha256").update(received).digest("hex")).toBe(createHash("sha256").update(bytes).digest("hex"));

    const xml = bytes.toString("utf8");
    const texts = readTexts(xml);
    const one = (path: string) => texts(path)[0] ?? null;
    const total = (name: string) => one(`LegalMonetaryTotal/${name}`);
    const kind = /<(\w+:)?CreditNote[\s>]/.test(xml) ? "CreditNote" : "Invoice";
    expect(invoice).toMatchObject({
      number: one("ID"),
      kind: kind === "Invoice" ? "INVOICE" : "CREDIT_NOTE",
      issueDate: one("IssueDate"),
      currencyCode: one("DocumentCurrencyCode"),
      seller: { name: one("AccountingSupplierParty/Party/PartyLegalEntity/RegistrationName") },
      buyer: { name: one("AccountingCustomerParty/Party/PartyLegalEntity/RegistrationName") },
      totals: {
        lineNetTotal: total("LineExtensionAmount"),
        allowanceTotal: total("AllowanceTotalAmount"),
        chargeTotal: total("ChargeTotalAmount"),
        taxExclusive: total("TaxExclusiveAmount"),
        vatAmount: one("TaxTotal/TaxAmount"),
        taxInclusive: total("TaxInclusiveAmount"),
        paidAmount: total("PrepaidAmount"),
        payable: total("PayableAmount"),
      },
    });
    expect(invoice.lines.map(({ id }: { id: string }) => id)).toEqual(texts(`${kind}Line/ID`));
    expect(invoice.lines.map(({ netAmount }: any) => netAmount)).toEqual(texts(`${kind}Line/LineExtensionAmount`));
    expect(invoice.vatBreakdown.map(({ taxAmount }: any) => taxAmount)).toEqual(
      texts("TaxTotal/TaxSubtotal/TaxAmount"),
    );
  });

  it.each(rejected)("$name is refused with the rule that it breaks", async ({ name, file }) => {
    const { submitInvoice: submitted } = await gateway.client.ask(submitInvoice, { input: inputOf(file) });

    expect(submitted).toMatchObject({
      invoice: null,
      errors: [{ __typename: "ValidationError", violations: [{ rule: refused[name], severity: "FATAL" }] }],
    });
  });
});
