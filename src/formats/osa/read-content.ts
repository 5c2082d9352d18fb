import { add, type Decimal, sum } from "../../domain/decimal.js";
import type { DocumentReference, Invoice } from "../../domain/invoice.js";
import type { Place } from "../mapping/place.js";
import { modificationReason, osaSystem, toMeansCode } from "./codes.js";
import { flag, type Forint, passOver, passOverForint, passOverIf, peek, textLike } from "./peek.js";
import { type LineContext, readLine, readLineVat } from "./read-lines.js";
import { readBuyer, readSeller, readTaxRepresentative } from "./read-parties.js";
import { findMixed, readBreakdown, readSummaries } from "./read-vat.js";

/** The invoices of a batch have one seller, buyer and day: the first one's head is everyone's. */
type Contents = readonly [first: Place, ...others: readonly Place[]];

export function readContent(document: Place, contents: Contents): Omit<Invoice, "unmapped"> {
  const [first, ...others] = contents;
  const head = first.child("invoiceHead");
  const detail = head?.child("invoiceDetail");
  others.forEach((other) => passOverRepeated(other.child("invoiceHead"), head));
  const references = contents.flatMap((content) => content.child("invoiceReference") ?? []);
  const isModification = references.length > 0;
  const currencyCode = detail?.text("currencyCode") ?? "HUF";
  const forint = readForint(detail, currencyCode);
  const amounts = readAmounts(contents, forint, isModification);
  const bookkeeping = readBookkeeping(detail, contents);
  const data = readAdditionalData(detail, contents);
  const taxRepresentative = readTaxRepresentative(head);
  const payment = readPayment(head);
  const invoicingPeriod = readPeriod(detail);
  const [taxPointDate, dueDate] = [detail?.text("invoiceDeliveryDate"), detail?.text("paymentDate")];
  const own = readExtension(detail, contents);
  return {
    kind: "INVOICE",
    number: document.text("invoiceNumber") ?? "",
    issueDate: document.text("invoiceIssueDate") ?? "",
    typeCode: readTypeCode(detail, contents, isModification),
    currencyCode,
    ...(amounts.totals.vatAmountInAccountingCurrency !== undefined && { vatAccountingCurrencyCode: "HUF" }),
    ...(taxPointDate !== undefined && { taxPointDate }),
    ...(dueDate !== undefined && { dueDate }),
    ...bookkeeping.references,
    receivingAdviceReferences: [],
    notes: [],
    process: { specification: "urn:cen.eu:en16931:2017" },
    precedingInvoices: references.map((place) => ({ number: place.text("originalInvoiceNumber") ?? "" })),
    seller: readSeller(head, bookkeeping.sellerLocations),
    buyer: readBuyer(head, bookkeeping.buyerLocations),
    ...(taxRepresentative && { taxRepresentative }),
    ...(invoicingPeriod && { invoicingPeriod }),
    ...(payment && { payment }),
    ...amounts,
    charges: [],
    attachments: [],
    exchangeRates: forint.isOwnCurrency ? [] : [{ from: currencyCode, to: "HUF", rate: forint.rate }],
    installments: [],
    prepayments: [],
    otherTaxes: [],
    parties: [],
    ...(isModification && {
      correction: { ...(data.reason !== undefined && { reason: data.reason }), method: "DIFFERENCE", linesBefore: [] },
    }),
    additionalData: data.pairs,
    ...(own && { extensions: { [osaSystem]: own } }),
  };
}

/** Takes what stands in the same words at the same place of another element. */
function passOverRepeated(place: Place | undefined, original: Place | undefined): void {
  if (!place || !original) return;
  const names = new Set(place.element.children.map(({ name }) => name));
  for (const name of names) {
    const known = original.children(name);
    place.children(name).forEach((child, index) => {
      const twin = known[index];
      if (child.element.children.length > 0) passOverRepeated(child, twin);
      else if (child.element.text.trim() === twin?.element.text.trim()) child.value();
    });
  }
}

function readForint(detail: Place | undefined, currencyCode: string): Forint {
  const isOwnCurrency = currencyCode === "HUF";
  if (detail && isOwnCurrency) passOver(detail, "exchangeRate", "1", "0");
  const rate = isOwnCurrency ? "1" : (detail?.text("exchangeRate") ?? "1");
  return { isOwnCurrency, rate, tolerance: isOwnCurrency ? "1" : "0.01" };
}

const linesOf = (content: Place): readonly Place[] => content.children("invoiceLines/line");

/** The lines of every invoice of a batch count from one, and BT-126 stands once in a document. */
function numberLines(contents: Contents): readonly { readonly place: Place; readonly id: string }[] {
  const numbered = contents.flatMap(linesOf).map((place) => ({ place, id: peek(place, "lineNumber") ?? "" }));
  const isUnique = new Set(numbered.map(({ id }) => id)).size === numbered.length;
  return isUnique ? numbered : numbered.map(({ place }, index) => ({ place, id: String(index + 1) }));
}

type Amounts = Pick<Invoice, "lines" | "allowances" | "vatBreakdown" | "totals">;

function readAmounts(contents: Contents, forint: Forint, isModification: boolean): Amounts {
  const places = numberLines(contents);
  const summaries = contents.flatMap((content) => readSummaries(content.child("invoiceSummary")));
  const mixed = findMixed([
    ...summaries.map(({ told }) => told),
    ...places.flatMap(({ place }) => readLineVat(place) ?? []),
  ]);
  const fallback = summaries[0]?.told.vat ?? { category: "O" };
  const context: LineContext = { forint, isModification, mixed, fallback };
  contents.forEach((content) => passOverIf(content, "invoiceLines/mergedItemIndicator", ["false", "0"]));
  const read = places.map(({ place, id }) => readLine(place, id, context));
  const lines = read.flatMap((each) => ("line" in each ? [each.line] : []));
  const allowances = read.flatMap((each) => ("allowance" in each ? [each.allowance] : []));
  const vatBreakdown = readBreakdown(summaries, mixed, { lines, allowances, charges: [] }, forint);
  const totals = readTotals(contents, { lines, allowances, vatBreakdown }, forint);
  return { lines, allowances, vatBreakdown, totals };
}

function readTotals(
  contents: Contents,
  { lines, allowances, vatBreakdown }: Omit<Amounts, "totals">,
  forint: Forint,
): Invoice["totals"] {
  const stated = (name: string): Decimal | undefined => {
    const texts = contents.flatMap((content) => content.child("invoiceSummary")?.text(name) ?? []);
    return texts.length === 0 ? undefined : sum(texts);
  };
  const net = stated("summaryNormal/invoiceNetAmount") ?? sum(vatBreakdown.map(({ taxableAmount }) => taxableAmount));
  const tax = stated("summaryNormal/invoiceVatAmount") ?? sum(vatBreakdown.map(({ taxAmount }) => taxAmount));
  const gross = stated("summaryGrossData/invoiceGrossAmount") ?? add(net, tax);
  const taxInForint = forint.isOwnCurrency ? undefined : stated("summaryNormal/invoiceVatAmountHUF");
  contents.forEach((content) => {
    const own = (name: string) => peek(content, `invoiceSummary/${name}`) ?? "0";
    const passOverTwin = (name: string) => passOverForint(content, `invoiceSummary/${name}HUF`, own(name), forint.rate);
    passOverTwin("summaryNormal/invoiceNetAmount");
    passOverTwin("summaryGrossData/invoiceGrossAmount");
    if (forint.isOwnCurrency) passOverTwin("summaryNormal/invoiceVatAmount");
  });
  return {
    lineNetTotal: sum(lines.map(({ netAmount }) => netAmount)),
    ...(allowances.length > 0 && { allowanceTotal: sum(allowances.map(({ amount }) => amount)) }),
    taxExclusive: net,
    vatAmount: tax,
    ...(taxInForint !== undefined && { vatAmountInAccountingCurrency: taxInForint }),
    taxInclusive: gross,
    payable: gross,
  };
}

/** UNTDID 1001: 384 corrected, 389 self-billed, 386 for an advance payment. */
function readTypeCode(detail: Place | undefined, contents: Contents, isModification: boolean): string {
  if (detail) passOverIf(detail, "selfBillingIndicator", ["false", "0"]);
  if (isModification) return "384";
  if (detail && flag(detail, "selfBillingIndicator")) return "389";
  const lines = contents.flatMap(linesOf);
  const isAdvance = lines.every(
    (line) => flag(line, "advanceData/advanceIndicator") && !line.child("advanceData/advancePaymentData"),
  );
  return isAdvance && lines.length > 0 ? "386" : "380";
}

function readPeriod(detail: Place | undefined): Invoice["invoicingPeriod"] {
  const [start, end] = [detail?.text("invoiceDeliveryPeriodStart"), detail?.text("invoiceDeliveryPeriodEnd")];
  if (start === undefined && end === undefined) return undefined;
  return { ...(start !== undefined && { startDate: start }), ...(end !== undefined && { endDate: end }) };
}

/** UNTDID 4461: 1 is what is not defined. */
const undefinedMeans = "1";

function readPayment(head: Place | undefined): Invoice["payment"] {
  const account = head?.text("supplierInfo/supplierBankAccountNumber");
  const method = head && peek(head, "invoiceDetail/paymentMethod");
  const meansCode = method === undefined ? undefined : toMeansCode(method);
  if (meansCode !== undefined) head?.ignore("invoiceDetail/paymentMethod");
  if (account === undefined && meansCode === undefined) return undefined;
  return { meansCode: meansCode ?? undefinedMeans, creditTransfers: account === undefined ? [] : [{ account }] };
}

interface Bookkeeping {
  readonly references: Pick<
    Invoice,
    | "purchaseOrderReferences"
    | "despatchAdviceReferences"
    | "contractReferences"
    | "buyerAccountingReference"
    | "projectReference"
  >;
  readonly sellerLocations: readonly string[];
  readonly buyerLocations: readonly string[];
}

/** conventionalInvoiceInfo: of the whole invoice, or of one line. */
function readBookkeeping(detail: Place | undefined, contents: Contents): Bookkeeping {
  const info = detail?.child("conventionalInvoiceInfo");
  const values = (path: string) => (info?.children(path) ?? []).map((place) => place.value());
  const references = (path: string): readonly DocumentReference[] => [
    ...values(path).map((id) => ({ id, lineNumbers: [] })),
    ...numberLines(contents).flatMap(({ place, id }) =>
      place.children(`conventionalLineInfo/${path}`).map((each) => ({ id: each.value(), lineNumbers: [id] })),
    ),
  ];
  const [costCenter, project] = [info?.text("costCenters/costCenter"), info?.text("projectNumbers/projectNumber")];
  return {
    references: {
      purchaseOrderReferences: references("orderNumbers/orderNumber"),
      despatchAdviceReferences: references("deliveryNotes/deliveryNote"),
      contractReferences: references("contractNumbers/contractNumber"),
      ...(costCenter !== undefined && { buyerAccountingReference: costCenter }),
      ...(project !== undefined && { projectReference: project }),
    },
    sellerLocations: values("glnNumbersSupplier/glnNumber"),
    buyerLocations: values("glnNumbersCustomer/glnNumber"),
  };
}

interface AdditionalData {
  readonly reason?: string;
  readonly pairs: Invoice["additionalData"];
}

/** Data by the names that the seller gave them; their descriptions have no place in the model. */
function readAdditionalData(detail: Place | undefined, contents: Contents): AdditionalData {
  const all = detail?.children("additionalInvoiceData") ?? [];
  const reason = all.find((place) => peek(place, "dataDescription") === modificationReason.description);
  if (reason) {
    reason.ignore("dataDescription");
    passOverIf(reason, "dataName", [modificationReason.name]);
  }
  const stated = reason?.text("dataValue");
  const ofLines = numberLines(contents).flatMap(({ place, id }) =>
    place.children("additionalLineData").map((each) => ({ lineId: id, ...readPair(each) })),
  );
  return {
    ...(stated !== undefined && { reason: stated }),
    pairs: [...all.filter((place) => place !== reason).map(readPair), ...ofLines],
  };
}

function readPair(place: Place): { readonly key: string; readonly value: string } {
  const key = place.text("dataName") ?? "";
  passOverIf(place, "dataDescription", [key]);
  return { key, value: place.text("dataValue") ?? "" };
}

type Extension = Readonly<Record<string, unknown>>;

function readExtension(detail: Place | undefined, contents: Contents): Extension | undefined {
  const [first, ...others] = contents;
  others.forEach((other) => passOverIf(other, "invoiceReference/modifyWithoutMaster", ["false", "0"]));
  const reference = first.child("invoiceReference");
  if (detail) passOverIf(detail, "invoiceCategory", ["NORMAL"]);
  if (detail) passOverIf(detail, "invoiceAppearance", ["UNKNOWN"]);
  const word = (name: string, form: RegExp) => detail && textLike(detail, name, form);
  const told = (name: string) => detail && flag(detail, name);
  const own = {
    category: word("invoiceCategory", /^(SIMPLIFIED|AGGREGATE)$/),
    appearance: word("invoiceAppearance", /^(PAPER|ELECTRONIC|EDI)$/),
    accountingDeliveryDate: detail?.text("invoiceAccountingDeliveryDate"),
    isPeriodicalSettlement: told("periodicalSettlement"),
    isSmallBusiness: told("smallBusinessIndicator"),
    isUtilitySettlement: told("utilitySettlementIndicator"),
    isCashAccounting: told("cashAccountingIndicator"),
    // Of several invoices only the first one's fit into the declared fields.
    ...(reference && readModification(reference, linesOf(first))),
  };
  const given = Object.entries(own).filter(([, value]) => value !== undefined);
  return given.length > 0 ? Object.fromEntries(given) : undefined;
}

const positive = /^[1-9]\d{0,8}$/;

/** Where the lines of a modification continue those of its invoice one by one, their first number says it all. */
function readModification(reference: Place, lines: readonly Place[]): Extension {
  const index = textLike(reference, "modificationIndex", positive);
  const isWithoutMaster = flag(reference, "modifyWithoutMaster");
  const path = "lineModificationReference/lineNumberReference";
  const start = peek(lines[0] ?? reference, path) ?? "";
  const isContinued =
    positive.test(start) &&
    lines.every(
      (line, position) =>
        peek(line, path) === String(Number(start) + position) &&
        peek(line, "lineModificationReference/lineOperation") === "CREATE",
    );
  if (isContinued) lines.forEach((line) => line.ignore(path, "lineModificationReference/lineOperation"));
  return {
    ...(index !== undefined && { modificationIndex: Number(index) }),
    ...(isContinued && { nextLineNumber: Number(start) }),
    ...(isWithoutMaster && { modifiesUnreported: true }),
  };
}
