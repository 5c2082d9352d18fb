import type { DocumentContent } from "./document.js";
import type { Ledger } from "./ledger.js";

/** Our stand-in for a provider: a real HTTP server that enforces the provider's own rules. */
export interface SimulatorDeclaration {
  /** The provider's id. */
  readonly id: string;
  /** Account credentials it accepts, in the shape the adapter's `credentials` asks for. */
  readonly credentials: unknown;
  /** It speaks HTTPS under this certificate, and asks callers for one of theirs. PEM texts. */
  readonly tls?: SimulatorTls;
  /** A participant it can reach and one it cannot. */
  readonly participants: { readonly known: string; readonly unknown: string };
  create(context: SimulatorContext): Simulator | Promise<Simulator>;
}

export interface SimulatorTls {
  readonly key: string;
  readonly cert: string;
  /** Whose certificates callers may show; one that is not of them is not let in. */
  readonly callerAuthority?: string;
}

export interface SimulatorContext {
  /** Durable memory: what is put here is still there after a kill. */
  readonly ledger: Ledger;
  readonly now: () => Date;
  readonly newId: () => string;
  /** Posts a webhook; repeats it on any answer but 2xx, as providers do. */
  deliver(delivery: { url: string; headers: Readonly<Record<string, string>>; body: Uint8Array }): void;
  /** Milliseconds between the steps of a document's life. */
  readonly stepMs: number;
  /** Its own address, for what names it elsewhere than over HTTP; only once it serves. */
  url(): string;
}

export interface Simulator {
  handle(request: SimulatorRequest): SimulatorResponse | Promise<SimulatorResponse>;
  /** Moves on everything whose time has come; called several times a second. */
  advance(): void;
  /** The ids of the documents it has taken for sending, in that order; a document that it took twice is there twice. */
  taken?(): readonly string[];
  /** Where it pushes, at providers where that is set by hand. */
  pushTo?(url: string): void;
  /** Lets a document arrive for the account, as if somebody had sent it; answers its id. */
  arrive?(document: DocumentContent): string;
  /** What others do to a document that was sent, by what it is called: accept, reject, pay, … */
  readonly deeds?: Readonly<Record<string, (id: string) => void>>;
  /** What an account needs beside the declared credentials, known only since it runs. */
  readonly moreCredentials?: Readonly<Record<string, unknown>>;
  /** Ends what it opened beside its HTTP server. */
  stop?(): Promise<void>;
}

export interface SimulatorRequest {
  readonly method: string;
  /** Without the query, decoded parts left encoded as they came. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** The certificate that the caller showed: its subject's common name. */
  readonly caller?: string;
}

export interface SimulatorResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is answered as JSON. */
  readonly body?: unknown;
}
