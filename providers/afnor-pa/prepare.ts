import type { Invoice } from "../../src/domain/invoice.js";
import type { RuleViolation } from "../../src/domain/validation.js";
import { writeCii } from "../../src/formats/cii/write-cii.js";
import { writeUbl } from "../../src/formats/ubl/write-ubl.js";
import type { DocumentFormat } from "../../src/provider-kit/document.js";
import type { PrepareOrder, Prepared } from "../../src/provider-kit/provider.js";
import { ruleset } from "./errors.js";
import { sirenOf } from "./invoice-name.js";
import type { FlowInfo } from "./wire.js";

/** The formats of the base that every platform takes. */
export const syntaxes: Readonly<Partial<Record<DocumentFormat, FlowInfo["flowSyntax"]>>> = {
  CII: "CII",
  UBL: "UBL",
  FACTURX: "Factur-X",
};

/** CII, which carries most of what France asks for; UBL where only that has room. */
export function prepare({ invoice, raw }: PrepareOrder): Prepared {
  const unnamed = nameless(invoice);
  if (raw) {
    if (syntaxes[raw.format]) return unnamed.length > 0 ? { violations: unnamed } : { document: raw };
    const message = `French platforms take CII, UBL and Factur-X; ${raw.fileName} is ${raw.format}`;
    return { violations: [{ rule: "DOCUMENT-FORMAT", ruleset, severity: "ERROR", message, path: ["raw", "format"] }] };
  }
  const missing = [...unnamed, ...unaddressed(invoice), ...misnumbered(invoice)];
  if (missing.length > 0) return { violations: missing };
  const fileName = `${invoice.number.replace(/[^\w.-]+/g, "-")}.xml`;
  const cii = writeCii(invoice);
  const mediaType = "application/xml";
  if (cii.violations.length === 0) return { document: { format: "CII", mediaType, fileName, bytes: cii.bytes } };
  const ubl = writeUbl(invoice);
  if (ubl.violations.length === 0) return { document: { format: "UBL", mediaType, fileName, bytes: ubl.bytes } };
  return { violations: cii.violations };
}

const words: Readonly<Record<string, NonNullable<FlowInfo["processingRule"]>>> = {
  B2B: "B2B",
  B2BINT: "B2BInt",
  B2C: "B2C",
  OUTOFSCOPE: "OutOfScope",
  ARCHIVEONLY: "ArchiveOnly",
};

/**
 * What is to be done with the invoice: as its note BAR says (BR-FR-20), which the platform must not be contradicted
 * about; else by who the buyer is. Undefined for a word of the note that nobody knows: the platform decides.
 */
export function processingRuleOf({ notes, buyer }: Invoice): FlowInfo["processingRule"] {
  const said = notes.find(({ subjectCode }) => subjectCode === "BAR")?.text.trim();
  if (said !== undefined) return words[said.toUpperCase()];
  return sirenOf(buyer) !== undefined || buyer.address.countryCode === "FR" ? "B2B" : "B2BInt";
}

const violation = (rule: string, message: string, ...path: readonly string[]): RuleViolation => ({
  rule,
  ruleset: "XP Z12-012",
  severity: "FATAL",
  message,
  path,
});

/** Without the seller's SIREN no status could ever be told to be about this invoice. */
function nameless({ seller }: Invoice): RuleViolation[] {
  if (sirenOf(seller) !== undefined) return [];
  const message = `The seller ${seller.name} has no SIREN (BT-30 with scheme 0002): it names the invoice in every status`;
  return [violation("BR-FR-10", message, "seller", "legalRegistration")];
}

function unaddressed(invoice: Invoice): RuleViolation[] {
  const { seller, buyer } = invoice;
  if (processingRuleOf(invoice) !== "B2B") return [];
  const found: RuleViolation[] = [];
  if (!buyer.legalRegistration && sirenOf(buyer) === undefined) {
    const message = `The buyer ${buyer.name} has no legal registration (BT-47), which routes the invoice in France`;
    found.push(violation("BR-FR-11", message, "buyer", "legalRegistration"));
  }
  if (!buyer.electronicAddress) {
    const message = `The buyer ${buyer.name} has no electronic address (BT-49): the invoice could not be delivered`;
    found.push(violation("BR-FR-12", message, "buyer", "electronicAddress"));
  }
  if (!seller.electronicAddress) {
    const message = `The seller ${seller.name} has no electronic address (BT-34): statuses could not come back`;
    found.push(violation("BR-FR-13", message, "seller", "electronicAddress"));
  }
  return found;
}

function misnumbered({ number }: Invoice): RuleViolation[] {
  if (number.length > 35) {
    return [violation("BR-FR-01", `The number ${number} (BT-1) has ${number.length} characters; 35 fit`, "number")];
  }
  if (/^[A-Za-z0-9+_/-]+$/.test(number)) return [];
  const message = `The number ${number} (BT-1) may have letters, digits and - + _ / only`;
  return [violation("BR-FR-02", message, "number")];
}
