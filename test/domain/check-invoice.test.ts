import { describe, expect, it } from "vitest";
import type { Invoice } from "../../src/domain/invoice.js";
import {
  documentAllowanceRules,
  documentChargeRules,
  lineAllowanceRules,
  lineChargeRules,
} from "../../src/domain/rules/allowance-rules.js";
import { checkInvoice } from "../../src/domain/rules/check-invoice.js";
import {
  attachmentRules,
  documentRules,
  noteRules,
  precedingInvoiceRules,
  totalRules,
} from "../../src/domain/rules/document-rules.js";
import { itemAttributeRules, itemClassificationRules, lineRules } from "../../src/domain/rules/line-rules.js";
import {
  buyerRules,
  deliveryRules,
  partyIdentifierRules,
  payeeRules,
  sellerRules,
  taxRepresentativeRules,
} from "../../src/domain/rules/party-rules.js";
import { cardRules, creditTransferRules, paymentRules } from "../../src/domain/rules/payment-rules.js";
import { vatBreakdownRules } from "../../src/domain/rules/vat-breakdown-rules.js";
import { aFullInvoice, complete, withChange } from "./a-draft.js";

type Case = readonly [rule: string, path: string, value: unknown, reportedAt?: string];

const documentCases: readonly Case[] = [
  ["BR-01", "process.specification", ""],
  ["BR-02", "number", " "],
  ["BR-03", "issueDate", ""],
  ["BR-04", "typeCode", ""],
  ["BR-05", "currencyCode", ""],
  ["BR-12", "totals.lineNetTotal", ""],
  ["BR-13", "totals.taxExclusive", ""],
  ["BR-14", "totals.taxInclusive", ""],
  ["BR-15", "totals.payable", ""],
  ["BR-16", "lines", []],
  ["BR-29", "invoicingPeriod.endDate", "2026-10-31"],
  ["BR-52", "attachments.0.reference", ""],
  ["BR-53", "totals.vatAmountInAccountingCurrency", undefined],
  ["BR-55", "precedingInvoices.0.number", ""],
  ["BR-CO-03", "taxPointDate", "2026-11-22", "taxPointDateCode"],
  ["BR-CO-10", "totals.lineNetTotal", "101.01"],
  ["BR-CO-11", "totals.allowanceTotal", "4.99"],
  ["BR-CO-11", "totals.allowanceTotal", undefined],
  ["BR-CO-12", "totals.chargeTotal", "3.01"],
  ["BR-CO-12", "charges", [], "totals.chargeTotal"],
  ["BR-CO-13", "totals.taxExclusive", "99.01"],
  ["BR-CO-14", "totals.vatAmount", "20.78"],
  ["BR-CO-15", "totals.taxInclusive", "119.78"],
  ["BR-CO-15", "totals.vatAmount", undefined, "totals.taxInclusive"],
  ["BR-CO-16", "totals.payable", "109.79"],
  ["BR-CO-18", "vatBreakdown", []],
  ["BR-CO-19", "invoicingPeriod", {}],
  ["BR-DEC-09", "totals.lineNetTotal", "101.000"],
  ["BR-DEC-10", "totals.allowanceTotal", "5.000"],
  ["BR-DEC-11", "totals.chargeTotal", "3.000"],
  ["BR-DEC-12", "totals.taxExclusive", "99.000"],
  ["BR-DEC-13", "totals.vatAmount", "20.790"],
  ["BR-DEC-14", "totals.taxInclusive", "119.790"],
  ["BR-DEC-15", "totals.vatAmountInAccountingCurrency", "229.730"],
  ["BR-DEC-16", "totals.paidAmount", "10.000"],
  ["BR-DEC-17", "totals.roundingAmount", "0.010"],
  ["BR-DEC-18", "totals.payable", "109.800"],
  ["BR-CL-01", "typeCode", "381"],
  ["BR-CL-01", "kind", "CREDIT_NOTE", "typeCode"],
  ["BR-CL-04", "currencyCode", "EURO"],
  ["BR-CL-05", "vatAccountingCurrencyCode", "SKR"],
  ["BR-CL-06", "taxPointDateCode", "29"],
  ["BR-CL-07", "invoicedObject.scheme", "XXX"],
  ["BR-CL-08", "notes.0.subjectCode", "XXX"],
  ["BR-CL-24", "attachments.0.content.mimeCode", "text/html"],
];

const partyCases: readonly Case[] = [
  ["BR-06", "seller.name", ""],
  ["BR-07", "buyer.name", ""],
  ["BR-08", "seller.address", { countryCode: "" }],
  ["BR-09", "seller.address.countryCode", ""],
  ["BR-10", "buyer.address", { countryCode: "" }],
  ["BR-11", "buyer.address.countryCode", ""],
  ["BR-17", "payee.name", ""],
  ["BR-17", "payee.name", "Seller's shop"],
  ["BR-17", "payee.identifier.value", "1548079098355", "payee.name"],
  ["BR-18", "taxRepresentative.name", ""],
  ["BR-19", "taxRepresentative.address", { countryCode: "" }],
  ["BR-20", "taxRepresentative.address.countryCode", ""],
  ["BR-56", "taxRepresentative.vatIdentifier", ""],
  ["BR-57", "delivery.address.countryCode", ""],
  ["BR-62", "seller.electronicAddress.scheme", ""],
  ["BR-63", "buyer.electronicAddress.scheme", ""],
  ["BR-CO-26", "seller", { name: "Seller", identifiers: [], address: { countryCode: "BE" } }, "seller.vatIdentifier"],
  ["BR-CO-09", "seller.vatIdentifier", "0887290276"],
  ["BR-CO-09", "buyer.vatIdentifier", "fr83784301772"],
  ["BR-CO-09", "taxRepresentative.vatIdentifier", "ZZ1"],
  ["BR-CL-10", "seller.identifiers.0.scheme", "9999"],
  ["BR-CL-10", "buyer.identifiers.0.scheme", "9999"],
  ["BR-CL-10", "payee.identifier.scheme", "9999"],
  ["BR-CL-11", "seller.legalRegistration.scheme", "9999"],
  ["BR-CL-11", "buyer.legalRegistration.scheme", "9999"],
  ["BR-CL-11", "payee.legalRegistration.scheme", "9999"],
  ["BR-CL-14", "seller.address.countryCode", "UK"],
  ["BR-CL-14", "buyer.address.countryCode", "EL"],
  ["BR-CL-14", "taxRepresentative.address.countryCode", "EL"],
  ["BR-CL-14", "delivery.address.countryCode", "be"],
  ["BR-CL-25", "seller.electronicAddress.scheme", "IT:CODDEST"],
  ["BR-CL-25", "buyer.electronicAddress.scheme", "9956"],
  ["BR-CL-26", "delivery.location.scheme", "9999"],
  ["GW-ADDR-01", "seller.electronicAddress.value", "0887290277"],
  ["GW-ADDR-01", "buyer.electronicAddress.value", "1"],
];

const paymentCases: readonly Case[] = [
  ["BR-49", "payment.meansCode", ""],
  ["BR-50", "payment.creditTransfers.0.account", ""],
  ["BR-51", "payment.card.primaryAccountNumber", "4111111111111111"],
  ["BR-61", "payment.creditTransfers", []],
  ["BR-CL-16", "payment.meansCode", "999"],
];

const allowanceCases: readonly Case[] = [
  ["BR-31", "allowances.0.amount", ""],
  ["BR-32", "allowances.0.vat.category", ""],
  ["BR-36", "charges.0.amount", ""],
  ["BR-37", "charges.0.vat.category", ""],
  ["BR-41", "lines.0.allowances.0.amount", ""],
  ["BR-43", "lines.0.charges.0.amount", ""],
  ...["BR-33", "BR-CO-21"].map((rule): Case => [rule, "allowances.0", withoutReason("5.00"), "allowances.0.reason"]),
  ...["BR-38", "BR-CO-22"].map((rule): Case => [rule, "charges.0", withoutReason("3.00"), "charges.0.reason"]),
  ...["BR-42", "BR-CO-23"].map((rule): Case => [
    rule,
    "lines.0.allowances.0",
    withoutReason("1.00"),
    "lines.0.allowances.0.reason",
  ]),
  ...["BR-44", "BR-CO-24"].map((rule): Case => [
    rule,
    "lines.0.charges.0",
    withoutReason("2.00"),
    "lines.0.charges.0.reason",
  ]),
  ["BR-CL-17", "allowances.0.vat.category", "X"],
  ["BR-CL-17", "charges.0.vat.category", "X"],
  ["BR-CL-19", "allowances.0.reasonCode", "FC"],
  ["BR-CL-19", "lines.0.allowances.0.reasonCode", "FC"],
  ["BR-CL-20", "charges.0.reasonCode", "95"],
  ["BR-CL-20", "lines.0.charges.0.reasonCode", "95"],
  ["BR-DEC-01", "allowances.0.amount", "5.000"],
  ["BR-DEC-02", "allowances.0.baseAmount", "50.000"],
  ["BR-DEC-05", "charges.0.amount", "3.000"],
  ["BR-DEC-06", "charges.0.baseAmount", "30.000"],
  ["BR-DEC-24", "lines.0.allowances.0.amount", "1.000"],
  ["BR-DEC-25", "lines.0.allowances.0.baseAmount", "10.000"],
  ["BR-DEC-27", "lines.0.charges.0.amount", "2.000"],
  ["BR-DEC-28", "lines.0.charges.0.baseAmount", "20.000"],
];

const lineCases: readonly Case[] = [
  ["BR-21", "lines.0.id", ""],
  ["BR-22", "lines.0.quantity", ""],
  ["BR-23", "lines.0.unitCode", ""],
  ["BR-24", "lines.0.netAmount", ""],
  ["BR-25", "lines.0.item.name", ""],
  ["BR-26", "lines.0.price.net", ""],
  ["BR-27", "lines.0.price.net", "-0.01"],
  ["BR-28", "lines.0.price.gross", "-0.01"],
  ["BR-30", "lines.0.period.endDate", "2026-10-31"],
  ["BR-54", "lines.0.item.attributes.0.value", "", "lines.0.item.attributes.0"],
  ["BR-64", "lines.0.item.standardIdentifier.scheme", undefined],
  ["BR-65", "lines.0.item.classifications.0.list", ""],
  ["BR-CO-04", "lines.0.vat.category", ""],
  ["BR-CO-20", "lines.0.period", {}],
  ["BR-DEC-23", "lines.0.netAmount", "101.000"],
  ["BR-CL-07", "lines.0.object.scheme", "XXX"],
  ["BR-CL-13", "lines.0.item.classifications.0.list", "XXX"],
  ["BR-CL-15", "lines.0.item.originCountryCode", "UK"],
  ["BR-CL-18", "lines.0.vat.category", "X"],
  ["BR-CL-21", "lines.0.item.standardIdentifier.scheme", "9999"],
  ["BR-CL-23", "lines.0.unitCode", "piece"],
  ["BR-CL-23", "lines.0.price.baseQuantityUnitCode", "piece"],
];

const vatBreakdownCases: readonly Case[] = [
  ["BR-45", "vatBreakdown.0.taxableAmount", ""],
  ["BR-46", "vatBreakdown.0.taxAmount", ""],
  ["BR-47", "vatBreakdown.0.category", ""],
  ["BR-48", "vatBreakdown.0.rate", undefined],
  ["BR-CO-17", "vatBreakdown.0.taxAmount", "21.79"],
  ["BR-CO-17", "vatBreakdown.0.rate", "0.4", "vatBreakdown.0.taxAmount"],
  ["BR-DEC-19", "vatBreakdown.0.taxableAmount", "99.000"],
  ["BR-DEC-20", "vatBreakdown.0.taxAmount", "20.790"],
  ["BR-CL-17", "vatBreakdown.0.category", "X"],
  ["BR-CL-22", "vatBreakdown.0.exemptionReasonCode", "VATEX-EU-NONE"],
];

const allCases = [
  ...documentCases,
  ...partyCases,
  ...paymentCases,
  ...allowanceCases,
  ...lineCases,
  ...vatBreakdownCases,
];

const reported = (invoice: Invoice): string[] =>
  checkInvoice(invoice).map(({ rule, path }) => `${rule} ${path?.join(".")}`);

describe("checking an invoice", () => {
  it("finds nothing in an invoice that uses every group rightly", () => {
    expect(checkInvoice(aFullInvoice())).toEqual([]);
  });

  for (const [rule, path, value, reportedAt = path] of allCases)
    it(`reports ${rule} when ${path} is ${JSON.stringify(value)}`, () => {
      const broken = withChange(aFullInvoice(), path, value);

      expect(reported(broken)).toContain(`${rule} ${reportedAt}`);
    });

  it("has a case for every rule of the tables", () => {
    const tables = [
      documentRules,
      totalRules,
      noteRules,
      precedingInvoiceRules,
      attachmentRules,
      sellerRules,
      buyerRules,
      payeeRules,
      taxRepresentativeRules,
      deliveryRules,
      partyIdentifierRules,
      paymentRules,
      creditTransferRules,
      cardRules,
      documentAllowanceRules,
      documentChargeRules,
      lineAllowanceRules,
      lineChargeRules,
      lineRules,
      itemAttributeRules,
      itemClassificationRules,
      vatBreakdownRules,
    ];
    const covered = new Set(allCases.map(([rule]) => rule));

    const missing = tables.flatMap((rules) => rules.map(({ id }) => id)).filter((id) => !covered.has(id));

    expect(missing).toEqual([]);
  });

  it("names the value and what it should be", () => {
    const broken = withChange(aFullInvoice(), "totals.taxInclusive", "119.78");

    const violation = checkInvoice(broken).find(({ rule }) => rule === "BR-CO-15");

    expect(violation).toEqual({
      rule: "BR-CO-15",
      ruleset: "EN16931",
      severity: "FATAL",
      message: "The total with VAT (BT-112) is 119.78, but 99.00 and VAT of 20.79 make 119.79",
      path: ["totals", "taxInclusive"],
    });
  });

  it("only warns about a long card number, and does not repeat it", () => {
    const broken = withChange(aFullInvoice(), "payment.card.primaryAccountNumber", "4111111111111111");

    const [violation] = checkInvoice(broken);

    expect(violation).toMatchObject({ rule: "BR-51", severity: "WARNING" });
    expect(violation?.message).not.toContain("4111");
  });

  it("only warns about an electronic address with wrong check digits", () => {
    const broken = withChange(aFullInvoice(), "seller.electronicAddress.value", "0887290277");

    expect(checkInvoice(broken)).toMatchObject([{ rule: "GW-ADDR-01", ruleset: "GATEWAY", severity: "WARNING" }]);
  });

  it("lets the VAT total serve an accounting currency equal to the invoice currency", () => {
    expect(checkInvoice(complete({ vatAccountingCurrencyCode: "EUR" }))).toEqual([]);
  });

  it("accepts an exemption reason code in lower case", () => {
    const invoice = complete({
      lines: [
        {
          id: "1",
          quantity: "1",
          unitCode: "C62",
          price: { net: "1" },
          vat: { category: "E" },
          item: { name: "Lesson" },
        },
      ],
      vatBreakdown: [{ category: "E", exemptionReasonCode: "vatex-eu-132" }],
    });

    expect(checkInvoice(invoice)).toEqual([]);
  });

  it.each(["0x10", "1,50", "1e3", "1234567890123456789"])(
    "answers %s instead of a number without failing",
    (number) => {
      const broken = withChange(aFullInvoice(), "lines.0.price.net", number);

      expect(checkInvoice(broken)).toMatchObject([{ rule: "GW-DEC-01", path: ["lines", "0", "price", "net"] }]);
    },
  );

  it("reports lines by their place in the invoice", () => {
    const line = aFullInvoice().lines[0];
    const broken = withChange(withChange(aFullInvoice(), "lines", [line, line, line]), "lines.2.unitCode", "piece");

    expect(reported(broken)).toContain("BR-CL-23 lines.2.unitCode");
  });
});

function withoutReason(amount: string) {
  return { amount, vat: { category: "S", rate: "21" } };
}
