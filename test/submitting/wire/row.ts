import type { ProviderProblemKind } from "../../../src/domain/problem.js";
import type { Timeouts } from "../../../src/infrastructure/network/connect-provider.js";
import type { Consequence } from "../../../src/provider-kit/failure.js";
import type { Listening } from "./listen.js";

/** One way in which a call can end, and what has to follow from it. */
export interface Row {
  readonly name: string;
  serve(): Promise<Scene>;
  /** Of a call that sends the document. */
  readonly write: Consequence | "accepted";
  /** Of a call that only asks: it never refuses a document, and what it lost it can ask again. */
  readonly read: Consequence | "accepted";
  /** Absent for a call that succeeds. */
  readonly kind?: ProviderProblemKind;
  readonly httpStatus?: number;
  /** The least and the most that has to be waited; `none`: the provider asked for nothing. */
  readonly retryAfterSeconds?: readonly [number, number] | "none";
  /** The provider wants to be signed in to. */
  readonly signsIn?: boolean;
  /** Of the document that is sent. */
  readonly documentBytes?: number;
  readonly timeouts?: Partial<Timeouts>;
  /** The first call on a connection goes well. */
  readonly onlyLater?: boolean;
}

/** What listens, or does not, at the provider's address. */
export interface Scene extends Pick<Listening, "url" | "close"> {
  /** Resolves when the line is as the row wants it, after a first call that went well. */
  ready?(): Promise<void>;
  /** How many calls came where none may come. */
  strayCalls?(): number;
}

export const taken = { id: "doc-1", status: "TAKEN" };

/** For whoever waits for an answer that does not come: short, and long enough for a machine that is busy. */
export const impatient: Timeouts = { connectMs: 400, bodyGapMs: 400, callMs: 900 };
