import { type Decimal, divide, isEqual } from "../../../src/domain/decimal.js";
import type { Invoice, VatBreakdown, VatCategory } from "../../../src/domain/invoice.js";
import { vatKey } from "../../../src/domain/totals.js";
import { readExtension } from "../../../src/provider-kit/extensions/system-extensions.js";
import { traitsOf, type VatCase, vatContents } from "../../../src/formats/osa/codes.js";
import { extensions } from "../extensions.js";
import { type Branch, branch, leaf } from "../xml.js";
import { type Findings, type Path } from "./findings.js";
import { isUnionPrefix, readTaxNumber } from "./tax-numbers.js";

/** VATEX codes (BT-121), which name articles of the VAT directive, that are one case of the Hungarian act. */
const casesByReasonCode: readonly (readonly [pattern: RegExp, vatCase: VatCase])[] = [
  [/^VATEX-EU-D$/, "TRAVEL_AGENCY"],
  [/^VATEX-EU-F$/, "SECOND_HAND"],
  [/^VATEX-EU-I$/, "ARTWORK"],
  [/^VATEX-EU-J$/, "ANTIQUES"],
  [/^VATEX-EU-G$/, "EAM"],
  [/^VATEX-EU-IC$/, "KBAET"],
  [/^VATEX-EU-O$/, "ATK"],
  [/^VATEX-EU-(132|135)/, "TAM"],
  // Sections 98 to 109, with ships, aircraft and international agreements.
  [/^VATEX-EU-(146|147|148|151)/, "EAM"],
  // Sections 110 to 118, with agents and customs warehouses.
  [/^VATEX-EU-(153|159)/, "NAM"],
];

/** Where the rate of something stands in the report, and what is known of it. */
export interface RatePlace {
  readonly name: "lineVatRate" | "vatRate";
  /** What a line says of itself. */
  readonly vatCase?: VatCase | undefined;
  readonly term: string;
  readonly path: Path;
}

/**
 * Interface specification 2.2.3.2.1: `lineVatRate` or `vatRate` of a category and rate. What an exemption is called is
 * read from its entry in the VAT breakdown, unless the line says it.
 */
export function toVatRate(place: RatePlace, vat: VatCategory, invoice: Invoice, findings: Findings): readonly Branch[] {
  const { name, term, path } = place;
  const entry = invoice.vatBreakdown.find((each) => vatKey(each) === vatKey(vat));
  const vatCase = place.vatCase ?? (entry && statedCase(entry)) ?? findCase(vat, entry, invoice);
  if (vatCase !== undefined) return branch(name, toCase(vatCase, vat, entry, findings, place));
  if (vat.category === "S" || vat.category === "Z") return branch(name, toTaxed(vat, invoice, findings, place));
  const rate = vat.rate === undefined ? "" : ` at ${vat.rate} percent`;
  findings.add(
    term,
    path,
    `category ${vat.category}${rate} does not tell the Hungarian case; extensions.onlineSzamla.case of its VAT breakdown can`,
  );
  return [];
}

export const statedCase = (entry: VatBreakdown): VatCase | undefined => readExtension(extensions, "tax", entry)?.case;

function toCase(
  vatCase: VatCase,
  vat: VatCategory,
  entry: VatBreakdown | undefined,
  findings: Findings,
  { term, path }: RatePlace,
): readonly Branch[] {
  const { element, reason } = traitsOf(vatCase);
  switch (element) {
    case "vatDomesticReverseCharge":
    case "noVatCharge":
      return leaf(element, "true");
    case "marginSchemeIndicator":
      return leaf(element, vatCase);
    case "vatAmountMismatch":
      return branch(element, leaf("vatRate", toShare(vat, findings, term, path)), leaf("case", vatCase));
    default: {
      const given = findings.text(entry?.exemptionReason, 200, "BT-120", path);
      return branch(element, leaf("case", vatCase), leaf("reason", given ?? reason));
    }
  }
}

function findCase(vat: VatCategory, entry: VatBreakdown | undefined, invoice: Invoice): VatCase | undefined {
  const code = entry?.exemptionReasonCode?.toUpperCase();
  const coded = code === undefined ? undefined : casesByReasonCode.find(([pattern]) => pattern.test(code))?.[1];
  switch (vat.category) {
    case "E":
      return coded ?? (isIndividuallyExempt(invoice) ? "AAM" : undefined);
    case "K":
      return "KBAET";
    case "G":
      return "EAM";
    case "O":
      return "ATK";
    case "AE":
      if (isDomestic(invoice)) return "DOMESTIC_REVERSE_CHARGE";
      return isUnionPrefix(invoice.buyer.vatIdentifier ?? "") ? "EUFAD37" : "HO";
    default:
      return undefined;
  }
}

const isIndividuallyExempt = ({ seller }: Invoice): boolean =>
  readExtension(extensions, "party", seller)?.isIndividuallyExempt ?? false;

const isDomestic = ({ buyer }: Invoice): boolean => readTaxNumber(buyer) !== undefined;

export const isSimplified = (invoice: Invoice): boolean =>
  readExtension(extensions, "invoice", invoice)?.category === "SIMPLIFIED";

/** VAT act, section 82 (4): from then on daily newspapers are taxed at nothing. */
const zeroRateFrom = "2024-01-01";

function toTaxed(vat: VatCategory, invoice: Invoice, findings: Findings, { term, path }: RatePlace): readonly Branch[] {
  if (isSimplified(invoice)) {
    const content = vatContents[shortest(vat.rate ?? "")];
    if (content === undefined)
      findings.add(term, path, `${vat.rate ?? "no rate"} is no rate that NAV takes of a simplified invoice`);
    return leaf("vatContent", content);
  }
  if (vat.category !== "Z") return leaf("vatPercentage", toShare(vat, findings, term, path));
  if (dayOfSupply(invoice) < zeroRateFrom)
    findings.add(term, path, `a supply before ${zeroRateFrom} has no rate of zero: it is exempt, or out of scope`);
  return leaf("vatPercentage", "0");
}

/** The day of delivery in the sense of the VAT act, which is that of issue where nothing else is said. */
export const dayOfSupply = ({ taxPointDate, delivery, issueDate }: Invoice): string =>
  taxPointDate ?? delivery?.date ?? issueDate;

/** RateType: a share of one, with four decimals. */
function toShare({ rate = "" }: VatCategory, findings: Findings, term: string, path: Path): Decimal {
  const percent = rate === "" ? "0" : rate;
  const share = divide(percent, "100", 4);
  if (rate === "" || !isEqual(divide(percent, "100", 10), share) || !/^[01]\./.test(share) || isEqual(percent, "0"))
    findings.add(term, path, `${rate || "no rate"} is no rate that NAV takes`);
  return shortest(share);
}

/** Without zeros at the end that say nothing. */
export const shortest = (value: Decimal): Decimal =>
  value.includes(".") ? value.replace(/0+$/, "").replace(/\.$/, "") : value;
