import type { Invoice } from "../../src/domain/invoice.js";

/** Where each business term of EN 16931 stands in the model: `[]` goes through a list. */
const places = `
BT-1 number
BT-2 issueDate
BT-3 typeCode
BT-5 currencyCode
BT-6 vatAccountingCurrencyCode
BT-7 taxPointDate
BT-8 taxPointDateCode
BT-9 dueDate
BT-10 buyerReference
BT-11 projectReference
BT-12 contractReferences[].id
BT-13 purchaseOrderReferences[].id
BT-14 salesOrderReference
BT-15 receivingAdviceReferences[].id
BT-16 despatchAdviceReferences[].id
BT-17 tenderOrLotReference
BT-18 invoicedObject.value
BT-19 buyerAccountingReference
BT-20 paymentTerms
BT-21 notes[].subjectCode
BT-22 notes[].text
BT-23 process.businessProcess
BT-24 process.specification
BT-25 precedingInvoices[].number
BT-26 precedingInvoices[].issueDate
BT-27 seller.name
BT-28 seller.tradingName
BT-29 seller.identifiers[].value
BT-30 seller.legalRegistration.value
BT-31 seller.vatIdentifier
BT-32 seller.taxRegistration
BT-33 seller.legalInformation
BT-34 seller.electronicAddress.value
BT-35 seller.address.line1
BT-36 seller.address.line2
BT-162 seller.address.line3
BT-37 seller.address.city
BT-38 seller.address.postCode
BT-39 seller.address.subdivision
BT-40 seller.address.countryCode
BT-41 seller.contact.name
BT-42 seller.contact.telephone
BT-43 seller.contact.email
BT-44 buyer.name
BT-45 buyer.tradingName
BT-46 buyer.identifiers[].value
BT-47 buyer.legalRegistration.value
BT-48 buyer.vatIdentifier
BT-49 buyer.electronicAddress.value
BT-50 buyer.address.line1
BT-51 buyer.address.line2
BT-163 buyer.address.line3
BT-52 buyer.address.city
BT-53 buyer.address.postCode
BT-54 buyer.address.subdivision
BT-55 buyer.address.countryCode
BT-56 buyer.contact.name
BT-57 buyer.contact.telephone
BT-58 buyer.contact.email
BT-59 payee.name
BT-60 payee.identifier.value
BT-61 payee.legalRegistration.value
BT-62 taxRepresentative.name
BT-63 taxRepresentative.vatIdentifier
BT-64 taxRepresentative.address.line1
BT-65 taxRepresentative.address.line2
BT-164 taxRepresentative.address.line3
BT-66 taxRepresentative.address.city
BT-67 taxRepresentative.address.postCode
BT-68 taxRepresentative.address.subdivision
BT-69 taxRepresentative.address.countryCode
BT-70 delivery.partyName
BT-71 delivery.location.value
BT-72 delivery.date
BT-73 invoicingPeriod.startDate
BT-74 invoicingPeriod.endDate
BT-75 delivery.address.line1
BT-76 delivery.address.line2
BT-165 delivery.address.line3
BT-77 delivery.address.city
BT-78 delivery.address.postCode
BT-79 delivery.address.subdivision
BT-80 delivery.address.countryCode
BT-81 payment.meansCode
BT-82 payment.meansText
BT-83 payment.remittanceInformation
BT-84 payment.creditTransfers[].account
BT-85 payment.creditTransfers[].accountName
BT-86 payment.creditTransfers[].serviceProvider
BT-87 payment.card.primaryAccountNumber
BT-88 payment.card.holderName
BT-89 payment.directDebit.mandateReference
BT-90 payment.directDebit.creditorIdentifier
BT-91 payment.directDebit.debitedAccount
BT-92 allowances[].amount
BT-93 allowances[].baseAmount
BT-94 allowances[].percentage
BT-95 allowances[].vat.category
BT-96 allowances[].vat.rate
BT-97 allowances[].reason
BT-98 allowances[].reasonCode
BT-99 charges[].amount
BT-100 charges[].baseAmount
BT-101 charges[].percentage
BT-102 charges[].vat.category
BT-103 charges[].vat.rate
BT-104 charges[].reason
BT-105 charges[].reasonCode
BT-106 totals.lineNetTotal
BT-107 totals.allowanceTotal
BT-108 totals.chargeTotal
BT-109 totals.taxExclusive
BT-110 totals.vatAmount
BT-111 totals.vatAmountInAccountingCurrency
BT-112 totals.taxInclusive
BT-113 totals.paidAmount
BT-114 totals.roundingAmount
BT-115 totals.payable
BT-116 vatBreakdown[].taxableAmount
BT-117 vatBreakdown[].taxAmount
BT-118 vatBreakdown[].category
BT-119 vatBreakdown[].rate
BT-120 vatBreakdown[].exemptionReason
BT-121 vatBreakdown[].exemptionReasonCode
BT-122 attachments[].reference
BT-123 attachments[].description
BT-124 attachments[].externalLocation
BT-125 attachments[].content.base64
BT-126 lines[].id
BT-127 lines[].note
BT-128 lines[].object.value
BT-129 lines[].quantity
BT-130 lines[].unitCode
BT-131 lines[].netAmount
BT-132 lines[].purchaseOrderLineReference
BT-133 lines[].buyerAccountingReference
BT-134 lines[].period.startDate
BT-135 lines[].period.endDate
BT-136 lines[].allowances[].amount
BT-137 lines[].allowances[].baseAmount
BT-138 lines[].allowances[].percentage
BT-139 lines[].allowances[].reason
BT-140 lines[].allowances[].reasonCode
BT-141 lines[].charges[].amount
BT-142 lines[].charges[].baseAmount
BT-143 lines[].charges[].percentage
BT-144 lines[].charges[].reason
BT-145 lines[].charges[].reasonCode
BT-146 lines[].price.net
BT-147 lines[].price.discount
BT-148 lines[].price.gross
BT-149 lines[].price.baseQuantity
BT-150 lines[].price.baseQuantityUnitCode
BT-151 lines[].vat.category
BT-152 lines[].vat.rate
BT-153 lines[].item.name
BT-154 lines[].item.description
BT-155 lines[].item.sellerIdentifier
BT-156 lines[].item.buyerIdentifier
BT-157 lines[].item.standardIdentifier.value
BT-158 lines[].item.classifications[].value
BT-159 lines[].item.originCountryCode
BT-160 lines[].item.attributes[].name
BT-161 lines[].item.attributes[].value
`;

const byTerm = new Map(
  places
    .trim()
    .split("\n")
    .map((row) => row.split(" ") as [string, string]),
);

/** Terms with one value per invoice, which a syntax may repeat. */
export const isSingle = (term: string): boolean => !byTerm.get(term)?.includes("[]");

/** The values of a term in the model, in its order; undefined for a term the model does not have. */
export const valuesOf = (invoice: Invoice, term: string): readonly string[] | undefined =>
  byTerm.get(term)?.split(".").reduce<readonly unknown[]>(step, [invoice]).map(String);

const step = (values: readonly unknown[], name: string): readonly unknown[] =>
  values
    .map((value) => (value as Record<string, unknown>)[name.replace("[]", "")])
    .flatMap((value) => (name.endsWith("[]") ? (value as readonly unknown[]) : [value]))
    .filter((value) => value !== undefined);
