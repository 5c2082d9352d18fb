import type { Call } from "../../src/provider-kit/call.js";
import { ProviderFailure } from "../../src/provider-kit/failure.js";
import type { Reference, StatusReport } from "../../src/provider-kit/provider.js";
import { ask, readHeader, type Said } from "./answers.js";
import type { Credentials } from "./credentials.js";
import { download, type Download, readErrors, toFingerprint } from "./documents.js";
import { duplicatePattern, toRejection } from "./errors.js";
import { inProcessing, uploadKind } from "./upload.js";
import { type State, StateHeader } from "./wire.js";

/** Derived words: these buyers do not find the invoice in the system. */
const abroad = "ok (cumparator extern)";
const consumer = "ok (B2C)";
const words: Readonly<Record<string, string>> = { abroad, consumer };

export interface Verdict {
  readonly state: State;
  /** The upload that counts: another one where this one came twice. */
  readonly index: string;
  /** What was downloaded on the way to it. */
  readonly download?: Download;
}

/**
 * What became of an upload. One that ANAF refuses because the same document came before, after a lost answer of ours,
 * has become what that one has become.
 */
export async function findVerdict(reference: Reference, call: Call<Credentials>): Promise<Verdict> {
  const index = reference.id;
  const state = await askState(index, call);
  if (state.stare !== "nok" || state.id_descarcare === undefined) return { state, index };
  const refused: Verdict = { state, index, download: await download(state.id_descarcare, call) };
  const earlier = refused.download && findEarlier(readErrors(refused.download));
  if (earlier === undefined || earlier === index) return refused;
  try {
    return (await findSame(earlier, reference, call)) ?? refused;
  } catch (error) {
    if (error instanceof ProviderFailure && isAnotherAccounts(error)) return refused;
    throw error;
  }
}

/** Only when that is all there is to say against it. */
function findEarlier(sentences: readonly string[]): string | undefined {
  const [only, ...others] = sentences;
  return others.length === 0 ? duplicatePattern.exec(only ?? "")?.[1] : undefined;
}

const isAnotherAccounts = ({ problem }: ProviderFailure): boolean =>
  problem.kind === "AUTHORIZATION" || problem.kind === "NOT_FOUND";

async function findSame(
  index: string,
  { fingerprint }: Reference,
  call: Call<Credentials>,
): Promise<Verdict | undefined> {
  const state = await askState(index, call);
  if (state.stare === inProcessing) return { state, index };
  if (state.stare !== "ok" || state.id_descarcare === undefined) return undefined;
  const found = await download(state.id_descarcare, call);
  return toFingerprint(found.original.bytes) === fingerprint ? { state, index, download: found } : undefined;
}

const askState = (index: string, call: Call<Credentials>): Promise<State> =>
  ask(
    {
      operation: "status",
      method: "GET",
      path: "/stareMesaj",
      query: { id_incarcare: index },
      read: readState,
      effect: "read",
    },
    call,
  );

function readState(bytes: Uint8Array): Said<State> {
  const header = StateHeader.parse(readHeader(bytes));
  return "errors" in header ? header : { content: header };
}

export async function reportOn(reference: Reference, call: Call<Credentials>): Promise<StatusReport> {
  const { state, index, ...found } = await findVerdict(reference, call);
  const { stare, id_descarcare: message } = state;
  const isRefused = stare === "nok" || stare === notTaken;
  const sentences = found.download && stare === "nok" ? readErrors(found.download) : [];
  return {
    reference,
    status: (stare === "ok" && words[reference["way"] ?? ""]) || stare,
    ...(isRefused && { rejection: toRejection(sentences) }),
    networkReferences: [
      { kind: uploadKind, value: index },
      ...(message === undefined ? [] : [{ kind: "ANAF message", value: message }]),
    ],
    native: { ...state, errors: sentences },
  };
}

/** The upload had been refused at once. */
const notTaken = "XML cu erori nepreluat de sistem";

export const statuses = {
  [inProcessing]: { transport: "ACCEPTED_BY_PROVIDER", clearance: "PENDING" },
  ok: { transport: "DELIVERED", clearance: "CLEARED", final: true },
  [abroad]: { transport: "ACCEPTED_BY_PROVIDER", clearance: "CLEARED", final: true },
  [consumer]: { transport: "ACCEPTED_BY_PROVIDER", clearance: "CLEARED", final: true },
  nok: { transport: "ACCEPTED_BY_PROVIDER", clearance: "REJECTED", final: true },
  [notTaken]: { transport: "ACCEPTED_BY_PROVIDER", clearance: "REJECTED", final: true },
  "FACTURA PRIMITA": { transport: "DELIVERED", clearance: "CLEARED" },
  // Free text of the buyer; whatever it says, somebody has to read it.
  "MESAJ CUMPARATOR PRIMIT": { business: "UNDER_QUERY" },
  "MESAJ CUMPARATOR TRANSMIS": {},
} as const;
