import type { Invoice } from "../../domain/invoice.js";
import { directionOf, toLanguage } from "../words/language.js";
import type { InvoiceView } from "./invoice-view.js";
import { phrasingIn } from "./phrasing.js";
import { viewLines } from "./view-lines.js";
import { viewAllowancesAndCharges, viewPayment, viewTotals, viewVatBreakdown } from "./view-money.js";
import { viewMainParties, viewOtherParties } from "./view-parties.js";
import { viewAttachments, viewKeyFacts, viewNotes, viewReferences, viewTechnical } from "./view-references.js";

export interface ViewOptions {
  /** BCP 47 tag of the reader's language; English when it is none of ours. */
  readonly language?: string;
  /** Where the data came from, in the caller's words. */
  readonly source?: string;
}

/** Everything a reader sees of the invoice; HTML and PDF show the same. */
export const viewInvoice = (invoice: Invoice, options: ViewOptions): InvoiceView => {
  const language = toLanguage(options.language);
  const phrasing = phrasingIn(language, invoice.currencyCode);
  const otherParties = viewOtherParties(phrasing, invoice);
  return {
    language,
    direction: directionOf(language),
    kind: phrasing.label(invoice.kind === "CREDIT_NOTE" ? "creditNote" : "invoice"),
    number: phrasing.text("BT-1", invoice.number),
    mark: phrasing.label("notOriginal"),
    markReason: phrasing.label("notOriginalReason"),
    ...(options.source === undefined
      ? {}
      : { source: { label: phrasing.label("source"), values: [phrasing.text(undefined, options.source)] } }),
    payable: { label: phrasing.label("payable"), values: [phrasing.money("BT-115", invoice.totals.payable)] },
    keyFacts: viewKeyFacts(phrasing, invoice),
    blocks: [
      { kind: "cards", cards: viewMainParties(phrasing, invoice) },
      ...(otherParties.length === 0 ? [] : [{ kind: "cards" as const, cards: otherParties }]),
      ...viewReferences(phrasing, invoice),
      viewLines(phrasing, invoice),
      ...viewAllowancesAndCharges(phrasing, invoice),
      ...viewVatBreakdown(phrasing, invoice),
      viewTotals(phrasing, invoice),
      ...viewPayment(phrasing, invoice),
      ...viewNotes(phrasing, invoice),
      ...viewAttachments(phrasing, invoice),
      ...viewTechnical(phrasing, invoice),
    ],
  };
};
