import { z } from "zod";

/**
 * The shapes of XP Z12-013 v1.1, Annex A (AFNOR Flow Service 1.1.0) and Annex B (AFNOR Directory Service 1.1.0), as far
 * as the adapter reads them. Platforms may add members and words, so objects are loose and words are texts.
 */

/** `Acknowledgement`: Pending, Ok or Error. */
export const Acknowledgement = z.looseObject({
  status: z.string(),
  details: z
    .array(
      z.looseObject({
        level: z.string().optional(),
        item: z.string().optional(),
        reasonCode: z.string().optional(),
        reasonMessage: z.string().optional(),
      }),
    )
    .nullish(),
});
export type Acknowledgement = z.infer<typeof Acknowledgement>;

/** `Flow`: everything is one, invoices and the statuses about them. */
export const Flow = z.looseObject({
  flowId: z.string().min(1),
  submittedAt: z.string().nullish(),
  updatedAt: z.string().nullish(),
  trackingId: z.string().nullish(),
  flowType: z.string().nullish(),
  processingRule: z.string().nullish(),
  flowDirection: z.string().nullish(),
  flowSyntax: z.string().nullish(),
  acknowledgement: Acknowledgement.nullish(),
});
export type Flow = z.infer<typeof Flow>;

/** `SearchFlowContent`, sorted by `updatedAt`. */
export const SearchFlowContent = z.looseObject({ results: z.array(Flow) });

/** `FullFlowInfo`: the answer to a flow that was posted. */
export const FullFlowInfo = z.looseObject({ flowId: z.string().min(1), submittedAt: z.string().nullish() });

/** `FlowInfo`: what is said about a flow that is posted. */
export interface FlowInfo {
  readonly flowSyntax: "CII" | "UBL" | "Factur-X" | "CDAR";
  readonly trackingId: string;
  readonly name: string;
  readonly processingRule?: "B2B" | "B2BInt" | "B2C" | "OutOfScope" | "ArchiveOnly" | "NotApplicable";
  readonly flowProfile?: "Basic" | "CIUS" | "Extended-CTC-FR";
  readonly sha256: string;
}

/** `WebhookCallbackContent`. */
export const WebhookCallback = z.looseObject({ flowInfo: Flow });
export type WebhookCallback = z.infer<typeof WebhookCallback>;

/** `Error` of the flow service. */
export const FlowError = z.looseObject({ errorCode: z.string().min(1), errorMessage: z.string().nullish() });

/** `error` of the directory service. */
export const DirectoryError = z.looseObject({ message: z.string().min(1), details: z.string().nullish() });

/** RFC 6749 §5.2. */
export const SignInError = z.looseObject({ error: z.string().min(1), error_description: z.string().nullish() });

/** An addressing line of the directory: through which platform somebody receives. */
export const DirectoryLine = z.looseObject({
  addressingIdentifier: z.string().nullish(),
  siren: z.string().nullish(),
  siret: z.string().nullish(),
  platform: z.looseObject({ platformType: z.string().nullish(), platformStatus: z.string().nullish() }).nullish(),
  legalUnit: z.looseObject({ businessName: z.string().nullish() }).nullish(),
});
export type DirectoryLine = z.infer<typeof DirectoryLine>;

export const DirectoryLines = z.looseObject({ results: z.array(DirectoryLine) });
