import { z } from "zod";

/** One member, several spellings: the pages and the service do not agree on upper and lower case. */
const spellings: Readonly<Record<string, string>> = {
  submissionUID: "submissionUid",
  issuerTIN: "issuerTin",
  supplierTIN: "supplierTin",
};

const oneSpelling = <Shape extends z.ZodType>(shape: Shape) =>
  z.preprocess((value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [spellings[name] ?? name, member]));
  }, shape);

const Text = z.string().nullish();

/**
 * https://sdk.myinvois.hasil.gov.my/standard-error-response/ ; the service itself also says code, message, details
 * where the page says errorCode, error, innerError.
 */
export interface WireError {
  readonly errorCode?: string | null | undefined;
  readonly code?: string | null | undefined;
  readonly error?: string | null | undefined;
  readonly message?: string | null | undefined;
  readonly propertyName?: string | null | undefined;
  readonly propertyPath?: string | null | undefined;
  readonly target?: string | null | undefined;
  readonly innerError?: readonly WireError[] | null | undefined;
  readonly details?: readonly WireError[] | null | undefined;
}

export const ErrorObject: z.ZodType<WireError> = z.looseObject({
  errorCode: Text,
  code: Text,
  error: Text,
  message: Text,
  propertyName: Text,
  propertyPath: Text,
  target: Text,
  innerError: z.lazy(() => z.array(ErrorObject).nullish()),
  details: z.lazy(() => z.array(ErrorObject).nullish()),
});

export const ErrorBody = z.looseObject({ error: ErrorObject });

/** RFC 6749 §5.2, answered by /connect/token. */
export const SignInError = z.looseObject({ error: z.string(), error_description: Text });

/** https://sdk.myinvois.hasil.gov.my/einvoicingapi/02-submit-documents/ */
export const SubmissionAnswer = oneSpelling(
  z.looseObject({
    /** Absent when no document was accepted. */
    submissionUid: Text,
    acceptedDocuments: z
      .array(z.looseObject({ uuid: z.string().min(1), invoiceCodeNumber: z.string() }))
      .nullish()
      .transform((documents) => documents ?? []),
    rejectedDocuments: z
      .array(z.looseObject({ invoiceCodeNumber: z.string(), error: ErrorObject.nullish() }))
      .nullish()
      .transform((documents) => documents ?? []),
  }),
);
export type SubmissionAnswer = z.infer<typeof SubmissionAnswer>;

const documentMembers = {
  uuid: z.string().min(1),
  submissionUid: z.string().min(1),
  /** Only of valid documents. */
  longId: Text,
  internalId: z.string(),
  status: z.string().min(1),
  dateTimeIssued: Text,
  dateTimeReceived: Text,
  dateTimeValidated: Text,
  cancelDateTime: Text,
  rejectRequestDateTime: Text,
  documentStatusReason: Text,
};

export const DocumentSummary = oneSpelling(z.looseObject({ ...documentMembers, issuerTin: Text, supplierTin: Text }));
export type DocumentSummary = z.infer<typeof DocumentSummary>;

/** https://sdk.myinvois.hasil.gov.my/einvoicingapi/06-get-submission/ */
export const Submission = oneSpelling(
  z.looseObject({
    submissionUid: z.string(),
    documentCount: z.number(),
    overallStatus: z.string(),
    documentSummary: z.array(DocumentSummary),
  }),
);

/** https://sdk.myinvois.hasil.gov.my/einvoicingapi/09-search-documents/ */
export const SearchResult = z.looseObject({
  result: z.array(DocumentSummary),
  metadata: z.looseObject({ totalPages: z.number(), totalCount: z.number() }),
});
export type SearchResult = z.infer<typeof SearchResult>;

/** https://sdk.myinvois.hasil.gov.my/einvoicingapi/08-get-document-details/ */
export const DocumentDetails = z.looseObject({
  uuid: z.string(),
  status: z.string(),
  validationResults: z
    .looseObject({
      validationSteps: z
        .array(z.looseObject({ name: Text, status: Text, error: ErrorObject.nullish() }))
        .nullish()
        .transform((steps) => steps ?? []),
    })
    .nullish(),
});
export type DocumentDetails = z.infer<typeof DocumentDetails>;

/** https://sdk.myinvois.hasil.gov.my/einvoicingapi/07-get-document/ */
export const FullDocument = oneSpelling(
  z.looseObject({
    ...documentMembers,
    /** The text that its issuer submitted. */
    document: z.string().min(1),
  }),
);
export type FullDocument = z.infer<typeof FullDocument>;

/** https://sdk.myinvois.hasil.gov.my/einvoicingapi/03-cancel-document/ */
export const StateAnswer = z.looseObject({ uuid: z.string(), status: z.string().min(1) });
export type StateAnswer = z.infer<typeof StateAnswer>;
