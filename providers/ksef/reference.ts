import type { Receipt, Reference, SubmitOrder } from "../../src/provider-kit/provider.js";
import { hashOf } from "./encryption.js";
import { isReachedByKsef } from "./fa3/identifiers.js";

/** What of an invoice in a session is needed to ask for it again. */
export interface Place extends Reference {
  readonly id: string;
  /** Reference number of the session. */
  readonly session: string;
  readonly mode: "online" | "batch";
  /** SHA-256 of the document: how KSeF's lists name it. */
  readonly hash: string;
  /** BT-2, which the verification link needs. */
  readonly issued: string;
  /** "ksef" where KSeF hands the document over to the buyer. */
  readonly reach: string;
}

/** `id` is the invoice's reference number where KSeF has told it; a batch tells it only in its lists. */
export function toPlace({ invoice, document }: SubmitOrder, session: string, mode: Place["mode"], id?: string): Place {
  const hash = hashOf(document.bytes);
  return {
    id: id ?? `${session}/${hash}`,
    session,
    mode,
    hash,
    issued: invoice.issueDate,
    reach: isReachedByKsef(invoice.buyer) ? "ksef" : "none",
  };
}

/** Undefined for a reference that is none of ours. */
export function readPlace(reference: Reference): Place | undefined {
  const { id, session, mode, hash, issued, reach } = reference;
  if (!session || !hash || !issued || !reach || (mode !== "online" && mode !== "batch")) return undefined;
  return { id, session, mode, hash, issued, reach };
}

export const accepted = (reference: Place): Receipt => ({ outcome: "accepted", reference, status: "100" });
