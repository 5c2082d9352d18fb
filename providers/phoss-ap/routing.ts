import type { Invoice, InvoiceKind } from "../../src/domain/invoice.js";
import type { ParticipantId } from "../../src/domain/participant.js";
import type { RuleViolation } from "../../src/domain/validation.js";
import { ruleset } from "./errors.js";

const roots: Readonly<Record<InvoiceKind, string>> = { INVOICE: "Invoice", CREDIT_NOTE: "CreditNote" };

/** Peppol policy for identifiers: https://docs.peppol.eu/edelivery/policies/PEPPOL-EDN-Policy-for-use-of-identifiers/ */
export const participantOf = ({ scheme, value }: ParticipantId): string => `iso6523-actorid-upis::${scheme}:${value}`;

export function documentTypeOf({ kind, process }: Invoice): string {
  const root = roots[kind];
  return `busdox-docid-qns::urn:oasis:names:specification:ubl:schema:xsd:${root}-2::${root}##${process.specification}::2.1`;
}

export const processOf = ({ process }: Invoice): string => `cenbii-procid-ubl::${process.businessProcess ?? ""}`;

/** What the envelope needs and the document does not say. */
export function missingInEnvelope({ seller, buyer, process }: Invoice): RuleViolation[] {
  const required: readonly (readonly [unknown, string, string, string, readonly string[]])[] = [
    [
      seller.electronicAddress,
      "PEPPOL-EN16931-R020",
      "BT-34",
      `The seller ${seller.name} has no electronic address`,
      ["seller", "electronicAddress"],
    ],
    [
      buyer.electronicAddress,
      "PEPPOL-EN16931-R010",
      "BT-49",
      `The buyer ${buyer.name} has no electronic address`,
      ["buyer", "electronicAddress"],
    ],
    [
      process.businessProcess,
      "PEPPOL-EN16931-R001",
      "BT-23",
      "The business process is missing",
      ["process", "businessProcess"],
    ],
    [
      seller.address.countryCode,
      "BR-09",
      "BT-40",
      `The seller ${seller.name} has no country`,
      ["seller", "address", "countryCode"],
    ],
  ];
  return required
    .filter(([value]) => value === undefined || value === "")
    .map(([, rule, term, message, path]) => ({
      rule,
      ruleset,
      severity: "FATAL",
      message: `${message} (${term})`,
      path: [...path],
    }));
}
