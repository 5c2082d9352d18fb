import type { Address, Buyer, Invoice, Seller } from "../../domain/invoice.js";
import type { Place } from "../mapping/place.js";
import { osaSystem } from "./codes.js";
import { flag, passOverIf, peek, textLike } from "./peek.js";

/** supplierInfo */
export function readSeller(head: Place | undefined, locations: readonly string[]): Seller {
  const place = head?.child("supplierInfo");
  const taxRegistration = readTaxNumber(place?.child("supplierTaxNumber"));
  const vatIdentifier = place?.text("communityVatNumber") ?? toVatIdentifier(taxRegistration);
  const member = readTaxNumber(place?.child("groupMemberTaxNumber"));
  const isExempt = place && flag(place, "individualExemption");
  const licence = place && textLike(place, "exciseLicenceNum", /^.{1,50}$/);
  const own = {
    ...(member !== undefined && { groupMemberTaxNumber: member }),
    ...(isExempt !== undefined && { isIndividuallyExempt: isExempt }),
    ...(licence !== undefined && { exciseLicence: licence }),
  };
  return {
    name: place?.text("supplierName") ?? "",
    identifiers: toLocations(locations),
    ...(vatIdentifier !== undefined && { vatIdentifier }),
    ...(taxRegistration !== undefined && { taxRegistration }),
    address: readAddress(place?.child("supplierAddress")),
    ...(Object.keys(own).length > 0 && { extensions: { [osaSystem]: own } }),
  };
}

/** customerInfo; of a private person nothing but that is reported. */
export function readBuyer(head: Place | undefined, locations: readonly string[]): Buyer {
  const place = head?.child("customerInfo");
  const number = place?.child("customerVatData/customerTaxNumber");
  const ownNumber = readTaxNumber(number);
  const taxRegistration = ownNumber ?? place?.text("customerVatData/thirdStateTaxId");
  const vatIdentifier = place?.text("customerVatData/communityVatNumber") ?? toVatIdentifier(ownNumber);
  const member = readTaxNumber(number?.child("groupMemberTaxNumber"));
  const vatStatus = place && readVatStatus(place, number !== undefined, Boolean(taxRegistration || vatIdentifier));
  const own = {
    ...(vatStatus !== undefined && { vatStatus }),
    ...(member !== undefined && { groupMemberTaxNumber: member }),
  };
  return {
    name: place?.text("customerName") ?? "",
    identifiers: toLocations(locations),
    ...(vatIdentifier !== undefined && { vatIdentifier }),
    ...(taxRegistration !== undefined && { taxRegistration }),
    address: readAddress(place?.child("customerAddress")),
    ...(Object.keys(own).length > 0 && { extensions: { [osaSystem]: own } }),
  };
}

/** What the numbers beside it do not tell. */
function readVatStatus(place: Place, isHungarian: boolean, isIdentified: boolean): string | undefined {
  const status = textLike(place, "customerVatStatus", /^(DOMESTIC|OTHER|PRIVATE_PERSON)$/);
  const told = isHungarian ? "DOMESTIC" : isIdentified ? "OTHER" : undefined;
  return status === told ? undefined : status;
}

/** fiscalRepresentativeInfo: BT-63 has the first part of the number. */
export function readTaxRepresentative(head: Place | undefined): Invoice["taxRepresentative"] {
  const place = head?.child("fiscalRepresentativeInfo");
  const number = place?.text("fiscalRepresentativeTaxNumber/taxpayerId");
  if (!place || number === undefined) return undefined;
  return {
    name: place.text("fiscalRepresentativeName") ?? "",
    vatIdentifier: `HU${number}`,
    address: readAddress(place.child("fiscalRepresentativeAddress")),
  };
}

const toLocations = (values: readonly string[]) => values.map((value) => ({ value, scheme: "0088" }));

/** A Hungarian VAT identifier is HU and the first part of the tax number; reports of domestic sales leave it out. */
const toVatIdentifier = (taxNumber: string | undefined): string | undefined =>
  taxNumber === undefined ? undefined : `HU${taxNumber.slice(0, 8)}`;

/** TaxNumberType as it is usually written: 12345678-2-41. */
function readTaxNumber(place: Place | undefined): string | undefined {
  if (!place) return undefined;
  const id = textLike(place, "taxpayerId", /^\d{8}$/);
  if (id === undefined) return undefined;
  const [vatCode, countyCode] = [peek(place, "vatCode"), peek(place, "countyCode")];
  if (!/^[1-5]$/.test(vatCode ?? "") || !/^\d{2}$/.test(countyCode ?? "")) return id;
  place.ignore("vatCode", "countyCode");
  return `${id}-${vatCode}-${countyCode}`;
}

/** 0000 stands for codes that do not exist (interface specification 2.1.3). */
const noPostalCode = "0000";

function readAddress(place: Place | undefined): Address {
  const detailed = place?.child("detailedAddress");
  const at = detailed ?? place?.child("simpleAddress");
  if (at) passOverIf(at, "postalCode", [noPostalCode]);
  const postCode = at && textLike(at, "postalCode", /^(?!0000$)/);
  const line1 = detailed ? readStreet(detailed) : at?.text("additionalAddressDetail");
  const line2 = detailed && readWithinBuilding(detailed);
  const [city, region] = [at?.text("city"), at?.text("region")];
  return {
    ...(line1 && { line1 }),
    ...(line2 && { line2 }),
    ...(city !== undefined && { city }),
    ...(postCode !== undefined && { postCode }),
    ...(region !== undefined && { subdivision: region }),
    countryCode: at?.text("countryCode") ?? "",
  };
}

const readStreet = (place: Place): string =>
  ["streetName", "publicPlaceCategory", "number"].flatMap((name) => place.text(name) ?? []).join(" ");

/** As it is said in Hungarian. */
const parts: readonly (readonly [name: string, say: (value: string) => string])[] = [
  ["building", (value) => `${value} épület`],
  ["staircase", (value) => `${value} lépcsőház`],
  ["floor", (value) => `${value} emelet`],
  ["door", (value) => `${value} ajtó`],
  ["lotNumber", (value) => `hrsz. ${value}`],
];

const readWithinBuilding = (place: Place): string =>
  parts
    .flatMap(([name, say]) => {
      const value = place.text(name);
      return value === undefined ? [] : [say(value)];
    })
    .join(", ");
