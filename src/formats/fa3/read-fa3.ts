import { type Decimal, add, isDecimal, isZero, subtract, sum } from "../../domain/decimal.js";
import type { Invoice } from "../../domain/invoice.js";
import type { RuleViolation } from "../../domain/validation.js";
import { parseXml } from "../../xml/parse-xml.js";
import { isNamed } from "../../xml/xml-tree.js";
import { refusal, refusalOf } from "../mapping/refusal.js";
import { correctionEffects, fa3Namespace, paymentForms } from "./codes.js";
import { openReader, type Place } from "../mapping/place.js";
import { linesOfAdvance, readAdvancePayments, readAdvanceReferences, readOrder, readSettled } from "./read-advances.js";
import { readBuyer, readSeller, readTaxRepresentative, readThirdParties } from "./read-parties.js";
import { afterCorrection, readBreakdown, readRows, type Rows } from "./read-rows.js";

export type Fa3ReadingResult =
  { readonly invoice: Invoice } | { readonly violations: readonly [RuleViolation, ...RuleViolation[]] };

/**
 * Reads an FA(3) document; what the model cannot hold is listed in `invoice.unmapped`. A correction is a corrected
 * invoice (384), by difference or by the lines before and after, for FA(3) does not say which way the money goes.
 */
export function readFa3(bytes: Uint8Array): Fa3ReadingResult {
  const parsed = parseXml(bytes);
  if ("problem" in parsed) return { violations: [refusalOf(parsed.problem)] };
  const { root } = parsed;
  if (!isNamed(root, { namespace: fa3Namespace, prefix: "", name: "Faktura" }))
    return {
      violations: [refusal("DOCUMENT-FORMAT", "FA3", `${root.name} in "${root.namespace}" is no FA(3) document`)],
    };
  const reader = openReader(root);
  const document = reader.root;
  const content = document.child("Fa");
  if (!content) return { violations: [refusal("DOCUMENT-FORMAT", "FA3", "The document has no Fa")] };
  const malformed = content.element.children.map(findMalformed).find((found) => found !== undefined);
  if (malformed)
    return { violations: [refusal("FA3-NUMBER", "FA3", `${malformed.name} is ${malformed.text}, which is no number`)] };
  const invoice = readContent(document, content);
  document.ignore("Naglowek/KodFormularza", "Naglowek/WariantFormularza", "Naglowek/SystemInfo");
  return { invoice: { ...invoice, unmapped: reader.unmapped() } };
}

const amounts = /^(P_(13|14|15)(_\w+)?|P_15Z|P_8B|P_9A|P_9B|P_10|P_11|P_11A|Kwota)$/;
const groups: ReadonlySet<string> = new Set([
  "FaWiersz",
  "Rozliczenie",
  "Obciazenia",
  "Odliczenia",
  "ZaliczkaCzesciowa",
]);

/** Finds a sum, or a number in a row, that nothing can be computed of. */
function findMalformed(element: Place["element"]): Place["element"] | undefined {
  const { name, text, children } = element;
  if (groups.has(name)) return children.map(findMalformed).find((found) => found !== undefined);
  return amounts.test(name) && !isDecimal(text.trim()) ? element : undefined;
}

function readContent(document: Place, content: Place): Omit<Invoice, "unmapped"> {
  const kind = content.text("RodzajFaktury") ?? "VAT";
  const isCorrection = kind.startsWith("KOR");
  const isAdvance = kind.endsWith("ZAL");
  const read = readRows(content);
  const sums = readBreakdown(content, read);
  const isWithoutRows = isAdvance && read.after.length === 0;
  const rows: Rows = isWithoutRows ? { ...read, after: linesOfAdvance(sums) } : read;
  const { breakdown, advances } = kind === "ROZ" ? readSettled(sums, rows.after) : { breakdown: sums, advances: "0" };
  const prepayments = kind === "ZAL" ? readAdvancePayments(content) : [];
  const isSelfBilled = content.text("Adnotacje/P_17") === "1";
  const issueDate = content.text("P_1") ?? "";
  const currencyCode = content.text("KodWaluty") ?? "PLN";
  const [day, time] = document.text("Naglowek/DataWytworzeniaFa")?.split("T") ?? [];
  const delivery = kind === "ZAL" ? undefined : content.text("P_6");
  const [from, to] = [content.text("OkresFa/P_6_Od"), content.text("OkresFa/P_6_Do")];
  const dates = content.children("Platnosc/TerminPlatnosci").flatMap((place) => place.text("Termin") ?? []);
  const legalInformation = document.text("Stopka/Informacje/StopkaFaktury");
  const taxRepresentative = readTaxRepresentative(document);
  const payment = readPayment(content);
  const extensions = readExtensions(content);
  content.ignore("Adnotacje/P_18", "Adnotacje/P_18A", "Adnotacje/Zwolnienie/P_19", "Adnotacje/Zwolnienie/P_19N");
  content.ignore("Adnotacje/NoweSrodkiTransportu/P_22N", "Adnotacje/PMarzy/P_PMarzy", "Adnotacje/PMarzy/P_PMarzyN");
  return {
    kind: "INVOICE",
    number: content.text("P_2") ?? "",
    issueDate,
    ...(day === issueDate && time && { issueTime: time }),
    typeCode: isAdvance ? "386" : isCorrection ? "384" : isSelfBilled ? "389" : "380",
    currencyCode,
    ...(currencyCode !== "PLN" && { vatAccountingCurrencyCode: "PLN" }),
    ...(dates.length > 0 && { dueDate: dates.at(-1)! }),
    contractReferences: readReferences(content, "WarunkiTransakcji/Umowy", "NrUmowy", "DataUmowy"),
    purchaseOrderReferences: readReferences(content, "WarunkiTransakcji/Zamowienia", "NrZamowienia", "DataZamowienia"),
    receivingAdviceReferences: [],
    despatchAdviceReferences: content.children("WZ").map((place) => ({ id: place.value(), lineNumbers: [] })),
    notes: [],
    process: { specification: "urn:cen.eu:en16931:2017" },
    precedingInvoices: [...readPreceding(content), ...readAdvanceReferences(content)],
    seller: { ...readSeller(document), ...(legalInformation && { legalInformation }) },
    buyer: readBuyer(document),
    ...(taxRepresentative && { taxRepresentative }),
    ...(delivery && { delivery: { date: delivery } }),
    ...((from ?? to) && { invoicingPeriod: { ...(from && { startDate: from }), ...(to && { endDate: to }) } }),
    ...(payment && { payment }),
    allowances: [],
    charges: [],
    totals: readTotals(content, rows, breakdown, add(advances, sum(prepayments.map(({ amount }) => amount)))),
    vatBreakdown: breakdown,
    attachments: [],
    lines: rows.after,
    exchangeRates: readRates(content, currencyCode),
    installments: dates.length > 1 ? dates.map((dueDate) => ({ dueDate })) : [],
    prepayments,
    otherTaxes: [],
    parties: readThirdParties(document),
    ...(isCorrection && { correction: readCorrection(content, rows) }),
    additionalData: readPairs(content, rows),
    ...(extensions && { extensions }),
  };
}

/** VAT in zloty of an invoice in another currency. */
const zlotySums = ["P_14_1W", "P_14_2W", "P_14_3W", "P_14_4W"];

/** `before` is what was paid beside what the document takes off. */
function readTotals(
  content: Place,
  rows: Rows,
  breakdown: Invoice["vatBreakdown"],
  before: Decimal,
): Invoice["totals"] {
  const taxExclusive = sum(breakdown.map(({ taxableAmount }) => taxableAmount));
  const isSettlement = content.text("RodzajFaktury") === "ROZ";
  const stated = content.text("P_15") ?? "0";
  const taxInclusive = isSettlement ? add(stated, before) : afterCorrection(stated, rows.before);
  const inZloty = zlotySums.flatMap((name) => content.text(name) ?? []);
  const settlement = content.child("Rozliczenie");
  const listed = (name: string) =>
    sum(
      (settlement?.children(name) ?? []).map((place) => {
        place.ignore("Powod");
        return place.text("Kwota") ?? "0";
      }),
    );
  const deducted = listed("Odliczenia");
  // Some sellers take off once more what a settlement has taken off already.
  const isRepeated = isSettlement && isZero(subtract(deducted, before));
  const paid = isRepeated ? deducted : add(deducted, before);
  const charged = listed("Obciazenia");
  settlement?.ignore("SumaObciazen", "SumaOdliczen", "DoRozliczenia", "DoZaplaty");
  const payable: Decimal = subtract(add(taxInclusive, charged), paid);
  return {
    lineNetTotal: sum(rows.after.map(({ netAmount }) => netAmount)),
    taxExclusive,
    vatAmount: sum(breakdown.map(({ taxAmount }) => taxAmount)),
    ...(inZloty.length > 0 &&
      rows.before.length === 0 &&
      !isSettlement && { vatAmountInAccountingCurrency: sum(inZloty) }),
    taxInclusive,
    ...(!isZero(paid) && { paidAmount: paid }),
    ...(charged !== "0" && { roundingAmount: charged }),
    payable,
  };
}

/** The rows repeat it; a second rate stays unmapped. */
function readRates(content: Place, from: string): Invoice["exchangeRates"] {
  const rows = content.children("FaWiersz");
  const rates = rows.map((place) => place.child("KursWaluty")?.element.text.trim());
  const rate = [content.text("KursWalutyZ"), ...rates].find(Boolean);
  if (rate === undefined || !isDecimal(rate)) return [];
  rows.forEach((place) => {
    const own = place.child("KursWaluty");
    if (own?.element.text.trim() === rate) own.value();
  });
  return [{ from, to: "PLN", rate }];
}

function readPayment(content: Place): Invoice["payment"] {
  const place = content.child("Platnosc");
  if (!place) return undefined;
  const form = place.text("FormaPlatnosci");
  const meansText = place.text("OpisPlatnosci");
  place.ignore("PlatnoscInna");
  // UNTDID 4461: ZZZ is what the parties agree on, 1 what is not defined.
  const meansCode = paymentForms.find(([known]) => known === form)?.[1][0] ?? (meansText ? "ZZZ" : "1");
  return {
    meansCode,
    ...(meansText && { meansText }),
    creditTransfers: place.children("RachunekBankowy").map((account) => {
      const accountName = account.text("OpisRachunku");
      const serviceProvider = account.text("SWIFT");
      return {
        account: account.text("NrRB") ?? "",
        ...(accountName && { accountName }),
        ...(serviceProvider && { serviceProvider }),
      };
    }),
  };
}

const readReferences = (content: Place, path: string, id: string, date: string) =>
  content.children(path).map((place) => {
    const issueDate = place.text(date);
    return { id: place.text(id) ?? "", ...(issueDate && { issueDate }), lineNumbers: [] };
  });

const readPreceding = (content: Place): Invoice["precedingInvoices"] =>
  content.children("DaneFaKorygowanej").map((place) => {
    const issueDate = place.text("DataWystFaKorygowanej");
    const clearanceId = place.text("NrKSeFFaKorygowanej");
    place.ignore("NrKSeF", "NrKSeFN");
    return {
      number: place.text("NrFaKorygowanej") ?? "",
      ...(issueDate && { issueDate }),
      ...(clearanceId && { clearanceId }),
    };
  });

function readCorrection(content: Place, { before }: Rows): NonNullable<Invoice["correction"]> {
  const reason = content.text("PrzyczynaKorekty");
  const code = content.text("TypKorekty");
  const effect = (["ORIGINAL_PERIOD", "CORRECTION_PERIOD", "OTHER"] as const).find(
    (each) => correctionEffects[each] === code,
  );
  return {
    ...(reason && { reason }),
    ...(effect && { effect }),
    method: before.length > 0 ? "BEFORE_AFTER" : "DIFFERENCE",
    linesBefore: before,
  };
}

/** DodatkowyOpis: numbers of rows become the ids of lines. */
function readPairs(content: Place, rows: Rows): Invoice["additionalData"] {
  return content.children("DodatkowyOpis").map((place) => {
    const row = Number(place.text("NrWiersza"));
    const line = rows.after[row - 1 - rows.before.length];
    const pair = { key: place.text("Klucz") ?? "", value: place.text("Wartosc") ?? "" };
    return line ? { lineId: line.id, ...pair } : pair;
  });
}

/** What only KSeF asks for, by the names that its adapter declares. */
function readExtensions(content: Place): Invoice["extensions"] {
  const placeOfIssue = content.text("P_1M");
  const order = readOrder(content);
  const own = {
    ...(placeOfIssue && { placeOfIssue }),
    ...(content.text("Adnotacje/P_16") === "1" && { isCashAccounting: true }),
    ...(content.text("Adnotacje/P_18A") === "1" && { isSplitPayment: true }),
    ...(content.text("Adnotacje/P_23") === "1" && { isTriangular: true }),
    ...(content.text("FP") === "1" && { isForReceipt: true }),
    ...(content.text("TP") === "1" && { areRelated: true }),
    ...(order && { order }),
  };
  return Object.keys(own).length > 0 ? { ksef: own } : undefined;
}
