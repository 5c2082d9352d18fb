import type { z } from "zod";

/** One conversation with the provider on behalf of one account. */
export interface Call<Credentials> {
  readonly http: Http;
  readonly credentials: Credentials;
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
   * called without the account's credentials.
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
  | { readonly bytes: Uint8Array; readonly mediaType: string };

export type Expectation<Shape> =
  | { readonly json: z.ZodType<Shape> }
  /** The bytes of the answer, whatever they are. */
  | { readonly bytes: (bytes: Uint8Array) => Shape }
  | { readonly nothing: Shape };
