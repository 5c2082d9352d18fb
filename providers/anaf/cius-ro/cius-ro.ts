import type { Address, Invoice } from "../../../src/domain/invoice.js";
import type { RuleViolation } from "../../../src/domain/validation.js";
import { ruleset } from "../errors.js";
import { checkSizes } from "./sizes.js";

/** BR-RO-001, version 1.0.1 of 2022, as the rules 1.0.9 of 2024 want it. */
export const specification = "urn:cen.eu:en16931:2017#compliant#urn:efactura.mfinante.ro:CIUS-RO:1.0.1";

export const asCiusRo = (invoice: Invoice): Invoice => ({
  ...invoice,
  process: { ...invoice.process, specification },
});

/** ISO 3166-2:RO without the prefix: https://www.iso.org/obp/ui/#iso:code:3166:RO */
const counties = new Set(
  (
    "AB AG AR B BC BH BN BR BT BV BZ CJ CL CS CT CV DB DJ GJ GL GR " +
    "HD HR IF IL IS MH MM MS NT OT PH SB SJ SM SV TL TM TR VL VN VS"
  )
    .split(" ")
    .map((code) => `RO-${code}`),
);
const bucharest = "RO-B";

/** Officially published with Order 1366/2021, as BR-RO-… of https://mfinante.gov.ro/ro/web/efactura/informatii-tehnice */
export function checkCiusRo(invoice: Invoice): RuleViolation[] {
  const { seller, buyer, taxRepresentative, delivery } = invoice;
  return [
    ...checkHeading(invoice),
    ...checkNumbers(invoice),
    ...checkAddress(seller.address, places.seller),
    ...checkAddress(buyer.address, places.buyer),
    ...(taxRepresentative ? checkAddress(taxRepresentative.address, places.taxRepresentative) : []),
    ...(delivery?.address ? checkDelivery(delivery.address) : []),
    ...checkSizes(invoice),
  ];
}

const violation = (rule: string, term: string, path: readonly string[], message: string): RuleViolation => ({
  rule,
  ruleset,
  severity: "FATAL",
  message: `${term}: ${message}`,
  path,
});

const typeCodes: Readonly<Record<Invoice["kind"], readonly string[]>> = {
  INVOICE: ["380", "384", "389", "751"],
  CREDIT_NOTE: ["381"],
};

function checkHeading({ kind, typeCode, number, currencyCode, ...invoice }: Invoice): RuleViolation[] {
  const found: RuleViolation[] = [];
  const { vatAccountingCurrencyCode: accounting, taxPointDateCode } = invoice;
  if (!/\d/.test(number)) {
    found.push(violation("BR-RO-010", "BT-1", ["number"], `the number ${number} must have a digit`));
  }
  if (!typeCodes[kind].includes(typeCode)) {
    const message = `${typeCode} is no ${kind} in Romania; known are ${typeCodes[kind].join(", ")}`;
    found.push(violation("BR-RO-020", "BT-3", ["typeCode"], message));
  }
  if (currencyCode !== "RON" && accounting !== "RON") {
    const message = `an invoice in ${currencyCode} states its VAT in RON, not in ${accounting ?? "nothing else"}`;
    found.push(violation("BR-RO-030", "BT-6", ["vatAccountingCurrencyCode"], message));
  }
  if (taxPointDateCode !== undefined && !["3", "35", "432"].includes(taxPointDateCode)) {
    found.push(
      violation("BR-RO-040", "BT-8", ["taxPointDateCode"], `the code is 3, 35 or 432, not ${taxPointDateCode}`),
    );
  }
  return found;
}

const taxed = new Set(["S", "Z", "E", "AE", "K", "G", "L", "M"]);

/** Only what is in the scope of VAT makes the numbers of both parties mandatory. */
function checkNumbers({ seller, buyer, taxRepresentative, lines, allowances, charges }: Invoice): RuleViolation[] {
  if (![...lines, ...allowances, ...charges].some(({ vat }) => taxed.has(vat.category))) return [];
  const found: RuleViolation[] = [];
  if (!seller.vatIdentifier && !seller.taxRegistration && !taxRepresentative?.vatIdentifier) {
    const message = `${seller.name} needs a VAT identifier, or a tax registration (BT-32) or a representative (BT-63)`;
    found.push(violation("BR-RO-065", "BT-31", ["seller", "vatIdentifier"], message));
  }
  if (!buyer.vatIdentifier && !buyer.taxRegistration && !buyer.legalRegistration?.value) {
    const message = `${buyer.name} needs a legal registration, thirteen zeros for an unnamed consumer, or BT-48`;
    found.push(violation("BR-RO-120", "BT-47", ["buyer", "legalRegistration"], message));
  }
  return found;
}

interface Place {
  readonly path: readonly string[];
  /** The rule and the term of each. */
  readonly line1: readonly [string, string];
  readonly city: readonly [string, string];
  readonly county: readonly [string, string];
  readonly sector: readonly [string, string];
}

const places = {
  seller: {
    path: ["seller", "address"],
    line1: ["BR-RO-080", "BT-35"],
    city: ["BR-RO-090", "BT-37"],
    county: ["BR-RO-110", "BT-39"],
    sector: ["BR-RO-100", "BT-37"],
  },
  buyer: {
    path: ["buyer", "address"],
    line1: ["BR-RO-080", "BT-50"],
    city: ["BR-RO-090", "BT-52"],
    county: ["BR-RO-110", "BT-54"],
    sector: ["BR-RO-100", "BT-52"],
  },
  taxRepresentative: {
    path: ["taxRepresentative", "address"],
    line1: ["BR-RO-140", "BT-64"],
    city: ["BR-RO-150", "BT-66"],
    county: ["BR-RO-170", "BT-68"],
    sector: ["BR-RO-160", "BT-66"],
  },
  delivery: {
    path: ["delivery", "address"],
    line1: ["BR-RO-180", "BT-75"],
    city: ["BR-RO-200", "BT-77"],
    county: ["BR-RO-210", "BT-79"],
    sector: ["BR-RO-200", "BT-77"],
  },
} as const satisfies Readonly<Record<string, Place>>;

function checkAddress({ line1, city, subdivision, countryCode }: Address, place: Place): RuleViolation[] {
  const found: RuleViolation[] = [];
  const add = ([rule, term]: readonly [string, string], field: keyof Address, message: string) =>
    found.push(violation(rule, term, [...place.path, field], message));
  if (!line1?.trim()) add(place.line1, "line1", "Romania needs the street of every address");
  if (!city?.trim()) add(place.city, "city", "Romania needs the town of every address");
  if (countryCode !== "RO") return found;
  if (!counties.has(subdivision?.trim() ?? "")) {
    add(place.county, "subdivision", `the county is a code like RO-B or RO-CJ, not ${subdivision ?? "missing"}`);
  } else if (subdivision?.trim() === bucharest && city?.trim() && !/^SECTOR[1-6]$/.test(city.trim())) {
    add(place.sector, "city", `in Bucharest (RO-B) the town is SECTOR1 to SECTOR6, not ${city}`);
  }
  return found;
}

/** Deliveries name a subdivision in any country. */
function checkDelivery(address: Address): RuleViolation[] {
  const { path, county } = places.delivery;
  const isMissing = address.countryCode !== "RO" && !address.subdivision?.trim();
  const message = "Romania needs the subdivision of every delivery address";
  return [
    ...checkAddress(address, places.delivery),
    ...(isMissing ? [violation(county[0], county[1], [...path, "subdivision"], message)] : []),
  ];
}
