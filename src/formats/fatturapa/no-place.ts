import type { Invoice, OtherTaxKind, PartyRole } from "../../domain/invoice.js";
import { type FatturaWriting, from } from "./fattura-writing.js";

const knownTaxes: ReadonlySet<OtherTaxKind> = new Set(["WITHHOLDING", "FUND", "STAMP"]);
const knownRoles: ReadonlySet<PartyRole> = new Set(["CARRIER", "INVOICER"]);

/**
 * Refuses what FatturaPA has no place for. Not refused is what only routes or names the syntax (BT-23, BT-24, BT-34), a
 * trading name beside the name (BT-28, BT-45), and what another field says as well: percentages beside their amounts,
 * what was paid before (BT-113, in the amount due).
 */
export function refuseWhatHasNoPlace(to: FatturaWriting, invoice: Invoice): void {
  refuseOfDocument(to, invoice);
  refuseOfParties(to, invoice);
  refuseOfPayment(to, invoice);
  invoice.lines.forEach(({ id, object, subLines }, index) => {
    const path = ["lines", String(index)];
    if (object) to.refuse(from("BT-128", ...path, "object"), "has no place in FatturaPA");
    if (subLines.length > 0)
      to.refuse(from("subLines", ...path, "subLines"), `are parts of line ${id}: there are none`);
  });
  invoice.attachments.forEach(({ content, reference, externalLocation }, index) => {
    const path = ["attachments", String(index)];
    if (!content) to.refuse(from("BG-24", ...path), `${reference} is not embedded: FatturaPA names no other documents`);
    else if (externalLocation) to.refuse(from("BT-124", ...path, "externalLocation"), "has no place in FatturaPA");
  });
}

function refuseOfDocument(to: FatturaWriting, invoice: Invoice): void {
  const { currencyCode, vatAccountingCurrencyCode: accounting, correction } = invoice;
  const plain: readonly (readonly [term: string, key: keyof Invoice])[] = [
    ["issueTime", "issueTime"],
    ["BT-7", "taxPointDate"],
    ["BT-14", "salesOrderReference"],
    ["BT-18", "invoicedObject"],
  ];
  for (const [term, key] of plain) {
    if (invoice[key] !== undefined) to.refuse(from(term, key), "has no place in FatturaPA");
  }
  if (accounting !== undefined && accounting !== currencyCode) {
    to.refuse(from("BT-6", "vatAccountingCurrencyCode"), `${accounting} is another currency than ${currencyCode}`);
  }
  if (invoice.exchangeRates.length > 0) to.refuse(from("exchangeRates", "exchangeRates"), "have no place in FatturaPA");
  if (invoice.prepayments.length > 0) to.refuse(from("prepayments", "prepayments"), "have no place in FatturaPA");
  if (correction?.method === "BEFORE_AFTER") {
    to.refuse(from("correction", "correction", "method"), "is BEFORE_AFTER: FatturaPA takes differences only");
  }
  if (correction?.effect) to.refuse(from("correction", "correction", "effect"), "has no place in FatturaPA");
  invoice.otherTaxes.forEach(({ kind }, index) => {
    if (!knownTaxes.has(kind))
      to.refuse(from("otherTaxes", "otherTaxes", String(index)), `is ${kind}: FatturaPA has none`);
  });
}

function refuseOfParties(to: FatturaWriting, { seller, buyer, payee, taxRepresentative, delivery, parties }: Invoice) {
  const unless: readonly (readonly [given: unknown, term: string, ...path: string[]])[] = [
    [seller.identifiers.length > 0 || undefined, "BT-29", "seller", "identifiers"],
    [seller.legalInformation, "BT-33", "seller", "legalInformation"],
    [seller.contact?.name, "BT-41", "seller", "contact", "name"],
    [buyer.identifiers.length > 0 || undefined, "BT-46", "buyer", "identifiers"],
    [buyer.legalRegistration, "BT-47", "buyer", "legalRegistration"],
    [buyer.contact, "BG-9", "buyer", "contact"],
    [payee?.identifier, "BT-60", "payee", "identifier"],
    [payee?.legalRegistration, "BT-61", "payee", "legalRegistration"],
    [taxRepresentative?.address.line1, "BG-12", "taxRepresentative", "address"],
    [delivery?.partyName, "BT-70", "delivery", "partyName"],
    [delivery?.location, "BT-71", "delivery", "location"],
  ];
  for (const [given, term, ...path] of unless) {
    if (given !== undefined) to.refuse(from(term, ...path), "has no place in FatturaPA");
  }
  const seen = new Set<PartyRole>();
  parties.forEach(({ role, name }, index) => {
    const source = from("parties", "parties", String(index));
    if (!knownRoles.has(role) || seen.has(role))
      to.refuse(source, `is ${name} (${role}): FatturaPA has no place for it`);
    seen.add(role);
  });
}

function refuseOfPayment(to: FatturaWriting, { payment }: Invoice): void {
  if (!payment) return;
  const { creditTransfers, card, directDebit, meansText } = payment;
  if (meansText !== undefined) to.refuse(from("BT-82", "payment", "meansText"), "has no place in FatturaPA");
  if (card) to.refuse(from("BG-18", "payment", "card"), "has no place in FatturaPA");
  if (directDebit) to.refuse(from("BG-19", "payment", "directDebit"), "has no place in FatturaPA");
  if (creditTransfers.length > 1) {
    to.refuse(
      from("BG-17", "payment", "creditTransfers"),
      `are ${creditTransfers.length} accounts: there is room for one`,
    );
  }
}
