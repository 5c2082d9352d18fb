import { z } from "zod";
import { readContent } from "./content.js";

/*
 * The answers of the Online Invoice System 3.0, as plain data of their XML:
 * https://github.com/nav-gov-hu/Online-Invoice/blob/master/src/schemas/nav/gov/hu/OSA/invoiceApi.xsd
 */

/** Elements come as lists; how many there may be is the shape's to say. */
const one = <Shape extends z.ZodType>(shape: Shape) => z.tuple([shape]).transform(([value]) => value);

const maybe = <Shape extends z.ZodType>(shape: Shape) =>
  z
    .array(shape)
    .max(1)
    .optional()
    .transform((values) => values?.[0]);

const many = <Shape extends z.ZodType>(shape: Shape) =>
  z
    .array(shape)
    .optional()
    .transform((values) => values ?? []);

const text = z.string().min(1);
const flag = z.enum(["true", "false", "1", "0"]).transform((value) => value === "true" || value === "1");
const count = z
  .string()
  .regex(/^\d+$/)
  .transform((value) => Number(value));

export const TechnicalMessage = z.looseObject({
  validationResultCode: one(text),
  validationErrorCode: maybe(text),
  message: maybe(text),
});

const BasicResult = z.looseObject({ funcCode: one(text), errorCode: maybe(text), message: maybe(text) });

/** What every answer has. */
export const Basic = z.looseObject({
  header: maybe(z.looseObject({ requestId: maybe(text) })),
  result: one(BasicResult),
  technicalValidationMessages: many(TechnicalMessage),
});

/** Said where not even the header could be read. */
export const GeneralException = BasicResult;

export const TokenAnswer = z.looseObject({
  encodedExchangeToken: one(text),
  tokenValidityFrom: one(z.iso.datetime()),
  tokenValidityTo: one(z.iso.datetime()),
});

export const TransactionAnswer = z.looseObject({ transactionId: one(text) });

const BusinessMessage = z.looseObject({
  validationResultCode: one(text),
  validationErrorCode: maybe(text),
  message: maybe(text),
  pointer: maybe(
    z.looseObject({
      tag: maybe(text),
      value: maybe(text),
      line: maybe(text),
      originalInvoiceNumber: maybe(text),
    }),
  ),
});
export type BusinessMessage = z.infer<typeof BusinessMessage>;

const ProcessingResult = z.looseObject({
  index: one(count),
  invoiceStatus: one(text),
  technicalValidationMessages: many(TechnicalMessage),
  businessValidationMessages: many(BusinessMessage),
  compressedContentIndicator: one(flag),
  originalRequest: maybe(text),
});
export type ProcessingResult = z.infer<typeof ProcessingResult>;

export const TransactionStatus = z.looseObject({
  /** Absent where the taxpayer has no such transaction. */
  processingResults: maybe(
    z.looseObject({
      processingResult: many(ProcessingResult),
      annulmentData: maybe(
        z.looseObject({ annulmentVerificationStatus: one(text), annulmentDecisionDate: maybe(text) }),
      ),
    }),
  ),
});

/** An empty element is text to the reader of XML. */
const listOf = <Shape extends z.ZodType>(shape: Shape) =>
  one(z.preprocess((value) => (value === "" ? {} : value), shape));

export const TransactionList = z.looseObject({
  transactionListResult: listOf(
    z.looseObject({
      currentPage: one(count),
      availablePage: one(count),
      transaction: many(
        z.looseObject({
          insDate: one(text),
          transactionId: one(text),
          requestStatus: one(text),
          technicalAnnulment: one(flag),
          itemCount: one(count),
        }),
      ),
    }),
  ),
});

const InvoiceDigest = z.looseObject({
  invoiceNumber: one(text),
  batchIndex: maybe(text),
  invoiceOperation: one(text),
  supplierTaxNumber: one(text),
  transactionId: maybe(text),
  index: maybe(text),
  insDate: one(text),
});
export type InvoiceDigest = z.infer<typeof InvoiceDigest>;

export const DigestAnswer = z.looseObject({
  invoiceDigestResult: listOf(
    z.looseObject({ currentPage: one(count), availablePage: one(count), invoiceDigest: many(InvoiceDigest) }),
  ),
});

export const InvoiceDataAnswer = z.looseObject({
  /** Absent where there is no such invoice. */
  invoiceDataResult: maybe(
    z
      .looseObject({
        invoiceData: one(text),
        auditData: one(z.looseObject({ insdate: one(text), transactionId: maybe(text), index: maybe(text) })),
        compressedContentIndicator: one(flag),
      })
      .transform(({ invoiceData, auditData, compressedContentIndicator }) => ({
        bytes: readContent(invoiceData, compressedContentIndicator),
        auditData,
      })),
  ),
});

export const TaxpayerAnswer = z.looseObject({
  taxpayerValidity: maybe(flag),
  taxpayerData: maybe(z.looseObject({ taxpayerName: one(text) })),
});

/** The content of a technical annulment: invoiceAnnulment.xsd. */
export const Annulment = z.looseObject({ annulmentReference: one(text), annulmentReason: one(text) });
