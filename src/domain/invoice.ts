import type { Decimal } from "./decimal.js";

/** Calendar day without time zone, `YYYY-MM-DD`. */
export type CalendarDate = string;

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
  /** What the model could not hold when a document was read: never dropped in silence. */
  readonly unmapped: readonly UnmappedValue[];
}

/** Whether the document adds to or takes from what the buyer owes. */
export type InvoiceKind = "INVOICE" | "CREDIT_NOTE";

/** A value with the scheme that issued it (ISO 6523 ICD, UNTDID 1153, …). */
export interface Identifier {
  readonly value: string;
  readonly scheme?: string;
}

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

/** BG-4 Seller. */
export interface Seller {
  /** BT-27 Seller name. */
  readonly name: string;
  /** BT-28 Seller trading name. */
  readonly tradingName?: string;
  /** BT-29 Seller identifiers (scheme: ISO 6523 ICD). */
  readonly identifiers: readonly Identifier[];
  /** BT-30 Seller legal registration identifier. */
  readonly legalRegistration?: Identifier;
  /** BT-31 Seller VAT identifier, with country prefix. */
  readonly vatIdentifier?: string;
  /** BT-32 Seller tax registration identifier. */
  readonly taxRegistration?: string;
  /** BT-33 Seller additional legal information. */
  readonly legalInformation?: string;
  /** BT-34 Seller electronic address (scheme: EAS). */
  readonly electronicAddress?: ElectronicAddress;
  /** BG-5 Seller postal address. */
  readonly address: Address;
  /** BG-6 Seller contact. */
  readonly contact?: Contact;
}

/** BG-7 Buyer. */
export interface Buyer {
  /** BT-44 Buyer name. */
  readonly name: string;
  /** BT-45 Buyer trading name. */
  readonly tradingName?: string;
  /** BT-46 Buyer identifier (EN 0..1; national systems ask for several). */
  readonly identifiers: readonly Identifier[];
  /** BT-47 Buyer legal registration identifier. */
  readonly legalRegistration?: Identifier;
  /** BT-48 Buyer VAT identifier, with country prefix. */
  readonly vatIdentifier?: string;
  /** National tax number of a buyer without VAT identifier; not in EN 16931. */
  readonly taxRegistration?: string;
  /** BT-49 Buyer electronic address (scheme: EAS). */
  readonly electronicAddress?: ElectronicAddress;
  /** BG-8 Buyer postal address. */
  readonly address: Address;
  /** BG-9 Buyer contact. */
  readonly contact?: Contact;
}

/** BT-34 / BT-49 Electronic address: where the document is sent to. */
export interface ElectronicAddress {
  readonly value: string;
  /** Electronic Address Scheme code (EAS), e.g. 0208. */
  readonly scheme: string;
}

/** BG-5, BG-8, BG-12, BG-15 postal address (seller / buyer / tax representative / deliver-to). */
export interface Address {
  /** BT-35 / BT-50 / BT-64 / BT-75. */
  readonly line1?: string;
  /** BT-36 / BT-51 / BT-65 / BT-76. */
  readonly line2?: string;
  /** BT-162 / BT-163 / BT-164 / BT-165. */
  readonly line3?: string;
  /** BT-37 / BT-52 / BT-66 / BT-77. */
  readonly city?: string;
  /** BT-38 / BT-53 / BT-67 / BT-78. */
  readonly postCode?: string;
  /** BT-39 / BT-54 / BT-68 / BT-79. */
  readonly subdivision?: string;
  /** BT-40 / BT-55 / BT-69 / BT-80 (ISO 3166-1 alpha-2). */
  readonly countryCode: string;
}

/** BG-6 / BG-9 contact. */
export interface Contact {
  /** BT-41 / BT-56. */
  readonly name?: string;
  /** BT-42 / BT-57. */
  readonly telephone?: string;
  /** BT-43 / BT-58. */
  readonly email?: string;
}

/** BG-10 Payee. */
export interface Payee {
  /** BT-59 Payee name. */
  readonly name: string;
  /** BT-60 Payee identifier. */
  readonly identifier?: Identifier;
  /** BT-61 Payee legal registration identifier. */
  readonly legalRegistration?: Identifier;
}

/** BG-11 Seller tax representative party. */
export interface TaxRepresentative {
  /** BT-62 name. */
  readonly name: string;
  /** BT-63 VAT identifier. */
  readonly vatIdentifier: string;
  /** BG-12 postal address. */
  readonly address: Address;
}

/** BG-13 Delivery information. */
export interface Delivery {
  /** BT-70 Deliver to party name. */
  readonly partyName?: string;
  /** BT-71 Deliver to location identifier. */
  readonly location?: Identifier;
  /** BT-72 Actual delivery date. */
  readonly date?: CalendarDate;
  /** BG-15 Deliver to address. */
  readonly address?: Address;
}

/** BG-14 (BT-73, BT-74) and BG-26 (BT-134, BT-135) period. */
export interface Period {
  readonly startDate?: CalendarDate;
  readonly endDate?: CalendarDate;
}

/** BG-16 Payment instructions. */
export interface PaymentInstructions {
  /** BT-81 Payment means type code (UNTDID 4461). */
  readonly meansCode: string;
  /** BT-82 Payment means text. */
  readonly meansText?: string;
  /** BT-83 Remittance information. */
  readonly remittanceInformation?: string;
  /** BG-17 Credit transfers. */
  readonly creditTransfers: readonly CreditTransfer[];
  /** BG-18 Payment card information. */
  readonly card?: PaymentCard;
  /** BG-19 Direct debit. */
  readonly directDebit?: DirectDebit;
}

/** BG-17 Credit transfer. */
export interface CreditTransfer {
  /** BT-84 Payment account identifier (IBAN). */
  readonly account: string;
  /** BT-85 Payment account name. */
  readonly accountName?: string;
  /** BT-86 Payment service provider identifier (BIC). */
  readonly serviceProvider?: string;
}

/** BG-18 Payment card information. */
export interface PaymentCard {
  /** BT-87 Payment card primary account number: last 4 to 6 digits only (BR-51). */
  readonly primaryAccountNumber: string;
  /** BT-88 Payment card holder name. */
  readonly holderName?: string;
}

/** BG-19 Direct debit. */
export interface DirectDebit {
  /** BT-89 Mandate reference identifier. */
  readonly mandateReference?: string;
  /** BT-90 Bank assigned creditor identifier. */
  readonly creditorIdentifier?: string;
  /** BT-91 Debited account identifier. */
  readonly debitedAccount?: string;
}

/** BG-20 document level allowance / BG-21 document level charge. */
export interface DocumentAllowanceCharge {
  /** BT-92 / BT-99. */
  readonly amount: Decimal;
  /** BT-93 / BT-100. */
  readonly baseAmount?: Decimal;
  /** BT-94 / BT-101, in percent. */
  readonly percentage?: Decimal;
  /** BT-95, BT-96 / BT-102, BT-103. */
  readonly vat: VatCategory;
  /** BT-97 / BT-104. */
  readonly reason?: string;
  /** BT-98 (UNTDID 5189) / BT-105 (UNTDID 7161). */
  readonly reasonCode?: string;
}

/** A VAT category (UNTDID 5305) with its rate in percent; category O has no rate. */
export interface VatCategory {
  readonly category: string;
  readonly rate?: Decimal;
}

/** BG-22 Document totals. */
export interface DocumentTotals {
  /** BT-106 Sum of invoice line net amounts. */
  readonly lineNetTotal: Decimal;
  /** BT-107 Sum of allowances on document level. */
  readonly allowanceTotal?: Decimal;
  /** BT-108 Sum of charges on document level. */
  readonly chargeTotal?: Decimal;
  /** BT-109 Invoice total amount without VAT. */
  readonly taxExclusive: Decimal;
  /** BT-110 Invoice total VAT amount. */
  readonly vatAmount?: Decimal;
  /** BT-111 Invoice total VAT amount in accounting currency (BT-6). */
  readonly vatAmountInAccountingCurrency?: Decimal;
  /** BT-112 Invoice total amount with VAT. */
  readonly taxInclusive: Decimal;
  /** BT-113 Paid amount. */
  readonly paidAmount?: Decimal;
  /** BT-114 Rounding amount. */
  readonly roundingAmount?: Decimal;
  /** BT-115 Amount due for payment. */
  readonly payable: Decimal;
}

/** BG-23 VAT breakdown. */
export interface VatBreakdown {
  /** BT-116 VAT category taxable amount. */
  readonly taxableAmount: Decimal;
  /** BT-117 VAT category tax amount. */
  readonly taxAmount: Decimal;
  /** BT-118 VAT category code (UNTDID 5305). */
  readonly category: string;
  /** BT-119 VAT category rate in percent; absent only for O. */
  readonly rate?: Decimal;
  /** BT-120 VAT exemption reason text. */
  readonly exemptionReason?: string;
  /** BT-121 VAT exemption reason code (VATEX). */
  readonly exemptionReasonCode?: string;
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

/** BG-25 Invoice line. */
export interface InvoiceLine {
  /** BT-126 Invoice line identifier. */
  readonly id: string;
  /** BT-127 Invoice line note. */
  readonly note?: string;
  /** BT-128 Invoice line object identifier (scheme UNTDID 1153). */
  readonly object?: Identifier;
  /** BT-129 Invoiced quantity. */
  readonly quantity: Decimal;
  /** BT-130 Unit of measure code (UN/ECE Recommendation 20 and 21). */
  readonly unitCode: string;
  /** BT-131 Invoice line net amount. */
  readonly netAmount: Decimal;
  /** BT-132 Referenced purchase order line reference. */
  readonly purchaseOrderLineReference?: string;
  /** BT-133 Invoice line buyer accounting reference. */
  readonly buyerAccountingReference?: string;
  /** BG-26 Invoice line period. */
  readonly period?: Period;
  /** BG-27 Invoice line allowances. */
  readonly allowances: readonly LineAllowanceCharge[];
  /** BG-28 Invoice line charges. */
  readonly charges: readonly LineAllowanceCharge[];
  /** BG-29 Price details. */
  readonly price: Price;
  /** BG-30 Line VAT information (BT-151, BT-152). */
  readonly vat: VatCategory;
  /** BG-31 Item information. */
  readonly item: Item;
}

/** BG-27 line allowance / BG-28 line charge. */
export interface LineAllowanceCharge {
  /** BT-136 / BT-141. */
  readonly amount: Decimal;
  /** BT-137 / BT-142. */
  readonly baseAmount?: Decimal;
  /** BT-138 / BT-143, in percent. */
  readonly percentage?: Decimal;
  /** BT-139 / BT-144. */
  readonly reason?: string;
  /** BT-140 (UNTDID 5189) / BT-145 (UNTDID 7161). */
  readonly reasonCode?: string;
}

/** BG-29 Price details. */
export interface Price {
  /** BT-146 Item net price; never negative (BR-27). */
  readonly net: Decimal;
  /** BT-147 Item price discount. */
  readonly discount?: Decimal;
  /** BT-148 Item gross price; never negative (BR-28). */
  readonly gross?: Decimal;
  /** BT-149 Item price base quantity. */
  readonly baseQuantity?: Decimal;
  /** BT-150 Item price base quantity unit of measure code. */
  readonly baseQuantityUnitCode?: string;
}

/** BG-31 Item information. */
export interface Item {
  /** BT-153 Item name. */
  readonly name: string;
  /** BT-154 Item description. */
  readonly description?: string;
  /** BT-155 Item seller's identifier. */
  readonly sellerIdentifier?: string;
  /** BT-156 Item buyer's identifier. */
  readonly buyerIdentifier?: string;
  /** BT-157 Item standard identifier (scheme: ISO 6523 ICD). */
  readonly standardIdentifier?: Identifier;
  /** BT-158 Item classification identifiers. */
  readonly classifications: readonly ItemClassification[];
  /** BT-159 Item country of origin (ISO 3166-1 alpha-2). */
  readonly originCountryCode?: string;
  /** BG-32 Item attributes. */
  readonly attributes: readonly ItemAttribute[];
}

/** BT-158 Item classification identifier (list: UNTDID 7143). */
export interface ItemClassification {
  readonly value: string;
  readonly list: string;
  readonly version?: string;
}

/** BG-32 Item attribute: BT-160 name, BT-161 value. */
export interface ItemAttribute {
  readonly name: string;
  readonly value: string;
}

/** One unit of `from` is worth `rate` units of `to`. */
export interface ExchangeRate {
  readonly from: string;
  readonly to: string;
  readonly rate: Decimal;
  readonly date?: CalendarDate;
}

/** A value of the read document that has no place in the model. */
export interface UnmappedValue {
  /** Where it stood: an XPath for XML. */
  readonly path: string;
  readonly value: string;
}
