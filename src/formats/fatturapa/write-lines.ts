import { absolute, add, type Decimal, divide, isNegative, isZero, multiply, negate } from "../../domain/decimal.js";
import type { DocumentAllowanceCharge, Invoice, InvoiceLine, VatCategory } from "../../domain/invoice.js";
import { vatKey } from "../../domain/totals.js";
import type { SummaryEntry } from "./amounts.js";
import { adjustmentReasons, dueDateOfVat, isTaxed, ownList, ownUnit, reasonOfNature, unitAttribute } from "./codes.js";
import { type FatturaWriting, from, type Source } from "./fattura-writing.js";
import { amount2, amount8, ascii, day, fieldOf, latin, percent, quantity8 } from "./fields.js";

/** The largest number of lines (NumeroLinea). */
const mostLines = 9999;

/** DatiBeniServizi: the lines, the allowances and charges of the document as lines, and the summary by VAT rate. */
export function writeGoodsAndServices(to: FatturaWriting, invoice: Invoice, entries: readonly SummaryEntry[]): void {
  const { lines, allowances, charges } = invoice;
  to.element("DatiBeniServizi", () => {
    lines.forEach((line, index) => writeLine(to, invoice, line, index, entries));
    const rest = [
      ...allowances.map((entry, index) => ({ entry, isCharge: false, index })),
      ...charges.map((entry, index) => ({ entry, isCharge: true, index })),
    ];
    rest.forEach((part, index) => writeAdjustment(to, part, lines.length + index + 1, entries));
    if (lines.length + rest.length > mostLines) to.refuse(from("BG-25", "lines"), `are more than ${mostLines}`);
    for (const entry of entries) writeSummary(to, invoice, entry);
  });
}

function writeLine(
  to: FatturaWriting,
  invoice: Invoice,
  line: InvoiceLine,
  index: number,
  entries: readonly SummaryEntry[],
): void {
  const path = ["lines", String(index)];
  const source = (term: string, ...keys: string[]) => from(term, ...path, ...keys);
  const { price, vat, quantity } = line;
  // A quantity is never negative here: what takes away has a negative price.
  const signed = (value: Decimal) => (isNegative(quantity) ? negate(value) : value);
  const unit = source("BT-146", "price", "net");
  to.element("DettaglioLinee", () => {
    to.fixed("NumeroLinea", String(index + 1));
    writeItemCodes(to, line, path);
    to.needed("Descrizione", describe(line), latin(1000), source("BT-153", "item", "name"));
    to.number("Quantita", absolute(quantity), quantity8, source("BT-129", "quantity"));
    const ownWord = line.unitCode === ownUnit ? attributeOf(line, unitAttribute) : undefined;
    to.text("UnitaMisura", ownWord ?? line.unitCode, ascii(10), source("BT-130", "unitCode"));
    const period = line.period ?? invoice.invoicingPeriod;
    to.text("DataInizioPeriodo", period?.startDate, day, source("BT-134", "period", "startDate"));
    to.text("DataFinePeriodo", period?.endDate, day, source("BT-135", "period", "endDate"));
    const perUnit = (value: Decimal) => perUnitOf(value, price.baseQuantity);
    const listPrice = price.discount === undefined ? price.net : (price.gross ?? add(price.net, price.discount));
    writeExact(to, "PrezzoUnitario", perUnit(signed(listPrice)), unit);
    if (price.discount !== undefined && !isZero(price.discount)) {
      const discount = perUnit(signed(price.discount));
      to.element("ScontoMaggiorazione", () => {
        to.fixed("Tipo", "SC");
        writeExact(to, "Importo", discount, source("BT-147", "price", "discount"));
      });
    }
    writeLineAdjustments(to, line, path);
    to.number("PrezzoTotale", line.netAmount, amount8, source("BT-131", "netAmount"));
    writeVat(to, vat, entries, { hasWithholding: isWithheld(invoice, line) });
    const accounting = source("BT-133", "buyerAccountingReference");
    to.text("RiferimentoAmministrazione", line.buyerAccountingReference, ascii(20), accounting);
    writeFreeData(to, invoice, line, path);
  });
}

const attributeOf = ({ item }: InvoiceLine, wanted: string): string | undefined =>
  item.attributes.find(({ name }) => name === wanted)?.value;

/** Reasons have no place of their own; that it is a discount or not is told by its type. */
const describe = ({ item, note, allowances, charges }: InvoiceLine): string => {
  const reasons = [...allowances, ...charges].map(({ reason }) => reason);
  const usual = Object.values(adjustmentReasons);
  return [item.name, item.description, note, ...reasons.filter((reason) => reason && !usual.includes(reason))]
    .filter(Boolean)
    .join(" - ");
};

/** PrezzoUnitario is for one unit; undefined where that has no exact value in eight decimals. */
function perUnitOf(value: Decimal, baseQuantity: Decimal | undefined): Decimal | undefined {
  if (baseQuantity === undefined || isZero(baseQuantity)) return value;
  const unit = divide(value, baseQuantity, 8);
  return isZero(add(multiply(unit, baseQuantity), negate(value))) ? unit : undefined;
}

function writeExact(to: FatturaWriting, name: string, value: Decimal | undefined, source: Source): void {
  if (value === undefined) to.refuse(source, `has no exact value for one unit (BT-149), which ${name} asks for`);
  else to.number(name, value, amount8, source);
}

/**
 * BG-27 and BG-28. SdI takes an amount as one of each unit and allows a difference of one cent in the line's total
 * (00423), so it is divided to eight decimals.
 */
function writeLineAdjustments(to: FatturaWriting, line: InvoiceLine, path: readonly string[]): void {
  const parts = [
    ...line.allowances.map((entry, index) => ({
      entry,
      type: "SC",
      source: from("BT-136", ...path, "allowances", String(index)),
    })),
    ...line.charges.map((entry, index) => ({
      entry,
      type: "MG",
      source: from("BT-141", ...path, "charges", String(index)),
    })),
  ];
  for (const { entry, type, source } of parts) {
    if (isZero(line.quantity)) to.refuse(source, "cannot be shared among no units");
    else {
      to.element("ScontoMaggiorazione", () => {
        to.fixed("Tipo", type);
        to.number("Importo", divide(entry.amount, absolute(line.quantity), 8), amount8, source);
      });
    }
  }
}

function writeItemCodes(to: FatturaWriting, { item }: InvoiceLine, path: readonly string[]): void {
  const { sellerIdentifier, buyerIdentifier, standardIdentifier, classifications } = item;
  const code = (type: string, value: string | undefined, source: Source) =>
    value !== undefined &&
    to.element("CodiceArticolo", () => {
      to.text("CodiceTipo", type, ascii(35), source);
      to.text("CodiceValore", value, latin(35), source);
    });
  const scheme = standardIdentifier?.scheme;
  code(itemCodes.seller, sellerIdentifier, from("BT-155", ...path, "item", "sellerIdentifier"));
  code(itemCodes.buyer, buyerIdentifier, from("BT-156", ...path, "item", "buyerIdentifier"));
  const standard = from("BT-157", ...path, "item", "standardIdentifier");
  code(scheme === "0160" ? itemCodes.gtin : (scheme ?? ""), standardIdentifier?.value, standard);
  classifications.forEach(({ value, list, version }, index) => {
    const source = from("BT-158", ...path, "item", "classifications", String(index));
    code(list === ownList && version ? version : [list, version].filter(Boolean).join(" "), value, source);
  });
}

/** What CodiceTipo says for the identifiers of EN 16931. */
export const itemCodes = { seller: "Codice Art. fornitore", buyer: "Codice Art. cliente", gtin: "EAN" };
export const originKey = "ORIGINE";

/** AltriDatiGestionali: BG-32, BT-159 and the free data of this line. */
function writeFreeData(to: FatturaWriting, invoice: Invoice, line: InvoiceLine, path: readonly string[]): void {
  const { attributes, originCountryCode } = line.item;
  const data: (readonly [key: string, value: string | undefined, source: Source])[] = [
    [originKey, originCountryCode, from("BT-159", ...path, "item", "originCountryCode")],
    ...attributes.map(
      ({ name, value }, index) => [name, value, from("BT-160", ...path, "item", "attributes", String(index))] as const,
    ),
  ];
  invoice.additionalData.forEach(({ lineId, key, value }, index) => {
    const own = lineId ?? invoice.lines[0]?.id;
    if (own === line.id) data.push([key, value, from("additionalData", "additionalData", String(index))]);
  });
  for (const [key, value, source] of data) {
    if (value === undefined || (key === unitAttribute && line.unitCode === ownUnit)) continue;
    to.element("AltriDatiGestionali", () => {
      to.text("TipoDato", key, ascii(10), source);
      to.text("RiferimentoTesto", value, latin(60), source);
    });
  }
}

/** BG-20 and BG-21: FatturaPA knows no VAT of a discount on the document, but lines that are discounts or extras. */
function writeAdjustment(
  to: FatturaWriting,
  { entry, isCharge, index }: { entry: DocumentAllowanceCharge; isCharge: boolean; index: number },
  lineNumber: number,
  entries: readonly SummaryEntry[],
): void {
  const path = [isCharge ? "charges" : "allowances", String(index)];
  const amount = isCharge ? entry.amount : negate(entry.amount);
  const source = from(isCharge ? "BT-99" : "BT-92", ...path, "amount");
  const reasonCode = from(isCharge ? "BT-105" : "BT-98", ...path, "reasonCode");
  to.element("DettaglioLinee", () => {
    to.fixed("NumeroLinea", String(lineNumber));
    to.fixed("TipoCessionePrestazione", isCharge ? "AC" : "SC");
    if (entry.reasonCode !== undefined) {
      to.element("CodiceArticolo", () => {
        to.fixed("CodiceTipo", isCharge ? reasonLists.charge : reasonLists.allowance);
        to.text("CodiceValore", entry.reasonCode, latin(35), reasonCode);
      });
    }
    const words = entry.reason ?? (isCharge ? "Maggiorazione" : "Sconto");
    to.text("Descrizione", words, latin(1000), from(isCharge ? "BT-104" : "BT-97", ...path, "reason"));
    to.number("PrezzoUnitario", amount, amount8, source);
    to.number("PrezzoTotale", amount, amount8, source);
    writeVat(to, entry.vat, entries, { hasWithholding: false });
  });
}

export const reasonLists = { allowance: "UNTDID 5189", charge: "UNTDID 7161" };

const natureCode = fieldOf(/^N[1-7](\.\d)?$/, "a code from N1 to N7");

function writeVat(
  to: FatturaWriting,
  vat: VatCategory,
  entries: readonly SummaryEntry[],
  { hasWithholding }: { readonly hasWithholding: boolean },
): void {
  const entry = entries.find((each) => vatKey(each.vat) === vatKey(vat));
  const source: Source = { term: "BT-151", path: entry?.path ?? ["vatBreakdown"] };
  to.number("AliquotaIVA", isTaxed(vat.category) ? (vat.rate ?? "0") : "0", percent, source);
  if (hasWithholding) to.fixed("Ritenuta", "SI");
  if (!isTaxed(vat.category)) to.text("Natura", entry?.nature, natureCode, source);
}

const isWithheld = ({ otherTaxes }: Invoice, { id }: InvoiceLine): boolean =>
  otherTaxes.some(
    ({ kind, lineNumbers }) => kind === "WITHHOLDING" && (lineNumbers.length === 0 || lineNumbers.includes(id)),
  );

/** Categories of other territories, and none of Italy's. */
const foreign = new Set(["L", "M"]);

function writeSummary(to: FatturaWriting, invoice: Invoice, { vat, nature, path }: SummaryEntry): void {
  const category: Source = { term: "BT-118", path: [...path, "category"] };
  if (foreign.has(vat.category)) return to.refuse(category, `${vat.category} is no VAT category of Italy`);
  to.element("DatiRiepilogo", () => {
    to.number("AliquotaIVA", isTaxed(vat.category) ? (vat.rate ?? "0") : "0", percent, { ...category, term: "BT-119" });
    if (!isTaxed(vat.category))
      to.needed("Natura", nature, natureCode, { ...category, path: [...path, "extensions", "fatturaPa", "nature"] });
    to.number("ImponibileImporto", vat.taxableAmount, amount2, from("BT-116", ...path, "taxableAmount"));
    to.number("Imposta", vat.taxAmount, amount2, from("BT-117", ...path, "taxAmount"));
    if (isTaxed(vat.category)) to.fixed("EsigibilitaIVA", dueDateOfVat(vat, invoice.taxPointDateCode));
    const reason = nature && vat.exemptionReason === reasonOfNature(nature) ? undefined : vat.exemptionReason;
    const law = [vat.exemptionReasonCode, reason].filter(Boolean).join(": ");
    to.text("RiferimentoNormativo", law || undefined, latin(100), from("BT-120", ...path, "exemptionReason"));
  });
}
