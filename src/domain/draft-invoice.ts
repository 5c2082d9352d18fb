import { isCodeOf } from "./code-lists/code-lists.js";
import { sum } from "./decimal.js";
import type {
  Buyer,
  Correction,
  DocumentAllowanceCharge,
  DocumentReference,
  DocumentTotals,
  Invoice,
  InvoiceKind,
  InvoiceLine,
  Item,
  OtherTax,
  PaymentInstructions,
  ProcessControl,
  RelatedParty,
  Seller,
  VatBreakdown,
  VatCategory,
} from "./invoice.js";
import { checkInvoice } from "./rules/check-invoice.js";
import { checkStructuredInput } from "./rules/gateway-rules.js";
import type { TaxedAmounts } from "./totals.js";
import { convertAmount, deriveLineNetAmount, deriveTotals, deriveVatBreakdown, sumByVat, vatKey } from "./totals.js";
import type { RuleViolation } from "./validation.js";

type Optional<Thing, Key extends keyof Thing> = Omit<Thing, Key> & Partial<Pick<Thing, Key>>;

type ListOfInvoice =
  | "notes"
  | "precedingInvoices"
  | "allowances"
  | "charges"
  | "attachments"
  | "exchangeRates"
  | "installments"
  | "prepayments"
  | "additionalData";
type ReferenceList =
  "contractReferences" | "purchaseOrderReferences" | "receivingAdviceReferences" | "despatchAdviceReferences";
type DraftedField =
  | "seller"
  | "buyer"
  | "payment"
  | "process"
  | "totals"
  | "vatBreakdown"
  | "lines"
  | "otherTaxes"
  | "parties"
  | "correction"
  | "unmapped";

/** What a client gives: an invoice without what follows from the rest. What is given is kept, and checked. */
export interface InvoiceDraft extends Optional<
  Omit<Invoice, DraftedField | ReferenceList>,
  "kind" | "typeCode" | ListOfInvoice
> {
  readonly contractReferences?: readonly DocumentReferenceDraft[];
  readonly purchaseOrderReferences?: readonly DocumentReferenceDraft[];
  readonly receivingAdviceReferences?: readonly DocumentReferenceDraft[];
  readonly despatchAdviceReferences?: readonly DocumentReferenceDraft[];
  readonly seller: SellerDraft;
  readonly buyer: BuyerDraft;
  readonly payment?: PaymentInstructionsDraft;
  readonly process?: Partial<ProcessControl>;
  readonly totals?: Partial<DocumentTotals>;
  /** Entries may be given for some categories only, e.g. to state an exemption reason. */
  readonly vatBreakdown?: readonly VatBreakdownDraft[];
  readonly lines?: readonly InvoiceLineDraft[];
  readonly otherTaxes?: readonly OtherTaxDraft[];
  readonly parties?: readonly RelatedPartyDraft[];
  readonly correction?: CorrectionDraft;
}

export type DocumentReferenceDraft = Optional<DocumentReference, "lineNumbers">;
export type SellerDraft = Optional<Seller, "identifiers">;
export type BuyerDraft = Optional<Buyer, "identifiers">;
export type PaymentInstructionsDraft = Optional<PaymentInstructions, "creditTransfers">;
export type VatBreakdownDraft = Optional<VatBreakdown, "taxableAmount" | "taxAmount">;
export type OtherTaxDraft = Optional<OtherTax, "lineNumbers">;
export type RelatedPartyDraft = Optional<RelatedParty, "identifiers">;
export type ItemDraft = Optional<Item, "classifications" | "attributes">;

export interface InvoiceLineDraft extends Optional<
  Omit<InvoiceLine, "item" | "subLines">,
  "netAmount" | "allowances" | "charges"
> {
  readonly item: ItemDraft;
  readonly subLines?: readonly InvoiceLineDraft[];
}

export interface CorrectionDraft extends Optional<Omit<Correction, "linesBefore">, "method"> {
  readonly linesBefore?: readonly InvoiceLineDraft[];
}

export interface CompletedInvoice {
  readonly invoice: Invoice;
  /** Every rule the completed invoice breaks: `checkInvoice` and `checkStructuredInput` have run. */
  readonly violations: readonly RuleViolation[];
}

/** Peppol BIS Billing 3, the specification most receivers accept. */
export const defaultProcess = {
  specification: "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0",
  businessProcess: "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0",
} as const satisfies ProcessControl;

/** UNTDID 1001: commercial invoice. */
const defaultTypeCode = "380";

const categoriesAtZero: ReadonlySet<string> = new Set(["Z", "E", "AE", "K", "G"]);

/** Categories with one possible reason; E has many and must be explained by the client (BR-E-10). */
const exemptionReasonCodes: Readonly<Record<string, string>> = {
  AE: "VATEX-EU-AE",
  K: "VATEX-EU-IC",
  G: "VATEX-EU-G",
  O: "VATEX-EU-O",
};

/** The kind a type code stands for (BT-3); 81 and 83 count as credit notes. */
export const kindOfType = (typeCode: string): InvoiceKind =>
  isCodeOf("creditNoteTypes", typeCode) ? "CREDIT_NOTE" : "INVOICE";

/** Derives what the draft leaves out: nets, VAT breakdown, totals, kind, rates that can only be zero, defaults. */
export const completeInvoice = (draft: InvoiceDraft): CompletedInvoice => {
  const typeCode = draft.typeCode ?? defaultTypeCode;
  const amounts = {
    lines: (draft.lines ?? []).map(completeLine),
    allowances: (draft.allowances ?? []).map(withRate),
    charges: (draft.charges ?? []).map(withRate),
  };
  const vatBreakdown = completeVatBreakdown(draft.vatBreakdown ?? [], amounts);
  const { payment, correction, ...given } = draft;
  const invoice: Invoice = {
    ...given,
    ...amounts,
    kind: draft.kind ?? kindOfType(typeCode),
    typeCode,
    contractReferences: (draft.contractReferences ?? []).map(completeReference),
    purchaseOrderReferences: (draft.purchaseOrderReferences ?? []).map(completeReference),
    receivingAdviceReferences: (draft.receivingAdviceReferences ?? []).map(completeReference),
    despatchAdviceReferences: (draft.despatchAdviceReferences ?? []).map(completeReference),
    notes: draft.notes ?? [],
    process: completeProcess(draft.process),
    precedingInvoices: draft.precedingInvoices ?? [],
    seller: { ...draft.seller, identifiers: draft.seller.identifiers ?? [] },
    buyer: { ...draft.buyer, identifiers: draft.buyer.identifiers ?? [] },
    ...(payment === undefined ? {} : { payment: { ...payment, creditTransfers: payment.creditTransfers ?? [] } }),
    totals: withAccountingCurrency(deriveTotals(amounts, vatBreakdown, withPaidAmount(draft)), draft),
    vatBreakdown,
    attachments: draft.attachments ?? [],
    exchangeRates: draft.exchangeRates ?? [],
    installments: draft.installments ?? [],
    prepayments: draft.prepayments ?? [],
    otherTaxes: (draft.otherTaxes ?? []).map((tax) => ({ ...tax, lineNumbers: tax.lineNumbers ?? [] })),
    parties: (draft.parties ?? []).map((party) => ({ ...party, identifiers: party.identifiers ?? [] })),
    ...(correction === undefined ? {} : { correction: completeCorrection(correction) }),
    additionalData: draft.additionalData ?? [],
    unmapped: [],
  };
  return { invoice, violations: [...checkInvoice(invoice), ...checkStructuredInput(invoice)] };
};

function completeLine(line: InvoiceLineDraft): InvoiceLine {
  return {
    ...line,
    netAmount: line.netAmount ?? deriveLineNetAmount(line),
    allowances: line.allowances ?? [],
    charges: line.charges ?? [],
    vat: completeVat(line.vat),
    item: {
      ...line.item,
      classifications: line.item.classifications ?? [],
      attributes: line.item.attributes ?? [],
    },
    subLines: (line.subLines ?? []).map(completeLine),
  };
}

/** Lines that state what was before can only mean that the others state what shall be. */
function completeCorrection({ linesBefore = [], ...correction }: CorrectionDraft): Correction {
  const method = linesBefore.length === 0 ? "DIFFERENCE" : "BEFORE_AFTER";
  return { method, ...correction, linesBefore: linesBefore.map(completeLine) };
}

function completeVat(vat: VatCategory): VatCategory {
  return vat.rate === undefined && categoriesAtZero.has(vat.category) ? { ...vat, rate: "0" } : vat;
}

function withRate(entry: DocumentAllowanceCharge): DocumentAllowanceCharge {
  return { ...entry, vat: completeVat(entry.vat) };
}

/** Given entries come first and in their order; a category and rate nobody gave is added. */
function completeVatBreakdown(given: readonly VatBreakdownDraft[], amounts: TaxedAmounts): readonly VatBreakdown[] {
  const bases = sumByVat(amounts);
  const entries = given.map((entry) => {
    const vat = completeVat(entry);
    const { taxableAmount = "0" } = bases.get(vatKey(vat)) ?? {};
    const base = { vat: pickVat(vat), taxableAmount: entry.taxableAmount ?? taxableAmount };
    return withReason({ ...deriveVatBreakdown(base), ...entry });
  });
  const stated = new Set(entries.map(vatKey));
  const missing = Array.from(bases)
    .filter(([key]) => !stated.has(key))
    .map(([, base]) => withReason(deriveVatBreakdown(base)));
  return [...entries, ...missing];
}

function pickVat({ category, rate }: VatCategory): VatCategory {
  return { category, ...(rate === undefined ? {} : { rate }) };
}

function withReason(entry: VatBreakdown): VatBreakdown {
  const exemptionReasonCode = exemptionReasonCodes[entry.category];
  const explained = entry.exemptionReason !== undefined || entry.exemptionReasonCode !== undefined;
  return explained || exemptionReasonCode === undefined ? entry : { ...entry, exemptionReasonCode };
}

/** A specification of the client's own comes with its own business process, or with none. */
function completeProcess(process: Partial<ProcessControl> = {}): ProcessControl {
  const { specification = defaultProcess.specification, ...rest } = process;
  return specification === defaultProcess.specification
    ? { ...defaultProcess, ...process }
    : { ...rest, specification };
}

function completeReference(reference: DocumentReferenceDraft): DocumentReference {
  return { ...reference, lineNumbers: reference.lineNumbers ?? [] };
}

/** BT-113 follows from the payments made before, where they are given one by one. */
function withPaidAmount({ totals = {}, prepayments = [] }: InvoiceDraft): Partial<DocumentTotals> {
  if (prepayments.length === 0 || totals.paidAmount !== undefined) return totals;
  return { ...totals, paidAmount: sum(prepayments.map(({ amount }) => amount)) };
}

/** BT-111 follows from BT-110 when the draft states the rate between both currencies. */
function withAccountingCurrency(
  totals: DocumentTotals,
  { currencyCode, vatAccountingCurrencyCode, exchangeRates = [] }: InvoiceDraft,
): DocumentTotals {
  const rate = exchangeRates.find(({ from, to }) => from === currencyCode && to === vatAccountingCurrencyCode)?.rate;
  if (rate === undefined || totals.vatAmountInAccountingCurrency !== undefined) return totals;
  return { ...totals, vatAmountInAccountingCurrency: convertAmount(totals.vatAmount ?? "0", rate) };
}
