import { z } from "zod";

/**
 * How a stand-in keeps a document from being created twice:
 * - `keyed` by an idempotency key · `numbered` by the document's number · `bare` not at all, but it can be searched
 */
export type StandInKind = "keyed" | "numbered" | "bare";

export const standInKinds: readonly StandInKind[] = ["keyed", "numbered", "bare"];

/** `DUPLICATE` names the document that has the number already. */
export const Taken = z.object({ reference: z.string().min(1), status: z.enum(["TAKEN", "DUPLICATE"]) });

export const Found = z.object({ references: z.array(z.string().min(1)) });

/** How long after its connection was lost a request can still create a document. */
export const landsLateMs = 1_500;
