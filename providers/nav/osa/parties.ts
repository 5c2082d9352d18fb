import type { Address, Buyer, Invoice, PaymentInstructions } from "../../../src/domain/invoice.js";
import { readExtension } from "../../../src/provider-kit/extensions/system-extensions.js";
import { extensions } from "../extensions.js";
import { type Branch, branch, leaf } from "../xml.js";
import { type Findings, type Path } from "./findings.js";
import { parseTaxNumber, readTaxNumber, toCommunityVatNumber, toTaxNumber } from "./tax-numbers.js";

export function toSupplier({ seller, payment }: Invoice, findings: Findings): readonly Branch[] {
  const own = readExtension(extensions, "party", seller) ?? {};
  const number = readTaxNumber(seller);
  if (!number)
    findings.add("BT-32", ["seller", "taxRegistration"], "the seller needs a Hungarian tax number, e.g. 12345678-2-41");
  return branch(
    "supplierInfo",
    toTaxNumber("supplierTaxNumber", number),
    toTaxNumber("groupMemberTaxNumber", parseTaxNumber(own.groupMemberTaxNumber)),
    leaf("communityVatNumber", toCommunityVatNumber(seller.vatIdentifier)),
    leaf("supplierName", findings.text(seller.name, 512, "BT-27", ["seller", "name"])),
    toAddress("supplierAddress", seller.address, findings, sellerTerms, ["seller", "address"]),
    leaf("supplierBankAccountNumber", findBankAccount(payment)),
    leaf("individualExemption", own.isIndividuallyExempt?.toString()),
    leaf("exciseLicenceNum", own.exciseLicence),
  );
}

/** Of a private person nothing but that is reported (interface specification 2.1.4.1). */
export function toCustomer({ buyer }: Invoice, findings: Findings): readonly Branch[] {
  const own = readExtension(extensions, "party", buyer) ?? {};
  const status = own.vatStatus ?? toVatStatus(buyer);
  if (status === undefined) {
    const message =
      "without a tax or registration number extensions.onlineSzamla.vatStatus has to say who the buyer is";
    findings.add("BT-48", ["buyer", "vatIdentifier"], message);
  }
  if (status === "PRIVATE_PERSON") return branch("customerInfo", leaf("customerVatStatus", status));
  const number = readTaxNumber(buyer);
  if (status === "DOMESTIC" && !number)
    findings.add("BT-48", ["buyer", "vatIdentifier"], "a taxable buyer in Hungary needs its Hungarian tax number");
  return branch(
    "customerInfo",
    leaf("customerVatStatus", status),
    branch("customerVatData", toVatData(buyer, own.groupMemberTaxNumber, findings)),
    leaf("customerName", findings.text(buyer.name, 512, "BT-44", ["buyer", "name"])),
    toAddress("customerAddress", buyer.address, findings, buyerTerms, ["buyer", "address"]),
  );
}

export function toFiscalRepresentative({ taxRepresentative }: Invoice, findings: Findings): readonly Branch[] {
  if (!taxRepresentative) return [];
  const path = ["taxRepresentative"];
  const number = parseTaxNumber(taxRepresentative.vatIdentifier);
  if (!number)
    findings.add("BT-63", [...path, "vatIdentifier"], `${taxRepresentative.vatIdentifier} is no Hungarian tax number`);
  return branch(
    "fiscalRepresentativeInfo",
    toTaxNumber("fiscalRepresentativeTaxNumber", number),
    leaf("fiscalRepresentativeName", findings.text(taxRepresentative.name, 512, "BT-62", [...path, "name"])),
    toAddress("fiscalRepresentativeAddress", taxRepresentative.address, findings, representativeTerms, [
      ...path,
      "address",
    ]),
  );
}

function toVatStatus(buyer: Buyer): "DOMESTIC" | "OTHER" | undefined {
  if (readTaxNumber(buyer)) return "DOMESTIC";
  return buyer.vatIdentifier !== undefined || buyer.taxRegistration !== undefined || buyer.legalRegistration
    ? "OTHER"
    : undefined;
}

function toVatData(buyer: Buyer, groupMember: string | undefined, findings: Findings): readonly Branch[] {
  const number = readTaxNumber(buyer);
  if (number) {
    const member = toTaxNumber("groupMemberTaxNumber", parseTaxNumber(groupMember));
    return toTaxNumber("customerTaxNumber", number, member);
  }
  const community = toCommunityVatNumber(buyer.vatIdentifier);
  if (community !== undefined) return leaf("communityVatNumber", community);
  const other = buyer.vatIdentifier ?? buyer.taxRegistration;
  return leaf("thirdStateTaxId", findings.text(other, 50, "BT-48", ["buyer", "vatIdentifier"]));
}

interface AddressTerms {
  readonly line: string;
  readonly city: string;
  readonly subdivision: string;
}

const sellerTerms: AddressTerms = { line: "BT-35", city: "BT-37", subdivision: "BT-39" };
const buyerTerms: AddressTerms = { line: "BT-50", city: "BT-52", subdivision: "BT-54" };
const representativeTerms: AddressTerms = { line: "BT-64", city: "BT-66", subdivision: "BT-68" };

function toAddress(
  name: string,
  address: Address,
  findings: Findings,
  terms: AddressTerms,
  path: Path,
): readonly Branch[] {
  const { line1, line2, line3, buildingNumber, additionalNumber, district, postBox } = address;
  const lines = [line1, buildingNumber, additionalNumber, line2, line3, district, postBox].filter(Boolean).join(", ");
  const detail = findings.text(lines, 255, terms.line, [...path, "line1"]);
  const city = findings.text(address.city, 255, terms.city, [...path, "city"]);
  return branch(
    name,
    branch(
      "base:simpleAddress",
      leaf("base:countryCode", address.countryCode),
      leaf("base:region", findings.text(address.subdivision, 50, terms.subdivision, [...path, "subdivision"])),
      leaf("base:postalCode", toPostalCode(address.postCode)),
      leaf("base:city", findings.need(city, terms.city, [...path, "city"], "NAV needs the city")),
      leaf(
        "base:additionalAddressDetail",
        findings.need(detail, terms.line, [...path, "line1"], "NAV needs the street"),
      ),
    ),
  );
}

/** 0000 stands for codes that do not exist or do not fit (interface specification 2.1.3). */
function toPostalCode(postCode = ""): string {
  const code = postCode.trim().toUpperCase();
  return /^[A-Z0-9][A-Z0-9\s-]{1,8}[A-Z0-9]$/.test(code) ? code : "0000";
}

/** The first account that NAV's schema takes, which has room for one: IBAN or Hungarian. */
function findBankAccount(payment: PaymentInstructions | undefined): string | undefined {
  const accounts = payment?.creditTransfers.map(({ account }) => account.replace(/\s/g, "")) ?? [];
  return accounts.find((account) => /^(\d{8}-\d{8}(-\d{8})?|[A-Z]{2}\d{2}[0-9A-Za-z]{11,30})$/.test(account));
}
