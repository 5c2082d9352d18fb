import { describe, expect, it } from "vitest";
import { aFullInvoice, changed, violationsIn, xmlOf } from "./reading.js";

/** The document without the first element of that name after another text. */
const without = (name: string, after: string): string => {
  const xml = xmlOf(aFullInvoice());
  const start = xml.indexOf(`<ram:${name}`, xml.indexOf(after));
  const end = xml.indexOf(`</ram:${name}>`, start);
  if (!xml.includes(after) || start < 0) throw new Error(`${name} is not in the document`);
  return xml.slice(0, start) + xml.slice(end + name.length + 7);
};

describe("what is mandatory in CII", () => {
  it.each([
    ["BR-01", "GuidelineSpecifiedDocumentContextParameter", ""],
    ["BR-02", "ID", "<rsm:ExchangedDocument>"],
    ["BR-03", "IssueDateTime", ""],
    ["BR-04", "TypeCode", "<rsm:ExchangedDocument>"],
    ["BR-05", "InvoiceCurrencyCode", ""],
    ["BR-06", "Name", "<ram:SellerTradeParty>"],
    ["BR-07", "Name", "<ram:BuyerTradeParty>"],
    ["BR-08", "PostalTradeAddress", "<ram:SellerTradeParty>"],
    ["BR-09", "CountryID", "<ram:SellerTradeParty>"],
    ["BR-10", "PostalTradeAddress", "<ram:BuyerTradeParty>"],
    ["BR-11", "CountryID", "<ram:BuyerTradeParty>"],
    ["BR-12", "LineTotalAmount", "<ram:SpecifiedTradeSettlementHeaderMonetarySummation>"],
    ["BR-13", "TaxBasisTotalAmount", ""],
    ["BR-14", "GrandTotalAmount", ""],
    ["BR-15", "DuePayableAmount", ""],
    ["BR-17", "Name", "<ram:PayeeTradeParty>"],
    ["BR-18", "Name", "<ram:SellerTaxRepresentativeTradeParty>"],
    ["BR-19", "PostalTradeAddress", "<ram:SellerTaxRepresentativeTradeParty>"],
    ["BR-20", "CountryID", "<ram:SellerTaxRepresentativeTradeParty>"],
    ["BR-21", "LineID", ""],
    ["BR-22", "SpecifiedLineTradeDelivery", ""],
    ["BR-24", "SpecifiedTradeSettlementLineMonetarySummation", ""],
    ["BR-25", "Name", "<ram:SpecifiedTradeProduct>"],
    ["BR-26", "NetPriceProductTradePrice", ""],
    ["BR-31", "ActualAmount", "<ram:BasisAmount>100.00"],
    ["BR-32", "CategoryTradeTax", "<ram:BasisAmount>100.00"],
    ["BR-36", "ActualAmount", "<ram:BasisAmount>50.00"],
    ["BR-37", "CategoryCode", "<ram:BasisAmount>50.00"],
    ["BR-41", "ActualAmount", "<ram:BasisAmount>200.00"],
    ["BR-43", "ActualAmount", "<ram:ReasonCode>100"],
    ["BR-45", "BasisAmount", "<ram:CalculatedAmount>"],
    ["BR-46", "CalculatedAmount", ""],
    ["BR-47", "CategoryCode", "<ram:CalculatedAmount>"],
    ["BR-49", "TypeCode", "<ram:SpecifiedTradeSettlementPaymentMeans>"],
    ["BR-50", "IBANID", "<ram:PayeePartyCreditorFinancialAccount>"],
    ["BR-51", "ID", "<ram:ApplicableTradeSettlementFinancialCard>"],
    ["BR-52", "IssuerAssignedID", "Lot 3</ram:IssuerAssignedID>"],
    ["BR-54", "Value", "<ram:ApplicableProductCharacteristic>"],
    ["BR-55", "IssuerAssignedID", "<ram:InvoiceReferencedDocument>"],
    ["BR-56", "SpecifiedTaxRegistration", "<ram:SellerTaxRepresentativeTradeParty>"],
    ["BR-57", "CountryID", "<ram:ShipToTradeParty>"],
    ["BR-CO-04", "ApplicableTradeTax", "<ram:SpecifiedLineTradeSettlement>"],
  ])("answers %s when %s is missing", (rule, name, after) => {
    const violations = violationsIn(without(name, after));

    expect(violations[0]).toMatchObject({ rule, ruleset: "EN16931", severity: "FATAL" });
    expect(violations[0]?.xpath).toMatch(/^\/rsm:CrossIndustryInvoice\//);
  });

  it.each([
    ["BR-23", ' unitCode="C62">2<', ">2<"],
    ["BR-62", '<ram:URIID schemeID="0208">0887290276', "<ram:URIID>0887290276"],
    ["BR-63", '<ram:URIID schemeID="0208">0417497106', "<ram:URIID>0417497106"],
    ["BR-65", ' listID="TST"', ""],
  ])("answers %s when the attribute is missing", (rule, from, to) => {
    expect(violationsIn(changed(aFullInvoice(), from, to))).toMatchObject([{ rule }]);
  });
});
