import { annulmentNamespace, dataNamespace, namespaces } from "../xml.js";
import { createChecker } from "./grammar.js";

const inForint = (name: string, type = "money") => `${name}:${type} ${name}HUF:${type}`;

const bookkeeping = [
  "orderNumbers?:Orders",
  "deliveryNotes?:Deliveries",
  "shippingDates?:Shippings",
  "contractNumbers?:Contracts",
  "supplierCompanyCodes?:SupplierCodes",
  "customerCompanyCodes?:CustomerCodes",
  "dealerCodes?:Dealers",
  "costCenters?:CostCenters",
  "projectNumbers?:Projects",
  "generalLedgerAccountNumbers?:Ledgers",
  "glnNumbersSupplier?:Locations",
  "glnNumbersCustomer?:Locations",
  "materialNumbers?:Materials",
  "itemNumbers?:Items",
];

/** InvoiceData of OSA 3.0 without product fees, means of transport, diesel oil and what else few invoices have. */
export const checkReport = createChecker({
  namespaces: {
    any: dataNamespace,
    Address: namespaces.base,
    SimpleAddress: namespaces.base,
    DetailedAddress: namespaces.base,
    TaxNumber: namespaces.base,
    CustomerTaxNumber: namespaces.base,
    "CustomerTaxNumber/groupMemberTaxNumber": dataNamespace,
  },
  models: {
    InvoiceData: "invoiceNumber:text50 invoiceIssueDate:date completenessIndicator:boolean invoiceMain:Main",
    Main: "(invoice:Invoice|batchInvoice+:BatchInvoice)",
    BatchInvoice: "batchIndex:positive invoice:Invoice",
    Invoice: "invoiceReference?:Reference invoiceHead:Head invoiceLines?:Lines invoiceSummary:Summary",
    Reference: "originalInvoiceNumber:text50 modifyWithoutMaster:boolean modificationIndex:positive",
    Head: "supplierInfo:Supplier customerInfo?:Customer fiscalRepresentativeInfo?:Representative invoiceDetail:Detail",
    Supplier:
      "supplierTaxNumber:TaxNumber groupMemberTaxNumber?:TaxNumber communityVatNumber?:communityVat supplierName:text512 supplierAddress:Address supplierBankAccountNumber?:bankAccount individualExemption?:boolean exciseLicenceNum?:text50",
    TaxNumber: "taxpayerId:taxpayerId vatCode?:vatCode countyCode?:countyCode",
    CustomerTaxNumber: "taxpayerId:taxpayerId vatCode?:vatCode countyCode?:countyCode groupMemberTaxNumber?:TaxNumber",
    Address: "(simpleAddress:SimpleAddress|detailedAddress:DetailedAddress)",
    SimpleAddress:
      "countryCode:countryCode region?:text50 postalCode:postalCode city:text255 additionalAddressDetail:text255",
    DetailedAddress:
      "countryCode:countryCode region?:text50 postalCode:postalCode city:text255 streetName:text255 publicPlaceCategory:text50 number?:text50 building?:text50 staircase?:text50 floor?:text50 door?:text50 lotNumber?:text50",
    Customer:
      "customerVatStatus:vatStatus customerVatData?:VatData customerName?:text512 customerAddress?:Address customerBankAccountNumber?:bankAccount",
    VatData: "(customerTaxNumber:CustomerTaxNumber|communityVatNumber:communityVat|thirdStateTaxId:text50)",
    Representative:
      "fiscalRepresentativeTaxNumber:TaxNumber fiscalRepresentativeName:text512 fiscalRepresentativeAddress:Address fiscalRepresentativeBankAccountNumber?:bankAccount",
    Detail:
      "invoiceCategory:category invoiceDeliveryDate:date invoiceDeliveryPeriodStart?:date invoiceDeliveryPeriodEnd?:date invoiceAccountingDeliveryDate?:date periodicalSettlement?:boolean smallBusinessIndicator?:boolean currencyCode:currency exchangeRate:exchangeRate utilitySettlementIndicator?:boolean selfBillingIndicator?:boolean paymentMethod?:paymentMethod paymentDate?:date cashAccountingIndicator?:boolean invoiceAppearance:appearance conventionalInvoiceInfo?:Bookkeeping additionalInvoiceData*:AdditionalData",
    Bookkeeping: bookkeeping.join(" "),
    Orders: "orderNumber+:text100",
    Deliveries: "deliveryNote+:text100",
    Shippings: "shippingDate+:text100",
    Contracts: "contractNumber+:text100",
    SupplierCodes: "supplierCompanyCode+:text100",
    CustomerCodes: "customerCompanyCode+:text100",
    Dealers: "dealerCode+:text100",
    CostCenters: "costCenter+:text100",
    Projects: "projectNumber+:text100",
    Ledgers: "generalLedgerAccountNumber+:text100",
    Locations: "glnNumber+:text100",
    Materials: "materialNumber+:text100",
    Items: "itemNumber+:text100",
    AdditionalData: "dataName:dataName dataDescription:text255 dataValue:text512",
    Lines: "mergedItemIndicator:boolean line+:Line",
    Line: "lineNumber:positive lineModificationReference?:LineReference referencesToOtherLines?:OtherLines advanceData?:Advance productCodes?:ProductCodes lineExpressionIndicator:boolean lineNatureIndicator?:nature lineDescription?:text512 quantity?:quantity unitOfMeasure?:unit unitOfMeasureOwn?:text50 unitPrice?:quantity unitPriceHUF?:quantity lineDiscountData?:Discount (lineAmountsNormal?:Amounts|lineAmountsSimplified?:SimplifiedAmounts) intermediatedService?:boolean aggregateInvoiceLineData?:AggregateData depositIndicator?:boolean obligatedForProductFee?:boolean netaDeclaration?:boolean conventionalLineInfo?:Bookkeeping additionalLineData*:AdditionalData",
    LineReference: "lineNumberReference:positive lineOperation:lineOperation",
    OtherLines: "referenceToOtherLine+:positive",
    Advance: "advanceIndicator:boolean advancePaymentData?:AdvancePayment",
    AdvancePayment: "advanceOriginalInvoice:text50 advancePaymentDate:date advanceExchangeRate:exchangeRate",
    ProductCodes: "productCode+:ProductCode",
    ProductCode: "productCodeCategory:productCategory (productCodeValue:productCode|productCodeOwnValue:text255)",
    Discount: "discountDescription?:text255 discountValue?:money discountRate?:share",
    Amounts: "lineNetAmountData:Net lineVatRate:VatRate lineVatData?:Vat lineGrossAmountData?:Gross",
    SimplifiedAmounts: `lineVatRate:VatRate ${inForint("lineGrossAmountSimplified")}`,
    Net: inForint("lineNetAmount"),
    Vat: inForint("lineVatAmount"),
    Gross: inForint("lineGrossAmountNormal"),
    AggregateData: "lineExchangeRate?:exchangeRate lineDeliveryDate:date",
    VatRate:
      "(vatPercentage:share|vatContent:share|vatExemption:Reason|vatOutOfScope:Reason|vatDomesticReverseCharge:yes|marginSchemeIndicator:marginScheme|vatAmountMismatch:Mismatch|noVatCharge:yes)",
    Reason: "case:text50 reason:text200",
    Mismatch: "vatRate:share case:text50",
    Summary: "(summaryNormal:NormalSummary|summarySimplified+:SimplifiedSummary)summaryGrossData?:GrossSummary",
    NormalSummary: `summaryByVatRate+:RateSummary ${inForint("invoiceNetAmount")} ${inForint("invoiceVatAmount")}`,
    RateSummary: "vatRate:VatRate vatRateNetData:RateNet vatRateVatData:RateVat vatRateGrossData?:RateGross",
    RateNet: inForint("vatRateNetAmount"),
    RateVat: inForint("vatRateVatAmount"),
    RateGross: inForint("vatRateGrossAmount"),
    SimplifiedSummary: `vatRate:VatRate ${inForint("vatContentGrossAmount")}`,
    GrossSummary: inForint("invoiceGrossAmount"),
  },
});

export const checkAnnulment = createChecker({
  namespaces: { any: annulmentNamespace },
  models: {
    InvoiceAnnulment:
      "annulmentReference:text50 annulmentTimestamp:moment annulmentCode:annulmentCode annulmentReason:text1024",
  },
});
