import { divide, isEqual, isZero, negate, sum, type Decimal } from "../../../src/domain/decimal.js";
import type {
  DocumentAllowanceCharge,
  Invoice,
  InvoiceLine,
  LineAllowanceCharge,
} from "../../../src/domain/invoice.js";
import { unitWords } from "../../../src/formats/fa3/codes.js";
import { readExtension } from "../../../src/provider-kit/extensions/system-extensions.js";
import { extensions } from "../extensions.js";
import type { Path } from "./findings.js";
import { type Fa3Node, mark, node } from "./nodes.js";
import type { Notebook } from "./parties.js";
import { findRate, zlotyRateOf } from "./taxes.js";
import { number, priceType, quantityType, text } from "./texts.js";

export interface Rows {
  readonly nodes: readonly (Fa3Node | undefined)[];
  /** Of the row that a line (BT-126) became. */
  readonly numberOf: ReadonlyMap<string, number>;
}

/** FaWiersz: the lines as they were, as they are, and then what EN 16931 takes off or adds for the whole document. */
export function toRows(invoice: Invoice, isNegated: boolean, notebook: Notebook): Rows {
  const nodes: (Fa3Node | undefined)[] = [];
  const numberOf = new Map<string, number>();
  const context = { invoice, isNegated, notebook };
  invoice.correction?.linesBefore.forEach((line, index) => {
    const path = ["correction", "linesBefore", String(index)];
    nodes.push(toRow(line, { ...context, path, row: nodes.length + 1, isBefore: true }));
  });
  invoice.lines.forEach((line, index) => {
    const row = nodes.length + 1;
    numberOf.set(line.id, row);
    nodes.push(toRow(line, { ...context, path: ["lines", String(index)], row, isBefore: false }));
  });
  const more = (entries: readonly DocumentAllowanceCharge[], name: string, isTaken: boolean) =>
    entries.forEach((entry, index) => {
      const place = { ...context, path: [name, String(index)], row: nodes.length + 1, isBefore: false };
      nodes.push(toAllowanceRow(entry, isTaken, place));
    });
  more(invoice.allowances, "allowances", true);
  more(invoice.charges, "charges", false);
  return { nodes, numberOf };
}

interface Place {
  readonly invoice: Invoice;
  readonly isNegated: boolean;
  readonly notebook: Notebook;
  readonly path: Path;
  readonly row: number;
  /** The state before a correction. */
  readonly isBefore: boolean;
}

function toRow(line: InvoiceLine, place: Place): Fa3Node | undefined {
  const { invoice, isNegated, notebook, path, row, isBefore } = place;
  const { findings } = notebook;
  const at = (term: string, ...steps: readonly string[]) => ({ term, path: [...path, ...steps] });
  const signed = (value: Decimal) => (isNegated ? negate(value) : value);
  const { item, price, vat } = line;
  if (line.subLines.length > 0) findings.add("BG-25", [...path, "subLines"], "FA(3) has no lines within lines");
  const rate = needRate(line, place);
  const extras = readExtension(extensions, "line", line);
  const isMargin = rate?.word === undefined && vat.category === "E";
  const quotient =
    price.baseQuantity === undefined || isZero(price.baseQuantity)
      ? price.net
      : divide(price.net, price.baseQuantity, priceType.decimals);
  if (!isBefore) addLineExtras(line, place);
  const discount = line.allowances.length === 0 ? undefined : sum(line.allowances.map(({ amount }) => amount));
  return node("FaWiersz", [
    node("NrWierszaFa", String(row)),
    line.id === String(row) ? undefined : text("UU_ID", line.id, at("BT-126", "id"), findings, 50),
    text("P_7", item.name, at("BT-153", "item", "name"), findings, 512),
    text("Indeks", item.sellerIdentifier, at("BT-155", "item", "sellerIdentifier"), findings, 50),
    text("GTIN", gtinOf(line), at("BT-157", "item", "standardIdentifier"), findings, 20),
    text("PKWiU", extras?.pkwiu, at("pkwiu", "extensions", "ksef", "pkwiu"), findings, 50),
    text("CN", findCn(line), at("BT-158", "item", "classifications"), findings, 50),
    text("P_8A", unitWords[line.unitCode] ?? line.unitCode, at("BT-130", "unitCode"), findings),
    number("P_8B", signed(line.quantity), at("BT-129", "quantity"), findings, quantityType),
    number(isMargin ? "P_9B" : "P_9A", quotient, at("BT-146", "price", "net"), findings, priceType),
    number("P_10", discount && signed(discount), at("BT-136", "allowances"), findings, priceType),
    number(isMargin ? "P_11A" : "P_11", signed(line.netAmount), at("BT-131", "netAmount"), findings),
    node("P_12", rate?.word),
    mark("P_12_Zal_15", extras?.isOfAnnex15 ?? false),
    number("KwotaAkcyzy", extras?.exciseAmount, at("exciseAmount", "extensions", "ksef"), findings),
    node("GTU", extras?.goodsGroup),
    node("Procedura", extras?.procedure),
    zlotyRateOf("KursWaluty", invoice, findings),
    mark("StanPrzed", isBefore),
  ]);
}

/** A rate of the breakdown is found wanting there. */
function needRate({ vat }: Pick<InvoiceLine, "vat">, { invoice, notebook, path }: Place) {
  const rate = findRate(vat, invoice);
  if (!rate)
    notebook.findings.add("BT-151", [...path, "vat"], `${vat.category} ${vat.rate ?? ""} is no Polish VAT rate`);
  return rate;
}

const gtinOf = ({ item: { standardIdentifier } }: InvoiceLine): string | undefined =>
  standardIdentifier?.scheme === "0160" ? standardIdentifier.value : undefined;

/** The combined nomenclature grew out of the harmonised system (HS). */
const findCn = ({ item }: InvoiceLine): string | undefined =>
  item.classifications.find(({ list }) => list === "HS")?.value;

function addLineExtras(line: InvoiceLine, { notebook: { extras }, path, row, isNegated }: Place): void {
  const { item, price, period } = line;
  const add = (key: string, value: string | undefined, ...steps: readonly string[]) =>
    extras.add(key, value, [...path, ...steps], row);
  add("BT-127 Note", line.note, "note");
  add("BT-128 Object", line.object && `${line.object.scheme ?? ""} ${line.object.value}`.trim(), "object");
  add("BT-132 Order line", line.purchaseOrderLineReference, "purchaseOrderLineReference");
  add("BT-133 Buyer accounting reference", line.buyerAccountingReference, "buyerAccountingReference");
  add("BT-134 Period from", period?.startDate, "period", "startDate");
  add("BT-135 Period to", period?.endDate, "period", "endDate");
  add("BT-147 Price discount", price.discount, "price", "discount");
  add("BT-148 Gross price", price.gross, "price", "gross");
  if (price.baseQuantity !== undefined && !isEqual(price.baseQuantity, "1")) {
    add("BT-149 Price base quantity", price.baseQuantity, "price", "baseQuantity");
    add("BT-150 Price base unit", price.baseQuantityUnitCode, "price", "baseQuantityUnitCode");
  }
  const words = ({ amount, reason, reasonCode }: LineAllowanceCharge) =>
    [isNegated ? negate(amount) : amount, reason ?? reasonCode].filter((part) => part).join(" ");
  line.allowances.forEach((entry, index) => {
    if (entry.reason ?? entry.reasonCode) add("BG-27 Allowance", words(entry), "allowances", String(index));
  });
  line.charges.forEach((entry, index) => add("BG-28 Charge", words(entry), "charges", String(index)));
  add("BT-154 Item description", item.description, "item", "description");
  add("BT-156 Buyer's item identifier", item.buyerIdentifier, "item", "buyerIdentifier");
  const { standardIdentifier: standard } = item;
  if (standard && gtinOf(line) === undefined)
    add(
      "BT-157 Standard identifier",
      `${standard.scheme ?? ""} ${standard.value}`.trim(),
      "item",
      "standardIdentifier",
    );
  const cn = findCn(line);
  item.classifications.forEach(({ value, list, version }, index) => {
    if (value === cn && list === "HS") return;
    add(
      "BT-158 Classification",
      [list, version, value].filter((part) => part).join(" "),
      "item",
      "classifications",
      String(index),
    );
  });
  add("BT-159 Country of origin", item.originCountryCode, "item", "originCountryCode");
  item.attributes.forEach(({ name, value }, index) =>
    extras.addOwn(`BT-160 ${name}`, value, [...path, "item", "attributes", String(index)], row),
  );
}

/** FA(3) knows no allowance for the whole document (BG-20, BG-21): it is a row of its own, without quantity. */
function toAllowanceRow(entry: DocumentAllowanceCharge, isTaken: boolean, place: Place): Fa3Node | undefined {
  const { isNegated, notebook, path, row } = place;
  const { findings } = notebook;
  const reason = entry.reason ?? entry.reasonCode ?? (isTaken ? "Allowance" : "Charge");
  const amount = isTaken !== isNegated ? negate(entry.amount) : entry.amount;
  return node("FaWiersz", [
    node("NrWierszaFa", String(row)),
    text("P_7", reason, { term: isTaken ? "BT-97" : "BT-104", path: [...path, "reason"] }, findings, 512),
    number("P_11", amount, { term: isTaken ? "BT-92" : "BT-99", path: [...path, "amount"] }, findings),
    node("P_12", needRate(entry, place)?.word),
  ]);
}
