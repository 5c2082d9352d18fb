import type { DocumentReference, Invoice } from "../../../src/domain/invoice.js";
import { findNip } from "./identifiers.js";
import { findKind } from "./kinds.js";
import { type Fa3Node, node } from "./nodes.js";
import { addressInWords, type Notebook } from "./parties.js";

/** Longer texts than DodatkowyOpis takes go into the footer. */
const longestPair = 256;
const longestFooter = 3500;
const mostFooters = 3;

/** What EN 16931 says of the whole document beyond the fields of FA(3). */
export function addDocumentExtras(
  invoice: Invoice,
  numberOf: ReadonlyMap<string, number>,
  { findings, extras }: Notebook,
): void {
  const { delivery, invoicingPeriod, attachments, totals } = invoice;
  const kind = findKind(invoice);
  extras.add("BT-7 Tax point date", invoice.taxPointDate, ["taxPointDate"]);
  extras.add("BT-8 Tax point date code", invoice.taxPointDateCode, ["taxPointDateCode"]);
  extras.add("BT-10 Buyer reference", invoice.buyerReference, ["buyerReference"]);
  extras.add("BT-11 Project", invoice.projectReference, ["projectReference"]);
  extras.add("BT-14 Sales order", invoice.salesOrderReference, ["salesOrderReference"]);
  invoice.receivingAdviceReferences.forEach(({ id, issueDate }, index) => {
    const words = issueDate ? `${id} ${issueDate}` : id;
    extras.add("BT-15 Receiving advice", words, ["receivingAdviceReferences", String(index)]);
  });
  invoice.despatchAdviceReferences.forEach(({ id, issueDate }, index) => {
    if (issueDate)
      extras.add("BT-16 Despatch advice", `${id} ${issueDate}`, ["despatchAdviceReferences", String(index)]);
  });
  extras.add("BT-17 Tender or lot", invoice.tenderOrLotReference, ["tenderOrLotReference"]);
  const { invoicedObject: object } = invoice;
  extras.add("BT-18 Invoiced object", object && `${object.scheme ?? ""} ${object.value}`.trim(), ["invoicedObject"]);
  extras.add("BT-19 Buyer accounting reference", invoice.buyerAccountingReference, ["buyerAccountingReference"]);
  invoice.notes.forEach((note, index) => {
    const path = ["notes", String(index)];
    if (note.text.length <= longestPair) extras.add(noteKey(note.subjectCode), note.text, path);
    else extras.add("BT-21 Note subject", note.subjectCode, path);
  });
  if (invoice.paymentTerms && invoice.paymentTerms.length <= longestPair)
    extras.add("BT-20 Payment terms", invoice.paymentTerms, ["paymentTerms"]);
  if (kind === "ROZ") extras.add("BT-111 VAT in accounting currency", totals.vatAmountInAccountingCurrency, ["totals"]);
  extras.add("BT-70 Deliver to", delivery?.partyName, ["delivery", "partyName"]);
  const location = delivery?.location;
  extras.add("BT-71 Deliver to location", location && `${location.scheme ?? ""} ${location.value}`.trim(), [
    "delivery",
    "location",
  ]);
  if (invoicingPeriod || findKind(invoice) === "ZAL")
    extras.add("BT-72 Delivery date", delivery?.date, ["delivery", "date"]);
  const address = delivery?.address;
  extras.add("BG-15 Deliver to address", address && addressInWords(address), ["delivery", "address"]);
  attachments.forEach(({ reference, description, externalLocation }, index) => {
    const words = [reference, description, externalLocation].filter((part) => part).join(" ");
    extras.add("BG-24 Supporting document", words, ["attachments", String(index)]);
  });
  invoice.exchangeRates.forEach(({ from, to, rate, date }, index) => {
    const isStated = to === "PLN" && from === invoice.currencyCode && date === undefined;
    const words = `${from} ${to} ${rate} ${date ?? ""}`.trim();
    if (!isStated) extras.add("Exchange rate", words, ["exchangeRates", String(index)]);
  });
  addLineReferences(invoice, numberOf, { findings, extras });
  invoice.additionalData.forEach(({ lineId, key, value }, index) => {
    const path = ["additionalData", String(index)];
    const row = lineId === undefined ? undefined : numberOf.get(lineId);
    if (lineId !== undefined && row === undefined) findings.add("additionalData", path, `there is no line ${lineId}`);
    extras.addOwn(key, value, path, row);
  });
}

const noteKey = (subjectCode: string | undefined): string =>
  subjectCode === undefined ? "BT-22 Note" : `BT-22 Note ${subjectCode}`;

/** Which lines a contract, an order or an advice is about. */
function addLineReferences(invoice: Invoice, numberOf: ReadonlyMap<string, number>, { extras }: Notebook): void {
  const add = (key: string, name: string, references: readonly DocumentReference[]) =>
    references.forEach(({ id, lineNumbers }, index) =>
      lineNumbers.forEach((line) => extras.add(key, id, [name, String(index)], numberOf.get(line))),
    );
  add("BT-12 Contract", "contractReferences", invoice.contractReferences);
  add("BT-13 Order", "purchaseOrderReferences", invoice.purchaseOrderReferences);
  add("BT-15 Receiving advice", "receivingAdviceReferences", invoice.receivingAdviceReferences);
  add("BT-16 Despatch advice", "despatchAdviceReferences", invoice.despatchAdviceReferences);
}

/** Stopka: the seller's registrations and legal information, and texts that are too long for a pair. */
export function toFooter(invoice: Invoice, { findings, extras }: Notebook): Fa3Node | undefined {
  const { seller, notes, paymentTerms = "" } = invoice;
  const texts = [
    { term: "BT-33", path: ["seller", "legalInformation"], value: seller.legalInformation ?? "" },
    ...notes
      .map((note, index) => ({ term: "BT-22", path: ["notes", String(index), "text"], value: note.text }))
      .filter(({ value }) => value.length > longestPair),
    { term: "BT-20", path: ["paymentTerms"], value: paymentTerms.length > longestPair ? paymentTerms : "" },
  ].filter(({ value }) => value !== "");
  texts.slice(mostFooters).forEach(({ term, path }) => {
    findings.add(term, path, `FA(3) takes ${mostFooters} texts of more than ${longestPair} characters`);
  });
  return node("Stopka", [
    ...texts.slice(0, mostFooters).map(({ value, term, path }) => {
      if (value.length > longestFooter)
        findings.add(term, path, `it has ${value.length} characters; FA(3) takes ${longestFooter} in StopkaFaktury`);
      return node("Informacje", [node("StopkaFaktury", value)]);
    }),
    toRegisters(invoice, extras),
  ]);
}

/** BT-30 by its form: KRS has ten digits, REGON nine or fourteen. */
function toRegisters({ seller }: Invoice, extras: Notebook["extras"]): Fa3Node | undefined {
  const value = seller.legalRegistration?.value;
  if (!value || value === findNip(seller)) return undefined;
  if (/^\d{10}$/.test(value)) return node("Rejestry", [node("KRS", value)]);
  if (/^(\d{9}|\d{14})$/.test(value)) return node("Rejestry", [node("REGON", value)]);
  extras.add("BT-30 Seller legal registration", value, ["seller", "legalRegistration"]);
  return undefined;
}
