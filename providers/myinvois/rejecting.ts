import type { BusinessResponse } from "../../src/domain/business-response.js";
import type { Call } from "../../src/provider-kit/call.js";
import type { Reference, StatusReport } from "../../src/provider-kit/provider.js";
import type { Credentials } from "./credentials.js";
import { fetchDocument } from "./receiving.js";
import { StateAnswer } from "./wire.js";

/** What MyInvois answers: the document stays valid until its issuer cancels it. */
export const requested = "Requested for Rejection";

/** More is refused. */
const longestReason = 300;

/** PUT /documents/state/{uuid}/state, by which an issuer cancels and a receiver asks for that. */
export const changeState = (
  { id }: Reference,
  change: { readonly status: "cancelled" | "rejected"; readonly reason: string },
  call: Call<Credentials>,
): Promise<StateAnswer> =>
  call.http.send({
    operation: "cancel",
    method: "PUT",
    path: `/api/v1.0/documents/state/${encodeURIComponent(id)}/state`,
    body: { json: { ...change, reason: change.reason.slice(0, longestReason) } },
    expect: { json: StateAnswer },
    effect: "write",
  });

/** The only answer that MyInvois carries, and only once. */
export async function reject(
  reference: Reference,
  response: BusinessResponse,
  call: Call<Credentials>,
): Promise<StatusReport> {
  const { status } = await changeState(reference, { status: "rejected", reason: toReason(response) }, call);
  return { reference, status };
}

/** Nobody but its receiver can have rejected it. */
export async function findRejection(
  reference: Reference,
  _response: BusinessResponse,
  call: Call<Credentials>,
): Promise<StatusReport | undefined> {
  const document = await fetchDocument(reference, call);
  const at = document.rejectRequestDateTime;
  return at ? { reference, status: requested, at, native: withoutContent(document) } : undefined;
}

/** The issuer reads words: codes stand where nothing else was said. */
function toReason({ reasons, note }: BusinessResponse): string {
  return [...reasons.map(({ code, text }) => text ?? code), ...(note === undefined ? [] : [note])].join("; ");
}

const withoutContent = ({ document: _, ...facts }: Readonly<Record<string, unknown>>) => facts;
