import type { Invoice } from "../../../src/domain/invoice.js";
import { readExtension } from "../../../src/provider-kit/extensions/system-extensions.js";
import { extensions } from "../extensions.js";

export type Operation = "CREATE" | "MODIFY" | "STORNO";

/**
 * What the report says about the invoice: a credit or debit note and a correction modify an earlier one; that it is
 * taken back altogether has to be said. An invoice that only refers to an earlier one, as the one after an advance
 * payment does, is an invoice like any other.
 */
export function operationOf(invoice: Invoice): Operation {
  const stated = readExtension(extensions, "invoice", invoice)?.operation;
  if (stated !== undefined) return stated;
  const corrects = invoice.kind === "CREDIT_NOTE" || invoice.correction !== undefined;
  return corrects || correctiveTypes.has(invoice.typeCode) ? "MODIFY" : "CREATE";
}

/** UNTDID 1001: debit notes and corrected invoices. */
const correctiveTypes: ReadonlySet<string> = new Set(["80", "84", "383", "384"]);
