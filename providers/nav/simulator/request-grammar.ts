import { apiNamespace, namespaces } from "../xml.js";
import { createChecker } from "./grammar.js";

const envelope = "header:Header user:User software:Software";
const invoiceNumber = "invoiceNumber:text50 invoiceDirection:direction";

/** The requests of OSA 3.0, as far as they are answered here. */
export const checkRequest = createChecker({
  namespaces: {
    any: apiNamespace,
    "any/header": namespaces.common,
    "any/user": namespaces.common,
    Header: namespaces.common,
    User: namespaces.common,
  },
  models: {
    Header: "requestId:entityId timestamp:moment requestVersion:text15 headerVersion?:text15",
    User: "login:login passwordHash:text512 taxNumber:taxpayerId requestSignature:text512",
    Software:
      "softwareId:softwareId softwareName:text50 softwareOperation:softwareOperation softwareMainVersion:text15 softwareDevName:text512 softwareDevContact:text200 softwareDevCountryCode?:countryCode softwareDevTaxNumber?:text50",
    TokenExchangeRequest: envelope,
    ManageInvoiceRequest: `${envelope} exchangeToken:text50 invoiceOperations:InvoiceOperations`,
    InvoiceOperations: "compressedContent:boolean invoiceOperation+:InvoiceOperation",
    InvoiceOperation: "index:index invoiceOperation:invoiceOperation invoiceData:base64 electronicInvoiceHash?:text512",
    ManageAnnulmentRequest: `${envelope} exchangeToken:text50 annulmentOperations:AnnulmentOperations`,
    AnnulmentOperations: "annulmentOperation+:AnnulmentOperation",
    AnnulmentOperation: "index:index annulmentOperation:annulmentOperation invoiceAnnulment:base64",
    QueryTransactionStatusRequest: `${envelope} transactionId:entityId returnOriginalRequest?:boolean`,
    QueryTransactionListRequest: `${envelope} page:positive insDate:Moments requestStatus?:requestStatus`,
    Moments: "dateTimeFrom:moment dateTimeTo:moment",
    Days: "dateFrom:date dateTo:date",
    QueryInvoiceDigestRequest: `${envelope} page:positive invoiceDirection:direction invoiceQueryParams:QueryParams`,
    QueryParams: "mandatoryQueryParams:MandatoryParams",
    MandatoryParams: "(invoiceIssueDate:Days|insDate:Moments|originalInvoiceNumber:text50)",
    QueryInvoiceDataRequest: `${envelope} invoiceNumberQuery:NumberQuery`,
    QueryInvoiceCheckRequest: `${envelope} invoiceNumberQuery:NumberQuery`,
    NumberQuery: `${invoiceNumber} batchIndex?:positive supplierTaxNumber?:taxpayerId`,
    QueryTaxpayerRequest: `${envelope} taxNumber:taxpayerId`,
  },
});
