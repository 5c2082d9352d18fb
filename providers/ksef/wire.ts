import { z } from "zod";

/**
 * What KSeF answers, as far as the adapter reads it; further fields pass through. Shapes: API 2.6.0,
 * https://api-test.ksef.mf.gov.pl/docs/v2/index.html and https://github.com/CIRFMF/ksef-docs/blob/main/open-api.json
 */

const Reference = z.string().min(1);
const Moment = z.string().min(1);

const Status = z.looseObject({
  code: z.number().int(),
  description: z.string(),
  details: z.array(z.string()).nullish(),
});
export type Status = z.infer<typeof Status>;

const Token = z.looseObject({ token: z.string().min(1), validUntil: Moment });

/** POST /auth/challenge */
export const Challenge = z.looseObject({ challenge: z.string().min(1), timestampMs: z.number().int() });
export type Challenge = z.infer<typeof Challenge>;

/** POST /auth/ksef-token and POST /auth/xades-signature */
export const SignInStarted = z.looseObject({ referenceNumber: Reference, authenticationToken: Token });
export type SignInStarted = z.infer<typeof SignInStarted>;

/** GET /auth/{referenceNumber} */
export const SignInStatus = z.looseObject({ status: Status });

/** POST /auth/token/redeem */
export const Tokens = z.looseObject({ accessToken: Token, refreshToken: Token });

/** POST /auth/token/refresh */
export const RefreshedToken = z.looseObject({ accessToken: Token });

/** GET /security/public-key-certificates */
export const PublicKeys = z.array(
  z.looseObject({
    certificate: z.string().min(1),
    publicKeyId: z.string().min(1),
    validFrom: Moment,
    validTo: Moment,
    usage: z.array(z.string()),
  }),
);
export type PublicKeys = z.infer<typeof PublicKeys>;

/** POST /sessions/online */
export const OnlineSession = z.looseObject({ referenceNumber: Reference });

/** POST /sessions/online/{referenceNumber}/invoices */
export const SentInvoice = z.looseObject({ referenceNumber: Reference });

/** POST /sessions/batch */
export const BatchSession = z.looseObject({
  referenceNumber: Reference,
  partUploadRequests: z
    .array(
      z.looseObject({
        ordinalNumber: z.number().int(),
        method: z.enum(["PUT", "POST"]),
        url: z.url(),
        headers: z.record(z.string(), z.string().nullable()),
      }),
    )
    .min(1),
});
export type BatchSession = z.infer<typeof BatchSession>;

/** GET /sessions/{referenceNumber} */
export const SessionState = z.looseObject({ status: Status });
export type SessionState = z.infer<typeof SessionState>;

/** GET /sessions/{referenceNumber}/invoices/{invoiceReferenceNumber} */
export const SessionInvoice = z.looseObject({
  referenceNumber: Reference,
  invoiceHash: z.string().min(1),
  ksefNumber: z.string().nullish(),
  acquisitionDate: Moment.nullish(),
  status: Status.extend({ extensions: z.record(z.string(), z.string().nullable()).nullish() }),
});
export type SessionInvoice = z.infer<typeof SessionInvoice>;

/** GET /sessions/{referenceNumber}/invoices */
export const SessionInvoices = z.looseObject({
  continuationToken: z.string().nullish(),
  invoices: z.array(SessionInvoice),
});

/** POST /invoices/query/metadata */
export const InvoiceMetadata = z.looseObject({
  ksefNumber: z.string().min(1),
  issueDate: z.string().min(1),
  acquisitionDate: Moment,
  permanentStorageDate: Moment,
  invoiceHash: z.string().min(1),
});
export const InvoicePage = z.looseObject({
  hasMore: z.boolean(),
  isTruncated: z.boolean(),
  permanentStorageHwmDate: Moment.nullish(),
  invoices: z.array(InvoiceMetadata),
});

/** `application/problem+json` (RFC 9457), which the header X-Error-Format asks for. */
export const ProblemDetails = z.looseObject({
  title: z.string().nullish(),
  detail: z.string().nullish(),
  traceId: z.string().nullish(),
  /** Of a 403. */
  reasonCode: z.string().nullish(),
  /** Of a 400. */
  errors: z
    .array(z.looseObject({ code: z.number(), description: z.string(), details: z.array(z.string()).nullish() }))
    .nullish(),
});

/** The older form of errors, which some gateways in between still answer. */
export const ExceptionBody = z.looseObject({
  exception: z.looseObject({
    referenceNumber: z.string().nullish(),
    exceptionDetailList: z
      .array(
        z.looseObject({
          exceptionCode: z.number().nullish(),
          exceptionDescription: z.string().nullish(),
          details: z.array(z.string()).nullish(),
        }),
      )
      .nullish(),
  }),
});
