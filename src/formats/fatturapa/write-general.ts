import type { DocumentReference, Invoice, RelatedParty } from "../../domain/invoice.js";
import { type SummaryEntry, totalOf } from "./amounts.js";
import { documentTypes, isTaxed, natureOfCategory } from "./codes.js";
import type { FatturaPaDetails } from "./details.js";
import { type FatturaWriting, from, type Source } from "./fattura-writing.js";
import { amount2, ascii, day, fieldOf, latin, percent } from "./fields.js";
import { writeAddress, writeVatNumber } from "./write-header.js";

const documentType = fieldOf(/^TD\d\d$/, "a code from TD01 to TD28");
const number = fieldOf(/^(?=.*\d)[\x20-\x7f]{1,20}$/, "20 characters of Basic Latin at most, a digit among them");
const currency = fieldOf(/^[A-Z]{3}$/, "a currency code");

/** DatiGenerali: the document, what it refers to, and how the goods came. */
export function writeGeneralData(
  to: FatturaWriting,
  invoice: Invoice,
  details: FatturaPaDetails,
  entries: readonly SummaryEntry[],
): void {
  to.element("DatiGenerali", () => {
    to.element("DatiGeneraliDocumento", () => {
      const type = details.document.documentType ?? documentTypes[invoice.typeCode];
      to.needed("TipoDocumento", type, documentType, from("BT-3", "typeCode"));
      to.needed("Divisa", invoice.currencyCode, currency, from("BT-5", "currencyCode"));
      to.needed("Data", invoice.issueDate, day, from("BT-2", "issueDate"));
      // SdI refuses with 00425 a number without any digit.
      to.needed("Numero", invoice.number, number, from("BT-1", "number"));
      writeOtherTaxes(to, invoice, details);
      to.number("ImportoTotaleDocumento", totalOf(invoice, entries), amount2, from("BT-112", "totals", "taxInclusive"));
      const rounding = from("BT-114", "totals", "roundingAmount");
      to.number("Arrotondamento", invoice.totals.roundingAmount, amount2, rounding);
      writeReasons(to, invoice);
    });
    writeReferences(to, invoice);
    writeTransport(to, invoice);
  });
}

function writeOtherTaxes(to: FatturaWriting, { otherTaxes }: Invoice, { document }: FatturaPaDetails): void {
  const taxes = otherTaxes.map((tax, index) => ({ tax, path: ["otherTaxes", String(index)] }));
  for (const { tax, path } of taxes.filter((each) => each.tax.kind === "WITHHOLDING")) {
    const source = (key: string) => from(`otherTaxes.${key}`, ...path, key);
    to.element("DatiRitenuta", () => {
      to.needed("TipoRitenuta", tax.code, fieldOf(/^RT0[1-6]$/, "a code from RT01 to RT06"), source("code"));
      to.number("ImportoRitenuta", tax.amount, amount2, source("amount"));
      if (tax.rate === undefined) to.refuse(source("rate"), "is missing: FatturaPA needs AliquotaRitenuta");
      to.number("AliquotaRitenuta", tax.rate, percent, source("rate"));
      const why = from("withholdingReason", "extensions", "fatturaPa", "withholdingReason");
      to.needed("CausalePagamento", document.withholdingReason, ascii(2), why);
    });
  }
  const [stamp, ...more] = taxes.filter((each) => each.tax.kind === "STAMP");
  if (stamp) {
    to.element("DatiBollo", () => {
      to.fixed("BolloVirtuale", "SI");
      to.number("ImportoBollo", stamp.tax.amount, amount2, from("otherTaxes.amount", ...stamp.path, "amount"));
    });
  }
  for (const { path } of more)
    to.refuse(from("otherTaxes", ...path), "is a second stamp duty: FatturaPA has room for one");
  for (const { tax, path } of taxes.filter((each) => each.tax.kind === "FUND")) {
    const source = (key: string) => from(`otherTaxes.${key}`, ...path, key);
    to.element("DatiCassaPrevidenziale", () => {
      to.needed("TipoCassa", tax.code, fieldOf(/^TC\d\d$/, "a code from TC01 to TC22"), source("code"));
      if (tax.rate === undefined) to.refuse(source("rate"), "is missing: FatturaPA needs AlCassa");
      to.number("AlCassa", tax.rate, percent, source("rate"));
      to.number("ImportoContributoCassa", tax.amount, amount2, source("amount"));
      to.number("ImponibileCassa", tax.baseAmount, amount2, source("baseAmount"));
      if (!tax.vat) return to.refuse(source("vat"), "is missing: FatturaPA needs AliquotaIVA");
      to.number("AliquotaIVA", isTaxed(tax.vat.category) ? (tax.vat.rate ?? "0") : "0", percent, source("vat"));
      if (!isTaxed(tax.vat.category)) {
        to.needed("Natura", natureOfCategory[tax.vat.category], ascii(4), source("vat"));
      }
    });
  }
}

/** Causale, at most 200 characters each: notes, and what is said in words for want of a place of its own. */
function writeReasons(to: FatturaWriting, invoice: Invoice): void {
  const { notes, paymentTerms, buyerReference, correction } = invoice;
  const said: readonly (readonly [string | undefined, Source])[] = [
    ...notes.map(({ text, subjectCode }, index) => {
      const source = from("BT-22", "notes", String(index), "text");
      return [subjectCode === undefined ? text : `#${subjectCode}#${text}`, source] as const;
    }),
    [correction?.reason, from("correction", "correction", "reason")],
    [paymentTerms && `Condizioni di pagamento: ${paymentTerms}`, from("BT-20", "paymentTerms")],
    [buyerReference && `Riferimento cliente: ${buyerReference}`, from("BT-10", "buyerReference")],
  ];
  for (const [text, source] of said) {
    for (const piece of text?.match(/[\s\S]{1,200}/gu) ?? []) to.text("Causale", piece, latin(200), source);
  }
}

function writeReferences(to: FatturaWriting, invoice: Invoice): void {
  const { purchaseOrderReferences, contractReferences, receivingAdviceReferences, precedingInvoices } = invoice;
  const carrier = purchaseOrderReferences.length > 0 ? "DatiOrdineAcquisto" : "DatiContratto";
  const hasCarrier = purchaseOrderReferences.length + contractReferences.length > 0;
  const write = (name: string, references: readonly DocumentReference[], term: string, key: string) =>
    references.forEach((reference, index) => {
      const source = from(term, key, String(index));
      to.element(name, () => {
        writeReference(to, invoice, reference, source);
        if (name === carrier && index === 0) writeProject(to, invoice);
      });
    });
  write("DatiOrdineAcquisto", purchaseOrderReferences, "BT-13", "purchaseOrderReferences");
  writeOrderLines(to, invoice);
  write("DatiContratto", contractReferences, "BT-12", "contractReferences");
  if (!hasCarrier) {
    const why = "has its place beside an order (BT-13) or a contract (BT-12), and there is none";
    if (invoice.projectReference) to.refuse(from("BT-11", "projectReference"), why);
    if (invoice.tenderOrLotReference) to.refuse(from("BT-17", "tenderOrLotReference"), why);
  }
  write("DatiRicezione", receivingAdviceReferences, "BT-15", "receivingAdviceReferences");
  precedingInvoices.forEach(({ number: id, issueDate, clearanceId }, index) => {
    const path = ["precedingInvoices", String(index)];
    to.element("DatiFattureCollegate", () => {
      to.needed("IdDocumento", id, ascii(20), from("BT-25", ...path, "number"));
      to.text("Data", issueDate, day, from("BT-26", ...path, "issueDate"));
    });
    if (clearanceId) to.refuse(from("BG-3", ...path, "clearanceId"), "has no place in FatturaPA");
  });
  invoice.despatchAdviceReferences.forEach(({ id, issueDate, lineNumbers }, index) => {
    const source = from("BT-16", "despatchAdviceReferences", String(index));
    to.element("DatiDDT", () => {
      to.needed("NumeroDDT", id, ascii(20), source);
      to.needed("DataDDT", issueDate, day, source);
      writeLineNumbers(to, invoice, lineNumbers, source);
    });
  });
}

function writeReference(to: FatturaWriting, invoice: Invoice, reference: DocumentReference, source: Source): void {
  writeLineNumbers(to, invoice, reference.lineNumbers, source);
  to.needed("IdDocumento", reference.id, ascii(20), source);
  to.text("Data", reference.issueDate, day, source);
}

/** BT-11 and BT-17 are the codes CUP and CIG of public projects. */
function writeProject(to: FatturaWriting, { projectReference, tenderOrLotReference }: Invoice): void {
  to.text("CodiceCUP", projectReference, ascii(15), from("BT-11", "projectReference"));
  to.text("CodiceCIG", tenderOrLotReference, ascii(15), from("BT-17", "tenderOrLotReference"));
}

/** Lines of an order (BT-132): each names the order again, so there has to be exactly one. */
function writeOrderLines(to: FatturaWriting, invoice: Invoice): void {
  const [order, ...more] = invoice.purchaseOrderReferences;
  invoice.lines.forEach(({ id, purchaseOrderLineReference: item }, index) => {
    if (item === undefined) return;
    const source = from("BT-132", "lines", String(index), "purchaseOrderLineReference");
    if (!order || more.length > 0) return to.refuse(source, "needs exactly one order (BT-13) that it is a line of");
    to.element("DatiOrdineAcquisto", () => {
      writeLineNumbers(to, invoice, [id], source);
      to.text("IdDocumento", order.id, ascii(20), source);
      to.text("NumItem", item, ascii(20), source);
    });
  });
}

function writeLineNumbers(to: FatturaWriting, { lines }: Invoice, ids: readonly string[], source: Source): void {
  for (const id of ids) {
    const index = lines.findIndex((line) => line.id === id);
    if (index < 0) to.refuse(source, `is about line ${id}, which is not there`);
    else to.fixed("RiferimentoNumeroLinea", String(index + 1));
  }
}

/** DatiTrasporto: where and when the goods were delivered, and by whom. */
function writeTransport(to: FatturaWriting, { delivery, parties }: Invoice): void {
  to.element("DatiTrasporto", () => {
    const carrier = parties.findIndex(({ role }) => role === "CARRIER");
    if (carrier >= 0) writeCarrier(to, parties[carrier]!, ["parties", String(carrier)]);
    if (delivery?.address) {
      writeAddress(to, "IndirizzoResa", delivery.address, from("BG-15", "delivery", "address"));
    }
    const at = delivery?.date && `${delivery.date}T00:00:00`;
    to.text("DataOraConsegna", at, fieldOf(/^[\dT:-]+$/, "a moment"), from("BT-72", "delivery", "date"));
  });
}

function writeCarrier(to: FatturaWriting, carrier: RelatedParty, path: readonly string[]): void {
  const vat = from("vatIdentifier", ...path, "vatIdentifier");
  to.element("DatiAnagraficiVettore", () => {
    if (carrier.vatIdentifier) writeVatNumber(to, carrier.vatIdentifier, vat, carrier.address?.countryCode ?? "IT");
    else to.refuse(vat, "is missing: FatturaPA needs the VAT number of a carrier");
    to.element("Anagrafica", () => to.needed("Denominazione", carrier.name, latin(80), from("name", ...path, "name")));
  });
}
