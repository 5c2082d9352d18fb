/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** Not in EN 16931. A key and its value, for the whole invoice or for one line. */
export type AdditionalDatumInput = {
  /** Not in EN 16931. The key. */
  key: string;
  /** Not in EN 16931. The line (BT-126) it is about; absent for the whole invoice. */
  lineId?: string | null | undefined;
  /** Not in EN 16931. The value. */
  value: string;
};

/** BG-5 (seller), BG-8 (buyer), BG-12 (tax representative), BG-15 (deliver to). A postal address. */
export type AddressInput = {
  /** Not in EN 16931. The second number of a Saudi address. */
  additionalNumber?: string | null | undefined;
  /** Not in EN 16931. The number of the building, where it stands apart from line 1. */
  buildingNumber?: string | null | undefined;
  /** BT-37, BT-52, BT-66, BT-77. City or town. */
  city?: string | null | undefined;
  /** BT-40, BT-55, BT-69, BT-80. Country (ISO 3166-1 alpha-2). */
  countryCode: string;
  /** Not in EN 16931. Part of the city. */
  district?: string | null | undefined;
  /** BT-35, BT-50, BT-64, BT-75. Street and number, or post box. */
  line1?: string | null | undefined;
  /** BT-36, BT-51, BT-65, BT-76. A second line. */
  line2?: string | null | undefined;
  /** BT-162, BT-163, BT-164, BT-165. A third line. */
  line3?: string | null | undefined;
  /** Not in EN 16931. Post box, where it stands apart from line 1. */
  postBox?: string | null | undefined;
  /** BT-38, BT-53, BT-67, BT-78. Post code. */
  postCode?: string | null | undefined;
  /** BT-39, BT-54, BT-68, BT-79. State, province or region. */
  subdivision?: string | null | undefined;
};

/** BT-125. A document that travels inside the invoice. */
export type AttachmentContentInput = {
  /** BT-125. The bytes of the file. */
  base64: string;
  /** BT-125-2. The name of the file. */
  fileName: string;
  /** BT-125-1. The media type of the file, e.g. `application/pdf`. */
  mimeCode: string;
};

/** A file to travel inside a structured invoice (BG-24). */
export type AttachmentInput = {
  /** Its bytes. */
  base64: string;
  /** Its name. */
  fileName: string;
  /** Its media type, e.g. `application/pdf`. */
  mediaType: string;
};

/** What happened on the wire. Only NOT_ACCEPTED may be sent again without asking first. */
export type AttemptOutcome =
  /** The provider took it. */
  | 'ACCEPTED'
  /** Certainly not taken. */
  | 'NOT_ACCEPTED'
  /** The provider refused it. */
  | 'REJECTED'
  /** It may have been taken. */
  | 'UNKNOWN';

/** What happens when items of a batch cannot be taken. */
export type BatchErrorPolicy =
  /** The others are taken. */
  | 'ACCEPT_VALID'
  /** Nothing of the batch is taken. */
  | 'ALL_OR_NOTHING';

/** Where a batch stands. */
export type BatchState =
  /** Nothing has been sent yet. */
  | 'ACCEPTED'
  /** Every item was taken back. */
  | 'CANCELLED'
  /** Every item was accepted. */
  | 'COMPLETED'
  /** Every outcome is known; some items were not accepted. */
  | 'COMPLETED_WITH_ERRORS'
  /** Every outcome is known; no item was accepted. */
  | 'REJECTED'
  /** Some outcomes are still open. */
  | 'RUNNING'
  /** What is left waits for the rate limit of a provider, or for one that does not answer. */
  | 'THROTTLED';

/** What a buyer says about an invoice. In brackets the codes of the Peppol Invoice Response. */
export type BusinessResponse =
  /** Accepted; what follows is the payment (AP). */
  | 'ACCEPT'
  /** It has arrived and can be read (AB). */
  | 'ACKNOWLEDGE'
  /** Accepted under the conditions that the reasons state (CA). */
  | 'CONDITIONALLY_ACCEPT'
  /** The buyer does not agree, and it is not refused yet (UQ, for Peppol has no word of its own). */
  | 'DISPUTE'
  /** It is being worked on (IP). */
  | 'IN_PROCESS'
  /** Paid, or a part of it (PD). */
  | 'PAID'
  /** Refused for good (RE). */
  | 'REJECT'
  /** The seller has to answer a question first (UQ). */
  | 'UNDER_QUERY';

/** What does the buyer say? */
export type BusinessState =
  /** Accepted. */
  | 'ACCEPTED'
  /** It has been received. */
  | 'ACKNOWLEDGED'
  /** Accepted under a condition. */
  | 'CONDITIONALLY_ACCEPTED'
  /** Disputed. */
  | 'DISPUTED'
  /** It is being worked on. */
  | 'IN_PROCESS'
  /** Nothing yet. */
  | 'NONE'
  /** Rejected. */
  | 'REJECTED'
  /** There is a question. */
  | 'UNDER_QUERY';

/** BG-7. Who buys. */
export type BuyerInput = {
  /** BG-8. The postal address of the buyer. */
  address: AddressInput;
  /** BG-9. Whom to ask at the buyer. */
  contact?: ContactInput | null | undefined;
  /** BT-49. Where the buyer receives documents: the invoice is sent there. Mandatory in Peppol. */
  electronicAddress?: ElectronicAddressInput | null | undefined;
  /** Not in EN 16931. What only some systems ask for about the party. */
  extensions?: PartyExtensionsInput | null | undefined;
  /** BT-46. Identifiers of the buyer; EN 16931 has room for one, national systems ask for several. */
  identifiers?: Array<IdentifierInput> | null | undefined;
  /** BT-47. Entry in the register of companies. */
  legalRegistration?: IdentifierInput | null | undefined;
  /** BT-44. The full name of the buyer. */
  name: string;
  /** Not in EN 16931. National tax number of a buyer without VAT identifier. */
  taxRegistration?: string | null | undefined;
  /** BT-45. The name the buyer trades under. */
  tradingName?: string | null | undefined;
  /** BT-48. VAT identifier, with its country prefix. */
  vatIdentifier?: string | null | undefined;
};

/** An invoice to take back. */
export type CancelInvoiceInput = {
  /** 1 to 255 visible ASCII characters; the same key cancels once, and asks again when the answer was lost. */
  idempotencyKey: string;
  /** The id of the invoice. */
  invoiceId: string;
  /** Why, in 1 to 300 characters; providers pass it on. */
  reason: string;
};

/** What a provider can do. */
export type Capability =
  /** Takes an invoice back. */
  | 'CANCEL'
  /** Hands over the document as it was sent. */
  | 'DOCUMENT_ORIGINAL'
  /** Makes a readable copy. */
  | 'DOCUMENT_PDF'
  /** Proves delivery. */
  | 'EVIDENCE'
  /** Recognises a repeated call by its key. */
  | 'IDEMPOTENCY_KEY'
  /** Lists what it has. */
  | 'LIST'
  /** Says what became of an invoice whose answer was lost. */
  | 'LOOKUP_BY_CLIENT_REFERENCE'
  /** Says whether a participant can be reached. */
  | 'PARTICIPANT_LOOKUP'
  /** Finds participants by name. */
  | 'PARTICIPANT_SEARCH'
  /** Hands over invoices sent to us. */
  | 'RECEIVE'
  /** Carries the buyer's answer. */
  | 'RESPOND'
  /** Says what became of an invoice. */
  | 'STATUS'
  /** Takes an invoice. */
  | 'SUBMIT'
  /** Takes many invoices in one call. */
  | 'SUBMIT_BATCH'
  /** Checks without sending. */
  | 'VALIDATE'
  /** Pushes news. */
  | 'WEBHOOK'
  /** Signs the news it pushes. */
  | 'WEBHOOK_SIGNED';

/** Whether a provider is called. */
export type CircuitState =
  /** It is. */
  | 'CLOSED'
  /** One call is under way to find out whether it is back. */
  | 'HALF_OPEN'
  /** It is not: it kept failing. */
  | 'OPEN';

/** What does the tax authority say? */
export type ClearanceState =
  /** Taken back at the authority. */
  | 'CANCELLED'
  /** Cleared. */
  | 'CLEARED'
  /** Cleared, with remarks. */
  | 'CLEARED_WITH_WARNINGS'
  /** No authority has to say anything, or it has not come up yet. */
  | 'NOT_APPLICABLE'
  /** The authority has not decided. */
  | 'PENDING'
  /** Refused: legally it was never issued. */
  | 'REJECTED'
  /** Registered. */
  | 'REPORTED';

/** BG-6 (seller) and BG-9 (buyer). Whom to ask. */
export type ContactInput = {
  /** BT-43, of the buyer BT-58. Email address. */
  email?: string | null | undefined;
  /** BT-41, of the buyer BT-56. Person or department. */
  name?: string | null | undefined;
  /** BT-42, of the buyer BT-57. Telephone number. */
  telephone?: string | null | undefined;
};

/** Not in EN 16931. The tax period in which a correction takes effect. */
export type CorrectionEffect =
  /** The period of the correction. */
  | 'CORRECTION_PERIOD'
  /** The period of the corrected invoice. */
  | 'ORIGINAL_PERIOD'
  /** Another period, or several. */
  | 'OTHER';

/** Not in EN 16931. How the invoice corrects the earlier ones that BG-3 names. */
export type CorrectionInput = {
  /** Not in EN 16931. When it takes effect. */
  effect?: CorrectionEffect | null | undefined;
  /** Not in EN 16931. The lines as they were before; none for DIFFERENCE. */
  linesBefore?: Array<InvoiceLineInput> | null | undefined;
  /** Not in EN 16931. What the lines state. When left out: BEFORE_AFTER with lines before, else DIFFERENCE. */
  method?: CorrectionMethod | null | undefined;
  /** Not in EN 16931. Why, in words. */
  reason?: string | null | undefined;
};

/** Not in EN 16931. What the lines of a correction state. */
export type CorrectionMethod =
  /** What shall be; `linesBefore` states what was. */
  | 'BEFORE_AFTER'
  /** What changes. */
  | 'DIFFERENCE';

/** A system to be told what happens to invoices. */
export type CreateWebhookEndpointInput = {
  /** Your own words about it, up to 300 characters. */
  description?: string | null | undefined;
  /** Begin with the events behind this cursor; with those from now on if left out. */
  replayFrom?: string | null | undefined;
  /** Shapes the payload: a selection on InvoiceEvent in braces, and fragments, up to 5,000 characters. It is read with the scopes of whoever changed the endpoint last. The thin payload if left out. */
  selection?: string | null | undefined;
  /** What to tell; everything when the list is empty. */
  types: Array<InvoiceEventType>;
  /** An absolute URL with https, up to 2,000 characters, that leads to the internet. */
  url: string;
};

/** BG-17. An account to transfer the amount to. */
export type CreditTransferInput = {
  /** BT-84. The account, an IBAN in Europe. */
  account: string;
  /** BT-85. The name of the account. */
  accountName?: string | null | undefined;
  /** BT-86. The bank, e.g. its BIC. */
  serviceProvider?: string | null | undefined;
};

/** Days from … to …, both included. */
export type DateRange = {
  /** The first day. */
  from?: string | null | undefined;
  /** The last day. */
  to?: string | null | undefined;
};

/** Moments from … to …, both included. */
export type DateTimeRange = {
  /** The first moment. */
  from?: string | null | undefined;
  /** The last moment. */
  to?: string | null | undefined;
};

/** Which dead letters to answer: those that meet everything given. An empty list restricts nothing. */
export type DeadLetterFilter = {
  /** The keys of the providers they come from. */
  provider?: Array<string> | null | undefined;
  /** What they are. */
  source?: Array<DeadLetterSource> | null | undefined;
};

/** What could not be dealt with. */
export type DeadLetterSource =
  /** A document that was sent to us and cannot be read. */
  | 'INBOUND_DOCUMENT'
  /** A webhook of a provider, which was acknowledged. */
  | 'INBOUND_WEBHOOK'
  /** A submission whose outcome is unknown and that could not be reconciled, by a fault of the gateway. */
  | 'SUBMISSION';

/** Numbers from … to …, both included. */
export type DecimalRange = {
  /** The largest number. */
  max?: string | number | null | undefined;
  /** The smallest number. */
  min?: string | number | null | undefined;
};

/** An endpoint that is not needed any more. */
export type DeleteWebhookEndpointInput = {
  /** The id of the endpoint. */
  id: string;
};

/** BG-13. Where and when goods or services were delivered. */
export type DeliveryInput = {
  /** BG-15. The address of the place. */
  address?: AddressInput | null | undefined;
  /** BT-72. The day of delivery. */
  date?: string | null | undefined;
  /** BT-71. Identifier of the place. */
  location?: IdentifierInput | null | undefined;
  /** BT-70. Who received it. */
  partyName?: string | null | undefined;
};

/** Where a delivery stands. */
export type DeliveryStatus =
  /** Every try failed, and no other one comes unless it is asked for. */
  | 'DEAD'
  /** The last try failed; another one comes. */
  | 'FAILED'
  /** It was not tried yet. */
  | 'PENDING'
  /** The endpoint took it. */
  | 'SUCCEEDED';

/** BG-19. What the seller needs to collect the amount. */
export type DirectDebitInput = {
  /** BT-90. The creditor identifier the bank assigned. */
  creditorIdentifier?: string | null | undefined;
  /** BT-91. The account that is debited. */
  debitedAccount?: string | null | undefined;
  /** BT-89. Reference of the mandate. */
  mandateReference?: string | null | undefined;
};

/** Which way an invoice travels. */
export type Direction =
  /** It was sent to us. */
  | 'INBOUND'
  /** We send it. */
  | 'OUTBOUND';

/** BG-20 (allowance) and BG-21 (charge). Taken off or added for the whole document. */
export type DocumentAllowanceChargeInput = {
  /** BT-92, of a charge BT-99. The amount without VAT. */
  amount: string | number;
  /** BT-93, of a charge BT-100. What the percentage is of. */
  baseAmount?: string | number | null | undefined;
  /** BT-94, of a charge BT-101. In percent. */
  percentage?: string | number | null | undefined;
  /** BT-97, of a charge BT-104. Why, in words. */
  reason?: string | null | undefined;
  /** BT-98 (UNTDID 5189), of a charge BT-105 (UNTDID 7161). Why, as a code. */
  reasonCode?: string | null | undefined;
  /** BT-95 and BT-96, of a charge BT-102 and BT-103. Its VAT. */
  vat: VatCategoryInput;
};

/** How a document is written. */
export type DocumentFormat =
  /** UN/CEFACT Cross Industry Invoice. */
  | 'CII'
  /** FA(3) of KSeF, Poland. */
  | 'FA3'
  /** Factur-X or ZUGFeRD: a PDF with CII inside. */
  | 'FACTURX'
  /** FatturaPA, Italy. */
  | 'FATTURAPA'
  /** JSON, e.g. of MyInvois. */
  | 'JSON'
  /** InvoiceData of OSA 3.0, NAV Online Számla, Hungary. */
  | 'OSA'
  /** Anything else. */
  | 'OTHER'
  /** PDF. */
  | 'PDF'
  /** OASIS UBL 2.1, Invoice or CreditNote. */
  | 'UBL';

/** What a document is to its invoice. */
export type DocumentKind =
  /** What came along with the invoice. */
  | 'ATTACHMENT'
  /** What the tax authority signed. */
  | 'CLEARED'
  /** Proof of delivery. */
  | 'EVIDENCE'
  /** What was sent to us. */
  | 'RECEIVED'
  /** A copy for people. */
  | 'RENDERED'
  /** An answer to the invoice. */
  | 'RESPONSE'
  /** What was sent to the provider. */
  | 'SENT'
  /** What the client gave. */
  | 'SUBMITTED';

/** A contract, order or advice that the invoice goes back to. */
export type DocumentReferenceInput = {
  /** BT-12, BT-13, BT-15 or BT-16, by the list it is in. The number of the other document. */
  id: string;
  /** Not in EN 16931. The day the other document was issued. */
  issueDate?: string | null | undefined;
  /** Not in EN 16931. The lines (BT-126) it is about; none means all. */
  lineNumbers?: Array<string> | null | undefined;
};

/** BG-22. The totals, in the currency of the invoice except BT-111. What is left out is derived, what is given is checked. */
export type DocumentTotalsInput = {
  /** BT-107. Sum of the allowances of the document. */
  allowanceTotal?: string | number | null | undefined;
  /** BT-108. Sum of the charges of the document. */
  chargeTotal?: string | number | null | undefined;
  /** BT-106. Sum of the net amounts of all lines. */
  lineNetTotal?: string | number | null | undefined;
  /** BT-113. What was paid in advance. */
  paidAmount?: string | number | null | undefined;
  /** BT-115. The amount due. */
  payable?: string | number | null | undefined;
  /** BT-114. Added to round the amount due. */
  roundingAmount?: string | number | null | undefined;
  /** BT-109. The total without VAT. */
  taxExclusive?: string | number | null | undefined;
  /** BT-112. The total with VAT. */
  taxInclusive?: string | number | null | undefined;
  /** BT-110. The VAT of the whole invoice. */
  vatAmount?: string | number | null | undefined;
  /** BT-111. The VAT of the whole invoice in the accounting currency (BT-6). */
  vatAmountInAccountingCurrency?: string | number | null | undefined;
};

/** BT-34 (seller) and BT-49 (buyer). Where a document is sent to. */
export type ElectronicAddressInput = {
  /** BT-34-1, of the buyer BT-49-1. The scheme (EAS), e.g. `0208`. */
  scheme: string;
  /** BT-34, of the buyer BT-49. The address within its scheme. */
  value: string;
};

/** What the caller can put right. */
export type ErrorCode =
  /** The same invoice was submitted before. */
  | 'DUPLICATE_INVOICE'
  /** The key was used before, for other content. */
  | 'IDEMPOTENCY_CONFLICT'
  /** Not in this state. */
  | 'INVALID_TRANSITION'
  /** Nothing can be sent there. */
  | 'INVALID_URL'
  /** Too many or too large. */
  | 'LIMIT_EXCEEDED'
  /** There is no such thing. */
  | 'NOT_FOUND'
  /** No provider can take the invoice. */
  | 'NO_ROUTE'
  /** The provider's answer was lost: it may have done what was asked. */
  | 'OUTCOME_UNKNOWN'
  /** The provider refuses the invoice. */
  | 'PROVIDER_REJECTED'
  /** Too much at once. */
  | 'RATE_LIMITED'
  /** The provider cannot do this. */
  | 'UNSUPPORTED_BY_PROVIDER'
  /** The invoice breaks rules. */
  | 'VALIDATION_FAILED';

/** Who brought the news. */
export type EventOrigin =
  /** It happened here. */
  | 'GATEWAY'
  /** A person did it. */
  | 'OPERATOR'
  /** The provider was asked. */
  | 'PROVIDER_POLL'
  /** The provider pushed it. */
  | 'PROVIDER_WEBHOOK';

/** Not in EN 16931. One unit of `from` is worth `rate` units of `to`. */
export type ExchangeRateInput = {
  /** Not in EN 16931. The day of the rate. */
  date?: string | null | undefined;
  /** Not in EN 16931. The currency to convert from (ISO 4217). */
  from: string;
  /** Not in EN 16931. What one unit of `from` is worth in `to`. */
  rate: string | number;
  /** Not in EN 16931. The currency to convert to (ISO 4217). */
  to: string;
};

/** Not in EN 16931. TipoDocumento, where the type code (BT-3) does not tell it. */
export type FatturaPaInvoiceDocumentType =
  /** Invoice. */
  | 'TD01'
  /** Advance on an invoice. */
  | 'TD02'
  /** Advance on a fee note. */
  | 'TD03'
  /** Credit note. */
  | 'TD04'
  /** Debit note. */
  | 'TD05'
  /** Fee note. */
  | 'TD06'
  /** Domestic reverse charge, completed by the buyer. */
  | 'TD16'
  /** Services from abroad, self-billed. */
  | 'TD17'
  /** Goods from within the Union, self-billed. */
  | 'TD18'
  /** Goods under article 17 (2) DPR 633/72, self-billed. */
  | 'TD19'
  /** Self-billing to put right what was not invoiced. */
  | 'TD20'
  /** Self-billing where the plafond was exceeded. */
  | 'TD21'
  /** Goods taken from a VAT warehouse. */
  | 'TD22'
  /** Goods taken from a VAT warehouse, VAT paid. */
  | 'TD23'
  /** Deferred invoice, article 21 (4) a. */
  | 'TD24'
  /** Deferred invoice, article 21 (4) b. */
  | 'TD25'
  /** Sale of depreciable goods, or within the firm. */
  | 'TD26'
  /** Own consumption, or given away without recharge. */
  | 'TD27'
  /** Purchases from San Marino on paper. */
  | 'TD28';

/** Not in EN 16931. What FatturaPA (Italy) asks for about an invoice. */
export type FatturaPaInvoiceInput = {
  /** Not in EN 16931. TipoDocumento, where the type code (BT-3) does not tell it. */
  documentType?: FatturaPaInvoiceDocumentType | null | undefined;
  /** Not in EN 16931. CausalePagamento of the form CU; needed where tax is withheld. */
  withholdingReason?: string | null | undefined;
};

/** Not in EN 16931. What FatturaPA (Italy) asks for about a party. */
export type FatturaPaPartyInput = {
  /** Not in EN 16931. PECDestinatario of the buyer, in the same case. */
  certifiedEmail?: string | null | undefined;
  /** Not in EN 16931. CodEORI, for customs. */
  eori?: string | null | undefined;
  /** Not in EN 16931. Of a natural person, instead of one name; together with lastName. */
  firstName?: string | null | undefined;
  /** Not in EN 16931. Codice fiscale, where it is not the tax registration (BT-32). */
  fiscalCode?: string | null | undefined;
  /** Not in EN 16931. SocioUnico, of companies; beside the register (BT-30). */
  hasSoleShareholder?: boolean | null | undefined;
  /** Not in EN 16931. StatoLiquidazione; no when left out. */
  isInLiquidation?: boolean | null | undefined;
  /** Not in EN 16931. Of a natural person, instead of one name; together with firstName. */
  lastName?: string | null | undefined;
  /** Not in EN 16931. CodiceDestinatario of the buyer, where the electronic address (BT-49) is for another network. */
  recipientCode?: string | null | undefined;
  /** Not in EN 16931. CapitaleSociale, of companies; beside the register (BT-30). */
  shareCapital?: string | number | null | undefined;
  /** Not in EN 16931. RegimeFiscale. Needed of sellers only. */
  taxRegime?: FatturaPaPartyTaxRegime | null | undefined;
};

/** Not in EN 16931. RegimeFiscale. Needed of sellers only. */
export type FatturaPaPartyTaxRegime =
  /** Ordinary. */
  | 'RF01'
  /** Minimum taxpayers. */
  | 'RF02'
  /** Farming and fishing. */
  | 'RF04'
  /** Salt and tobacco. */
  | 'RF05'
  /** Matches. */
  | 'RF06'
  /** Publishing. */
  | 'RF07'
  /** Public telephones. */
  | 'RF08'
  /** Tickets of public transport and parking. */
  | 'RF09'
  /** Entertainment and games. */
  | 'RF10'
  /** Travel agencies. */
  | 'RF11'
  /** Farm holidays. */
  | 'RF12'
  /** Door-to-door sales. */
  | 'RF13'
  /** Used goods, art, antiques. */
  | 'RF14'
  /** Auctions of art and antiques. */
  | 'RF15'
  /** VAT on payment, public offices. */
  | 'RF16'
  /** VAT on payment. */
  | 'RF17'
  /** Other. */
  | 'RF18'
  /** Flat rate. */
  | 'RF19';

/** Not in EN 16931. What FatturaPA (Italy) asks for about payment. */
export type FatturaPaPaymentInput = {
  /** Not in EN 16931. ModalitaPagamento, where the payment means (BT-81) does not tell it. */
  method?: string | null | undefined;
};

/** Not in EN 16931. What FatturaPA (Italy) asks for about a tax. */
export type FatturaPaTaxInput = {
  /** Not in EN 16931. Natura: why there is no VAT, where the category does not tell it. */
  nature: FatturaPaTaxNature;
};

/** Not in EN 16931. Natura: why there is no VAT, where the category does not tell it. */
export type FatturaPaTaxNature =
  /** Excluded, article 15. */
  | 'N1'
  /** Not subject, articles 7 to 7-septies. */
  | 'N2_1'
  /** Not subject, other cases. */
  | 'N2_2'
  /** Not taxable, exports. */
  | 'N3_1'
  /** Not taxable, supplies within the Union. */
  | 'N3_2'
  /** Not taxable, San Marino. */
  | 'N3_3'
  /** Not taxable, treated as exports. */
  | 'N3_4'
  /** Not taxable, declaration of intent. */
  | 'N3_5'
  /** Not taxable, outside the plafond. */
  | 'N3_6'
  /** Exempt. */
  | 'N4'
  /** Margin scheme. */
  | 'N5'
  /** Reverse charge, scrap. */
  | 'N6_1'
  /** Reverse charge, gold and silver. */
  | 'N6_2'
  /** Reverse charge, subcontracted building. */
  | 'N6_3'
  /** Reverse charge, buildings. */
  | 'N6_4'
  /** Reverse charge, mobile phones. */
  | 'N6_5'
  /** Reverse charge, electronics. */
  | 'N6_6'
  /** Reverse charge, building sector. */
  | 'N6_7'
  /** Reverse charge, energy. */
  | 'N6_8'
  /** Reverse charge, other cases. */
  | 'N6_9'
  /** VAT paid in another state of the Union. */
  | 'N7';

/** How new an answer has to be. */
export type Freshness =
  /** What is known here. No provider is asked. */
  | 'CACHED'
  /** Every provider is asked; where one does not answer in time, what is known here. */
  | 'LIVE'
  /** What is known here; what is old is renewed in the background. */
  | 'STALE_WHILE_REVALIDATE';

/** How a provider is doing. */
export type HealthState =
  /** It answers, but fails now and then, or its limit is used up. */
  | 'DEGRADED'
  /** It is left alone because it kept failing; single calls find out whether it is back. */
  | 'DOWN'
  /** It answers. */
  | 'HEALTHY'
  /** It was not called lately. */
  | 'UNKNOWN';

/** A value together with the scheme that issued it. */
export type IdentifierInput = {
  /** Who issued it: an ISO 6523 ICD code; UNTDID 1153 for invoiced objects. */
  scheme?: string | null | undefined;
  /** The identifier itself. */
  value: string;
};

/** Which deliveries to answer: those that meet everything given. An empty list restricts nothing. */
export type InboundDeliveryFilter = {
  /** The accounts they came for. */
  accountIds?: Array<string> | null | undefined;
  /** The keys of the providers they came from. */
  providers?: Array<string> | null | undefined;
  /** They came after this moment. */
  receivedAfter?: string | null | undefined;
  /** They came before this moment. */
  receivedBefore?: string | null | undefined;
  /** What became of them; refused ones have no state. */
  states?: Array<InboundState> | null | undefined;
  /** Whether they were taken. */
  verdicts?: Array<InboundVerdict> | null | undefined;
};

/** What became of an accepted delivery. */
export type InboundState =
  /** What it says has been done. */
  | 'APPLIED'
  /** It could not be applied and waits for a person, as a dead letter. */
  | 'DEAD'
  /** It is stored and waits to be applied. */
  | 'RECEIVED';

/** Whether what a provider pushed was taken. */
export type InboundVerdict =
  /** It was stored, and acknowledged after that. */
  | 'ACCEPTED'
  /** It was not taken; `reason` says why. */
  | 'REFUSED';

/** Not in EN 16931. One of several payments that the amount due is split into. */
export type InstallmentInput = {
  /** Not in EN 16931. How much is due that day. */
  amount?: string | number | null | undefined;
  /** Not in EN 16931. The day this payment is due. */
  dueDate: string;
  /** Not in EN 16931. The means of this payment (UNTDID 4461); BT-81 when absent. */
  meansCode?: string | null | undefined;
  /** Not in EN 16931. How much of the amount due (BT-115) is due that day, in percent. */
  percentage?: string | number | null | undefined;
};

/** What was asked of the provider. */
export type InvoiceActionKind =
  /** To take the invoice back. */
  | 'CANCEL'
  /** To tell its seller what becomes of it. */
  | 'RESPOND';

/** What became of it. */
export type InvoiceActionState =
  /** It did it. */
  | 'DONE'
  /** It did not; the same key tries again. */
  | 'NOT_DONE'
  /** It refused. */
  | 'REFUSED'
  /** The provider is being asked. */
  | 'UNDER_WAY'
  /** Its answer was lost. It is asked; the same key asks at once. */
  | 'UNKNOWN';

/** How to find one invoice: exactly one way. */
export type InvoiceBy =
  {   /** By your own reference. */
  clientReference: string; id?: never; providerReference?: never; }
  |  { clientReference?: never;   /** By its id. */
  id: string; providerReference?: never; }
  |  { clientReference?: never; id?: never;   /** By the provider's name for it. */
  providerReference: ProviderReferenceInput; };

/** What to send: exactly one of both. */
export type InvoiceContent =
  {   /** A finished document. */
  document: RawDocumentInput; invoice?: never; }
  |  { document?: never;   /** The invoice by the terms of EN 16931. */
  invoice: InvoiceInput; };

/** Which events to tell: those that meet everything given. An empty list restricts nothing. */
export type InvoiceEventFilter = {
  /** Which way the invoices travel. */
  direction?: Direction | null | undefined;
  /** The invoices they are about. */
  invoiceIds?: Array<string> | null | undefined;
  /** The keys of the providers they come from. */
  providers?: Array<string> | null | undefined;
  /** Where the invoice stood right after it. */
  statuses?: Array<InvoiceStatus> | null | undefined;
  /** What happened. */
  types?: Array<InvoiceEventType> | null | undefined;
};

/** What can happen to an invoice. */
export type InvoiceEventType =
  /** It arrived on the buyer's side. */
  | 'INVOICE_DELIVERED'
  /** It could not be delivered. */
  | 'INVOICE_FAILED'
  /** An invoice sent to us has arrived. */
  | 'INVOICE_RECEIVED'
  /** The provider, the tax authority or the buyer refuses it. */
  | 'INVOICE_REJECTED'
  /** It moved in another way. */
  | 'INVOICE_STATUS_UPDATED'
  /** It was taken in here and waits to be sent. */
  | 'INVOICE_SUBMITTED'
  /** The provider or the tax authority found it good. */
  | 'INVOICE_VALIDATED';

/** Not in EN 16931. What only some systems ask for about the invoice, by system. */
export type InvoiceExtensionsInput = {
  /** Not in EN 16931. What FatturaPA (Italy) asks for about an invoice. */
  fatturaPa?: FatturaPaInvoiceInput | null | undefined;
  /** Not in EN 16931. What KSeF (Poland) asks for about an invoice. */
  ksef?: KsefInvoiceInput | null | undefined;
  /** Not in EN 16931. What MyInvois (Malaysia) asks for about an invoice. */
  myInvois?: MyInvoisInvoiceInput | null | undefined;
  /** Not in EN 16931. What NAV's Online Számla (Hungary) asks for about an invoice. */
  onlineSzamla?: OnlineSzamlaInvoiceInput | null | undefined;
  /** Not in EN 16931. What VERI*FACTU (Spain) asks for about an invoice. */
  verifactu?: VerifactuInvoiceInput | null | undefined;
};

/** Which invoices to answer: those that meet everything given. An empty list restricts nothing. */
export type InvoiceFilter = {
  /** Your own reference. */
  clientReference?: StringFilter | null | undefined;
  /** An identifier of the other side: its electronic address, its register entry or one of its identifiers. */
  counterparty?: ParticipantIdentifierInput | null | undefined;
  /** The country of the seller (BT-40) or of the buyer (BT-55), as ISO 3166-1 alpha-2. */
  country?: Array<string> | null | undefined;
  /** The currency (BT-5). */
  currency?: Array<string> | null | undefined;
  /** Which way they travel. */
  direction?: Array<Direction> | null | undefined;
  /** The day of issue (BT-2). */
  issueDate?: DateRange | null | undefined;
  /** Your own labels; all of them are needed. */
  labels?: Array<string> | null | undefined;
  /** The number (BT-1). */
  number?: StringFilter | null | undefined;
  /** The keys of the providers they go through. */
  provider?: Array<string> | null | undefined;
  /** Where they stand. */
  status?: Array<InvoiceStatus> | null | undefined;
  /** Words to be found in number, party names, references and notes. */
  text?: string | null | undefined;
  /** The amount due (BT-115), in whatever currency. */
  total?: DecimalRange | null | undefined;
  /** What they are. */
  type?: Array<InvoiceType> | null | undefined;
  /** When anything about them last changed. */
  updatedAt?: DateTimeRange | null | undefined;
};

/** An invoice or credit note by the terms of EN 16931. Line net amounts, VAT breakdown and totals may be left out: they are derived. What is given is kept and checked. */
export type InvoiceInput = {
  /** Not in EN 16931. Free data as pairs of key and value. */
  additionalData?: Array<AdditionalDatumInput> | null | undefined;
  /** BG-20. What is taken off the whole document. */
  allowances?: Array<DocumentAllowanceChargeInput> | null | undefined;
  /** BG-24. Supporting documents. */
  attachments?: Array<SupportingDocumentInput> | null | undefined;
  /** BG-7. Who buys. */
  buyer: BuyerInput;
  /** BT-19. Where the buyer books it. */
  buyerAccountingReference?: string | null | undefined;
  /** BT-10. The buyer's own reference; in Germany the Leitweg-ID. */
  buyerReference?: string | null | undefined;
  /** BG-21. What is added to the whole document. */
  charges?: Array<DocumentAllowanceChargeInput> | null | undefined;
  /** BT-12. Contracts; EN 16931 has room for one. */
  contractReferences?: Array<DocumentReferenceInput> | null | undefined;
  /** Not in EN 16931. How it corrects the invoices of BG-3. */
  correction?: CorrectionInput | null | undefined;
  /** BT-5. The currency of all amounts except BT-111 (ISO 4217). */
  currencyCode: string;
  /** BG-13. Where and when it was delivered. */
  delivery?: DeliveryInput | null | undefined;
  /** BT-16. Despatch advices; EN 16931 has room for one. */
  despatchAdviceReferences?: Array<DocumentReferenceInput> | null | undefined;
  /** BT-9. The day the payment is due. */
  dueDate?: string | null | undefined;
  /** Not in EN 16931. Rates used to state amounts in another currency. */
  exchangeRates?: Array<ExchangeRateInput> | null | undefined;
  /** Not in EN 16931. What only some systems ask for about the invoice. */
  extensions?: InvoiceExtensionsInput | null | undefined;
  /** Not in EN 16931. Payments that the amount due is split into. */
  installments?: Array<InstallmentInput> | null | undefined;
  /** BT-18. What is invoiced (scheme: UNTDID 1153). */
  invoicedObject?: IdentifierInput | null | undefined;
  /** BG-14. The period that is invoiced. */
  invoicingPeriod?: PeriodInput | null | undefined;
  /** BT-2. The day of issue. */
  issueDate: string;
  /** Not in EN 16931. Time of issue, `HH:MM:SS` with optional offset; MyInvois and ZATCA ask for it. */
  issueTime?: string | null | undefined;
  /** Not in EN 16931. Follows from BT-3 unless given; only type 81 leaves a choice. */
  kind?: InvoiceKind | null | undefined;
  /** BG-25. The lines; at least one (BR-16). */
  lines: Array<InvoiceLineInput>;
  /** BG-1. Notes to the whole invoice. */
  notes?: Array<NoteInput> | null | undefined;
  /** BT-1. The number of the invoice, unique for the seller. */
  number: string;
  /** Not in EN 16931. Taxes and deductions beside VAT. The totals (BG-22) do not count them. */
  otherTaxes?: Array<OtherTaxInput> | null | undefined;
  /** Not in EN 16931. Parties that have a part in the invoice but no group of their own. */
  parties?: Array<RelatedPartyInput> | null | undefined;
  /** BG-10. Who is paid, when it is not the seller. */
  payee?: PayeeInput | null | undefined;
  /** BG-16. How to pay. */
  payment?: PaymentInstructionsInput | null | undefined;
  /** BT-20. The terms of payment, in words. */
  paymentTerms?: string | null | undefined;
  /** BG-3. Earlier invoices that this one corrects or credits. */
  precedingInvoices?: Array<PrecedingInvoiceInput> | null | undefined;
  /** Not in EN 16931. Payments that were made before. Their sum is BT-113 unless given. */
  prepayments?: Array<PrepaymentInput> | null | undefined;
  /** BG-2. Peppol BIS Billing 3.0 when left out. */
  process?: ProcessControlInput | null | undefined;
  /** BT-11. The project it belongs to. */
  projectReference?: string | null | undefined;
  /** BT-13. Purchase orders; EN 16931 has room for one. */
  purchaseOrderReferences?: Array<DocumentReferenceInput> | null | undefined;
  /** BT-15. Receiving advices; EN 16931 has room for one. */
  receivingAdviceReferences?: Array<DocumentReferenceInput> | null | undefined;
  /** BT-14. The seller's order. */
  salesOrderReference?: string | null | undefined;
  /** BG-4. Who sells. */
  seller: SellerInput;
  /** BT-7. The day the VAT becomes due. Excludes BT-8 (BR-CO-3). */
  taxPointDate?: string | null | undefined;
  /** BT-8. What decides the day the VAT becomes due (UNTDID 2005: 3, 35, 432). */
  taxPointDateCode?: string | null | undefined;
  /** BG-11. Who pays the tax for the seller. */
  taxRepresentative?: TaxRepresentativeInput | null | undefined;
  /** BT-17. The tender or lot it belongs to. */
  tenderOrLotReference?: string | null | undefined;
  /** BG-22. Totals; what is left out is derived. */
  totals?: DocumentTotalsInput | null | undefined;
  /** BT-3. The type (UNTDID 1001), e.g. 380 invoice, 381 credit note; 380 when left out. */
  typeCode?: string | null | undefined;
  /** BT-6. The currency the VAT is accounted in, when it is another one (ISO 4217). */
  vatAccountingCurrencyCode?: string | null | undefined;
  /** BG-23. VAT by category and rate. May be given in part, e.g. to state an exemption reason. */
  vatBreakdown?: Array<VatBreakdownInput> | null | undefined;
};

/** Whether the document adds to or takes from what the buyer owes. */
export type InvoiceKind =
  /** The amounts, which are positive here too, are taken back. */
  | 'CREDIT_NOTE'
  /** The buyer owes the amounts. */
  | 'INVOICE';

/** BG-25. A line of the invoice. */
export type InvoiceLineInput = {
  /** BG-27. What is taken off the line. */
  allowances?: Array<LineAllowanceChargeInput> | null | undefined;
  /** BT-133. Where the buyer books the line. */
  buyerAccountingReference?: string | null | undefined;
  /** BG-28. What is added to the line. */
  charges?: Array<LineAllowanceChargeInput> | null | undefined;
  /** Not in EN 16931. What only some systems ask for about the line. */
  extensions?: LineExtensionsInput | null | undefined;
  /** BT-126. The number of the line, unique in the invoice. */
  id: string;
  /** BG-31. What was sold. */
  item: ItemInput;
  /** BT-131. The amount of the line without VAT, allowances and charges included. Derived when left out. */
  netAmount?: string | number | null | undefined;
  /** BT-127. A note to the line. */
  note?: string | null | undefined;
  /** BT-128. What the line is about (scheme: UNTDID 1153). */
  object?: IdentifierInput | null | undefined;
  /** BG-26. The period the line is for. */
  period?: PeriodInput | null | undefined;
  /** BG-29. The price of the item. */
  price: PriceInput;
  /** BT-132. The line of the purchase order. */
  purchaseOrderLineReference?: string | null | undefined;
  /** BT-129. How much was sold. */
  quantity: string | number;
  /** Not in EN 16931. The parts of the line (XRechnung BG-DEX-01); their net amounts add up to its own. At most 8 levels. */
  subLines?: Array<InvoiceLineInput> | null | undefined;
  /** BT-130. The unit (UN/ECE Recommendation 20 and 21), e.g. `C62` for pieces. */
  unitCode: string;
  /** BG-30. The VAT of the line (BT-151, BT-152). */
  vat: VatCategoryInput;
};

/** How invoices are ordered. */
export type InvoiceOrder =
  /** The oldest day of issue (BT-2) comes first. */
  | 'ISSUE_DATE_ASC'
  /** The newest day of issue (BT-2) comes first. */
  | 'ISSUE_DATE_DESC'
  /** The largest amount due (BT-115) comes first. */
  | 'TOTAL_DESC'
  /** What changed last comes last. */
  | 'UPDATED_AT_ASC'
  /** What changed last comes first. */
  | 'UPDATED_AT_DESC';

/** Where an invoice stands, in one word: the worst news first, then the furthest progress. */
export type InvoiceStatus =
  /** The buyer accepts. */
  | 'APPROVED'
  /** Taken back. */
  | 'CANCELLED'
  /** Cleared or registered by the tax authority. */
  | 'CLEARED'
  /** The buyer accepts under a condition. */
  | 'CONDITIONALLY_ACCEPTED'
  /** Arrived on the buyer's side. */
  | 'DELIVERED'
  /** The buyer disputes it. */
  | 'DISPUTED'
  /** Could not be delivered. */
  | 'FAILED'
  /** The buyer works on it. */
  | 'IN_PROCESS'
  /** Sent, but the answer was lost. It is not sent again before the provider was asked. */
  | 'OUTCOME_UNKNOWN'
  /** Paid in full. */
  | 'PAID'
  /** Waiting to be sent. */
  | 'QUEUED'
  /** An invoice sent to us has arrived. */
  | 'RECEIVED'
  /** Refused by the provider, the tax authority or the buyer. */
  | 'REJECTED'
  /** Accepted by the provider. */
  | 'SUBMITTED'
  /** Being sent. */
  | 'SUBMITTING'
  /** The buyer has a question. */
  | 'UNDER_QUERY'
  /** Checked by the provider and found good. */
  | 'VALIDATED';

/** What an invoice is, by its type code (BT-3). */
export type InvoiceType =
  /** 384. */
  | 'CORRECTIVE_INVOICE'
  /** 381 and 396, and every other type of credit note. */
  | 'CREDIT_NOTE'
  /** 383. */
  | 'DEBIT_NOTE'
  /** 380, and every other type of invoice. */
  | 'INVOICE'
  /** 261, written by the buyer. */
  | 'SELF_BILLED_CREDIT_NOTE'
  /** 389, written by the buyer. */
  | 'SELF_BILLED_INVOICE';

/** BG-32. A property of the item. */
export type ItemAttributeInput = {
  /** BT-160. The name of the property. */
  name: string;
  /** BT-161. The value of the property. */
  value: string;
};

/** BT-158. A class the item belongs to. */
export type ItemClassificationInput = {
  /** BT-158-1. The list of classes (UNTDID 7143), e.g. `STI` for CPV. */
  list: string;
  /** BT-158. The code of the class. */
  value: string;
  /** BT-158-2. The version of the list. */
  version?: string | null | undefined;
};

/** BG-31. What was sold. */
export type ItemInput = {
  /** BG-32. Properties of the item. */
  attributes?: Array<ItemAttributeInput> | null | undefined;
  /** BT-156. The buyer's number of the item. */
  buyerIdentifier?: string | null | undefined;
  /** BT-158. Classes the item belongs to. */
  classifications?: Array<ItemClassificationInput> | null | undefined;
  /** BT-154. What the item is. */
  description?: string | null | undefined;
  /** BT-153. The name of the item. */
  name: string;
  /** BT-159. Where the item comes from (ISO 3166-1 alpha-2). */
  originCountryCode?: string | null | undefined;
  /** BT-155. The seller's number of the item. */
  sellerIdentifier?: string | null | undefined;
  /** BT-157. A registered number, e.g. a GTIN (scheme 0160). */
  standardIdentifier?: IdentifierInput | null | undefined;
};

/** Not in EN 16931. What KSeF (Poland) asks for about an invoice. */
export type KsefInvoiceInput = {
  /** Not in EN 16931. TP, seller and buyer are related. */
  areRelated?: boolean | null | undefined;
  /** Not in EN 16931. P_16, VAT falls due when it is paid. */
  isCashAccounting?: boolean | null | undefined;
  /** Not in EN 16931. FP, the sale was recorded by a cash register before. */
  isForReceipt?: boolean | null | undefined;
  /** Not in EN 16931. offlineMode, the invoice was issued offline and is sent within the time that the law sets. */
  isOffline?: boolean | null | undefined;
  /** Not in EN 16931. P_18A, the split payment mechanism is mandatory. */
  isSplitPayment?: boolean | null | undefined;
  /** Not in EN 16931. P_23, the simplified triangular procedure. */
  isTriangular?: boolean | null | undefined;
  /** Not in EN 16931. Zamowienie, the order that an advance is paid for; of advance invoices (386) only. */
  order?: KsefInvoiceOrderInput | null | undefined;
  /** Not in EN 16931. P_1M, where the invoice was issued. */
  placeOfIssue?: string | null | undefined;
};

/** Not in EN 16931. Zamowienie, the order that an advance is paid for; of advance invoices (386) only. */
export type KsefInvoiceOrderInput = {
  /** Not in EN 16931. WartoscZamowienia, what was ordered, VAT included. */
  grossAmount: string | number;
  /** Not in EN 16931. ZamowienieWiersz, the lines of what was ordered. */
  lines: Array<KsefInvoiceOrderLinesInput>;
};

/** Not in EN 16931. A line of what was ordered. */
export type KsefInvoiceOrderLinesInput = {
  /** Not in EN 16931. P_7Z, what was ordered. */
  name: string;
  /** Not in EN 16931. P_11NettoZ, the amount without VAT. */
  netAmount?: string | number | null | undefined;
  /** Not in EN 16931. P_9AZ, the price without VAT. */
  netPrice?: string | number | null | undefined;
  /** Not in EN 16931. P_8BZ, how much of it. */
  quantity?: string | number | null | undefined;
  /** Not in EN 16931. P_8AZ, the unit (UN/ECE Recommendation 20). */
  unitCode?: string | null | undefined;
  /** Not in EN 16931. P_11VatZ, the VAT. */
  vatAmount?: string | number | null | undefined;
  /** Not in EN 16931. P_12Z, the VAT rate as FA(3) writes it: 23, 8, zw, … */
  vatRate?: string | null | undefined;
};

/** Not in EN 16931. GTU, the group of sensitive goods and services. */
export type KsefLineGoodsGroup =
  /** Alcoholic beverages. */
  | 'GTU_01'
  /** Motor fuels. */
  | 'GTU_02'
  /** Heating oil and lubricants. */
  | 'GTU_03'
  /** Tobacco products. */
  | 'GTU_04'
  /** Waste. */
  | 'GTU_05'
  /** Electronic devices and their parts. */
  | 'GTU_06'
  /** Vehicles and their parts. */
  | 'GTU_07'
  /** Precious and base metals. */
  | 'GTU_08'
  /** Medicines. */
  | 'GTU_09'
  /** Buildings and land. */
  | 'GTU_10'
  /** Emission allowances. */
  | 'GTU_11'
  /** Intangible services. */
  | 'GTU_12'
  /** Transport and storage. */
  | 'GTU_13';

/** Not in EN 16931. What KSeF (Poland) asks for about a line. */
export type KsefLineInput = {
  /** Not in EN 16931. KwotaAkcyzy, the excise in the price. */
  exciseAmount?: string | number | null | undefined;
  /** Not in EN 16931. GTU, the group of sensitive goods and services. */
  goodsGroup?: KsefLineGoodsGroup | null | undefined;
  /** Not in EN 16931. P_12_Zal_15, goods or services of annex 15 of the VAT act. */
  isOfAnnex15?: boolean | null | undefined;
  /** Not in EN 16931. PKWiU, the Polish classification of products. */
  pkwiu?: string | null | undefined;
  /** Not in EN 16931. Procedura, the procedure under which it is sold. */
  procedure?: KsefLineProcedure | null | undefined;
};

/** Not in EN 16931. Procedura, the procedure under which it is sold. */
export type KsefLineProcedure =
  /** Brokering of multi-purpose vouchers. */
  | 'B_MPV_PROWIZJA'
  /** Transfer of a single-purpose voucher. */
  | 'B_SPV'
  /** Supplies that a single-purpose voucher was for. */
  | 'B_SPV_DOSTAWA'
  /** Supplies through an electronic interface. */
  | 'IED'
  /** Supplies within the Union after an import under procedure 42. */
  | 'I_42'
  /** Supplies within the Union after an import under procedure 63. */
  | 'I_63'
  /** Supplies of a middleman in a triangular transaction. */
  | 'TT_D'
  /** Distance sales within the Union and electronic services. */
  | 'WSTO_EE';

/** Not in EN 16931. What KSeF (Poland) asks for about a party. */
export type KsefPartyInput = {
  /** Not in EN 16931. NrEORI, the number for customs. */
  eori?: string | null | undefined;
  /** Not in EN 16931. JST, the invoice is about a unit of a local government; of buyers only. */
  isLocalGovernmentUnit?: boolean | null | undefined;
  /** Not in EN 16931. GV, the invoice is about a member of a VAT group; of buyers only. */
  isVatGroupMember?: boolean | null | undefined;
};

/** BG-27 (allowance) and BG-28 (charge). Taken off or added on one line. */
export type LineAllowanceChargeInput = {
  /** BT-136, of a charge BT-141. The amount without VAT. */
  amount: string | number;
  /** BT-137, of a charge BT-142. What the percentage is of. */
  baseAmount?: string | number | null | undefined;
  /** BT-138, of a charge BT-143. In percent. */
  percentage?: string | number | null | undefined;
  /** BT-139, of a charge BT-144. Why, in words. */
  reason?: string | null | undefined;
  /** BT-140 (UNTDID 5189), of a charge BT-145 (UNTDID 7161). Why, as a code. */
  reasonCode?: string | null | undefined;
};

/** Not in EN 16931. What only some systems ask for about the line, by system. */
export type LineExtensionsInput = {
  /** Not in EN 16931. What KSeF (Poland) asks for about a line. */
  ksef?: KsefLineInput | null | undefined;
  /** Not in EN 16931. What NAV's Online Számla (Hungary) asks for about a line. */
  onlineSzamla?: OnlineSzamlaLineInput | null | undefined;
};

/** Not in EN 16931. Who bears costs and risks of the transport (Incoterms 2020). */
export type MyInvoisInvoiceIncoterms =
  /** Cost and freight. */
  | 'CFR'
  /** Cost, insurance and freight. */
  | 'CIF'
  /** Carriage and insurance paid to. */
  | 'CIP'
  /** Carriage paid to. */
  | 'CPT'
  /** Delivered at place. */
  | 'DAP'
  /** Delivered, duty paid. */
  | 'DDP'
  /** Delivered at place unloaded. */
  | 'DPU'
  /** Ex works. */
  | 'EXW'
  /** Free alongside ship. */
  | 'FAS'
  /** Free carrier. */
  | 'FCA'
  /** Free on board. */
  | 'FOB';

/** Not in EN 16931. What MyInvois (Malaysia) asks for about an invoice. */
export type MyInvoisInvoiceInput = {
  /** Not in EN 16931. The seller's number as a certified exporter. */
  authorisationNumber?: string | null | undefined;
  /** Not in EN 16931. The seller's own number of the bill. */
  billReference?: string | null | undefined;
  /** Not in EN 16931. How often it is billed, e.g. Monthly. */
  billingFrequency?: string | null | undefined;
  /** Not in EN 16931. Numbers of customs forms 1, 9 and the like, of imported goods. */
  customsForm1?: string | null | undefined;
  /** Not in EN 16931. Number of customs form 2, of exported goods. */
  customsForm2?: string | null | undefined;
  /** Not in EN 16931. The free trade agreement the goods are exported under. */
  freeTradeAgreement?: string | null | undefined;
  /** Not in EN 16931. Who bears costs and risks of the transport (Incoterms 2020). */
  incoterms?: MyInvoisInvoiceIncoterms | null | undefined;
  /** Not in EN 16931. Makes a credit note a refund note (04, 14): money goes back. */
  isRefund?: boolean | null | undefined;
};

/** Not in EN 16931. What MyInvois (Malaysia) asks for about a party. */
export type MyInvoisPartyInput = {
  /** Not in EN 16931. What the seller does (MSIC 2008), 00000 when nothing applies. Needed of sellers only. */
  industryCode?: string | null | undefined;
  /** Not in EN 16931. What the seller does, in words. */
  industryDescription?: string | null | undefined;
};

/** Not in EN 16931. What MyInvois (Malaysia) asks for about a tax. */
export type MyInvoisTaxInput = {
  /** Not in EN 16931. The Malaysian tax, where category and rate do not tell it. */
  kind: MyInvoisTaxKind;
};

/** Not in EN 16931. The Malaysian tax, where category and rate do not tell it. */
export type MyInvoisTaxKind =
  /** 04, high-value goods tax. */
  | 'HIGH_VALUE_GOODS_TAX'
  /** 05, sales tax on low-value goods. */
  | 'LOW_VALUE_GOODS_SALES_TAX'
  /** 06, not applicable. */
  | 'NOT_APPLICABLE'
  /** 01, sales tax. */
  | 'SALES_TAX'
  /** 02, service tax. */
  | 'SERVICE_TAX'
  /** 03, tourism tax. */
  | 'TOURISM_TAX';

/** BG-1. A note to the whole invoice. */
export type NoteInput = {
  /** BT-21. What the note is about (UNTDID 4451). */
  subjectCode?: string | null | undefined;
  /** BT-22. The text of the note. */
  text: string;
};

/** Not in EN 16931. How the buyer has the invoice; UNKNOWN unless given. */
export type OnlineSzamlaInvoiceAppearance =
  /** Exchanged by EDI. */
  | 'EDI'
  /** Issued electronically. */
  | 'ELECTRONIC'
  /** Issued on paper. */
  | 'PAPER'
  /** Not known when it was issued. */
  | 'UNKNOWN';

/** Not in EN 16931. NORMAL unless given. */
export type OnlineSzamlaInvoiceCategory =
  /** Several supplies, each line with its own date of delivery (BT-135). */
  | 'AGGREGATE'
  /** Neither simplified nor aggregate. */
  | 'NORMAL'
  /** With simplified content (section 176 of the VAT act): amounts are stated with the VAT in them. */
  | 'SIMPLIFIED';

/** Not in EN 16931. What NAV's Online Számla (Hungary) asks for about an invoice. */
export type OnlineSzamlaInvoiceInput = {
  /** Not in EN 16931. The day of delivery in the sense of accounting, where it is another one. */
  accountingDeliveryDate?: string | null | undefined;
  /** Not in EN 16931. How the buyer has the invoice; UNKNOWN unless given. */
  appearance?: OnlineSzamlaInvoiceAppearance | null | undefined;
  /** Not in EN 16931. NORMAL unless given. */
  category?: OnlineSzamlaInvoiceCategory | null | undefined;
  /** Not in EN 16931. VAT is due when the invoice is paid. */
  isCashAccounting?: boolean | null | undefined;
  /** Not in EN 16931. Settles a period. */
  isPeriodicalSettlement?: boolean | null | undefined;
  /** Not in EN 16931. The seller is a low tax-bracket enterprise. */
  isSmallBusiness?: boolean | null | undefined;
  /** Not in EN 16931. Settles a public utility. */
  isUtilitySettlement?: boolean | null | undefined;
  /** Not in EN 16931. Which modification of the earlier invoice this is; 1, the first, unless given. */
  modificationIndex?: number | null | undefined;
  /** Not in EN 16931. The earlier invoice was never reported. */
  modifiesUnreported?: boolean | null | undefined;
  /** Not in EN 16931. The number of the first line of a modification: one more than all lines reported so far. */
  nextLineNumber?: number | null | undefined;
  /** Not in EN 16931. What is reported: MODIFY for credit notes and corrections, CREATE for all others unless given. */
  operation?: OnlineSzamlaInvoiceOperation | null | undefined;
};

/** Not in EN 16931. What is reported: MODIFY for credit notes and corrections, CREATE for all others unless given. */
export type OnlineSzamlaInvoiceOperation =
  /** An invoice. */
  | 'CREATE'
  /** Changes an earlier invoice. */
  | 'MODIFY'
  /** Takes an earlier invoice back altogether. */
  | 'STORNO';

/** Not in EN 16931. What NAV's Online Számla (Hungary) asks for about a line. */
export type OnlineSzamlaLineInput = {
  /** Not in EN 16931. HUF for one unit of the currency, at the advance payment. */
  advanceExchangeRate?: string | number | null | undefined;
  /** Not in EN 16931. The invoice of the advance payment that is settled. */
  advanceInvoice?: string | null | undefined;
  /** Not in EN 16931. When the advance that is settled was paid. */
  advancePaidOn?: string | null | undefined;
  /** Not in EN 16931. An advance payment, or its settlement. */
  isAdvance?: boolean | null | undefined;
  /** Not in EN 16931. Goods or a service. */
  nature?: OnlineSzamlaLineNature | null | undefined;
  /** Not in EN 16931. Why no VAT is charged on it, where the VAT breakdown has one entry for several cases. */
  vatCase?: OnlineSzamlaLineVatCase | null | undefined;
};

/** Not in EN 16931. Goods or a service. */
export type OnlineSzamlaLineNature =
  /** Neither. */
  | 'OTHER'
  /** Goods. */
  | 'PRODUCT'
  /** A service. */
  | 'SERVICE';

/** Not in EN 16931. Why no VAT is charged on it, where the VAT breakdown has one entry for several cases. */
export type OnlineSzamlaLineVatCase =
  /** Exempt seller (chapter XIII of the VAT act). */
  | 'AAM'
  /** Margin scheme of collectors' items and antiques. */
  | 'ANTIQUES'
  /** Margin scheme of works of art. */
  | 'ARTWORK'
  /** Out of scope (sections 2 and 3). */
  | 'ATK'
  /** Reverse charge in Hungary (section 142). */
  | 'DOMESTIC_REVERSE_CHARGE'
  /** Export out of the European Union (sections 98 to 109). */
  | 'EAM'
  /** Taxed in another member state without reverse charge. */
  | 'EUE'
  /** Reverse charge in another member state, section 37. */
  | 'EUFAD37'
  /** Reverse charge in another member state, other than section 37. */
  | 'EUFADE'
  /** Supplied in a third country. */
  | 'HO'
  /** Goods to another member state (section 89). */
  | 'KBAET'
  /** New means of transport to another member state (section 89). */
  | 'KBAUK'
  /** Exempt for other international reasons (sections 110 to 118). */
  | 'NAM'
  /** Free of charge, with VAT that the recipient does not refund (sections 11 and 14). */
  | 'NONREFUNDABLE_VAT'
  /** No VAT charged (section 17). */
  | 'NO_VAT_CHARGE'
  /** Free of charge, with VAT that the recipient refunds (sections 11 and 14). */
  | 'REFUNDABLE_VAT'
  /** Margin scheme of second-hand goods. */
  | 'SECOND_HAND'
  /** Exempt activity (sections 85 and 86). */
  | 'TAM'
  /** Margin scheme of travel agencies. */
  | 'TRAVEL_AGENCY';

/** Not in EN 16931. What NAV's Online Számla (Hungary) asks for about a party. */
export type OnlineSzamlaPartyInput = {
  /** Not in EN 16931. Of sellers: number of the tax warehouse or excise licence. */
  exciseLicence?: string | null | undefined;
  /** Not in EN 16931. The member's own number where the tax number is that of a VAT group. */
  groupMemberTaxNumber?: string | null | undefined;
  /** Not in EN 16931. Of sellers: exempt from VAT as a person. */
  isIndividuallyExempt?: boolean | null | undefined;
  /** Not in EN 16931. Of buyers; told by their tax numbers unless given. */
  vatStatus?: OnlineSzamlaPartyVatStatus | null | undefined;
};

/** Not in EN 16931. Of buyers; told by their tax numbers unless given. */
export type OnlineSzamlaPartyVatStatus =
  /** A taxable person in Hungary. */
  | 'DOMESTIC'
  /** A foreign company, or a Hungarian one that is not taxable. */
  | 'OTHER'
  /** A private person, whose name and address are not reported. */
  | 'PRIVATE_PERSON';

/** Not in EN 16931. Why no VAT is charged, where category and reason code do not tell it. */
export type OnlineSzamlaTaxCase =
  /** Exempt seller (chapter XIII of the VAT act). */
  | 'AAM'
  /** Margin scheme of collectors' items and antiques. */
  | 'ANTIQUES'
  /** Margin scheme of works of art. */
  | 'ARTWORK'
  /** Out of scope (sections 2 and 3). */
  | 'ATK'
  /** Reverse charge in Hungary (section 142). */
  | 'DOMESTIC_REVERSE_CHARGE'
  /** Export out of the European Union (sections 98 to 109). */
  | 'EAM'
  /** Taxed in another member state without reverse charge. */
  | 'EUE'
  /** Reverse charge in another member state, section 37. */
  | 'EUFAD37'
  /** Reverse charge in another member state, other than section 37. */
  | 'EUFADE'
  /** Supplied in a third country. */
  | 'HO'
  /** Goods to another member state (section 89). */
  | 'KBAET'
  /** New means of transport to another member state (section 89). */
  | 'KBAUK'
  /** Exempt for other international reasons (sections 110 to 118). */
  | 'NAM'
  /** Free of charge, with VAT that the recipient does not refund (sections 11 and 14). */
  | 'NONREFUNDABLE_VAT'
  /** No VAT charged (section 17). */
  | 'NO_VAT_CHARGE'
  /** Free of charge, with VAT that the recipient refunds (sections 11 and 14). */
  | 'REFUNDABLE_VAT'
  /** Margin scheme of second-hand goods. */
  | 'SECOND_HAND'
  /** Exempt activity (sections 85 and 86). */
  | 'TAM'
  /** Margin scheme of travel agencies. */
  | 'TRAVEL_AGENCY';

/** Not in EN 16931. What NAV's Online Számla (Hungary) asks for about a tax. */
export type OnlineSzamlaTaxInput = {
  /** Not in EN 16931. Why no VAT is charged, where category and reason code do not tell it. */
  case: OnlineSzamlaTaxCase;
};

/** Not in EN 16931. A tax or deduction beside VAT; the totals (BG-22) do not count it. */
export type OtherTaxInput = {
  /** Not in EN 16931. The tax. */
  amount: string | number;
  /** Not in EN 16931. What it is charged on. */
  baseAmount?: string | number | null | undefined;
  /** Not in EN 16931. The code the tax system has for it, e.g. FatturaPA RT01 or MyInvois 03. */
  code?: string | null | undefined;
  /** Not in EN 16931. What kind it is. */
  kind: OtherTaxKind;
  /** Not in EN 16931. The lines (BT-126) it is about; none means all. */
  lineNumbers?: Array<string> | null | undefined;
  /** Not in EN 16931. In percent. */
  rate?: string | number | null | undefined;
  /** Not in EN 16931. Why, in words. */
  reason?: string | null | undefined;
  /** Not in EN 16931. The VAT on the tax itself, where there is one. */
  vat?: VatCategoryInput | null | undefined;
};

/** Not in EN 16931. What kind of tax or deduction it is. */
export type OtherTaxKind =
  /** An excise duty. */
  | 'EXCISE'
  /** Goes to a pension fund. */
  | 'FUND'
  /** A levy on certain goods or services. */
  | 'LEVY'
  /** Anything else; `code` or `reason` says what. */
  | 'OTHER'
  /** A tax on sales that is no VAT. */
  | 'SALES'
  /** A tax on services that is no VAT. */
  | 'SERVICE'
  /** A stamp duty. */
  | 'STAMP'
  /** A tax on tourists, e.g. for each night. */
  | 'TOURISM'
  /** Kept back by the buyer, who pays it for the seller. */
  | 'WITHHOLDING';

/** An address on a network: who numbers, and the number. */
export type ParticipantIdentifierInput = {
  /** EAS or ICD code, e.g. `0208`, or a country's own scheme, e.g. `MY:TIN`. */
  scheme: string;
  /** The number within the scheme. */
  value: string;
};

/** Not in EN 16931. What only some systems ask for about the party, by system. */
export type PartyExtensionsInput = {
  /** Not in EN 16931. What FatturaPA (Italy) asks for about a party. */
  fatturaPa?: FatturaPaPartyInput | null | undefined;
  /** Not in EN 16931. What KSeF (Poland) asks for about a party. */
  ksef?: KsefPartyInput | null | undefined;
  /** Not in EN 16931. What MyInvois (Malaysia) asks for about a party. */
  myInvois?: MyInvoisPartyInput | null | undefined;
  /** Not in EN 16931. What NAV's Online Számla (Hungary) asks for about a party. */
  onlineSzamla?: OnlineSzamlaPartyInput | null | undefined;
  /** Not in EN 16931. What VERI*FACTU (Spain) asks for about a buyer. */
  verifactu?: VerifactuPartyInput | null | undefined;
};

/** Not in EN 16931. What a related party has to do with the invoice. */
export type PartyRole =
  /** Buys together with the buyer. */
  | 'ADDITIONAL_BUYER'
  /** Acts for the buyer. */
  | 'BUYER_AGENT'
  /** The part of the buyer that the invoice is for. */
  | 'BUYER_UNIT'
  /** Transports the goods. */
  | 'CARRIER'
  /** Bought for its employer. */
  | 'EMPLOYEE'
  /** The claim was sold to it. */
  | 'FACTOR'
  /** Receives the invoice for the buyer. */
  | 'INVOICEE'
  /** Issues the invoice for the seller. */
  | 'INVOICER'
  /** Was in the place of the seller or buyer before, e.g. before a merger. */
  | 'ORIGINAL_PARTY'
  /** Anything else; `roleText` says what. */
  | 'OTHER'
  /** Pays for the buyer. */
  | 'PAYER'
  /** Receives the goods or services for the buyer. */
  | 'RECIPIENT'
  /** Acts for the seller. */
  | 'SELLER_AGENT'
  /** The part of the seller that the invoice comes from. */
  | 'SELLER_UNIT'
  /** The member of a VAT group that buys. */
  | 'VAT_GROUP_BUYER'
  /** The member of a VAT group that sells. */
  | 'VAT_GROUP_SELLER';

/** BG-10. Who is paid, when it is not the seller. */
export type PayeeInput = {
  /** BT-60. Identifier of the payee. */
  identifier?: IdentifierInput | null | undefined;
  /** BT-61. Entry in the register of companies. */
  legalRegistration?: IdentifierInput | null | undefined;
  /** BT-59. The name of the payee. */
  name: string;
};

/** BG-18. The card that was used to pay. */
export type PaymentCardInput = {
  /** BT-88. Who holds the card. */
  holderName?: string | null | undefined;
  /** BT-87. The last 4 to 6 digits of the card number, never more (BR-51). */
  primaryAccountNumber: string;
};

/** Not in EN 16931. What only some systems ask for about the payment, by system. */
export type PaymentExtensionsInput = {
  /** Not in EN 16931. What FatturaPA (Italy) asks for about payment. */
  fatturaPa?: FatturaPaPaymentInput | null | undefined;
};

/** BG-16. How to pay. */
export type PaymentInstructionsInput = {
  /** BG-18. The card that was used to pay. */
  card?: PaymentCardInput | null | undefined;
  /** BG-17. Accounts to transfer the amount to. */
  creditTransfers?: Array<CreditTransferInput> | null | undefined;
  /** BG-19. How the amount will be collected. */
  directDebit?: DirectDebitInput | null | undefined;
  /** Not in EN 16931. What only some systems ask for about the payment. */
  extensions?: PaymentExtensionsInput | null | undefined;
  /** BT-81. The means of payment (UNTDID 4461), e.g. 30 credit transfer. */
  meansCode: string;
  /** BT-82. The means of payment in words. */
  meansText?: string | null | undefined;
  /** BT-83. What the payer states so that the payment is recognised. */
  remittanceInformation?: string | null | undefined;
};

/** Has it been paid? */
export type PaymentState =
  /** Not as far as we know. */
  | 'NONE'
  /** In full. */
  | 'PAID'
  /** In part. */
  | 'PARTIALLY_PAID';

/** BG-14 (invoice) and BG-26 (line). A period of days. */
export type PeriodInput = {
  /** BT-74, on a line BT-135. The last day. */
  endDate?: string | null | undefined;
  /** BT-73, on a line BT-134. The first day. */
  startDate?: string | null | undefined;
};

/** BG-3. An earlier invoice that this one corrects or credits. */
export type PrecedingInvoiceInput = {
  /** Not in EN 16931. The tax authority's id of the earlier invoice: KSeF number, MyInvois UUID. */
  clearanceId?: string | null | undefined;
  /** BT-26. The day the earlier invoice was issued. */
  issueDate?: string | null | undefined;
  /** BT-25. The number of the earlier invoice. */
  number: string;
};

/** Not in EN 16931. A payment that was made before the invoice. */
export type PrepaymentInput = {
  /** Not in EN 16931. How much was paid. */
  amount: string | number;
  /** Not in EN 16931. The day it was paid. */
  date?: string | null | undefined;
  /** Not in EN 16931. The payment, or the advance invoice it was made for. */
  reference?: string | null | undefined;
  /** Not in EN 16931. The time it was paid, `HH:MM:SS` with optional offset. */
  time?: string | null | undefined;
};

/** BG-29. The price of the item. */
export type PriceInput = {
  /** BT-149. How many units the price is for; 1 if absent. */
  baseQuantity?: string | number | null | undefined;
  /** BT-150. The unit of the base quantity. */
  baseQuantityUnitCode?: string | null | undefined;
  /** BT-147. What was taken off the gross price. */
  discount?: string | number | null | undefined;
  /** BT-148. Price without VAT, before the discount; never negative (BR-28). */
  gross?: string | number | null | undefined;
  /** BT-146. Price without VAT, after the discount; never negative (BR-27). */
  net: string | number;
};

/** What went wrong at a provider. */
export type ProblemKind =
  /** The account's credentials are not accepted. */
  | 'AUTHENTICATION'
  /** The account may not do this. */
  | 'AUTHORIZATION'
  /** The provider refuses the invoice or its recipient. */
  | 'BUSINESS_REJECTION'
  /** Not asked, because it kept failing. */
  | 'CIRCUIT_OPEN'
  /** The provider has it already. */
  | 'DUPLICATE'
  /** The provider does not understand the request. */
  | 'INVALID_REQUEST'
  /** The answer makes no sense. */
  | 'INVALID_RESPONSE'
  /** No connection. */
  | 'NETWORK'
  /** The provider does not have it. */
  | 'NOT_FOUND'
  /** Asked too often. */
  | 'RATE_LIMITED'
  /** No answer in time. */
  | 'TIMEOUT'
  /** Out of service. */
  | 'UNAVAILABLE'
  /** Anything else. */
  | 'UNKNOWN';

/** BG-2. Under which rules the invoice was written. Peppol BIS Billing 3.0 when left out. */
export type ProcessControlInput = {
  /** BT-23. The business process it belongs to. */
  businessProcess?: string | null | undefined;
  /** BT-24. The specification whose rules it obeys. */
  specification?: string | null | undefined;
};

/** Where the account lives. */
export type ProviderEnvironment =
  /** Real invoices, with legal effect. */
  | 'PRODUCTION'
  /** The provider's own test system. */
  | 'SANDBOX'
  /** Our stand-in for the provider. */
  | 'SIMULATED';

/** Which providers to answer: those that meet everything given. */
export type ProviderFilter = {
  /** What they can do: everything named. */
  capability?: Array<Capability> | null | undefined;
  /** A country they serve sellers of (ISO 3166-1 alpha-2). */
  country?: string | null | undefined;
  /** What they are. */
  kind?: Array<ProviderKind> | null | undefined;
};

/** What a provider is. */
export type ProviderKind =
  /** Sends into a network such as Peppol. */
  | 'ACCESS_POINT'
  /** A tax authority's platform that clears or registers invoices. */
  | 'CLEARANCE'
  /** A service that chooses the network itself. */
  | 'SERVICE_PROVIDER'
  /** A stand-in for development and tests. */
  | 'SIMULATOR';

/** A provider's name for an invoice. */
export type ProviderReferenceInput = {
  /** The key of the provider. */
  provider: string;
  /** What the provider calls the invoice. */
  reference: string;
};

/** A finished document, sent as it is where the provider takes it. */
export type RawDocumentInput = {
  /** Its bytes. */
  base64: string;
  /** How it is written. */
  format: DocumentFormat;
};

/** A submission whose outcome is unknown. */
export type ReconcileSubmissionInput = {
  /** The id of the submission. */
  submissionId: string;
};

/** What an endpoint is to be told once more. */
export type RedeliverWebhooksInput = {
  /** These deliveries of the endpoint, up to 200. */
  deliveryIds?: Array<string> | null | undefined;
  /** Everything behind this cursor. */
  from?: string | null | undefined;
  /** The id of the endpoint. */
  id: string;
};

/** Who refuses an invoice. */
export type RejectedBy =
  /** The buyer. */
  | 'BUYER'
  /** The provider, before sending it on. */
  | 'PROVIDER'
  /** The tax authority. */
  | 'TAX_AUTHORITY';

/** Not in EN 16931. A party that has a part in the invoice but no group of its own. */
export type RelatedPartyInput = {
  /** Not in EN 16931. Its postal address. */
  address?: AddressInput | null | undefined;
  /** Not in EN 16931. Whom to ask there. */
  contact?: ContactInput | null | undefined;
  /** Not in EN 16931. Where it receives documents; this one is not sent there. */
  electronicAddress?: ElectronicAddressInput | null | undefined;
  /** Not in EN 16931. Its identifiers (scheme: ISO 6523 ICD, or a country's own, e.g. `MY:TIN`). */
  identifiers?: Array<IdentifierInput> | null | undefined;
  /** Not in EN 16931. Entry in the register of companies. */
  legalRegistration?: IdentifierInput | null | undefined;
  /** Not in EN 16931. Its full name. */
  name: string;
  /** Not in EN 16931. What it has to do with the invoice. */
  role: PartyRole;
  /** Not in EN 16931. The role in words; needed for OTHER. */
  roleText?: string | null | undefined;
  /** Not in EN 16931. Its share in percent, e.g. of an additional buyer. */
  sharePercentage?: string | number | null | undefined;
  /** Not in EN 16931. National tax number of a party without VAT identifier. */
  taxRegistration?: string | null | undefined;
  /** Not in EN 16931. VAT identifier, with its country prefix. */
  vatIdentifier?: string | null | undefined;
};

/** What one invoice is to another. */
export type RelationKind =
  /** The other one corrects it. */
  | 'CORRECTED_BY'
  /** It corrects the other one. */
  | 'CORRECTS'
  /** The other one is a credit note for it. */
  | 'CREDITED_BY'
  /** It is a credit note for the other one. */
  | 'CREDITS';

/** What a copy for people is. */
export type RenderingFormat =
  /** One page for a browser, without script, that fetches nothing. */
  | 'HTML'
  /** A file to print and to keep; ours is a tagged PDF/A-3b with the XML of the invoice inside. */
  | 'PDF';

/** Who made a copy for people. */
export type RenderingSource =
  /** We, from the content of the invoice: not the legal original, and it says so on every page. */
  | 'GATEWAY'
  /** The provider; what its copy is worth is for its country to say. */
  | 'PROVIDER';

/** Dead letters to put back to work. */
export type ReplayDeadLettersInput = {
  /** Their ids, up to 100. */
  ids: Array<string>;
};

/** A provider to be called again. */
export type ResetProviderCircuitInput = {
  /** Its key. */
  provider: string;
};

/** What to tell the seller of a received invoice. */
export type RespondToInvoiceInput = {
  /** Only with PAID: what was paid now, in the invoice's currency; everything that is due if left out. */
  amount?: string | number | null | undefined;
  /** When it took effect, e.g. the moment of payment; now if left out. */
  effectiveAt?: string | null | undefined;
  /** 1 to 255 visible ASCII characters. The same key responds once; when the answer was lost, it asks what became of it. */
  idempotencyKey: string;
  /** The id of the invoice. */
  invoiceId: string;
  /** A note to the seller, up to 1,000 characters. */
  note?: string | null | undefined;
  /** Why. UNDER_QUERY, CONDITIONALLY_ACCEPT, DISPUTE and REJECT need one other than NON. */
  reasons?: Array<ResponseReasonInput> | null | undefined;
  /** What is said. */
  response: BusinessResponse;
};

/** A reason for what is said. */
export type ResponseReasonInput = {
  /** A code of OpenPeppol's list OPStatusReason: NON, REF, LEG, REC, QUA, DEL, PRI, QTY, ITM, PAY, UNR, FIN, PPD or OTH. */
  code: string;
  /** The reason in words, up to 1,000 characters. */
  text?: string | null | undefined;
};

/** A submission to be sent once more, or at once. */
export type RetrySubmissionInput = {
  /** 1 to 255 visible ASCII characters; the same key retries once. */
  idempotencyKey: string;
  /** Where it goes instead, as long as no provider can have it; or when. */
  routing?: RoutingInput | null | undefined;
  /** The id of the submission. */
  submissionId: string;
};

/** An account whose webhook gets new secrets. */
export type RotateProviderWebhookInput = {
  /** The id of the account. */
  accountId: string;
  /** How long what the old secrets signed is still accepted: up to seven days; with 0, no longer. */
  overlapSeconds?: number;
};

/** An endpoint that gets a new secret. */
export type RotateWebhookSecretInput = {
  /** The id of the endpoint. */
  id: string;
  /** How long the old secret signs beside the new one: up to seven days. */
  overlapSeconds?: number;
};

/** Wishes about the way; the rest is decided here. */
export type RoutingInput = {
  /** Whether the next account of the route takes it when the first does not answer. Only what no provider can have moves, and never to another authority. */
  allowFailover?: boolean | null | undefined;
  /** The network to go through, e.g. `peppol`. */
  network?: string | null | undefined;
  /** The key of the provider to go through. */
  provider?: string | null | undefined;
  /** Not to be sent before this moment. */
  scheduleAt?: string | null | undefined;
};

/** BG-4. Who sells, and is owed the payment unless a payee is named. */
export type SellerInput = {
  /** BG-5. The postal address of the seller. */
  address: AddressInput;
  /** BG-6. Whom to ask at the seller. */
  contact?: ContactInput | null | undefined;
  /** BT-34. Where the seller receives documents; mandatory in Peppol. */
  electronicAddress?: ElectronicAddressInput | null | undefined;
  /** Not in EN 16931. What only some systems ask for about the party. */
  extensions?: PartyExtensionsInput | null | undefined;
  /** BT-29. Identifiers of the seller (scheme: ISO 6523 ICD). */
  identifiers?: Array<IdentifierInput> | null | undefined;
  /** BT-33. Further legal information, e.g. the share capital. */
  legalInformation?: string | null | undefined;
  /** BT-30. Entry in the register of companies. */
  legalRegistration?: IdentifierInput | null | undefined;
  /** BT-27. The full name of the seller. */
  name: string;
  /** BT-32. Local tax registration. */
  taxRegistration?: string | null | undefined;
  /** BT-28. The name the seller trades under. */
  tradingName?: string | null | undefined;
  /** BT-31. VAT identifier, with its country prefix. */
  vatIdentifier?: string | null | undefined;
};

/** An endpoint to try out. */
export type SendTestWebhookInput = {
  /** The id of the endpoint. */
  id: string;
};

/** How bad the breach of a rule is. */
export type Severity =
  /** The document is invalid. */
  | 'ERROR'
  /** The document is invalid. */
  | 'FATAL'
  /** The document is valid; good to know. */
  | 'INFO'
  /** The document is valid; somebody should look. */
  | 'WARNING';

/** What a provider contributed to an answer. */
export type SourceState =
  /** Known here, and fresh. */
  | 'CACHED'
  /** It was not asked, because it kept failing. */
  | 'CIRCUIT_OPEN'
  /** It answered with an error. */
  | 'ERROR'
  /** It was asked and has answered. */
  | 'LIVE'
  /** It was not asked, because its limit is used up. */
  | 'RATE_LIMITED'
  /** It was not needed. */
  | 'SKIPPED'
  /** Known here, but old. */
  | 'STALE'
  /** It did not answer in time. */
  | 'TIMED_OUT'
  /** It cannot answer this. */
  | 'UNSUPPORTED';

/** Where a stream begins: exactly one way. */
export type StreamPosition =
  {   /** Behind the last event you have dealt with. */
  after: string; now?: never; since?: never; }
  |  { after?: never;   /** With what happens from now on; can only be true. */
  now: boolean; since?: never; }
  |  { after?: never; now?: never;   /** With the first event from this moment on. */
  since: string; };

/** Which texts to keep: those that meet everything given. */
export type StringFilter = {
  /** Exactly this text. */
  eq?: string | null | undefined;
  /** One of these texts. */
  in?: Array<string> | null | undefined;
  /** Texts that begin so. */
  startsWith?: string | null | undefined;
};

/** Where one sending stands. */
export type SubmissionState =
  /** The provider has it. */
  | 'ACCEPTED'
  /** Taken back. */
  | 'CANCELLED'
  /** Could not be sent. */
  | 'FAILED'
  /** Being sent. */
  | 'IN_FLIGHT'
  /** The answer was lost; the provider is asked before anything is sent again. */
  | 'OUTCOME_UNKNOWN'
  /** Waiting to be sent. */
  | 'QUEUED'
  /** The provider refused it. */
  | 'REJECTED';

/** One invoice to send. */
export type SubmitInvoiceInput = {
  /** Files to travel inside; only with a structured invoice. */
  attachments?: Array<AttachmentInput> | null | undefined;
  /** Your own reference. */
  clientReference?: string | null | undefined;
  /** What to send. */
  content: InvoiceContent;
  /** 1 to 255 visible ASCII characters. The same key with the same content answers what happened before; with other content it is an IdempotencyConflictError. */
  idempotencyKey: string;
  /** Your own labels. */
  labels?: Array<string> | null | undefined;
  /** Wishes about the way. */
  routing?: RoutingInput | null | undefined;
  /** How long to wait for the provider's verdict, in milliseconds, up to 30,000. Without it: not at all. */
  waitMs?: number | null | undefined;
};

/** Many invoices to send. */
export type SubmitInvoicesInput = {
  /** What happens when items cannot be taken. */
  errorPolicy?: BatchErrorPolicy;
  /** 1 to 255 visible ASCII characters, for the batch as a whole; each item has a key of its own. */
  idempotencyKey: string;
  /** The invoices. */
  items: SubmitItems;
};

/** The invoices of a batch: exactly one way. */
export type SubmitItems =
  {   /** In the request itself, up to 1,000. */
  inline: Array<SubmitInvoiceInput>; jsonlUploadId?: never; }
  |  { inline?: never;   /** The id that `POST /uploads` answered, up to 100,000 lines: each is one SubmitInvoiceInput as JSON. An upload lives for 24 hours and is used once. */
  jsonlUploadId: string; };

/** BG-24. A document that supports the claims of the invoice. */
export type SupportingDocumentInput = {
  /** BT-125. The document itself. */
  content?: AttachmentContentInput | null | undefined;
  /** BT-123. What the document is. */
  description?: string | null | undefined;
  /** BT-124. Where the document can be fetched. */
  externalLocation?: string | null | undefined;
  /** BT-122. The reference of the document. */
  reference: string;
};

/** Not in EN 16931. What only some systems ask for about this category and rate, by system. */
export type TaxExtensionsInput = {
  /** Not in EN 16931. What FatturaPA (Italy) asks for about a tax. */
  fatturaPa?: FatturaPaTaxInput | null | undefined;
  /** Not in EN 16931. What MyInvois (Malaysia) asks for about a tax. */
  myInvois?: MyInvoisTaxInput | null | undefined;
  /** Not in EN 16931. What NAV's Online Számla (Hungary) asks for about a tax. */
  onlineSzamla?: OnlineSzamlaTaxInput | null | undefined;
  /** Not in EN 16931. What VERI*FACTU (Spain) asks for about a tax. */
  verifactu?: VerifactuTaxInput | null | undefined;
};

/** BG-11. Who pays the tax for the seller. */
export type TaxRepresentativeInput = {
  /** BG-12. The postal address of the tax representative. */
  address: AddressInput;
  /** BT-62. The name of the tax representative. */
  name: string;
  /** BT-63. VAT identifier, with its country prefix. */
  vatIdentifier: string;
};

/** Did it get there? */
export type TransportState =
  /** The provider has it. */
  | 'ACCEPTED_BY_PROVIDER'
  /** It arrived on the buyer's side. */
  | 'DELIVERED'
  /** It will not arrive. */
  | 'FAILED'
  /** It does not travel. */
  | 'NONE'
  /** Waiting to be sent. */
  | 'QUEUED'
  /** Being sent. */
  | 'SENDING'
  /** Sent, but the answer was lost. */
  | 'UNKNOWN';

/** What to change about an endpoint: what is given. */
export type UpdateWebhookEndpointInput = {
  /** Your own words about it, up to 300 characters. */
  description?: string | null | undefined;
  /** False lets everything wait; true also ends what the gateway disabled, and sends what has waited. */
  enabled?: boolean | null | undefined;
  /** The id of the endpoint. */
  id: string;
  /** Shapes the payload: a selection on InvoiceEvent in braces, and fragments, up to 5,000 characters. It is read with the scopes of whoever changed the endpoint last. Null goes back to the thin payload. */
  selection?: string | null | undefined;
  /** What to tell; everything when the list is empty. */
  types?: Array<InvoiceEventType> | null | undefined;
  /** An absolute URL with https, up to 2,000 characters, that leads to the internet. */
  url?: string | null | undefined;
};

/** BG-23. The VAT of one category and rate. Amounts left out are derived. */
export type VatBreakdownInput = {
  /** BT-118. The category (UNTDID 5305). */
  category: string;
  /** BT-120. Why no VAT is charged, in words. */
  exemptionReason?: string | null | undefined;
  /** BT-121. Why no VAT is charged, as a code (VATEX). */
  exemptionReasonCode?: string | null | undefined;
  /** Not in EN 16931. What only some systems ask for about this category and rate. */
  extensions?: TaxExtensionsInput | null | undefined;
  /** BT-119. The rate in percent; only O has none. */
  rate?: string | number | null | undefined;
  /** BT-117. The tax. */
  taxAmount?: string | number | null | undefined;
  /** BT-116. What the tax is charged on. */
  taxableAmount?: string | number | null | undefined;
};

/** BT-95/96, BT-102/103 (allowance, charge) and BG-30 (line). A VAT category with its rate. */
export type VatCategoryInput = {
  /** BT-95, BT-102, BT-151. The category (UNTDID 5305): S, Z, E, AE, K, G, O, L, M or B. */
  category: string;
  /** BT-96, BT-103, BT-152. The rate in percent; category O has none. */
  rate?: string | number | null | undefined;
};

/** Not in EN 16931. What a correction by substitution replaces; the sums of its lines of before unless given. */
export type VerifactuInvoiceCorrectedInput = {
  /** Not in EN 16931. The taxable amount that is replaced. */
  baseAmount: string | number;
  /** Not in EN 16931. The equivalence surcharge that is replaced. */
  surchargeAmount?: string | number | null | undefined;
  /** Not in EN 16931. The tax that is replaced. */
  taxAmount: string | number;
};

/** Not in EN 16931. Why it corrects others; LAW_OR_PRICE unless given. */
export type VerifactuInvoiceCorrectionGround =
  /** R3: the debt cannot be collected (article 80.4). */
  | 'BAD_DEBT'
  /** R2: the buyer is in insolvency proceedings (article 80.3). */
  | 'INSOLVENCY'
  /** R1: returns, discounts, an operation without effect, an error of law (articles 80.1, 80.2 and 80.6). */
  | 'LAW_OR_PRICE'
  /** R4: anything else. */
  | 'OTHER';

/** Not in EN 16931. What VERI*FACTU (Spain) asks for about an invoice. */
export type VerifactuInvoiceInput = {
  /** Not in EN 16931. What a correction by substitution replaces; the sums of its lines of before unless given. */
  corrected?: VerifactuInvoiceCorrectedInput | null | undefined;
  /** Not in EN 16931. Why it corrects others; LAW_OR_PRICE unless given. */
  correctionGround?: VerifactuInvoiceCorrectionGround | null | undefined;
  /** Not in EN 16931. What was supplied, in words; the names of the items unless given. */
  description?: string | null | undefined;
  /** Not in EN 16931. How the record is about an earlier one of the same invoice. */
  remedy?: VerifactuInvoiceRemedy | null | undefined;
  /** Not in EN 16931. F3: it replaces the simplified invoices among its preceding invoices (BG-3). */
  replacesSimplified?: boolean | null | undefined;
  /** Not in EN 16931. Makes it a simplified invoice. */
  simplified?: VerifactuInvoiceSimplified | null | undefined;
};

/** Not in EN 16931. How the record is about an earlier one of the same invoice. */
export type VerifactuInvoiceRemedy =
  /** The same, after an earlier amendment was refused (Subsanacion S, RechazoPrevio S). */
  | 'AMENDMENT_REFUSED'
  /** Replaces the record of a registered invoice, e.g. one accepted with errors (Subsanacion S). */
  | 'AMENDS'
  /** The invoice was refused before and is not registered yet (Subsanacion S, RechazoPrevio X). */
  | 'REFUSED_BEFORE';

/** Not in EN 16931. Makes it a simplified invoice. */
export type VerifactuInvoiceSimplified =
  /** F1, a simplified invoice that does name its buyer (articles 7.2 and 7.3). */
  | 'QUALIFIED'
  /** F2, a simplified invoice that does not name its buyer. */
  | 'SIMPLIFIED'
  /** F2, an invoice that need not identify its buyer (article 6.1.d of RD 1619/2012). */
  | 'WITHOUT_RECIPIENT';

/** Not in EN 16931. The document that identifies a buyer without NIF or VAT identifier. */
export type VerifactuPartyIdentification =
  /** 04, official document of the country of residence. */
  | 'COUNTRY_OF_RESIDENCE'
  /** 07, a Spanish taxpayer who is not in the census. */
  | 'NOT_REGISTERED'
  /** 06, another document. */
  | 'OTHER'
  /** 03, passport. */
  | 'PASSPORT'
  /** 05, certificate of residence. */
  | 'RESIDENCE_CERTIFICATE';

/** Not in EN 16931. What VERI*FACTU (Spain) asks for about a buyer. */
export type VerifactuPartyInput = {
  /** Not in EN 16931. The country that issued it; that of the address unless given. */
  countryCode?: string | null | undefined;
  /** Not in EN 16931. The document that identifies a buyer without NIF or VAT identifier. */
  identification: VerifactuPartyIdentification;
  /** Not in EN 16931. Its number. */
  number: string;
};

/** Not in EN 16931. What VERI*FACTU (Spain) asks for about a tax. */
export type VerifactuTaxInput = {
  /** Not in EN 16931. The taxable amount at cost, in regime GROUP. */
  costBaseAmount?: string | number | null | undefined;
  /** Not in EN 16931. How the operation is qualified, where the VAT category does not tell. */
  operation?: VerifactuTaxOperation | null | undefined;
  /** Not in EN 16931. The special regime; GENERAL unless given, EXPORT for category G. */
  regime?: VerifactuTaxRegime | null | undefined;
  /** Not in EN 16931. The equivalence surcharge; it comes on top of the totals of the invoice. */
  surchargeAmount?: string | number | null | undefined;
  /** Not in EN 16931. The rate of the equivalence surcharge, in percent. */
  surchargeRate?: string | number | null | undefined;
};

/** Not in EN 16931. How the operation is qualified, where the VAT category does not tell. */
export type VerifactuTaxOperation =
  /** Exempt by article 20. */
  | 'E1'
  /** Exempt by article 21. */
  | 'E2'
  /** Exempt by article 22. */
  | 'E3'
  /** Exempt by articles 23 and 24. */
  | 'E4'
  /** Exempt by article 25. */
  | 'E5'
  /** Exempt for another reason. */
  | 'E6'
  /** Exempt from IGIC by article 50 of Law 4/2012. */
  | 'E7'
  /** Exempt from IGIC for another reason. */
  | 'E8'
  /** Not subject: articles 7, 14 and others. */
  | 'N1'
  /** Not subject by the rules of localisation. */
  | 'N2'
  /** Subject and not exempt. */
  | 'S1'
  /** Subject and not exempt, reverse charge. */
  | 'S2';

/** Not in EN 16931. The special regime; GENERAL unless given, EXPORT for category G. */
export type VerifactuTaxRegime =
  /** 11, rent of business premises. */
  | 'BUSINESS_PREMISES'
  /** 07, cash accounting. */
  | 'CASH'
  /** 17, one-stop shop (in VAT), retailers (in IGIC). */
  | 'CODE_17'
  /** 18, equivalence surcharge (in VAT), small businesses (in IGIC). */
  | 'CODE_18'
  /** 19, agriculture, livestock and fishing (in VAT), exempt domestic operations (in IGIC). */
  | 'CODE_19'
  /** 20, the simplified regime (in VAT). */
  | 'CODE_20'
  /** 02, exports. */
  | 'EXPORT'
  /** 01, the general regime. */
  | 'GENERAL'
  /** 06, groups of entities, advanced level. */
  | 'GROUP'
  /** 04, investment gold. */
  | 'INVESTMENT_GOLD'
  /** 08, operations under IPSI or IGIC (in VAT), under IPSI or VAT (in IGIC). */
  | 'OTHER_TERRITORY'
  /** 15, VAT not due yet in continuous supplies. */
  | 'PENDING_CONTINUOUS'
  /** 14, VAT not due yet in certificates of public works. */
  | 'PENDING_PUBLIC_WORKS'
  /** 10, fees collected for third parties. */
  | 'THIRD_PARTY_FEES'
  /** 05, travel agencies. */
  | 'TRAVEL_AGENCY'
  /** 09, services of travel agencies as intermediaries. */
  | 'TRAVEL_MEDIATION'
  /** 03, used goods, works of art, antiques and collectors' items. */
  | 'USED_GOODS';

export type RespondToInvoiceMutationVariables = Exact<{
  input: RespondToInvoiceInput;
}>;


export type RespondToInvoiceMutation = { respondToInvoice: { invoice: { id: string, status: { value: InvoiceStatus, business: BusinessState, payment: PaymentState }, actions: Array<{ kind: InvoiceActionKind, response: BusinessResponse | null, state: InvoiceActionState, problem: string | null, endedAt: string | null }> } | null, errors: Array<
      | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean, original: { id: string, state: SubmissionState } | null }
      | { __typename: 'InvalidTransitionError', from: InvoiceStatus, allowed: Array<BusinessResponse>, code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { __typename: 'NotFoundError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { __typename: 'OutcomeUnknownError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean, cause: { provider: string, kind: ProblemKind, message: string } | null }
      | { __typename: 'ProviderRejectedError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean, problem: { provider: string, kind: ProblemKind, nativeCode: string | null, message: string } }
      | { __typename: 'RateLimitedError', retryAt: string, code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { __typename: 'UnsupportedByProviderError', capability: Capability, code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean, provider: { key: string } | null }
      | { __typename: 'ValidationError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean, violations: Array<{ rule: string, severity: Severity, message: string, path: Array<string> | null, xpath: string | null }> }
    > } };

export type RetrySubmissionMutationVariables = Exact<{
  input: RetrySubmissionInput;
}>;


export type RetrySubmissionMutation = { retrySubmission: { replayed: boolean, submission: { id: string, state: SubmissionState } | null, invoice: { id: string, status: { value: InvoiceStatus } } | null, errors: Array<
      | { __typename: 'DuplicateInvoiceError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean, existing: { id: string, number: string } | null }
      | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean, original: { id: string, state: SubmissionState } | null }
      | { __typename: 'InvalidTransitionError', from: InvoiceStatus, allowed: Array<BusinessResponse>, code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { __typename: 'NoRouteError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean, route: { explanation: string, candidates: Array<{ eligible: boolean, reasons: Array<string>, provider: { key: string } | null }> } }
      | { __typename: 'NotFoundError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { __typename: 'ValidationError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean, violations: Array<{ rule: string, severity: Severity, message: string, path: Array<string> | null, xpath: string | null }> }
    > } };

export type RelatedInvoicesQueryVariables = Exact<{
  id: string;
  kind?: Array<RelationKind> | RelationKind | null | undefined;
}>;


export type RelatedInvoicesQuery = { invoice: { related: { edges: Array<{ kind: RelationKind, node: { id: string, number: string, issueDate: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type DeadLettersQueryVariables = Exact<{
  filter?: DeadLetterFilter | null | undefined;
}>;


export type DeadLettersQuery = { deadLetters: { totalCount: { value: number }, edges: Array<{ cursor: string, node: { id: string, source: DeadLetterSource, reason: string, attempts: number, receivedAt: string, payload: unknown, provider: { key: string } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ReplayDeadLettersMutationVariables = Exact<{
  input: ReplayDeadLettersInput;
}>;


export type ReplayDeadLettersMutation = { replayDeadLetters: { replayed: Array<string>, errors: Array<
      | { __typename: 'LimitExceededError', limit: number, actual: number, code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { __typename: 'NotFoundError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
    > } };

export type CancelInvoiceMutationVariables = Exact<{
  input: CancelInvoiceInput;
}>;


export type CancelInvoiceMutation = { cancelInvoice: { invoice: { id: string, status: { value: InvoiceStatus, clearance: ClearanceState } } | null, errors: Array<
      | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean, original: { id: string, state: SubmissionState } | null }
      | { __typename: 'InvalidTransitionError', from: InvoiceStatus, allowed: Array<BusinessResponse>, code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { __typename: 'NotFoundError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { __typename: 'OutcomeUnknownError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean, cause: { provider: string, kind: ProblemKind, message: string } | null }
      | { __typename: 'ProviderRejectedError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean, problem: { provider: string, kind: ProblemKind, nativeCode: string | null, message: string } }
      | { __typename: 'RateLimitedError', retryAt: string, code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { __typename: 'UnsupportedByProviderError', capability: Capability, code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean, provider: { key: string } | null }
      | { __typename: 'ValidationError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean, violations: Array<{ rule: string, severity: Severity, message: string, path: Array<string> | null, xpath: string | null }> }
    > } };

export type ReconcileSubmissionMutationVariables = Exact<{
  input: ReconcileSubmissionInput;
}>;


export type ReconcileSubmissionMutation = { reconcileSubmission: { submission: { id: string, state: SubmissionState } | null, errors: Array<
      | { __typename: 'NotFoundError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { __typename: 'OutcomeUnknownError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean, cause: { provider: string, kind: ProblemKind, message: string } | null }
      | { __typename: 'UnsupportedByProviderError', capability: Capability, code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean, provider: { key: string } | null }
    > } };

export type FollowEventsSubscriptionVariables = Exact<{
  filter?: InvoiceEventFilter | null | undefined;
  from?: StreamPosition | null | undefined;
}>;


export type FollowEventsSubscription = { invoiceEvents:
    | { cursor: string, node:
        | { __typename: 'InvoiceDeliveredEvent', id: string, sequence: number, type: InvoiceEventType, occurredAt: string, recordedAt: string, origin: EventOrigin, evidence: Array<{ id: string, fileName: string }>, provider: { key: string } | null, invoice: { id: string, number: string, status: { value: InvoiceStatus } } }
        | { __typename: 'InvoiceFailedEvent', id: string, sequence: number, type: InvoiceEventType, occurredAt: string, recordedAt: string, origin: EventOrigin, problem: { provider: string, kind: ProblemKind, message: string } | null, provider: { key: string } | null, invoice: { id: string, number: string, status: { value: InvoiceStatus } } }
        | { __typename: 'InvoiceReceivedEvent', id: string, sequence: number, type: InvoiceEventType, occurredAt: string, recordedAt: string, origin: EventOrigin, provider: { key: string } | null, invoice: { id: string, number: string, status: { value: InvoiceStatus } } }
        | { __typename: 'InvoiceRejectedEvent', rejectedBy: RejectedBy, id: string, sequence: number, type: InvoiceEventType, occurredAt: string, recordedAt: string, origin: EventOrigin, reason: { code: string, message: string, actionRequired: string | null } | null, provider: { key: string } | null, invoice: { id: string, number: string, status: { value: InvoiceStatus } } }
        | { __typename: 'InvoiceStatusUpdatedEvent', from: InvoiceStatus | null, id: string, sequence: number, type: InvoiceEventType, occurredAt: string, recordedAt: string, origin: EventOrigin, to: { value: InvoiceStatus }, provider: { key: string } | null, invoice: { id: string, number: string, status: { value: InvoiceStatus } } }
        | { __typename: 'InvoiceSubmittedEvent', id: string, sequence: number, type: InvoiceEventType, occurredAt: string, recordedAt: string, origin: EventOrigin, provider: { key: string } | null, invoice: { id: string, number: string, status: { value: InvoiceStatus } } }
        | { __typename: 'InvoiceValidatedEvent', id: string, sequence: number, type: InvoiceEventType, occurredAt: string, recordedAt: string, origin: EventOrigin, provider: { key: string } | null, invoice: { id: string, number: string, status: { value: InvoiceStatus } } }
       }
    | { cursor: string, replayed: number }
    | { requested: string, oldestAvailable: string | null, resumeFrom: string }
   };

export type FollowInvoiceSubscriptionVariables = Exact<{
  id: string;
  from?: StreamPosition | null | undefined;
}>;


export type FollowInvoiceSubscription = { invoice:
    | { cursor: string, node:
        | { __typename: 'InvoiceDeliveredEvent', id: string, sequence: number, type: InvoiceEventType, occurredAt: string, recordedAt: string, origin: EventOrigin, evidence: Array<{ id: string, fileName: string }>, provider: { key: string } | null, invoice: { id: string, number: string, status: { value: InvoiceStatus } } }
        | { __typename: 'InvoiceFailedEvent', id: string, sequence: number, type: InvoiceEventType, occurredAt: string, recordedAt: string, origin: EventOrigin, problem: { provider: string, kind: ProblemKind, message: string } | null, provider: { key: string } | null, invoice: { id: string, number: string, status: { value: InvoiceStatus } } }
        | { __typename: 'InvoiceReceivedEvent', id: string, sequence: number, type: InvoiceEventType, occurredAt: string, recordedAt: string, origin: EventOrigin, provider: { key: string } | null, invoice: { id: string, number: string, status: { value: InvoiceStatus } } }
        | { __typename: 'InvoiceRejectedEvent', rejectedBy: RejectedBy, id: string, sequence: number, type: InvoiceEventType, occurredAt: string, recordedAt: string, origin: EventOrigin, reason: { code: string, message: string, actionRequired: string | null } | null, provider: { key: string } | null, invoice: { id: string, number: string, status: { value: InvoiceStatus } } }
        | { __typename: 'InvoiceStatusUpdatedEvent', from: InvoiceStatus | null, id: string, sequence: number, type: InvoiceEventType, occurredAt: string, recordedAt: string, origin: EventOrigin, to: { value: InvoiceStatus }, provider: { key: string } | null, invoice: { id: string, number: string, status: { value: InvoiceStatus } } }
        | { __typename: 'InvoiceSubmittedEvent', id: string, sequence: number, type: InvoiceEventType, occurredAt: string, recordedAt: string, origin: EventOrigin, provider: { key: string } | null, invoice: { id: string, number: string, status: { value: InvoiceStatus } } }
        | { __typename: 'InvoiceValidatedEvent', id: string, sequence: number, type: InvoiceEventType, occurredAt: string, recordedAt: string, origin: EventOrigin, provider: { key: string } | null, invoice: { id: string, number: string, status: { value: InvoiceStatus } } }
       }
    | { cursor: string, replayed: number }
    | { requested: string, oldestAvailable: string | null, resumeFrom: string }
   };

export type EventsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: InvoiceEventFilter | null | undefined;
}>;


export type EventsQuery = { invoiceEvents: { edges: Array<{ cursor: string, node:
        | { __typename: 'InvoiceDeliveredEvent', id: string, sequence: number, type: InvoiceEventType, occurredAt: string, recordedAt: string, origin: EventOrigin, evidence: Array<{ id: string, fileName: string }>, provider: { key: string } | null, invoice: { id: string, number: string, status: { value: InvoiceStatus } } }
        | { __typename: 'InvoiceFailedEvent', id: string, sequence: number, type: InvoiceEventType, occurredAt: string, recordedAt: string, origin: EventOrigin, problem: { provider: string, kind: ProblemKind, message: string } | null, provider: { key: string } | null, invoice: { id: string, number: string, status: { value: InvoiceStatus } } }
        | { __typename: 'InvoiceReceivedEvent', id: string, sequence: number, type: InvoiceEventType, occurredAt: string, recordedAt: string, origin: EventOrigin, provider: { key: string } | null, invoice: { id: string, number: string, status: { value: InvoiceStatus } } }
        | { __typename: 'InvoiceRejectedEvent', rejectedBy: RejectedBy, id: string, sequence: number, type: InvoiceEventType, occurredAt: string, recordedAt: string, origin: EventOrigin, reason: { code: string, message: string, actionRequired: string | null } | null, provider: { key: string } | null, invoice: { id: string, number: string, status: { value: InvoiceStatus } } }
        | { __typename: 'InvoiceStatusUpdatedEvent', from: InvoiceStatus | null, id: string, sequence: number, type: InvoiceEventType, occurredAt: string, recordedAt: string, origin: EventOrigin, to: { value: InvoiceStatus }, provider: { key: string } | null, invoice: { id: string, number: string, status: { value: InvoiceStatus } } }
        | { __typename: 'InvoiceSubmittedEvent', id: string, sequence: number, type: InvoiceEventType, occurredAt: string, recordedAt: string, origin: EventOrigin, provider: { key: string } | null, invoice: { id: string, number: string, status: { value: InvoiceStatus } } }
        | { __typename: 'InvoiceValidatedEvent', id: string, sequence: number, type: InvoiceEventType, occurredAt: string, recordedAt: string, origin: EventOrigin, provider: { key: string } | null, invoice: { id: string, number: string, status: { value: InvoiceStatus } } }
       }>, gap: { requested: string, oldestAvailable: string | null, resumeFrom: string } | null, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type GapFragment = { requested: string, oldestAvailable: string | null, resumeFrom: string };

type Event_InvoiceDeliveredEvent_Fragment = { __typename: 'InvoiceDeliveredEvent', id: string, sequence: number, type: InvoiceEventType, occurredAt: string, recordedAt: string, origin: EventOrigin, evidence: Array<{ id: string, fileName: string }>, provider: { key: string } | null, invoice: { id: string, number: string, status: { value: InvoiceStatus } } };

type Event_InvoiceFailedEvent_Fragment = { __typename: 'InvoiceFailedEvent', id: string, sequence: number, type: InvoiceEventType, occurredAt: string, recordedAt: string, origin: EventOrigin, problem: { provider: string, kind: ProblemKind, message: string } | null, provider: { key: string } | null, invoice: { id: string, number: string, status: { value: InvoiceStatus } } };

type Event_InvoiceReceivedEvent_Fragment = { __typename: 'InvoiceReceivedEvent', id: string, sequence: number, type: InvoiceEventType, occurredAt: string, recordedAt: string, origin: EventOrigin, provider: { key: string } | null, invoice: { id: string, number: string, status: { value: InvoiceStatus } } };

type Event_InvoiceRejectedEvent_Fragment = { __typename: 'InvoiceRejectedEvent', rejectedBy: RejectedBy, id: string, sequence: number, type: InvoiceEventType, occurredAt: string, recordedAt: string, origin: EventOrigin, reason: { code: string, message: string, actionRequired: string | null } | null, provider: { key: string } | null, invoice: { id: string, number: string, status: { value: InvoiceStatus } } };

type Event_InvoiceStatusUpdatedEvent_Fragment = { __typename: 'InvoiceStatusUpdatedEvent', from: InvoiceStatus | null, id: string, sequence: number, type: InvoiceEventType, occurredAt: string, recordedAt: string, origin: EventOrigin, to: { value: InvoiceStatus }, provider: { key: string } | null, invoice: { id: string, number: string, status: { value: InvoiceStatus } } };

type Event_InvoiceSubmittedEvent_Fragment = { __typename: 'InvoiceSubmittedEvent', id: string, sequence: number, type: InvoiceEventType, occurredAt: string, recordedAt: string, origin: EventOrigin, provider: { key: string } | null, invoice: { id: string, number: string, status: { value: InvoiceStatus } } };

type Event_InvoiceValidatedEvent_Fragment = { __typename: 'InvoiceValidatedEvent', id: string, sequence: number, type: InvoiceEventType, occurredAt: string, recordedAt: string, origin: EventOrigin, provider: { key: string } | null, invoice: { id: string, number: string, status: { value: InvoiceStatus } } };

export type EventFragment =
  | Event_InvoiceDeliveredEvent_Fragment
  | Event_InvoiceFailedEvent_Fragment
  | Event_InvoiceReceivedEvent_Fragment
  | Event_InvoiceRejectedEvent_Fragment
  | Event_InvoiceStatusUpdatedEvent_Fragment
  | Event_InvoiceSubmittedEvent_Fragment
  | Event_InvoiceValidatedEvent_Fragment
;

export type InboundDeliveriesQueryVariables = Exact<{
  filter?: InboundDeliveryFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type InboundDeliveriesQuery = { inboundDeliveries: { edges: Array<{ cursor: string, node: { id: string, accountId: string, receivedAt: string, verdict: InboundVerdict, reason: string | null, state: InboundState | null, bytes: number, sha256: string | null, acknowledgedInMs: number | null, attempts: number, lastError: string | null, nextAttemptAt: string | null, appliedAt: string | null, repeats: number, lastRepeatAt: string | null, eventId: string | null, provider: { key: string } | null, headers: Array<{ name: string, value: string }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type RotateProviderWebhookMutationVariables = Exact<{
  input: RotateProviderWebhookInput;
}>;


export type RotateProviderWebhookMutation = { rotateProviderWebhook: { registration: { registrationId: string, url: string, registeredAt: string, oldSecretsUntil: string | null } | null, errors: Array<
      | { __typename: 'LimitExceededError', limit: number, actual: number, code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { __typename: 'NotFoundError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { __typename: 'OutcomeUnknownError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean, cause: { provider: string, kind: ProblemKind, message: string } | null }
      | { __typename: 'ProviderRejectedError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean, problem: { provider: string, kind: ProblemKind, nativeCode: string | null, message: string } }
      | { __typename: 'UnsupportedByProviderError', capability: Capability, code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean, provider: { key: string } | null }
    > } };

export type InvoiceQueryVariables = Exact<{
  by: InvoiceBy;
}>;


export type InvoiceQuery = { invoice: { id: string, clientReference: string | null, direction: Direction, type: InvoiceType, labels: Array<string>, native: unknown, createdAt: string, updatedAt: string, version: number, kind: InvoiceKind, number: string, issueDate: string, issueTime: string | null, typeCode: string, currencyCode: string, vatAccountingCurrencyCode: string | null, taxPointDate: string | null, taxPointDateCode: string | null, dueDate: string | null, buyerReference: string | null, projectReference: string | null, salesOrderReference: string | null, tenderOrLotReference: string | null, buyerAccountingReference: string | null, paymentTerms: string | null, status: { value: InvoiceStatus, transport: TransportState, clearance: ClearanceState, business: BusinessState, payment: PaymentState, terminal: boolean, since: string, reason: { code: string, message: string, actionRequired: string | null, rules: Array<{ rule: string, message: string }> } | null, native: { code: string, label: string | null, mapped: boolean } | null }, validation: { valid: boolean, rulesets: Array<string>, checkedAt: string, violations: Array<{ rule: string, ruleset: string, severity: Severity, message: string, path: Array<string> | null }> } | null, provider: { key: string } | null, providerReferences: Array<{ key: string, reference: string }>, networkReferences: Array<{ kind: string, value: string }>, submissions: Array<{ id: string, idempotencyKey: string, state: SubmissionState, createdAt: string, route: { explanation: string }, attempts: Array<{ number: number, startedAt: string, endedAt: string | null, outcome: AttemptOutcome | null, providerReference: string | null, problem: { kind: ProblemKind, message: string, nativeCode: string | null, httpStatus: number | null, requestId: string | null } | null }> }>, documents: Array<{ id: string, kind: DocumentKind, format: DocumentFormat, mediaType: string, fileName: string, sizeBytes: number, sha256: string, createdAt: string }>, events: { nodes: Array<
        | { type: InvoiceEventType, occurredAt: string, origin: EventOrigin }
        | { type: InvoiceEventType, occurredAt: string, origin: EventOrigin }
        | { type: InvoiceEventType, occurredAt: string, origin: EventOrigin }
        | { type: InvoiceEventType, occurredAt: string, origin: EventOrigin }
        | { type: InvoiceEventType, occurredAt: string, origin: EventOrigin }
        | { type: InvoiceEventType, occurredAt: string, origin: EventOrigin }
        | { type: InvoiceEventType, occurredAt: string, origin: EventOrigin }
      > }, contractReferences: Array<{ id: string, issueDate: string | null, lineNumbers: Array<string> }>, purchaseOrderReferences: Array<{ id: string, issueDate: string | null, lineNumbers: Array<string> }>, receivingAdviceReferences: Array<{ id: string, issueDate: string | null, lineNumbers: Array<string> }>, despatchAdviceReferences: Array<{ id: string, issueDate: string | null, lineNumbers: Array<string> }>, invoicedObject: { value: string, scheme: string | null } | null, notes: Array<{ subjectCode: string | null, text: string }>, process: { businessProcess: string | null, specification: string }, precedingInvoices: Array<{ number: string, issueDate: string | null, clearanceId: string | null }>, seller: { name: string, tradingName: string | null, vatIdentifier: string | null, taxRegistration: string | null, legalInformation: string | null, identifiers: Array<{ value: string, scheme: string | null }>, legalRegistration: { value: string, scheme: string | null } | null, electronicAddress: { scheme: string, value: string } | null, address: { line1: string | null, line2: string | null, line3: string | null, city: string | null, postCode: string | null, subdivision: string | null, countryCode: string }, contact: { name: string | null, telephone: string | null, email: string | null } | null }, buyer: { name: string, tradingName: string | null, vatIdentifier: string | null, taxRegistration: string | null, identifiers: Array<{ value: string, scheme: string | null }>, legalRegistration: { value: string, scheme: string | null } | null, electronicAddress: { scheme: string, value: string } | null, address: { line1: string | null, line2: string | null, line3: string | null, city: string | null, postCode: string | null, subdivision: string | null, countryCode: string }, contact: { name: string | null, telephone: string | null, email: string | null } | null }, payee: { name: string, identifier: { value: string, scheme: string | null } | null, legalRegistration: { value: string, scheme: string | null } | null } | null, taxRepresentative: { name: string, vatIdentifier: string, address: { line1: string | null, line2: string | null, line3: string | null, city: string | null, postCode: string | null, subdivision: string | null, countryCode: string } } | null, delivery: { partyName: string | null, date: string | null, location: { value: string, scheme: string | null } | null, address: { line1: string | null, line2: string | null, line3: string | null, city: string | null, postCode: string | null, subdivision: string | null, countryCode: string } | null } | null, invoicingPeriod: { startDate: string | null, endDate: string | null } | null, payment: { meansCode: string, meansText: string | null, remittanceInformation: string | null, creditTransfers: Array<{ account: string, accountName: string | null, serviceProvider: string | null }>, card: { primaryAccountNumber: string, holderName: string | null } | null, directDebit: { mandateReference: string | null, creditorIdentifier: string | null, debitedAccount: string | null } | null } | null, allowances: Array<{ amount: string, baseAmount: string | null, percentage: string | null, reason: string | null, reasonCode: string | null, vat: { category: string, rate: string | null } }>, charges: Array<{ amount: string, baseAmount: string | null, percentage: string | null, reason: string | null, reasonCode: string | null, vat: { category: string, rate: string | null } }>, totals: { lineNetTotal: string, allowanceTotal: string | null, chargeTotal: string | null, taxExclusive: string, vatAmount: string | null, vatAmountInAccountingCurrency: string | null, taxInclusive: string, paidAmount: string | null, roundingAmount: string | null, payable: string }, vatBreakdown: Array<{ category: string, rate: string | null, taxableAmount: string, taxAmount: string, exemptionReason: string | null, exemptionReasonCode: string | null }>, attachments: Array<{ reference: string, description: string | null, externalLocation: string | null, content: { fileName: string, mimeCode: string } | null }>, lines: Array<{ id: string, note: string | null, quantity: string, unitCode: string, netAmount: string, purchaseOrderLineReference: string | null, buyerAccountingReference: string | null, object: { value: string, scheme: string | null } | null, period: { startDate: string | null, endDate: string | null } | null, allowances: Array<{ amount: string, baseAmount: string | null, percentage: string | null, reason: string | null, reasonCode: string | null }>, charges: Array<{ amount: string, baseAmount: string | null, percentage: string | null, reason: string | null, reasonCode: string | null }>, price: { net: string, discount: string | null, gross: string | null, baseQuantity: string | null, baseQuantityUnitCode: string | null }, vat: { category: string, rate: string | null }, item: { name: string, description: string | null, sellerIdentifier: string | null, buyerIdentifier: string | null, originCountryCode: string | null, standardIdentifier: { value: string, scheme: string | null } | null, classifications: Array<{ value: string, list: string, version: string | null }>, attributes: Array<{ name: string, value: string }> } }>, exchangeRates: Array<{ from: string, to: string, rate: string, date: string | null }>, unmapped: Array<{ path: string, value: string }> } | null };

export type DocumentQueryVariables = Exact<{
  id: string;
}>;


export type DocumentQuery = { node:
    | { fileName: string, mediaType: string, base64: string }
    | Record<PropertyKey, never>
   | null };

export type ContentFragment = { kind: InvoiceKind, number: string, issueDate: string, issueTime: string | null, typeCode: string, currencyCode: string, vatAccountingCurrencyCode: string | null, taxPointDate: string | null, taxPointDateCode: string | null, dueDate: string | null, buyerReference: string | null, projectReference: string | null, salesOrderReference: string | null, tenderOrLotReference: string | null, buyerAccountingReference: string | null, paymentTerms: string | null, contractReferences: Array<{ id: string, issueDate: string | null, lineNumbers: Array<string> }>, purchaseOrderReferences: Array<{ id: string, issueDate: string | null, lineNumbers: Array<string> }>, receivingAdviceReferences: Array<{ id: string, issueDate: string | null, lineNumbers: Array<string> }>, despatchAdviceReferences: Array<{ id: string, issueDate: string | null, lineNumbers: Array<string> }>, invoicedObject: { value: string, scheme: string | null } | null, notes: Array<{ subjectCode: string | null, text: string }>, process: { businessProcess: string | null, specification: string }, precedingInvoices: Array<{ number: string, issueDate: string | null, clearanceId: string | null }>, seller: { name: string, tradingName: string | null, vatIdentifier: string | null, taxRegistration: string | null, legalInformation: string | null, identifiers: Array<{ value: string, scheme: string | null }>, legalRegistration: { value: string, scheme: string | null } | null, electronicAddress: { scheme: string, value: string } | null, address: { line1: string | null, line2: string | null, line3: string | null, city: string | null, postCode: string | null, subdivision: string | null, countryCode: string }, contact: { name: string | null, telephone: string | null, email: string | null } | null }, buyer: { name: string, tradingName: string | null, vatIdentifier: string | null, taxRegistration: string | null, identifiers: Array<{ value: string, scheme: string | null }>, legalRegistration: { value: string, scheme: string | null } | null, electronicAddress: { scheme: string, value: string } | null, address: { line1: string | null, line2: string | null, line3: string | null, city: string | null, postCode: string | null, subdivision: string | null, countryCode: string }, contact: { name: string | null, telephone: string | null, email: string | null } | null }, payee: { name: string, identifier: { value: string, scheme: string | null } | null, legalRegistration: { value: string, scheme: string | null } | null } | null, taxRepresentative: { name: string, vatIdentifier: string, address: { line1: string | null, line2: string | null, line3: string | null, city: string | null, postCode: string | null, subdivision: string | null, countryCode: string } } | null, delivery: { partyName: string | null, date: string | null, location: { value: string, scheme: string | null } | null, address: { line1: string | null, line2: string | null, line3: string | null, city: string | null, postCode: string | null, subdivision: string | null, countryCode: string } | null } | null, invoicingPeriod: { startDate: string | null, endDate: string | null } | null, payment: { meansCode: string, meansText: string | null, remittanceInformation: string | null, creditTransfers: Array<{ account: string, accountName: string | null, serviceProvider: string | null }>, card: { primaryAccountNumber: string, holderName: string | null } | null, directDebit: { mandateReference: string | null, creditorIdentifier: string | null, debitedAccount: string | null } | null } | null, allowances: Array<{ amount: string, baseAmount: string | null, percentage: string | null, reason: string | null, reasonCode: string | null, vat: { category: string, rate: string | null } }>, charges: Array<{ amount: string, baseAmount: string | null, percentage: string | null, reason: string | null, reasonCode: string | null, vat: { category: string, rate: string | null } }>, totals: { lineNetTotal: string, allowanceTotal: string | null, chargeTotal: string | null, taxExclusive: string, vatAmount: string | null, vatAmountInAccountingCurrency: string | null, taxInclusive: string, paidAmount: string | null, roundingAmount: string | null, payable: string }, vatBreakdown: Array<{ category: string, rate: string | null, taxableAmount: string, taxAmount: string, exemptionReason: string | null, exemptionReasonCode: string | null }>, attachments: Array<{ reference: string, description: string | null, externalLocation: string | null, content: { fileName: string, mimeCode: string } | null }>, lines: Array<{ id: string, note: string | null, quantity: string, unitCode: string, netAmount: string, purchaseOrderLineReference: string | null, buyerAccountingReference: string | null, object: { value: string, scheme: string | null } | null, period: { startDate: string | null, endDate: string | null } | null, allowances: Array<{ amount: string, baseAmount: string | null, percentage: string | null, reason: string | null, reasonCode: string | null }>, charges: Array<{ amount: string, baseAmount: string | null, percentage: string | null, reason: string | null, reasonCode: string | null }>, price: { net: string, discount: string | null, gross: string | null, baseQuantity: string | null, baseQuantityUnitCode: string | null }, vat: { category: string, rate: string | null }, item: { name: string, description: string | null, sellerIdentifier: string | null, buyerIdentifier: string | null, originCountryCode: string | null, standardIdentifier: { value: string, scheme: string | null } | null, classifications: Array<{ value: string, list: string, version: string | null }>, attributes: Array<{ name: string, value: string }> } }>, exchangeRates: Array<{ from: string, to: string, rate: string, date: string | null }>, unmapped: Array<{ path: string, value: string }> };

export type ReferenceFragment = { id: string, issueDate: string | null, lineNumbers: Array<string> };

export type IdentifiedFragment = { value: string, scheme: string | null };

export type PlaceFragment = { line1: string | null, line2: string | null, line3: string | null, city: string | null, postCode: string | null, subdivision: string | null, countryCode: string };

export type DocumentAmountFragment = { amount: string, baseAmount: string | null, percentage: string | null, reason: string | null, reasonCode: string | null, vat: { category: string, rate: string | null } };

export type LineAmountFragment = { amount: string, baseAmount: string | null, percentage: string | null, reason: string | null, reasonCode: string | null };

export type ListInvoicesQueryVariables = Exact<{
  filter?: InvoiceFilter | null | undefined;
  orderBy?: InvoiceOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type ListInvoicesQuery = { invoices: { nodes: Array<{ id: string, number: string, type: InvoiceType, direction: Direction, issueDate: string, currencyCode: string, clientReference: string | null, labels: Array<string>, seller: { name: string }, buyer: { name: string }, totals: { payable: string }, status: { value: InvoiceStatus, since: string }, provider: { key: string } | null }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, totalCount: { value: number, exact: boolean }, sources: Array<{ state: SourceState, provider: { key: string } | null }> } };

export type ParticipantsQueryVariables = Exact<{
  identifiers: Array<ParticipantIdentifierInput> | ParticipantIdentifierInput;
  freshness?: Freshness | null | undefined;
}>;


export type ParticipantsQuery = { participants: Array<{ requested: { scheme: string, value: string }, participant: { id: string, name: string | null, country: string | null, reachability: Array<{ network: string, reachable: boolean, accessPoint: string | null, checkedAt: string, via: { key: string } | null }>, capabilities: Array<{ documentType: string, process: string | null, label: string, supportsResponses: boolean }> } | null, sources: Array<{ state: SourceState, asOf: string | null, latencyMs: number | null, provider: { key: string } | null, problem: { kind: ProblemKind, message: string } | null }> }> };

export type PreflightInvoiceQueryVariables = Exact<{
  input: SubmitInvoiceInput;
}>;


export type PreflightInvoiceQuery = { preflightInvoice: { ok: boolean, validation: { valid: boolean, rulesets: Array<string>, violations: Array<{ rule: string, severity: Severity, message: string, path: Array<string> | null, help: string | null }> }, recipient: { participant: { name: string | null } | null, sources: Array<{ state: SourceState }> } | null, route: { explanation: string, chosen: { key: string } | null, candidates: Array<{ eligible: boolean, rank: number | null, reasons: Array<string>, provider: { key: string } | null }> } } };

type Problem_DuplicateInvoiceError_Fragment = { __typename: 'DuplicateInvoiceError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean, existing: { id: string, number: string } | null };

type Problem_IdempotencyConflictError_Fragment = { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean, original: { id: string, state: SubmissionState } | null };

type Problem_InvalidTransitionError_Fragment = { __typename: 'InvalidTransitionError', from: InvoiceStatus, allowed: Array<BusinessResponse>, code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean };

type Problem_InvalidUrlError_Fragment = { __typename: 'InvalidUrlError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean };

type Problem_LimitExceededError_Fragment = { __typename: 'LimitExceededError', limit: number, actual: number, code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean };

type Problem_NoRouteError_Fragment = { __typename: 'NoRouteError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean, route: { explanation: string, candidates: Array<{ eligible: boolean, reasons: Array<string>, provider: { key: string } | null }> } };

type Problem_NotFoundError_Fragment = { __typename: 'NotFoundError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean };

type Problem_OutcomeUnknownError_Fragment = { __typename: 'OutcomeUnknownError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean, cause: { provider: string, kind: ProblemKind, message: string } | null };

type Problem_ProviderRejectedError_Fragment = { __typename: 'ProviderRejectedError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean, problem: { provider: string, kind: ProblemKind, nativeCode: string | null, message: string } };

type Problem_RateLimitedError_Fragment = { __typename: 'RateLimitedError', retryAt: string, code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean };

type Problem_UnsupportedByProviderError_Fragment = { __typename: 'UnsupportedByProviderError', capability: Capability, code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean, provider: { key: string } | null };

type Problem_ValidationError_Fragment = { __typename: 'ValidationError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean, violations: Array<{ rule: string, severity: Severity, message: string, path: Array<string> | null, xpath: string | null }> };

export type ProblemFragment =
  | Problem_DuplicateInvoiceError_Fragment
  | Problem_IdempotencyConflictError_Fragment
  | Problem_InvalidTransitionError_Fragment
  | Problem_InvalidUrlError_Fragment
  | Problem_LimitExceededError_Fragment
  | Problem_NoRouteError_Fragment
  | Problem_NotFoundError_Fragment
  | Problem_OutcomeUnknownError_Fragment
  | Problem_ProviderRejectedError_Fragment
  | Problem_RateLimitedError_Fragment
  | Problem_UnsupportedByProviderError_Fragment
  | Problem_ValidationError_Fragment
;

export type FollowProviderHealthSubscriptionVariables = Exact<{
  providers?: Array<string> | string | null | undefined;
}>;


export type FollowProviderHealthSubscription = { providerHealth: { key: string, health: { state: HealthState, circuit: CircuitState, circuitSince: string | null, nextProbeAt: string | null, successRate: number | null, latencyP95Ms: number | null, lastWebhookAt: string | null, lastPollAt: string | null, backlog: number, rateLimit: { limit: number | null, remaining: number, resetsAt: string | null } | null } } };

export type ResetProviderCircuitMutationVariables = Exact<{
  input: ResetProviderCircuitInput;
}>;


export type ResetProviderCircuitMutation = { resetProviderCircuit: { provider: { key: string, health: { state: HealthState, circuit: CircuitState, circuitSince: string | null, nextProbeAt: string | null, successRate: number | null, latencyP95Ms: number | null, lastWebhookAt: string | null, lastPollAt: string | null, backlog: number, rateLimit: { limit: number | null, remaining: number, resetsAt: string | null } | null } } | null, errors: Array<{ code: ErrorCode, message: string, path: Array<string> | null }> } };

export type HealthFragment = { key: string, health: { state: HealthState, circuit: CircuitState, circuitSince: string | null, nextProbeAt: string | null, successRate: number | null, latencyP95Ms: number | null, lastWebhookAt: string | null, lastPollAt: string | null, backlog: number, rateLimit: { limit: number | null, remaining: number, resetsAt: string | null } | null } };

export type ProvidersQueryVariables = Exact<{
  filter?: ProviderFilter | null | undefined;
}>;


export type ProvidersQuery = { viewer: { subject: string, scopes: Array<string>, tenant: { id: string, name: string } }, providers: Array<{ id: string, key: string, name: string, kind: ProviderKind, countries: Array<string>, networks: Array<string>, environment: ProviderEnvironment, capabilities: Array<Capability> }> };

export type RenderingQueryVariables = Exact<{
  by: InvoiceBy;
  format?: RenderingFormat;
  language?: string | null | undefined;
}>;


export type RenderingQuery = { invoice: { number: string, providerReferences: Array<{ key: string, reference: string, url: string | null }>, rendering: { source: RenderingSource, format: RenderingFormat, language: string | null, isLegalOriginal: boolean | null, mediaType: string, fileName: string, sizeBytes: number, sha256: string, base64: string, providerProblem: { kind: ProblemKind, message: string } | null } | null } | null };

export type SubmitBatchMutationVariables = Exact<{
  input: SubmitInvoicesInput;
}>;


export type SubmitBatchMutation = { submitInvoices: { replayed: boolean, batch: { id: string, state: BatchState, counts: { total: number, pending: number } } | null, errors: Array<
      | { __typename: 'DuplicateInvoiceError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean, existing: { id: string, number: string } | null }
      | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean, original: { id: string, state: SubmissionState } | null }
      | { __typename: 'LimitExceededError', limit: number, actual: number, code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { __typename: 'NoRouteError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean, route: { explanation: string, candidates: Array<{ eligible: boolean, reasons: Array<string>, provider: { key: string } | null }> } }
      | { __typename: 'NotFoundError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { __typename: 'ValidationError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean, violations: Array<{ rule: string, severity: Severity, message: string, path: Array<string> | null, xpath: string | null }> }
    > } };

export type BatchQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;


export type BatchQuery = { batch: { state: BatchState, counts: { total: number, accepted: number, rejected: number, unknown: number, pending: number }, results: { nodes: Array<{ index: number, clientReference: string | null, invoice: { id: string, status: { value: InvoiceStatus } } | null, errors: Array<
          | { __typename: 'DuplicateInvoiceError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean, existing: { id: string, number: string } | null }
          | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean, original: { id: string, state: SubmissionState } | null }
          | { __typename: 'LimitExceededError', limit: number, actual: number, code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
          | { __typename: 'NoRouteError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean, route: { explanation: string, candidates: Array<{ eligible: boolean, reasons: Array<string>, provider: { key: string } | null }> } }
          | { __typename: 'ValidationError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean, violations: Array<{ rule: string, severity: Severity, message: string, path: Array<string> | null, xpath: string | null }> }
        > }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type FollowBatchSubscriptionVariables = Exact<{
  id: string;
}>;


export type FollowBatchSubscription = { batch: { state: BatchState, finishedAt: string | null, counts: { total: number, accepted: number, rejected: number, unknown: number, pending: number } } };

export type SubmitDocumentMutationVariables = Exact<{
  idempotencyKey: string;
  ubl: string;
}>;


export type SubmitDocumentMutation = { submitInvoice: { invoice: { id: string, number: string, status: { value: InvoiceStatus, reason: { code: string, message: string } | null } } | null, errors: Array<
      | { __typename: 'DuplicateInvoiceError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean, existing: { id: string, number: string } | null }
      | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean, original: { id: string, state: SubmissionState } | null }
      | { __typename: 'LimitExceededError', limit: number, actual: number, code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { __typename: 'NoRouteError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean, route: { explanation: string, candidates: Array<{ eligible: boolean, reasons: Array<string>, provider: { key: string } | null }> } }
      | { __typename: 'ValidationError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean, violations: Array<{ rule: string, severity: Severity, message: string, path: Array<string> | null, xpath: string | null }> }
    > } };

export type SubmitInvoiceMutationVariables = Exact<{
  input: SubmitInvoiceInput;
}>;


export type SubmitInvoiceMutation = { submitInvoice: { replayed: boolean, invoice: { id: string, number: string, status: { value: InvoiceStatus, since: string }, totals: { payable: string } } | null, submission: { id: string, state: SubmissionState, route: { explanation: string, chosen: { key: string } | null } } | null, errors: Array<
      | { __typename: 'DuplicateInvoiceError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean, existing: { id: string, number: string } | null }
      | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean, original: { id: string, state: SubmissionState } | null }
      | { __typename: 'LimitExceededError', limit: number, actual: number, code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { __typename: 'NoRouteError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean, route: { explanation: string, candidates: Array<{ eligible: boolean, reasons: Array<string>, provider: { key: string } | null }> } }
      | { __typename: 'ValidationError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean, violations: Array<{ rule: string, severity: Severity, message: string, path: Array<string> | null, xpath: string | null }> }
    > } };

export type CreateWebhookEndpointMutationVariables = Exact<{
  input: CreateWebhookEndpointInput;
}>;


export type CreateWebhookEndpointMutation = { createWebhookEndpoint: { secret: string | null, endpoint: { id: string, url: string, description: string | null, types: Array<InvoiceEventType>, selection: string | null, enabled: boolean, position: string, failingSince: string | null, disabledAt: string | null, disabledReason: string | null, createdAt: string } | null, errors: Array<
      | { __typename: 'InvalidUrlError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { __typename: 'LimitExceededError', limit: number, actual: number, code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { __typename: 'NotFoundError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { __typename: 'ValidationError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean, violations: Array<{ rule: string, severity: Severity, message: string, path: Array<string> | null, xpath: string | null }> }
    > } };

export type WebhookEndpointsQueryVariables = Exact<{
  status?: Array<DeliveryStatus> | DeliveryStatus;
}>;


export type WebhookEndpointsQuery = { webhookEndpoints: { edges: Array<{ cursor: string, node: { id: string, url: string, description: string | null, types: Array<InvoiceEventType>, selection: string | null, enabled: boolean, position: string, failingSince: string | null, disabledAt: string | null, disabledReason: string | null, createdAt: string, deliveries: { edges: Array<{ cursor: string, node: { id: string, webhookId: string, eventId: string | null, status: DeliveryStatus, nextAttemptAt: string | null, attempts: Array<{ at: string, httpStatus: number | null, durationMs: number, error: string | null }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } }> } };

export type UpdateWebhookEndpointMutationVariables = Exact<{
  input: UpdateWebhookEndpointInput;
}>;


export type UpdateWebhookEndpointMutation = { updateWebhookEndpoint: { endpoint: { id: string, url: string, description: string | null, types: Array<InvoiceEventType>, selection: string | null, enabled: boolean, position: string, failingSince: string | null, disabledAt: string | null, disabledReason: string | null, createdAt: string } | null, errors: Array<
      | { __typename: 'InvalidUrlError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { __typename: 'LimitExceededError', limit: number, actual: number, code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { __typename: 'NotFoundError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { __typename: 'ValidationError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean, violations: Array<{ rule: string, severity: Severity, message: string, path: Array<string> | null, xpath: string | null }> }
    > } };

export type DeleteWebhookEndpointMutationVariables = Exact<{
  input: DeleteWebhookEndpointInput;
}>;


export type DeleteWebhookEndpointMutation = { deleteWebhookEndpoint: { endpoint: { id: string } | null, errors: Array<
      | { __typename: 'InvalidUrlError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { __typename: 'LimitExceededError', limit: number, actual: number, code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { __typename: 'NotFoundError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { __typename: 'ValidationError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean, violations: Array<{ rule: string, severity: Severity, message: string, path: Array<string> | null, xpath: string | null }> }
    > } };

export type RotateWebhookSecretMutationVariables = Exact<{
  input: RotateWebhookSecretInput;
}>;


export type RotateWebhookSecretMutation = { rotateWebhookSecret: { secret: string | null, errors: Array<
      | { __typename: 'InvalidUrlError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { __typename: 'LimitExceededError', limit: number, actual: number, code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { __typename: 'NotFoundError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { __typename: 'ValidationError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean, violations: Array<{ rule: string, severity: Severity, message: string, path: Array<string> | null, xpath: string | null }> }
    > } };

export type SendTestWebhookMutationVariables = Exact<{
  input: SendTestWebhookInput;
}>;


export type SendTestWebhookMutation = { sendTestWebhook: { endpoint: { id: string } | null, errors: Array<
      | { __typename: 'InvalidUrlError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { __typename: 'LimitExceededError', limit: number, actual: number, code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { __typename: 'NotFoundError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { __typename: 'ValidationError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean, violations: Array<{ rule: string, severity: Severity, message: string, path: Array<string> | null, xpath: string | null }> }
    > } };

export type RedeliverWebhooksMutationVariables = Exact<{
  input: RedeliverWebhooksInput;
}>;


export type RedeliverWebhooksMutation = { redeliverWebhooks: { endpoint: { id: string, url: string, description: string | null, types: Array<InvoiceEventType>, selection: string | null, enabled: boolean, position: string, failingSince: string | null, disabledAt: string | null, disabledReason: string | null, createdAt: string } | null, errors: Array<
      | { __typename: 'InvalidUrlError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { __typename: 'LimitExceededError', limit: number, actual: number, code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { __typename: 'NotFoundError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { __typename: 'ValidationError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean, violations: Array<{ rule: string, severity: Severity, message: string, path: Array<string> | null, xpath: string | null }> }
    > } };

export type EndpointFragment = { id: string, url: string, description: string | null, types: Array<InvoiceEventType>, selection: string | null, enabled: boolean, position: string, failingSince: string | null, disabledAt: string | null, disabledReason: string | null, createdAt: string };

export const GapFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Gap"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StreamGap"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"requested"}},{"kind":"Field","name":{"kind":"Name","value":"oldestAvailable"}},{"kind":"Field","name":{"kind":"Name","value":"resumeFrom"}}]}}]} as unknown as DocumentNode<GapFragment, unknown>;
export const EventFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Event"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sequence"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"occurredAt"}},{"kind":"Field","name":{"kind":"Name","value":"recordedAt"}},{"kind":"Field","name":{"kind":"Name","value":"origin"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}},{"kind":"Field","name":{"kind":"Name","value":"invoice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceRejectedEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rejectedBy"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"actionRequired"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceStatusUpdatedEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceFailedEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceDeliveredEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"evidence"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"fileName"}}]}}]}}]}}]} as unknown as DocumentNode<EventFragment, unknown>;
export const ReferenceFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Reference"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DocumentReference"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"issueDate"}},{"kind":"Field","name":{"kind":"Name","value":"lineNumbers"}}]}}]} as unknown as DocumentNode<ReferenceFragment, unknown>;
export const IdentifiedFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Identified"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Identifier"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"scheme"}}]}}]} as unknown as DocumentNode<IdentifiedFragment, unknown>;
export const PlaceFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Place"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Address"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"line1"}},{"kind":"Field","name":{"kind":"Name","value":"line2"}},{"kind":"Field","name":{"kind":"Name","value":"line3"}},{"kind":"Field","name":{"kind":"Name","value":"city"}},{"kind":"Field","name":{"kind":"Name","value":"postCode"}},{"kind":"Field","name":{"kind":"Name","value":"subdivision"}},{"kind":"Field","name":{"kind":"Name","value":"countryCode"}}]}}]} as unknown as DocumentNode<PlaceFragment, unknown>;
export const DocumentAmountFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DocumentAmount"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DocumentAllowanceCharge"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"baseAmount"}},{"kind":"Field","name":{"kind":"Name","value":"percentage"}},{"kind":"Field","name":{"kind":"Name","value":"vat"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"category"}},{"kind":"Field","name":{"kind":"Name","value":"rate"}}]}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"reasonCode"}}]}}]} as unknown as DocumentNode<DocumentAmountFragment, unknown>;
export const LineAmountFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LineAmount"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LineAllowanceCharge"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"baseAmount"}},{"kind":"Field","name":{"kind":"Name","value":"percentage"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"reasonCode"}}]}}]} as unknown as DocumentNode<LineAmountFragment, unknown>;
export const ContentFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Content"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invoice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"issueDate"}},{"kind":"Field","name":{"kind":"Name","value":"issueTime"}},{"kind":"Field","name":{"kind":"Name","value":"typeCode"}},{"kind":"Field","name":{"kind":"Name","value":"currencyCode"}},{"kind":"Field","name":{"kind":"Name","value":"vatAccountingCurrencyCode"}},{"kind":"Field","name":{"kind":"Name","value":"taxPointDate"}},{"kind":"Field","name":{"kind":"Name","value":"taxPointDateCode"}},{"kind":"Field","name":{"kind":"Name","value":"dueDate"}},{"kind":"Field","name":{"kind":"Name","value":"buyerReference"}},{"kind":"Field","name":{"kind":"Name","value":"projectReference"}},{"kind":"Field","name":{"kind":"Name","value":"contractReferences"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Reference"}}]}},{"kind":"Field","name":{"kind":"Name","value":"purchaseOrderReferences"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Reference"}}]}},{"kind":"Field","name":{"kind":"Name","value":"salesOrderReference"}},{"kind":"Field","name":{"kind":"Name","value":"receivingAdviceReferences"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Reference"}}]}},{"kind":"Field","name":{"kind":"Name","value":"despatchAdviceReferences"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Reference"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tenderOrLotReference"}},{"kind":"Field","name":{"kind":"Name","value":"invoicedObject"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Identified"}}]}},{"kind":"Field","name":{"kind":"Name","value":"buyerAccountingReference"}},{"kind":"Field","name":{"kind":"Name","value":"paymentTerms"}},{"kind":"Field","name":{"kind":"Name","value":"notes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subjectCode"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"process"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"businessProcess"}},{"kind":"Field","name":{"kind":"Name","value":"specification"}}]}},{"kind":"Field","name":{"kind":"Name","value":"precedingInvoices"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"issueDate"}},{"kind":"Field","name":{"kind":"Name","value":"clearanceId"}}]}},{"kind":"Field","name":{"kind":"Name","value":"seller"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"tradingName"}},{"kind":"Field","name":{"kind":"Name","value":"identifiers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Identified"}}]}},{"kind":"Field","name":{"kind":"Name","value":"legalRegistration"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Identified"}}]}},{"kind":"Field","name":{"kind":"Name","value":"vatIdentifier"}},{"kind":"Field","name":{"kind":"Name","value":"taxRegistration"}},{"kind":"Field","name":{"kind":"Name","value":"legalInformation"}},{"kind":"Field","name":{"kind":"Name","value":"electronicAddress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"scheme"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"address"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Place"}}]}},{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"telephone"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"buyer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"tradingName"}},{"kind":"Field","name":{"kind":"Name","value":"identifiers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Identified"}}]}},{"kind":"Field","name":{"kind":"Name","value":"legalRegistration"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Identified"}}]}},{"kind":"Field","name":{"kind":"Name","value":"vatIdentifier"}},{"kind":"Field","name":{"kind":"Name","value":"taxRegistration"}},{"kind":"Field","name":{"kind":"Name","value":"electronicAddress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"scheme"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"address"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Place"}}]}},{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"telephone"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"payee"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"identifier"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Identified"}}]}},{"kind":"Field","name":{"kind":"Name","value":"legalRegistration"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Identified"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"taxRepresentative"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"vatIdentifier"}},{"kind":"Field","name":{"kind":"Name","value":"address"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Place"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"delivery"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"partyName"}},{"kind":"Field","name":{"kind":"Name","value":"location"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Identified"}}]}},{"kind":"Field","name":{"kind":"Name","value":"date"}},{"kind":"Field","name":{"kind":"Name","value":"address"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Place"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"invoicingPeriod"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startDate"}},{"kind":"Field","name":{"kind":"Name","value":"endDate"}}]}},{"kind":"Field","name":{"kind":"Name","value":"payment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"meansCode"}},{"kind":"Field","name":{"kind":"Name","value":"meansText"}},{"kind":"Field","name":{"kind":"Name","value":"remittanceInformation"}},{"kind":"Field","name":{"kind":"Name","value":"creditTransfers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"}},{"kind":"Field","name":{"kind":"Name","value":"accountName"}},{"kind":"Field","name":{"kind":"Name","value":"serviceProvider"}}]}},{"kind":"Field","name":{"kind":"Name","value":"card"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"primaryAccountNumber"}},{"kind":"Field","name":{"kind":"Name","value":"holderName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"directDebit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"mandateReference"}},{"kind":"Field","name":{"kind":"Name","value":"creditorIdentifier"}},{"kind":"Field","name":{"kind":"Name","value":"debitedAccount"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"allowances"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DocumentAmount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"charges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DocumentAmount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totals"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lineNetTotal"}},{"kind":"Field","name":{"kind":"Name","value":"allowanceTotal"}},{"kind":"Field","name":{"kind":"Name","value":"chargeTotal"}},{"kind":"Field","name":{"kind":"Name","value":"taxExclusive"}},{"kind":"Field","name":{"kind":"Name","value":"vatAmount"}},{"kind":"Field","name":{"kind":"Name","value":"vatAmountInAccountingCurrency"}},{"kind":"Field","name":{"kind":"Name","value":"taxInclusive"}},{"kind":"Field","name":{"kind":"Name","value":"paidAmount"}},{"kind":"Field","name":{"kind":"Name","value":"roundingAmount"}},{"kind":"Field","name":{"kind":"Name","value":"payable"}}]}},{"kind":"Field","name":{"kind":"Name","value":"vatBreakdown"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"category"}},{"kind":"Field","name":{"kind":"Name","value":"rate"}},{"kind":"Field","name":{"kind":"Name","value":"taxableAmount"}},{"kind":"Field","name":{"kind":"Name","value":"taxAmount"}},{"kind":"Field","name":{"kind":"Name","value":"exemptionReason"}},{"kind":"Field","name":{"kind":"Name","value":"exemptionReasonCode"}}]}},{"kind":"Field","name":{"kind":"Name","value":"attachments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reference"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"externalLocation"}},{"kind":"Field","name":{"kind":"Name","value":"content"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fileName"}},{"kind":"Field","name":{"kind":"Name","value":"mimeCode"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"lines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"note"}},{"kind":"Field","name":{"kind":"Name","value":"object"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Identified"}}]}},{"kind":"Field","name":{"kind":"Name","value":"quantity"}},{"kind":"Field","name":{"kind":"Name","value":"unitCode"}},{"kind":"Field","name":{"kind":"Name","value":"netAmount"}},{"kind":"Field","name":{"kind":"Name","value":"purchaseOrderLineReference"}},{"kind":"Field","name":{"kind":"Name","value":"buyerAccountingReference"}},{"kind":"Field","name":{"kind":"Name","value":"period"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startDate"}},{"kind":"Field","name":{"kind":"Name","value":"endDate"}}]}},{"kind":"Field","name":{"kind":"Name","value":"allowances"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LineAmount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"charges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LineAmount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"net"}},{"kind":"Field","name":{"kind":"Name","value":"discount"}},{"kind":"Field","name":{"kind":"Name","value":"gross"}},{"kind":"Field","name":{"kind":"Name","value":"baseQuantity"}},{"kind":"Field","name":{"kind":"Name","value":"baseQuantityUnitCode"}}]}},{"kind":"Field","name":{"kind":"Name","value":"vat"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"category"}},{"kind":"Field","name":{"kind":"Name","value":"rate"}}]}},{"kind":"Field","name":{"kind":"Name","value":"item"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"sellerIdentifier"}},{"kind":"Field","name":{"kind":"Name","value":"buyerIdentifier"}},{"kind":"Field","name":{"kind":"Name","value":"standardIdentifier"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Identified"}}]}},{"kind":"Field","name":{"kind":"Name","value":"classifications"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"list"}},{"kind":"Field","name":{"kind":"Name","value":"version"}}]}},{"kind":"Field","name":{"kind":"Name","value":"originCountryCode"}},{"kind":"Field","name":{"kind":"Name","value":"attributes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"exchangeRates"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}},{"kind":"Field","name":{"kind":"Name","value":"rate"}},{"kind":"Field","name":{"kind":"Name","value":"date"}}]}},{"kind":"Field","name":{"kind":"Name","value":"unmapped"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Reference"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DocumentReference"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"issueDate"}},{"kind":"Field","name":{"kind":"Name","value":"lineNumbers"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Identified"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Identifier"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"scheme"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Place"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Address"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"line1"}},{"kind":"Field","name":{"kind":"Name","value":"line2"}},{"kind":"Field","name":{"kind":"Name","value":"line3"}},{"kind":"Field","name":{"kind":"Name","value":"city"}},{"kind":"Field","name":{"kind":"Name","value":"postCode"}},{"kind":"Field","name":{"kind":"Name","value":"subdivision"}},{"kind":"Field","name":{"kind":"Name","value":"countryCode"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DocumentAmount"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DocumentAllowanceCharge"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"baseAmount"}},{"kind":"Field","name":{"kind":"Name","value":"percentage"}},{"kind":"Field","name":{"kind":"Name","value":"vat"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"category"}},{"kind":"Field","name":{"kind":"Name","value":"rate"}}]}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"reasonCode"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LineAmount"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LineAllowanceCharge"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"baseAmount"}},{"kind":"Field","name":{"kind":"Name","value":"percentage"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"reasonCode"}}]}}]} as unknown as DocumentNode<ContentFragment, unknown>;
export const ProblemFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ValidationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"violations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"xpath"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"IdempotencyConflictError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"original"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DuplicateInvoiceError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"existing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NoRouteError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"route"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"explanation"}},{"kind":"Field","name":{"kind":"Name","value":"candidates"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}},{"kind":"Field","name":{"kind":"Name","value":"eligible"}},{"kind":"Field","name":{"kind":"Name","value":"reasons"}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ProviderRejectedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"nativeCode"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RateLimitedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAt"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OutcomeUnknownError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cause"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidTransitionError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UnsupportedByProviderError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LimitExceededError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"actual"}}]}}]}}]} as unknown as DocumentNode<ProblemFragment, unknown>;
export const HealthFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Health"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Provider"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"health"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"circuit"}},{"kind":"Field","name":{"kind":"Name","value":"circuitSince"}},{"kind":"Field","name":{"kind":"Name","value":"nextProbeAt"}},{"kind":"Field","name":{"kind":"Name","value":"successRate"}},{"kind":"Field","name":{"kind":"Name","value":"latencyP95Ms"}},{"kind":"Field","name":{"kind":"Name","value":"rateLimit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"remaining"}},{"kind":"Field","name":{"kind":"Name","value":"resetsAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lastWebhookAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastPollAt"}},{"kind":"Field","name":{"kind":"Name","value":"backlog"}}]}}]}}]} as unknown as DocumentNode<HealthFragment, unknown>;
export const EndpointFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Endpoint"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WebhookEndpoint"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"types"}},{"kind":"Field","name":{"kind":"Name","value":"selection"}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"failingSince"}},{"kind":"Field","name":{"kind":"Name","value":"disabledAt"}},{"kind":"Field","name":{"kind":"Name","value":"disabledReason"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]} as unknown as DocumentNode<EndpointFragment, unknown>;
export const RespondToInvoiceDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RespondToInvoice"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RespondToInvoiceInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"respondToInvoice"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"business"}},{"kind":"Field","name":{"kind":"Name","value":"payment"}}]}},{"kind":"Field","name":{"kind":"Name","value":"actions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"response"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"problem"}},{"kind":"Field","name":{"kind":"Name","value":"endedAt"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ValidationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"violations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"xpath"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"IdempotencyConflictError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"original"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DuplicateInvoiceError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"existing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NoRouteError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"route"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"explanation"}},{"kind":"Field","name":{"kind":"Name","value":"candidates"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}},{"kind":"Field","name":{"kind":"Name","value":"eligible"}},{"kind":"Field","name":{"kind":"Name","value":"reasons"}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ProviderRejectedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"nativeCode"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RateLimitedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAt"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OutcomeUnknownError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cause"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidTransitionError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UnsupportedByProviderError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LimitExceededError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"actual"}}]}}]}}]} as unknown as DocumentNode<RespondToInvoiceMutation, RespondToInvoiceMutationVariables>;
export const RetrySubmissionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RetrySubmission"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RetrySubmissionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retrySubmission"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"submission"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}},{"kind":"Field","name":{"kind":"Name","value":"invoice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ValidationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"violations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"xpath"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"IdempotencyConflictError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"original"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DuplicateInvoiceError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"existing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NoRouteError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"route"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"explanation"}},{"kind":"Field","name":{"kind":"Name","value":"candidates"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}},{"kind":"Field","name":{"kind":"Name","value":"eligible"}},{"kind":"Field","name":{"kind":"Name","value":"reasons"}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ProviderRejectedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"nativeCode"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RateLimitedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAt"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OutcomeUnknownError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cause"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidTransitionError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UnsupportedByProviderError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LimitExceededError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"actual"}}]}}]}}]} as unknown as DocumentNode<RetrySubmissionMutation, RetrySubmissionMutationVariables>;
export const RelatedInvoicesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"RelatedInvoices"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"kind"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RelationKind"}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoice"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"related"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}},{"kind":"Argument","name":{"kind":"Name","value":"kind"},"value":{"kind":"Variable","name":{"kind":"Name","value":"kind"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"issueDate"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]}}]} as unknown as DocumentNode<RelatedInvoicesQuery, RelatedInvoicesQueryVariables>;
export const DeadLettersDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"DeadLetters"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"DeadLetterFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deadLetters"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"attempts"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"payload"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<DeadLettersQuery, DeadLettersQueryVariables>;
export const ReplayDeadLettersDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ReplayDeadLetters"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ReplayDeadLettersInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"replayDeadLetters"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ValidationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"violations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"xpath"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"IdempotencyConflictError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"original"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DuplicateInvoiceError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"existing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NoRouteError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"route"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"explanation"}},{"kind":"Field","name":{"kind":"Name","value":"candidates"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}},{"kind":"Field","name":{"kind":"Name","value":"eligible"}},{"kind":"Field","name":{"kind":"Name","value":"reasons"}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ProviderRejectedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"nativeCode"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RateLimitedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAt"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OutcomeUnknownError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cause"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidTransitionError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UnsupportedByProviderError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LimitExceededError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"actual"}}]}}]}}]} as unknown as DocumentNode<ReplayDeadLettersMutation, ReplayDeadLettersMutationVariables>;
export const CancelInvoiceDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CancelInvoice"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CancelInvoiceInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cancelInvoice"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"clearance"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ValidationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"violations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"xpath"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"IdempotencyConflictError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"original"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DuplicateInvoiceError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"existing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NoRouteError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"route"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"explanation"}},{"kind":"Field","name":{"kind":"Name","value":"candidates"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}},{"kind":"Field","name":{"kind":"Name","value":"eligible"}},{"kind":"Field","name":{"kind":"Name","value":"reasons"}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ProviderRejectedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"nativeCode"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RateLimitedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAt"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OutcomeUnknownError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cause"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidTransitionError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UnsupportedByProviderError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LimitExceededError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"actual"}}]}}]}}]} as unknown as DocumentNode<CancelInvoiceMutation, CancelInvoiceMutationVariables>;
export const ReconcileSubmissionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ReconcileSubmission"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ReconcileSubmissionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reconcileSubmission"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"submission"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ValidationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"violations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"xpath"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"IdempotencyConflictError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"original"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DuplicateInvoiceError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"existing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NoRouteError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"route"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"explanation"}},{"kind":"Field","name":{"kind":"Name","value":"candidates"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}},{"kind":"Field","name":{"kind":"Name","value":"eligible"}},{"kind":"Field","name":{"kind":"Name","value":"reasons"}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ProviderRejectedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"nativeCode"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RateLimitedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAt"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OutcomeUnknownError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cause"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidTransitionError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UnsupportedByProviderError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LimitExceededError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"actual"}}]}}]}}]} as unknown as DocumentNode<ReconcileSubmissionMutation, ReconcileSubmissionMutationVariables>;
export const FollowEventsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"FollowEvents"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceEventFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"from"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"StreamPosition"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoiceEvents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"from"},"value":{"kind":"Variable","name":{"kind":"Name","value":"from"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceEventEdge"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Event"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StreamGap"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Gap"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StreamCaughtUp"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Event"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sequence"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"occurredAt"}},{"kind":"Field","name":{"kind":"Name","value":"recordedAt"}},{"kind":"Field","name":{"kind":"Name","value":"origin"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}},{"kind":"Field","name":{"kind":"Name","value":"invoice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceRejectedEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rejectedBy"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"actionRequired"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceStatusUpdatedEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceFailedEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceDeliveredEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"evidence"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"fileName"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Gap"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StreamGap"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"requested"}},{"kind":"Field","name":{"kind":"Name","value":"oldestAvailable"}},{"kind":"Field","name":{"kind":"Name","value":"resumeFrom"}}]}}]} as unknown as DocumentNode<FollowEventsSubscription, FollowEventsSubscriptionVariables>;
export const FollowInvoiceDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"FollowInvoice"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"from"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"StreamPosition"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoice"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"from"},"value":{"kind":"Variable","name":{"kind":"Name","value":"from"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceEventEdge"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Event"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StreamGap"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Gap"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StreamCaughtUp"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Event"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sequence"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"occurredAt"}},{"kind":"Field","name":{"kind":"Name","value":"recordedAt"}},{"kind":"Field","name":{"kind":"Name","value":"origin"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}},{"kind":"Field","name":{"kind":"Name","value":"invoice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceRejectedEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rejectedBy"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"actionRequired"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceStatusUpdatedEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceFailedEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceDeliveredEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"evidence"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"fileName"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Gap"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StreamGap"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"requested"}},{"kind":"Field","name":{"kind":"Name","value":"oldestAvailable"}},{"kind":"Field","name":{"kind":"Name","value":"resumeFrom"}}]}}]} as unknown as DocumentNode<FollowInvoiceSubscription, FollowInvoiceSubscriptionVariables>;
export const EventsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Events"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Cursor"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceEventFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoiceEvents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Event"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"gap"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Gap"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Event"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sequence"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"occurredAt"}},{"kind":"Field","name":{"kind":"Name","value":"recordedAt"}},{"kind":"Field","name":{"kind":"Name","value":"origin"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}},{"kind":"Field","name":{"kind":"Name","value":"invoice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceRejectedEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rejectedBy"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"actionRequired"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceStatusUpdatedEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceFailedEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceDeliveredEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"evidence"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"fileName"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Gap"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StreamGap"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"requested"}},{"kind":"Field","name":{"kind":"Name","value":"oldestAvailable"}},{"kind":"Field","name":{"kind":"Name","value":"resumeFrom"}}]}}]} as unknown as DocumentNode<EventsQuery, EventsQueryVariables>;
export const InboundDeliveriesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"InboundDeliveries"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"InboundDeliveryFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"50"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Cursor"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"inboundDeliveries"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"accountId"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"verdict"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"headers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"bytes"}},{"kind":"Field","name":{"kind":"Name","value":"sha256"}},{"kind":"Field","name":{"kind":"Name","value":"acknowledgedInMs"}},{"kind":"Field","name":{"kind":"Name","value":"attempts"}},{"kind":"Field","name":{"kind":"Name","value":"lastError"}},{"kind":"Field","name":{"kind":"Name","value":"nextAttemptAt"}},{"kind":"Field","name":{"kind":"Name","value":"appliedAt"}},{"kind":"Field","name":{"kind":"Name","value":"repeats"}},{"kind":"Field","name":{"kind":"Name","value":"lastRepeatAt"}},{"kind":"Field","name":{"kind":"Name","value":"eventId"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<InboundDeliveriesQuery, InboundDeliveriesQueryVariables>;
export const RotateProviderWebhookDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RotateProviderWebhook"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RotateProviderWebhookInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rotateProviderWebhook"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"registration"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"registrationId"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"registeredAt"}},{"kind":"Field","name":{"kind":"Name","value":"oldSecretsUntil"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ValidationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"violations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"xpath"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"IdempotencyConflictError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"original"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DuplicateInvoiceError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"existing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NoRouteError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"route"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"explanation"}},{"kind":"Field","name":{"kind":"Name","value":"candidates"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}},{"kind":"Field","name":{"kind":"Name","value":"eligible"}},{"kind":"Field","name":{"kind":"Name","value":"reasons"}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ProviderRejectedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"nativeCode"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RateLimitedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAt"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OutcomeUnknownError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cause"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidTransitionError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UnsupportedByProviderError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LimitExceededError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"actual"}}]}}]}}]} as unknown as DocumentNode<RotateProviderWebhookMutation, RotateProviderWebhookMutationVariables>;
export const InvoiceDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Invoice"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"by"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceBy"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoice"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"Variable","name":{"kind":"Name","value":"by"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Content"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"clientReference"}},{"kind":"Field","name":{"kind":"Name","value":"direction"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"status"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"transport"}},{"kind":"Field","name":{"kind":"Name","value":"clearance"}},{"kind":"Field","name":{"kind":"Name","value":"business"}},{"kind":"Field","name":{"kind":"Name","value":"payment"}},{"kind":"Field","name":{"kind":"Name","value":"terminal"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"actionRequired"}},{"kind":"Field","name":{"kind":"Name","value":"rules"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"native"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"mapped"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"validation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"valid"}},{"kind":"Field","name":{"kind":"Name","value":"rulesets"}},{"kind":"Field","name":{"kind":"Name","value":"checkedAt"}},{"kind":"Field","name":{"kind":"Name","value":"violations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"ruleset"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}},{"kind":"Field","name":{"kind":"Name","value":"providerReferences"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"reference"}}]}},{"kind":"Field","name":{"kind":"Name","value":"networkReferences"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"submissions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"idempotencyKey"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"route"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"explanation"}}]}},{"kind":"Field","name":{"kind":"Name","value":"attempts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"endedAt"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"providerReference"}},{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"nativeCode"}},{"kind":"Field","name":{"kind":"Name","value":"httpStatus"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"documents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"format"}},{"kind":"Field","name":{"kind":"Name","value":"mediaType"}},{"kind":"Field","name":{"kind":"Name","value":"fileName"}},{"kind":"Field","name":{"kind":"Name","value":"sizeBytes"}},{"kind":"Field","name":{"kind":"Name","value":"sha256"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"events"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"occurredAt"}},{"kind":"Field","name":{"kind":"Name","value":"origin"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"labels"}},{"kind":"Field","name":{"kind":"Name","value":"native"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"version"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Reference"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DocumentReference"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"issueDate"}},{"kind":"Field","name":{"kind":"Name","value":"lineNumbers"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Identified"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Identifier"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"scheme"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Place"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Address"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"line1"}},{"kind":"Field","name":{"kind":"Name","value":"line2"}},{"kind":"Field","name":{"kind":"Name","value":"line3"}},{"kind":"Field","name":{"kind":"Name","value":"city"}},{"kind":"Field","name":{"kind":"Name","value":"postCode"}},{"kind":"Field","name":{"kind":"Name","value":"subdivision"}},{"kind":"Field","name":{"kind":"Name","value":"countryCode"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DocumentAmount"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DocumentAllowanceCharge"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"baseAmount"}},{"kind":"Field","name":{"kind":"Name","value":"percentage"}},{"kind":"Field","name":{"kind":"Name","value":"vat"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"category"}},{"kind":"Field","name":{"kind":"Name","value":"rate"}}]}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"reasonCode"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LineAmount"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LineAllowanceCharge"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"baseAmount"}},{"kind":"Field","name":{"kind":"Name","value":"percentage"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"reasonCode"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Content"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invoice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"issueDate"}},{"kind":"Field","name":{"kind":"Name","value":"issueTime"}},{"kind":"Field","name":{"kind":"Name","value":"typeCode"}},{"kind":"Field","name":{"kind":"Name","value":"currencyCode"}},{"kind":"Field","name":{"kind":"Name","value":"vatAccountingCurrencyCode"}},{"kind":"Field","name":{"kind":"Name","value":"taxPointDate"}},{"kind":"Field","name":{"kind":"Name","value":"taxPointDateCode"}},{"kind":"Field","name":{"kind":"Name","value":"dueDate"}},{"kind":"Field","name":{"kind":"Name","value":"buyerReference"}},{"kind":"Field","name":{"kind":"Name","value":"projectReference"}},{"kind":"Field","name":{"kind":"Name","value":"contractReferences"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Reference"}}]}},{"kind":"Field","name":{"kind":"Name","value":"purchaseOrderReferences"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Reference"}}]}},{"kind":"Field","name":{"kind":"Name","value":"salesOrderReference"}},{"kind":"Field","name":{"kind":"Name","value":"receivingAdviceReferences"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Reference"}}]}},{"kind":"Field","name":{"kind":"Name","value":"despatchAdviceReferences"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Reference"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tenderOrLotReference"}},{"kind":"Field","name":{"kind":"Name","value":"invoicedObject"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Identified"}}]}},{"kind":"Field","name":{"kind":"Name","value":"buyerAccountingReference"}},{"kind":"Field","name":{"kind":"Name","value":"paymentTerms"}},{"kind":"Field","name":{"kind":"Name","value":"notes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subjectCode"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"process"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"businessProcess"}},{"kind":"Field","name":{"kind":"Name","value":"specification"}}]}},{"kind":"Field","name":{"kind":"Name","value":"precedingInvoices"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"issueDate"}},{"kind":"Field","name":{"kind":"Name","value":"clearanceId"}}]}},{"kind":"Field","name":{"kind":"Name","value":"seller"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"tradingName"}},{"kind":"Field","name":{"kind":"Name","value":"identifiers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Identified"}}]}},{"kind":"Field","name":{"kind":"Name","value":"legalRegistration"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Identified"}}]}},{"kind":"Field","name":{"kind":"Name","value":"vatIdentifier"}},{"kind":"Field","name":{"kind":"Name","value":"taxRegistration"}},{"kind":"Field","name":{"kind":"Name","value":"legalInformation"}},{"kind":"Field","name":{"kind":"Name","value":"electronicAddress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"scheme"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"address"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Place"}}]}},{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"telephone"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"buyer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"tradingName"}},{"kind":"Field","name":{"kind":"Name","value":"identifiers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Identified"}}]}},{"kind":"Field","name":{"kind":"Name","value":"legalRegistration"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Identified"}}]}},{"kind":"Field","name":{"kind":"Name","value":"vatIdentifier"}},{"kind":"Field","name":{"kind":"Name","value":"taxRegistration"}},{"kind":"Field","name":{"kind":"Name","value":"electronicAddress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"scheme"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"address"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Place"}}]}},{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"telephone"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"payee"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"identifier"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Identified"}}]}},{"kind":"Field","name":{"kind":"Name","value":"legalRegistration"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Identified"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"taxRepresentative"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"vatIdentifier"}},{"kind":"Field","name":{"kind":"Name","value":"address"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Place"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"delivery"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"partyName"}},{"kind":"Field","name":{"kind":"Name","value":"location"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Identified"}}]}},{"kind":"Field","name":{"kind":"Name","value":"date"}},{"kind":"Field","name":{"kind":"Name","value":"address"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Place"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"invoicingPeriod"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startDate"}},{"kind":"Field","name":{"kind":"Name","value":"endDate"}}]}},{"kind":"Field","name":{"kind":"Name","value":"payment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"meansCode"}},{"kind":"Field","name":{"kind":"Name","value":"meansText"}},{"kind":"Field","name":{"kind":"Name","value":"remittanceInformation"}},{"kind":"Field","name":{"kind":"Name","value":"creditTransfers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"}},{"kind":"Field","name":{"kind":"Name","value":"accountName"}},{"kind":"Field","name":{"kind":"Name","value":"serviceProvider"}}]}},{"kind":"Field","name":{"kind":"Name","value":"card"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"primaryAccountNumber"}},{"kind":"Field","name":{"kind":"Name","value":"holderName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"directDebit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"mandateReference"}},{"kind":"Field","name":{"kind":"Name","value":"creditorIdentifier"}},{"kind":"Field","name":{"kind":"Name","value":"debitedAccount"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"allowances"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DocumentAmount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"charges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DocumentAmount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totals"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lineNetTotal"}},{"kind":"Field","name":{"kind":"Name","value":"allowanceTotal"}},{"kind":"Field","name":{"kind":"Name","value":"chargeTotal"}},{"kind":"Field","name":{"kind":"Name","value":"taxExclusive"}},{"kind":"Field","name":{"kind":"Name","value":"vatAmount"}},{"kind":"Field","name":{"kind":"Name","value":"vatAmountInAccountingCurrency"}},{"kind":"Field","name":{"kind":"Name","value":"taxInclusive"}},{"kind":"Field","name":{"kind":"Name","value":"paidAmount"}},{"kind":"Field","name":{"kind":"Name","value":"roundingAmount"}},{"kind":"Field","name":{"kind":"Name","value":"payable"}}]}},{"kind":"Field","name":{"kind":"Name","value":"vatBreakdown"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"category"}},{"kind":"Field","name":{"kind":"Name","value":"rate"}},{"kind":"Field","name":{"kind":"Name","value":"taxableAmount"}},{"kind":"Field","name":{"kind":"Name","value":"taxAmount"}},{"kind":"Field","name":{"kind":"Name","value":"exemptionReason"}},{"kind":"Field","name":{"kind":"Name","value":"exemptionReasonCode"}}]}},{"kind":"Field","name":{"kind":"Name","value":"attachments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reference"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"externalLocation"}},{"kind":"Field","name":{"kind":"Name","value":"content"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fileName"}},{"kind":"Field","name":{"kind":"Name","value":"mimeCode"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"lines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"note"}},{"kind":"Field","name":{"kind":"Name","value":"object"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Identified"}}]}},{"kind":"Field","name":{"kind":"Name","value":"quantity"}},{"kind":"Field","name":{"kind":"Name","value":"unitCode"}},{"kind":"Field","name":{"kind":"Name","value":"netAmount"}},{"kind":"Field","name":{"kind":"Name","value":"purchaseOrderLineReference"}},{"kind":"Field","name":{"kind":"Name","value":"buyerAccountingReference"}},{"kind":"Field","name":{"kind":"Name","value":"period"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startDate"}},{"kind":"Field","name":{"kind":"Name","value":"endDate"}}]}},{"kind":"Field","name":{"kind":"Name","value":"allowances"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LineAmount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"charges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LineAmount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"net"}},{"kind":"Field","name":{"kind":"Name","value":"discount"}},{"kind":"Field","name":{"kind":"Name","value":"gross"}},{"kind":"Field","name":{"kind":"Name","value":"baseQuantity"}},{"kind":"Field","name":{"kind":"Name","value":"baseQuantityUnitCode"}}]}},{"kind":"Field","name":{"kind":"Name","value":"vat"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"category"}},{"kind":"Field","name":{"kind":"Name","value":"rate"}}]}},{"kind":"Field","name":{"kind":"Name","value":"item"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"sellerIdentifier"}},{"kind":"Field","name":{"kind":"Name","value":"buyerIdentifier"}},{"kind":"Field","name":{"kind":"Name","value":"standardIdentifier"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Identified"}}]}},{"kind":"Field","name":{"kind":"Name","value":"classifications"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"list"}},{"kind":"Field","name":{"kind":"Name","value":"version"}}]}},{"kind":"Field","name":{"kind":"Name","value":"originCountryCode"}},{"kind":"Field","name":{"kind":"Name","value":"attributes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"exchangeRates"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}},{"kind":"Field","name":{"kind":"Name","value":"rate"}},{"kind":"Field","name":{"kind":"Name","value":"date"}}]}},{"kind":"Field","name":{"kind":"Name","value":"unmapped"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]} as unknown as DocumentNode<InvoiceQuery, InvoiceQueryVariables>;
export const DocumentDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Document"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceDocument"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fileName"}},{"kind":"Field","name":{"kind":"Name","value":"mediaType"}},{"kind":"Field","name":{"kind":"Name","value":"base64"}}]}}]}}]}}]} as unknown as DocumentNode<DocumentQuery, DocumentQueryVariables>;
export const ListInvoicesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ListInvoices"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceOrder"}},"defaultValue":{"kind":"EnumValue","value":"UPDATED_AT_DESC"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Cursor"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Cursor"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoices"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"direction"}},{"kind":"Field","name":{"kind":"Name","value":"issueDate"}},{"kind":"Field","name":{"kind":"Name","value":"currencyCode"}},{"kind":"Field","name":{"kind":"Name","value":"clientReference"}},{"kind":"Field","name":{"kind":"Name","value":"labels"}},{"kind":"Field","name":{"kind":"Name","value":"seller"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"buyer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totals"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"payable"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"since"}}]}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"exact"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}}]}}]} as unknown as DocumentNode<ListInvoicesQuery, ListInvoicesQueryVariables>;
export const ParticipantsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Participants"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"identifiers"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ParticipantIdentifierInput"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"freshness"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Freshness"}},"defaultValue":{"kind":"EnumValue","value":"STALE_WHILE_REVALIDATE"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"participants"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"identifiers"},"value":{"kind":"Variable","name":{"kind":"Name","value":"identifiers"}}},{"kind":"Argument","name":{"kind":"Name","value":"freshness"},"value":{"kind":"Variable","name":{"kind":"Name","value":"freshness"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"requested"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"scheme"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"participant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"country"}},{"kind":"Field","name":{"kind":"Name","value":"reachability"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"network"}},{"kind":"Field","name":{"kind":"Name","value":"reachable"}},{"kind":"Field","name":{"kind":"Name","value":"via"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}},{"kind":"Field","name":{"kind":"Name","value":"accessPoint"}},{"kind":"Field","name":{"kind":"Name","value":"checkedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"capabilities"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"documentType"}},{"kind":"Field","name":{"kind":"Name","value":"process"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"supportsResponses"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"latencyMs"}},{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ParticipantsQuery, ParticipantsQueryVariables>;
export const PreflightInvoiceDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PreflightInvoice"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SubmitInvoiceInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"preflightInvoice"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ok"}},{"kind":"Field","name":{"kind":"Name","value":"validation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"valid"}},{"kind":"Field","name":{"kind":"Name","value":"rulesets"}},{"kind":"Field","name":{"kind":"Name","value":"violations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"help"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"recipient"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"participant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"route"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"chosen"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}},{"kind":"Field","name":{"kind":"Name","value":"candidates"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}},{"kind":"Field","name":{"kind":"Name","value":"eligible"}},{"kind":"Field","name":{"kind":"Name","value":"rank"}},{"kind":"Field","name":{"kind":"Name","value":"reasons"}}]}},{"kind":"Field","name":{"kind":"Name","value":"explanation"}}]}}]}}]}}]} as unknown as DocumentNode<PreflightInvoiceQuery, PreflightInvoiceQueryVariables>;
export const FollowProviderHealthDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"FollowProviderHealth"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"providers"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"providerHealth"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"providers"},"value":{"kind":"Variable","name":{"kind":"Name","value":"providers"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Health"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Health"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Provider"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"health"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"circuit"}},{"kind":"Field","name":{"kind":"Name","value":"circuitSince"}},{"kind":"Field","name":{"kind":"Name","value":"nextProbeAt"}},{"kind":"Field","name":{"kind":"Name","value":"successRate"}},{"kind":"Field","name":{"kind":"Name","value":"latencyP95Ms"}},{"kind":"Field","name":{"kind":"Name","value":"rateLimit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"remaining"}},{"kind":"Field","name":{"kind":"Name","value":"resetsAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lastWebhookAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastPollAt"}},{"kind":"Field","name":{"kind":"Name","value":"backlog"}}]}}]}}]} as unknown as DocumentNode<FollowProviderHealthSubscription, FollowProviderHealthSubscriptionVariables>;
export const ResetProviderCircuitDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ResetProviderCircuit"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ResetProviderCircuitInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"resetProviderCircuit"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Health"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Health"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Provider"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"health"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"circuit"}},{"kind":"Field","name":{"kind":"Name","value":"circuitSince"}},{"kind":"Field","name":{"kind":"Name","value":"nextProbeAt"}},{"kind":"Field","name":{"kind":"Name","value":"successRate"}},{"kind":"Field","name":{"kind":"Name","value":"latencyP95Ms"}},{"kind":"Field","name":{"kind":"Name","value":"rateLimit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"remaining"}},{"kind":"Field","name":{"kind":"Name","value":"resetsAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lastWebhookAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastPollAt"}},{"kind":"Field","name":{"kind":"Name","value":"backlog"}}]}}]}}]} as unknown as DocumentNode<ResetProviderCircuitMutation, ResetProviderCircuitMutationVariables>;
export const ProvidersDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Providers"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ProviderFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"scopes"}},{"kind":"Field","name":{"kind":"Name","value":"tenant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"providers"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"countries"}},{"kind":"Field","name":{"kind":"Name","value":"networks"}},{"kind":"Field","name":{"kind":"Name","value":"environment"}},{"kind":"Field","name":{"kind":"Name","value":"capabilities"}}]}}]}}]} as unknown as DocumentNode<ProvidersQuery, ProvidersQueryVariables>;
export const RenderingDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Rendering"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"by"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceBy"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"format"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RenderingFormat"}}},"defaultValue":{"kind":"EnumValue","value":"PDF"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"language"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoice"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"Variable","name":{"kind":"Name","value":"by"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"providerReferences"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"reference"}},{"kind":"Field","name":{"kind":"Name","value":"url"}}]}},{"kind":"Field","name":{"kind":"Name","value":"rendering"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"format"},"value":{"kind":"Variable","name":{"kind":"Name","value":"format"}}},{"kind":"Argument","name":{"kind":"Name","value":"language"},"value":{"kind":"Variable","name":{"kind":"Name","value":"language"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"format"}},{"kind":"Field","name":{"kind":"Name","value":"language"}},{"kind":"Field","name":{"kind":"Name","value":"isLegalOriginal"}},{"kind":"Field","name":{"kind":"Name","value":"mediaType"}},{"kind":"Field","name":{"kind":"Name","value":"fileName"}},{"kind":"Field","name":{"kind":"Name","value":"sizeBytes"}},{"kind":"Field","name":{"kind":"Name","value":"sha256"}},{"kind":"Field","name":{"kind":"Name","value":"base64"}},{"kind":"Field","name":{"kind":"Name","value":"providerProblem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]}}]} as unknown as DocumentNode<RenderingQuery, RenderingQueryVariables>;
export const SubmitBatchDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SubmitBatch"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SubmitInvoicesInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"submitInvoices"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"batch"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"counts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"pending"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ValidationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"violations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"xpath"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"IdempotencyConflictError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"original"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DuplicateInvoiceError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"existing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NoRouteError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"route"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"explanation"}},{"kind":"Field","name":{"kind":"Name","value":"candidates"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}},{"kind":"Field","name":{"kind":"Name","value":"eligible"}},{"kind":"Field","name":{"kind":"Name","value":"reasons"}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ProviderRejectedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"nativeCode"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RateLimitedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAt"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OutcomeUnknownError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cause"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidTransitionError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UnsupportedByProviderError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LimitExceededError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"actual"}}]}}]}}]} as unknown as DocumentNode<SubmitBatchMutation, SubmitBatchMutationVariables>;
export const BatchDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Batch"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Cursor"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"batch"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"counts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"accepted"}},{"kind":"Field","name":{"kind":"Name","value":"rejected"}},{"kind":"Field","name":{"kind":"Name","value":"unknown"}},{"kind":"Field","name":{"kind":"Name","value":"pending"}}]}},{"kind":"Field","name":{"kind":"Name","value":"results"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"clientReference"}},{"kind":"Field","name":{"kind":"Name","value":"invoice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ValidationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"violations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"xpath"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"IdempotencyConflictError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"original"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DuplicateInvoiceError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"existing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NoRouteError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"route"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"explanation"}},{"kind":"Field","name":{"kind":"Name","value":"candidates"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}},{"kind":"Field","name":{"kind":"Name","value":"eligible"}},{"kind":"Field","name":{"kind":"Name","value":"reasons"}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ProviderRejectedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"nativeCode"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RateLimitedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAt"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OutcomeUnknownError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cause"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidTransitionError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UnsupportedByProviderError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LimitExceededError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"actual"}}]}}]}}]} as unknown as DocumentNode<BatchQuery, BatchQueryVariables>;
export const FollowBatchDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"FollowBatch"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"batch"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"counts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"accepted"}},{"kind":"Field","name":{"kind":"Name","value":"rejected"}},{"kind":"Field","name":{"kind":"Name","value":"unknown"}},{"kind":"Field","name":{"kind":"Name","value":"pending"}}]}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}}]}}]}}]} as unknown as DocumentNode<FollowBatchSubscription, FollowBatchSubscriptionVariables>;
export const SubmitDocumentDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SubmitDocument"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"idempotencyKey"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"ubl"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Base64"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"submitInvoice"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"idempotencyKey"},"value":{"kind":"Variable","name":{"kind":"Name","value":"idempotencyKey"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"content"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"document"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"format"},"value":{"kind":"EnumValue","value":"UBL"}},{"kind":"ObjectField","name":{"kind":"Name","value":"base64"},"value":{"kind":"Variable","name":{"kind":"Name","value":"ubl"}}}]}}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"waitMs"},"value":{"kind":"IntValue","value":"5000"}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ValidationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"violations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"xpath"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"IdempotencyConflictError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"original"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DuplicateInvoiceError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"existing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NoRouteError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"route"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"explanation"}},{"kind":"Field","name":{"kind":"Name","value":"candidates"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}},{"kind":"Field","name":{"kind":"Name","value":"eligible"}},{"kind":"Field","name":{"kind":"Name","value":"reasons"}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ProviderRejectedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"nativeCode"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RateLimitedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAt"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OutcomeUnknownError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cause"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidTransitionError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UnsupportedByProviderError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LimitExceededError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"actual"}}]}}]}}]} as unknown as DocumentNode<SubmitDocumentMutation, SubmitDocumentMutationVariables>;
export const SubmitInvoiceDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SubmitInvoice"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SubmitInvoiceInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"submitInvoice"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"invoice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"since"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totals"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"payable"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"submission"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"route"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"chosen"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}},{"kind":"Field","name":{"kind":"Name","value":"explanation"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ValidationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"violations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"xpath"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"IdempotencyConflictError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"original"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DuplicateInvoiceError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"existing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NoRouteError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"route"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"explanation"}},{"kind":"Field","name":{"kind":"Name","value":"candidates"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}},{"kind":"Field","name":{"kind":"Name","value":"eligible"}},{"kind":"Field","name":{"kind":"Name","value":"reasons"}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ProviderRejectedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"nativeCode"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RateLimitedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAt"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OutcomeUnknownError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cause"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidTransitionError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UnsupportedByProviderError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LimitExceededError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"actual"}}]}}]}}]} as unknown as DocumentNode<SubmitInvoiceMutation, SubmitInvoiceMutationVariables>;
export const CreateWebhookEndpointDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateWebhookEndpoint"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateWebhookEndpointInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createWebhookEndpoint"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"secret"}},{"kind":"Field","name":{"kind":"Name","value":"endpoint"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Endpoint"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Endpoint"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WebhookEndpoint"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"types"}},{"kind":"Field","name":{"kind":"Name","value":"selection"}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"failingSince"}},{"kind":"Field","name":{"kind":"Name","value":"disabledAt"}},{"kind":"Field","name":{"kind":"Name","value":"disabledReason"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ValidationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"violations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"xpath"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"IdempotencyConflictError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"original"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DuplicateInvoiceError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"existing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NoRouteError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"route"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"explanation"}},{"kind":"Field","name":{"kind":"Name","value":"candidates"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}},{"kind":"Field","name":{"kind":"Name","value":"eligible"}},{"kind":"Field","name":{"kind":"Name","value":"reasons"}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ProviderRejectedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"nativeCode"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RateLimitedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAt"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OutcomeUnknownError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cause"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidTransitionError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UnsupportedByProviderError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LimitExceededError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"actual"}}]}}]}}]} as unknown as DocumentNode<CreateWebhookEndpointMutation, CreateWebhookEndpointMutationVariables>;
export const WebhookEndpointsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"WebhookEndpoints"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"status"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DeliveryStatus"}}}}},"defaultValue":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"FAILED"},{"kind":"EnumValue","value":"DEAD"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"webhookEndpoints"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Endpoint"}},{"kind":"Field","name":{"kind":"Name","value":"deliveries"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}},{"kind":"Argument","name":{"kind":"Name","value":"status"},"value":{"kind":"Variable","name":{"kind":"Name","value":"status"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"webhookId"}},{"kind":"Field","name":{"kind":"Name","value":"eventId"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"nextAttemptAt"}},{"kind":"Field","name":{"kind":"Name","value":"attempts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"httpStatus"}},{"kind":"Field","name":{"kind":"Name","value":"durationMs"}},{"kind":"Field","name":{"kind":"Name","value":"error"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Endpoint"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WebhookEndpoint"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"types"}},{"kind":"Field","name":{"kind":"Name","value":"selection"}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"failingSince"}},{"kind":"Field","name":{"kind":"Name","value":"disabledAt"}},{"kind":"Field","name":{"kind":"Name","value":"disabledReason"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]} as unknown as DocumentNode<WebhookEndpointsQuery, WebhookEndpointsQueryVariables>;
export const UpdateWebhookEndpointDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UpdateWebhookEndpoint"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateWebhookEndpointInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateWebhookEndpoint"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endpoint"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Endpoint"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Endpoint"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WebhookEndpoint"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"types"}},{"kind":"Field","name":{"kind":"Name","value":"selection"}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"failingSince"}},{"kind":"Field","name":{"kind":"Name","value":"disabledAt"}},{"kind":"Field","name":{"kind":"Name","value":"disabledReason"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ValidationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"violations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"xpath"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"IdempotencyConflictError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"original"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DuplicateInvoiceError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"existing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NoRouteError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"route"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"explanation"}},{"kind":"Field","name":{"kind":"Name","value":"candidates"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}},{"kind":"Field","name":{"kind":"Name","value":"eligible"}},{"kind":"Field","name":{"kind":"Name","value":"reasons"}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ProviderRejectedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"nativeCode"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RateLimitedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAt"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OutcomeUnknownError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cause"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidTransitionError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UnsupportedByProviderError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LimitExceededError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"actual"}}]}}]}}]} as unknown as DocumentNode<UpdateWebhookEndpointMutation, UpdateWebhookEndpointMutationVariables>;
export const DeleteWebhookEndpointDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeleteWebhookEndpoint"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DeleteWebhookEndpointInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deleteWebhookEndpoint"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endpoint"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ValidationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"violations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"xpath"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"IdempotencyConflictError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"original"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DuplicateInvoiceError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"existing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NoRouteError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"route"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"explanation"}},{"kind":"Field","name":{"kind":"Name","value":"candidates"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}},{"kind":"Field","name":{"kind":"Name","value":"eligible"}},{"kind":"Field","name":{"kind":"Name","value":"reasons"}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ProviderRejectedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"nativeCode"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RateLimitedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAt"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OutcomeUnknownError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cause"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidTransitionError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UnsupportedByProviderError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LimitExceededError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"actual"}}]}}]}}]} as unknown as DocumentNode<DeleteWebhookEndpointMutation, DeleteWebhookEndpointMutationVariables>;
export const RotateWebhookSecretDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RotateWebhookSecret"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RotateWebhookSecretInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rotateWebhookSecret"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"secret"}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ValidationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"violations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"xpath"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"IdempotencyConflictError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"original"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DuplicateInvoiceError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"existing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NoRouteError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"route"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"explanation"}},{"kind":"Field","name":{"kind":"Name","value":"candidates"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}},{"kind":"Field","name":{"kind":"Name","value":"eligible"}},{"kind":"Field","name":{"kind":"Name","value":"reasons"}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ProviderRejectedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"nativeCode"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RateLimitedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAt"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OutcomeUnknownError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cause"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidTransitionError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UnsupportedByProviderError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LimitExceededError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"actual"}}]}}]}}]} as unknown as DocumentNode<RotateWebhookSecretMutation, RotateWebhookSecretMutationVariables>;
export const SendTestWebhookDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SendTestWebhook"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SendTestWebhookInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sendTestWebhook"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endpoint"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ValidationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"violations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"xpath"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"IdempotencyConflictError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"original"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DuplicateInvoiceError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"existing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NoRouteError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"route"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"explanation"}},{"kind":"Field","name":{"kind":"Name","value":"candidates"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}},{"kind":"Field","name":{"kind":"Name","value":"eligible"}},{"kind":"Field","name":{"kind":"Name","value":"reasons"}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ProviderRejectedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"nativeCode"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RateLimitedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAt"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OutcomeUnknownError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cause"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidTransitionError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UnsupportedByProviderError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LimitExceededError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"actual"}}]}}]}}]} as unknown as DocumentNode<SendTestWebhookMutation, SendTestWebhookMutationVariables>;
export const RedeliverWebhooksDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RedeliverWebhooks"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RedeliverWebhooksInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"redeliverWebhooks"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endpoint"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Endpoint"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Endpoint"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WebhookEndpoint"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"types"}},{"kind":"Field","name":{"kind":"Name","value":"selection"}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"failingSince"}},{"kind":"Field","name":{"kind":"Name","value":"disabledAt"}},{"kind":"Field","name":{"kind":"Name","value":"disabledReason"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ValidationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"violations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"xpath"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"IdempotencyConflictError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"original"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DuplicateInvoiceError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"existing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NoRouteError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"route"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"explanation"}},{"kind":"Field","name":{"kind":"Name","value":"candidates"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}},{"kind":"Field","name":{"kind":"Name","value":"eligible"}},{"kind":"Field","name":{"kind":"Name","value":"reasons"}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ProviderRejectedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"nativeCode"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RateLimitedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAt"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OutcomeUnknownError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cause"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidTransitionError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UnsupportedByProviderError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LimitExceededError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"actual"}}]}}]}}]} as unknown as DocumentNode<RedeliverWebhooksMutation, RedeliverWebhooksMutationVariables>;