import {
  absolute,
  add,
  type Decimal,
  isNegative,
  isZero,
  multiply,
  negate,
  round,
  scaleOf,
  subtract,
} from "../../domain/decimal.js";
import type {
  AdditionalDatum,
  DocumentAllowanceCharge,
  InvoiceLine,
  Item,
  LineAllowanceCharge,
  VatBreakdown,
  VatCategory,
} from "../../domain/invoice.js";
import {
  adjustmentReasons,
  categoryOfNature,
  natureOfCategory,
  ownList,
  ownUnit,
  reasonOfNature,
  unitAttribute,
  units,
} from "./codes.js";
import { isCodeOf } from "../../domain/code-lists/code-lists.js";
import { extensionsOf, type Place, present } from "./fattura-reading.js";
import { itemCodes, originKey, reasonLists } from "./write-lines.js";

export interface GoodsAndServices {
  readonly lines: readonly InvoiceLine[];
  readonly allowances: readonly DocumentAllowanceCharge[];
  readonly charges: readonly DocumentAllowanceCharge[];
  readonly vatBreakdown: readonly VatBreakdown[];
  readonly additionalData: readonly AdditionalDatum[];
}

export function readGoodsAndServices(body: Place): GoodsAndServices {
  const goods = body.at("DatiBeniServizi");
  const summaries = goods.all("DatiRiepilogo");
  const isSplit = summaries.some((entry) => entry.text("EsigibilitaIVA") === "S");
  const lines: InvoiceLine[] = [];
  const additionalData: AdditionalDatum[] = [];
  const adjustments = { SC: [] as DocumentAllowanceCharge[], AC: [] as DocumentAllowanceCharge[] };
  for (const place of goods.all("DettaglioLinee")) {
    const kind = adjustmentOf(place);
    if (kind) adjustments[kind].push(readAdjustment(place, kind, isSplit));
    else lines.push(readLine(place, isSplit, additionalData));
  }
  return {
    lines,
    allowances: adjustments.SC,
    charges: adjustments.AC,
    vatBreakdown: summaries.map((entry) => readSummary(entry, isSplit)),
    additionalData,
  };
}

/** A discount or an extra without a quantity is one of the document; any other line stays a line. */
function adjustmentOf(place: Place): "SC" | "AC" | undefined {
  if (place.at("Quantita").isThere) return undefined;
  const kind = place.at("TipoCessionePrestazione").reading.text()?.trim();
  const takesAway = place.at("PrezzoTotale").reading.text()?.trim().startsWith("-") ?? false;
  if (kind === "SC" && takesAway) return "SC";
  return kind === "AC" && !takesAway ? "AC" : undefined;
}

function readAdjustment(place: Place, kind: "SC" | "AC", isSplit: boolean): DocumentAllowanceCharge {
  place.text("NumeroLinea");
  place.text("TipoCessionePrestazione");
  place.number("PrezzoUnitario");
  const list = kind === "SC" ? reasonLists.allowance : reasonLists.charge;
  const code = place.all("CodiceArticolo").find((each) => each.at("CodiceTipo").reading.text() === list);
  code?.text("CodiceTipo");
  return present({
    amount: absolute(place.neededNumber("PrezzoTotale", "BT-92")),
    vat: vatOf(place, isSplit),
    reason: place.text("Descrizione"),
    reasonCode: code?.text("CodiceValore"),
  });
}

function readLine(place: Place, isSplit: boolean, data: AdditionalDatum[]): InvoiceLine {
  const id = place.needed("NumeroLinea", "BT-126");
  const quantity = place.number("Quantita") ?? "1";
  const unitPrice = place.neededNumber("PrezzoUnitario", "BT-146");
  // What takes away has a negative price there, and a negative quantity here (BR-27).
  const takesAway = isNegative(unitPrice);
  const net = absolute(unitPrice);
  const { allowances, charges } = readAdjustments(place, net, quantity);
  const period = { startDate: place.day("DataInizioPeriodo"), endDate: place.day("DataFinePeriodo") };
  const { item, rest } = readItem(place);
  const unit = unitOf(place.text("UnitaMisura"));
  data.push(...rest.map(({ key, value }) => ({ lineId: id, key, value })));
  place.text("Ritenuta");
  return present({
    id,
    quantity: takesAway ? negate(quantity) : quantity,
    unitCode: unit.code,
    netAmount: readNetAmount(place),
    buyerAccountingReference: place.text("RiferimentoAmministrazione"),
    period: period.startDate || period.endDate ? present(period) : undefined,
    allowances,
    charges,
    price: { net },
    vat: vatOf(place, isSplit),
    item: unit.word === undefined ? item : { ...item, attributes: [{ name: unitAttribute, value: unit.word }] },
    subLines: [],
  });
}

/** What is no code and no usual word is a unit of the seller's own. */
function unitOf(text: string | undefined): { readonly code: string; readonly word?: string } {
  if (text === undefined) return { code: "C62" };
  if (isCodeOf("units", text)) return { code: text };
  const code = units[text.toLowerCase().replace(/[.°]/g, "")];
  return code ? { code } : { code: ownUnit, word: text };
}

/** There with up to eight decimals, here with two: the exact amount stays unmapped. */
function readNetAmount(place: Place): Decimal {
  const exact = place.neededNumber("PrezzoTotale", "BT-131");
  if (scaleOf(exact) <= 2) return exact;
  const amount = round(exact, 2);
  if (!isZero(subtract(exact, amount))) place.leaveUnmapped("PrezzoTotale");
  return amount;
}

/** Each is of the price that those before it have left, for one unit; EN 16931 has them for the whole line. */
function readAdjustments(place: Place, price: Decimal, quantity: Decimal) {
  const allowances: LineAllowanceCharge[] = [];
  const charges: LineAllowanceCharge[] = [];
  let left = price;
  for (const part of place.all("ScontoMaggiorazione")) {
    const isDiscount = part.text("Tipo") === "SC";
    const percentage = part.number("Percentuale");
    const own = part.number("Importo");
    const each = own ?? multiply(multiply(left, percentage ?? "0"), "0.01");
    left = isDiscount ? subtract(left, each) : add(left, each);
    const amount = round(multiply(each, quantity), 2);
    const reason = adjustmentReasons[isDiscount ? "SC" : "MG"] ?? "";
    (isDiscount ? allowances : charges).push({
      amount,
      ...(own === undefined && percentage && { percentage }),
      reason,
    });
  }
  return { allowances, charges };
}

function readItem(place: Place) {
  const codes = place.all("CodiceArticolo").map((code) => ({
    type: code.text("CodiceTipo") ?? "",
    value: code.text("CodiceValore") ?? "",
  }));
  const valueOf = (type: string) => codes.find((code) => code.type === type)?.value;
  const known = new Set(Object.values(itemCodes));
  const data = place.all("AltriDatiGestionali").flatMap((datum) => {
    const value = datum.text("RiferimentoTesto") ?? datum.number("RiferimentoNumero") ?? datum.day("RiferimentoData");
    return value === undefined ? [] : [{ key: datum.text("TipoDato") ?? "", value }];
  });
  const gtin = valueOf(itemCodes.gtin);
  const item: Item = present({
    name: place.needed("Descrizione", "BT-153"),
    sellerIdentifier: valueOf(itemCodes.seller),
    buyerIdentifier: valueOf(itemCodes.buyer),
    standardIdentifier: gtin === undefined ? undefined : { value: gtin, scheme: "0160" },
    classifications: codes
      .filter(({ type }) => !known.has(type))
      .map(({ type, value }) => ({ value, ...listOf(type) })),
    originCountryCode: data.find(({ key }) => key === originKey)?.value,
    attributes: [],
  });
  return { item, rest: data.filter(({ key }) => key !== originKey) };
}

/** Lists of UNTDID 7143; any other is the seller's own, and named in place of its version. */
const listOf = (type: string) =>
  isCodeOf("itemClassifications", type) ? { list: type } : { list: ownList, version: type };

export function vatOf(place: Place, isSplit: boolean): VatCategory {
  const rate = place.neededNumber("AliquotaIVA", "BT-152");
  const nature = place.text("Natura");
  if (!isZero(rate)) return { category: isSplit ? "B" : "S", rate };
  return { category: nature ? categoryOfNature(nature) : "Z", rate: "0" };
}

function readSummary(entry: Place, isSplit: boolean): VatBreakdown {
  const vat = vatOf(entry, isSplit);
  const nature = entry.text("Natura");
  const isTold = nature === undefined || natureOfCategory[vat.category] === nature;
  return present({
    ...vat,
    taxableAmount: entry.neededNumber("ImponibileImporto", "BT-116"),
    taxAmount: entry.neededNumber("Imposta", "BT-117"),
    exemptionReason: entry.text("RiferimentoNormativo") ?? (nature && reasonOfNature(nature)),
    ...extensionsOf({ nature: isTold ? undefined : nature.replace(".", "_") }),
  });
}
