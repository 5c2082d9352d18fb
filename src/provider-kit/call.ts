import type { z } from "zod";
import type { ErrorReading } from "./failure.js";
import type { Reference } from "./receipt.js";

/** One conversation with the provider on behalf of one account. */
export interface Call<Credentials> {
  readonly http: Http;
  readonly credentials: Credentials;
  readonly names: Names;
  readonly chain: Chain;
}

/** For providers that want every record of an account to name the one before it. */
export interface Chain {
  /**
   * The link made for this key, made now if there is none: committed before it is handed out, and the same whenever it
   * is asked for again. Links of an account are made one at a time; `link` is given the one made last.
   */
  extend(key: string, link: (last: Reference | undefined) => Reference): Promise<Reference>;
}

/** DNS, asked at the servers that the provider names, else at the machine's. */
export interface Names {
  /**
   * The NAPTR records (RFC 3403) of a name; none where the name does not exist.
   * @throws {ProviderFailure} to try again later, when nobody could say
   */
  findNaptr(name: string): Promise<readonly NaptrRecord[]>;
}

export interface NaptrRecord {
  readonly order: number;
  readonly preference: number;
  readonly flags: string;
  readonly service: string;
  readonly regexp: string;
  readonly replacement: string;
}

/**
 * HTTP that is signed in, rate limited, timed out and checked.
 * @throws {ProviderFailure} for everything but an accepted status with the expected shape
 */
export interface Http {
  send<Shape>(request: HttpRequest<Shape>): Promise<Shape>;
}

export interface HttpRequest<Shape> {
  /** Names the rate limit it counts against and the metric; e.g. "submit", "status". */
  readonly operation: string;
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /**
   * Below the provider's base URL; variable parts already encoded. A whole URL, as providers sign for downloads, is
   * called without the account's credentials, unless it is one of the provider's `ownUrls`.
   */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: HttpBody;
  /** The shape of the answer; an answer of another shape is never trusted. */
  readonly expect: Expectation<Shape>;
  /**
   * Whether a repetition could change something at the provider. A lost answer to a write leaves the outcome
   * unknown; a lost answer to a read does not.
   */
  readonly effect: "read" | "write";
  /** An error said with a 2xx status; undefined where the answer is none. Its consequence is `hold` for a write. */
  failure?(answer: Shape): ErrorReading | undefined;
  /** How long the answer asks to leave this operation alone, in seconds; at most 300 are kept. */
  pauseSeconds?(answer: Shape): number | undefined;
}

export type HttpBody =
  | { readonly json: unknown }
  | { readonly form: Readonly<Record<string, string>> }
  | {
      readonly file: {
        readonly field: string;
        readonly name: string;
        readonly mediaType: string;
        readonly bytes: Uint8Array;
      };
    }
  /** multipart/form-data, in this order. */
  | { readonly parts: readonly HttpPart[] }
  | { readonly bytes: Uint8Array; readonly mediaType: string };

export interface HttpPart {
  readonly field: string;
  readonly bytes: Uint8Array | string;
  readonly mediaType?: string;
  /** A part with a name is a file. */
  readonly name?: string;
}

export type Expectation<Shape> =
  | { readonly json: z.ZodType<Shape> }
  /** Reads any other answer; what it throws makes the answer one of unexpected shape. Header names are lower-case. */
  | { readonly bytes: (bytes: Uint8Array, headers: Readonly<Record<string, string>>) => Shape }
  | { readonly nothing: Shape };
