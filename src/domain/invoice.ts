import type {
  DocumentAllowanceCharge,
  DocumentTotals,
  ExchangeRate,
  OtherTax,
  VatBreakdown,
} from "./invoice/amounts.js";
import type { CalendarDate, Extensions, Identifier, Period } from "./invoice/basics.js";
import type { InvoiceLine } from "./invoice/lines.js";
import type { Buyer, Delivery, Payee, RelatedParty, Seller, TaxRepresentative } from "./invoice/parties.js";
import type { Installment, PaymentInstructions, Prepayment } from "./invoice/payment.js";

export type * from "./invoice/amounts.js";
export type * from "./invoice/basics.js";
export type * from "./invoice/lines.js";
export type * from "./invoice/parties.js";
export type * from "./invoice/payment.js";

/**
 * The semantic content of an invoice or credit note: EN 16931-1:2017 (164 business terms in 32 groups) plus what
 * several national systems share. Lists stand where the 2026 edition or a national system allows many; a syntax that
 * carries only one says so when it writes.
 *
 * Every amount is in `currencyCode` (BT-5) except BT-111. Amounts of a credit note are positive.
 */
export interface Invoice {
  /** Derived from BT-3 unless given: 81 may be either in UBL. */
  readonly kind: InvoiceKind;
  /** BT-1 Invoice number, unique within the seller's own numbering. */
  readonly number: string;
  /** BT-2 Invoice issue date. */
  readonly issueDate: CalendarDate;
  /** Time of issue `HH:MM:SS` with optional offset; not in EN 16931, needed by MyInvois and ZATCA. */
  readonly issueTime?: string;
  /** BT-3 Invoice type code (UNTDID 1001), e.g. 380 commercial invoice, 381 credit note. */
  readonly typeCode: string;
  /** BT-5 Invoice currency code (ISO 4217). */
  readonly currencyCode: string;
  /** BT-6 VAT accounting currency code (ISO 4217). */
  readonly vatAccountingCurrencyCode?: string;
  /** BT-7 Value added tax point date; excludes BT-8 (BR-CO-3). */
  readonly taxPointDate?: CalendarDate;
  /** BT-8 Value added tax point date code (UNTDID 2005: 3, 35, 432). */
  readonly taxPointDateCode?: string;
  /** BT-9 Payment due date. */
  readonly dueDate?: CalendarDate;
  /** BT-10 Buyer reference (in Germany the Leitweg-ID). */
  readonly buyerReference?: string;
  /** BT-11 Project reference. */
  readonly projectReference?: string;
  /** BT-12 Contract reference (EN 0..1). */
  readonly contractReferences: readonly DocumentReference[];
  /** BT-13 Purchase order reference (EN 0..1). */
  readonly purchaseOrderReferences: readonly DocumentReference[];
  /** BT-14 Sales order reference. */
  readonly salesOrderReference?: string;
  /** BT-15 Receiving advice reference (EN 0..1). */
  readonly receivingAdviceReferences: readonly DocumentReference[];
  /** BT-16 Despatch advice reference (EN 0..1). */
  readonly despatchAdviceReferences: readonly DocumentReference[];
  /** BT-17 Tender or lot reference. */
  readonly tenderOrLotReference?: string;
  /** BT-18 Invoiced object identifier (scheme UNTDID 1153). */
  readonly invoicedObject?: Identifier;
  /** BT-19 Buyer accounting reference. */
  readonly buyerAccountingReference?: string;
  /** BT-20 Payment terms. */
  readonly paymentTerms?: string;
  /** BG-1 Invoice notes. */
  readonly notes: readonly Note[];
  /** BG-2 Process control. */
  readonly process: ProcessControl;
  /** BG-3 Preceding invoice references. */
  readonly precedingInvoices: readonly PrecedingInvoice[];
  /** BG-4 Seller. */
  readonly seller: Seller;
  /** BG-7 Buyer. */
  readonly buyer: Buyer;
  /** BG-10 Payee, when not the seller. */
  readonly payee?: Payee;
  /** BG-11 Seller tax representative party. */
  readonly taxRepresentative?: TaxRepresentative;
  /** BG-13 Delivery information. */
  readonly delivery?: Delivery;
  /** BG-14 Invoicing period. */
  readonly invoicingPeriod?: Period;
  /** BG-16 Payment instructions. */
  readonly payment?: PaymentInstructions;
  /** BG-20 Document level allowances. */
  readonly allowances: readonly DocumentAllowanceCharge[];
  /** BG-21 Document level charges. */
  readonly charges: readonly DocumentAllowanceCharge[];
  /** BG-22 Document totals. */
  readonly totals: DocumentTotals;
  /** BG-23 VAT breakdown, one entry per category and rate. */
  readonly vatBreakdown: readonly VatBreakdown[];
  /** BG-24 Additional supporting documents. */
  readonly attachments: readonly SupportingDocument[];
  /** BG-25 Invoice lines. */
  readonly lines: readonly InvoiceLine[];
  /** Rates used to state amounts in another currency; not in EN 16931, needed by MyInvois and KSeF. */
  readonly exchangeRates: readonly ExchangeRate[];
  /** Several due dates (KSeF TerminPlatnosci, FatturaPA DettaglioPagamento); BT-9 stays the last of them or absent. */
  readonly installments: readonly Installment[];
  /** What was paid before, one by one; their sum is BT-113 when that is not given. */
  readonly prepayments: readonly Prepayment[];
  /** Taxes and deductions beside VAT. No total of BG-22 counts them: a system that does says so. */
  readonly otherTaxes: readonly OtherTax[];
  /** Parties without a group of their own in EN 16931, e.g. a factor or an additional buyer. */
  readonly parties: readonly RelatedParty[];
  /** How it corrects the invoices of BG-3. */
  readonly correction?: Correction;
  /** Free data as pairs (KSeF DodatkowyOpis, FatturaPA AltriDatiGestionali). */
  readonly additionalData: readonly AdditionalDatum[];
  /** What only one system asks for. */
  readonly extensions?: Extensions;
  /** What the model could not hold when a document was read: never dropped in silence. */
  readonly unmapped: readonly UnmappedValue[];
}

/** Whether the document adds to or takes from what the buyer owes. */
export type InvoiceKind = "INVOICE" | "CREDIT_NOTE";

/** A reference to another business document. */
export interface DocumentReference {
  readonly id: string;
  readonly issueDate?: CalendarDate;
  /** Ids of the invoice lines (BT-126) it is about; empty means all. */
  readonly lineNumbers: readonly string[];
}

/** BG-1 Invoice note. */
export interface Note {
  /** BT-21 Invoice note subject code (UNTDID 4451). */
  readonly subjectCode?: string;
  /** BT-22 Invoice note. */
  readonly text: string;
}

/** BG-2 Process control. */
export interface ProcessControl {
  /** BT-23 Business process type. */
  readonly businessProcess?: string;
  /** BT-24 Specification identifier. */
  readonly specification: string;
}

/** BG-3 Preceding invoice reference. */
export interface PrecedingInvoice {
  /** BT-25 Preceding invoice reference. */
  readonly number: string;
  /** BT-26 Preceding invoice issue date. */
  readonly issueDate?: CalendarDate;
  /** The authority's id of that invoice (KSeF number, MyInvois UUID); not in EN 16931. */
  readonly clearanceId?: string;
}

/** BG-24 Additional supporting document. */
export interface SupportingDocument {
  /** BT-122 Supporting document reference. */
  readonly reference: string;
  /** BT-123 Supporting document description. */
  readonly description?: string;
  /** BT-124 External document location. */
  readonly externalLocation?: string;
  /** BT-125 Attached document. */
  readonly content?: Attachment;
}

/** BT-125 Attached document: base64 content with its MIME code and file name. */
export interface Attachment {
  readonly fileName: string;
  readonly mimeCode: string;
  readonly base64: string;
}

/** A value of the read document that has no place in the model. */
export interface UnmappedValue {
  /** Where it stood: an XPath for XML. */
  readonly path: string;
  readonly value: string;
}

/** How this invoice corrects earlier ones; not in EN 16931, where BG-3 only names them. */
export interface Correction {
  /** Why, in words (KSeF PrzyczynaKorekty, ZATCA KSA-10). */
  readonly reason?: string;
  /** The period in which the correction takes effect (KSeF TypKorekty 1, 2, 3). */
  readonly effect?: CorrectionEffect;
  readonly method: CorrectionMethod;
  /** BEFORE_AFTER: the lines as they were; `lines` are as they shall be. Empty for DIFFERENCE. */
  readonly linesBefore: readonly InvoiceLine[];
}

/** In the period of the corrected invoice, of the correction itself, or in others. */
export type CorrectionEffect = "ORIGINAL_PERIOD" | "CORRECTION_PERIOD" | "OTHER";

/** Whether `lines` state what changes, or what shall be. */
export type CorrectionMethod = "DIFFERENCE" | "BEFORE_AFTER";

/** A key and its value for the whole invoice, or for one line. */
export interface AdditionalDatum {
  /** BT-126 of the line it is about; absent: the whole invoice. */
  readonly lineId?: string;
  readonly key: string;
  readonly value: string;
}
