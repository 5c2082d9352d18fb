import { type Decimal, divide, isEqual } from "../../../src/domain/decimal.js";
import type { Invoice, VatBreakdown, VatCategory } from "../../../src/domain/invoice.js";
import { vatKey } from "../../../src/domain/totals.js";
import { readExtension } from "../../../src/provider-kit/extensions/system-extensions.js";
import { extensions, type VatCase } from "../extensions.js";
import { type Branch, branch, leaf } from "../xml.js";
import { type Findings, type Path } from "./findings.js";
import { isUnionPrefix, readTaxNumber } from "./tax-numbers.js";

/** The reason where the invoice gives none: the act's own sections. */
const exemptions: Readonly<Partial<Record<VatCase, string>>> = {
  AAM: "Áfa tv. XIII. fejezet",
  TAM: "Áfa tv. 85-86. §",
  KBAET: "Áfa tv. 89. §",
  KBAUK: "Áfa tv. 89. § (2)",
  EAM: "Áfa tv. 98-109. §",
  NAM: "Áfa tv. 110-118. §",
};

const outOfScope: Readonly<Partial<Record<VatCase, string>>> = {
  ATK: "Áfa tv. 2-3. §",
  EUFAD37: "Áfa tv. 37. § (1)",
  EUFADE: "Fordított adózás másik tagállamban",
  EUE: "Másik tagállamban teljesített ügylet",
  HO: "Harmadik országban teljesített ügylet",
};

const marginSchemes: ReadonlySet<VatCase> = new Set(["TRAVEL_AGENCY", "SECOND_HAND", "ARTWORK", "ANTIQUES"]);

/** VATEX codes (BT-121) that name one case of the Hungarian act. */
const casesByReasonCode: readonly (readonly [pattern: RegExp, vatCase: VatCase])[] = [
  [/^VATEX-EU-D$/, "TRAVEL_AGENCY"],
  [/^VATEX-EU-F$/, "SECOND_HAND"],
  [/^VATEX-EU-I$/, "ARTWORK"],
  [/^VATEX-EU-J$/, "ANTIQUES"],
  [/^VATEX-EU-G$/, "EAM"],
  [/^VATEX-EU-IC$/, "KBAET"],
  [/^VATEX-EU-O$/, "ATK"],
  [/^VATEX-EU-(132|135)/, "TAM"],
  [/^VATEX-EU-(148|151|153)/, "NAM"],
  [/^VATEX-EU-146/, "EAM"],
];

/**
 * Interface specification 2.2.3.2.1: `lineVatRate` or `vatRate` of a category and rate. What an exemption is called is
 * read from its entry in the VAT breakdown.
 */
export function toVatRate(
  name: "lineVatRate" | "vatRate",
  vat: VatCategory,
  invoice: Invoice,
  findings: Findings,
  { term, path }: { readonly term: string; readonly path: Path },
): readonly Branch[] {
  const entry = invoice.vatBreakdown.find((each) => vatKey(each) === vatKey(vat));
  const stated = entry && readExtension(extensions, "tax", entry)?.case;
  if (stated === undefined && vat.category === "S") {
    return branch(name, leaf("vatPercentage", toShare(vat, findings, term, path)));
  }
  if (stated === undefined && vat.category === "AE" && isDomestic(invoice)) {
    return branch(name, leaf("vatDomesticReverseCharge", "true"));
  }
  const vatCase = stated ?? findCase(vat, entry, invoice);
  if (vatCase !== undefined) return branch(name, toCase(vatCase, entry, findings, path));
  const rate = vat.rate === undefined ? "" : ` at ${vat.rate} percent`;
  findings.add(
    term,
    path,
    `category ${vat.category}${rate} does not tell the Hungarian case; extensions.onlineSzamla.case of its VAT breakdown can`,
  );
  return [];
}

function toCase(vatCase: VatCase, entry: VatBreakdown | undefined, findings: Findings, path: Path): readonly Branch[] {
  if (vatCase === "NO_VAT_CHARGE") return leaf("noVatCharge", "true");
  if (marginSchemes.has(vatCase)) return leaf("marginSchemeIndicator", vatCase);
  const given = findings.text(entry?.exemptionReason, 200, "BT-120", path);
  const reason = given ?? exemptions[vatCase] ?? outOfScope[vatCase];
  const name = exemptions[vatCase] === undefined ? "vatOutOfScope" : "vatExemption";
  return branch(name, leaf("case", vatCase), leaf("reason", reason));
}

function findCase({ category }: VatCategory, entry: VatBreakdown | undefined, invoice: Invoice): VatCase | undefined {
  const code = entry?.exemptionReasonCode?.toUpperCase();
  const coded = code === undefined ? undefined : casesByReasonCode.find(([pattern]) => pattern.test(code))?.[1];
  if (category === "E") return coded;
  if (category === "K") return "KBAET";
  if (category === "G") return "EAM";
  if (category === "O") return "ATK";
  if (category === "AE") return isUnionPrefix(invoice.buyer.vatIdentifier ?? "") ? "EUFAD37" : "HO";
  return undefined;
}

const isDomestic = ({ buyer }: Invoice): boolean => readTaxNumber(buyer) !== undefined;

/** RateType: a share of one, with four decimals. */
function toShare({ rate = "" }: VatCategory, findings: Findings, term: string, path: Path): Decimal {
  const percent = rate === "" ? "0" : rate;
  const share = divide(percent, "100", 4);
  if (rate === "" || !isEqual(divide(percent, "100", 10), share) || !/^[01]\./.test(share) || isEqual(percent, "0"))
    findings.add(term, path, `${rate || "no rate"} is no rate that NAV takes`);
  return share.replace(/0+$/, "").replace(/\.$/, "");
}
