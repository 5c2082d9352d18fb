import type { Invoice } from "../../domain/invoice.js";
import { directionOf, toLanguage } from "../words/language.js";
import type { Block, Card, InvoiceView } from "./invoice-view.js";
import { phrasingIn } from "./phrasing.js";
import {
  viewAdditionalData,
  viewCorrection,
  viewInstallments,
  viewOtherTaxes,
  viewPrepayments,
} from "./view-additions.js";
import { viewExtensions } from "./view-extensions.js";
import { viewLines } from "./view-lines.js";
import { viewAllowancesAndCharges, viewPayment, viewTotals, viewVatBreakdown } from "./view-money.js";
import { viewMainParties, viewOtherParties, viewRelatedParties } from "./view-parties.js";
import { viewAttachments, viewKeyFacts, viewNotes, viewReferences, viewTechnical } from "./view-references.js";
import { viewVerification } from "./view-verification.js";

export interface ViewOptions {
  /** BCP 47 tag of the reader's language; English when it is none of ours. */
  readonly language?: string;
  /** Where the data came from, in the caller's words. */
  readonly source?: string;
  /** A public page where anyone can verify the document; shown with its QR code. */
  readonly verificationUrl?: string;
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
    ...(options.verificationUrl === undefined
      ? {}
      : { verification: viewVerification(phrasing, options.verificationUrl) }),
    payable: { label: phrasing.label("payable"), values: [phrasing.money("BT-115", invoice.totals.payable)] },
    keyFacts: viewKeyFacts(phrasing, invoice),
    blocks: [
      { kind: "cards", cards: viewMainParties(phrasing, invoice) },
      ...(otherParties.length === 0 ? [] : [{ kind: "cards" as const, cards: otherParties }]),
      ...inRows(viewRelatedParties(phrasing, invoice)),
      ...viewReferences(phrasing, invoice),
      ...viewCorrection(phrasing, invoice),
      viewLines(phrasing, invoice),
      ...viewAllowancesAndCharges(phrasing, invoice),
      ...viewVatBreakdown(phrasing, invoice),
      ...viewOtherTaxes(phrasing, invoice),
      viewTotals(phrasing, invoice),
      ...viewPrepayments(phrasing, invoice),
      ...viewPayment(phrasing, invoice),
      ...viewInstallments(phrasing, invoice),
      ...viewNotes(phrasing, invoice),
      ...viewAdditionalData(phrasing, invoice),
      ...viewAttachments(phrasing, invoice),
      ...viewExtensions(phrasing, invoice.extensions),
      ...viewTechnical(phrasing, invoice),
    ],
  };
};

const cardsBesideEachOther = 3;

/** As many cards beside each other as leave room to read. */
const inRows = (cards: readonly Card[]): Block[] =>
  Array.from({ length: Math.ceil(cards.length / cardsBesideEachOther) }, (_, row) => ({
    kind: "cards",
    cards: cards.slice(row * cardsBesideEachOther, (row + 1) * cardsBesideEachOther),
  }));
