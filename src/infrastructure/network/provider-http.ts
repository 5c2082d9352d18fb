import { type Dispatcher, FormData, errors, request as send } from "undici";
import type { ProviderProblem, ProviderProblemKind } from "../../domain/problem.js";
import type { Http, HttpBody, HttpPart, HttpRequest } from "../../provider-kit/call.js";
import { type Consequence, type ErrorAnswer, type ErrorReading, ProviderFailure } from "../../provider-kit/failure.js";
import type { Provider } from "../../provider-kit/provider.js";
import type { Urgency } from "../../application/account.js";
import type { Breaker } from "./breaker.js";
import type { CallRecord } from "./call-record.js";
import { type RateLimits, retryAfterSeconds } from "./rate-limits.js";
import { ForbiddenAddress } from "./checked-connector.js";
import type { SignIn } from "./sign-in.js";

export interface ProviderHttpOptions {
  readonly provider: Provider;
  readonly baseUrl: string;
  readonly dispatcher: Dispatcher;
  /** To hosts that nobody has configured: what answers there says nothing about the provider. */
  readonly strangers?: Dispatcher;
  readonly limits: RateLimits;
  readonly breaker: Breaker;
  readonly record: CallRecord;
  readonly urgency: Urgency;
  /** The headers that sign the account in; undefined for the calls of the sign-in itself. */
  readonly signIn?: SignIn;
  /** Whole URLs below these are signed in too. */
  readonly ownUrls?: readonly string[];
  /** For the whole call, answer included. */
  readonly timeoutMs: number;
  /** The moment after which nobody waits for the answer any more. */
  readonly deadline?: Date;
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
}

/** HTTP to one provider for one account: what happens on the wire decides what a failure means. */
export function createProviderHttp(options: ProviderHttpOptions): Http {
  const { provider, limits, breaker, urgency } = options;

  const exchange = async (request: HttpRequest<unknown>, signInHeaders: SignInHeaders): Promise<Answer> => {
    await limits.enter(request.operation, urgency, timeLeft(options, request));
    const timeoutMs = timeLeft(options, request);
    const call = () =>
      transmit({ ...options, timeoutMs }, request, signInHeaders).catch((error: unknown) => {
        throw wireFailure(provider.id, request, error);
      });
    const isStrange = strangeWay(options, request.path) !== undefined;
    const answer = await (isStrange ? call() : breaker.run(() => noted(options, request, call)));
    await limits.learn(request.operation, answer.status, answer.headers);
    return answer;
  };

  return {
    async send(request) {
      const signIn = isOwn(request.path, options.ownUrls) ? options.signIn : undefined;
      const headers = (await signIn?.headers()) ?? {};
      let answer = await exchange(request, headers);
      if (answer.status === 401 && signIn?.renew(headers)) answer = await exchange(request, await signIn.headers());
      if (answer.status < 200 || answer.status > 299) throw refusal(provider, request, answer);
      const shape = read(provider.id, request, answer);
      await limits.pause(request.operation, request.pauseSeconds?.(shape) ?? 0);
      const failure = request.failure?.(shape);
      if (failure) throw saidFailure(provider.id, request, answer, failure);
      return shape;
    },
  };
}

/** Answers that mean trouble with the provider or the account, not with what was asked. */
const isTrouble = (status: number): boolean => status >= 500 || status === 401 || status === 403 || status === 429;

async function noted(
  { record, urgency }: ProviderHttpOptions,
  { effect }: HttpRequest<unknown>,
  call: () => Promise<Answer>,
): Promise<Answer> {
  const startedAt = performance.now();
  const note = (isSuccess: boolean) =>
    record.note({
      isSuccess,
      tookMs: performance.now() - startedAt,
      isPoll: urgency === "BACKGROUND" && effect === "read",
    });
  try {
    const answer = await call();
    note(!isTrouble(answer.status));
    return answer;
  } catch (error) {
    note(false);
    throw error;
  }
}

/** With less time than this no call is begun. */
const shortestMs = 50;

/** @throws {ProviderFailure} to try again later, when there is not enough left to begin */
function timeLeft({ provider, timeoutMs, deadline }: ProviderHttpOptions, { operation }: HttpRequest<unknown>): number {
  const leftMs = deadline ? Math.min(timeoutMs, deadline.getTime() - Date.now()) : timeoutMs;
  if (leftMs >= shortestMs) return leftMs;
  const message = `${operation} was not begun: the caller's time is up; nothing was sent`;
  throw new ProviderFailure("retry", { provider: provider.id, kind: "TIMEOUT", message });
}

type SignInHeaders = Readonly<Record<string, string>>;

const isWholeUrl = (path: string): boolean => /^https?:/.test(path);

const isOwn = (path: string, ownUrls: readonly string[] = []): boolean =>
  !isWholeUrl(path) || ownUrls.some((own) => new URL(path).href.startsWith(`${new URL(own).href.replace(/\/$/, "")}/`));

/** The way to a host that somebody else has named, e.g. to the register of one participant. */
const strangeWay = ({ baseUrl, ownUrls, strangers }: ProviderHttpOptions, path: string): Dispatcher | undefined =>
  isOwn(path, ownUrls) || new URL(path).host === new URL(baseUrl).host ? undefined : strangers;

/** @throws for a whole URL without TLS, unless it leads to the provider's own (simulated) host */
function locate(baseUrl: string, path: string): URL {
  if (!isWholeUrl(path)) return new URL(baseUrl.replace(/\/$/, "") + path);
  const url = new URL(path);
  if (url.protocol === "http:" && url.host !== new URL(baseUrl).host)
    throw new Error(`${url.origin} is not safe: no TLS`);
  return url;
}

async function transmit(
  options: ProviderHttpOptions,
  request: HttpRequest<unknown>,
  signInHeaders: SignInHeaders,
): Promise<Answer> {
  const url = locate(options.baseUrl, request.path);
  for (const [name, value] of Object.entries(request.query ?? {})) {
    if (value !== undefined) url.searchParams.append(name, value);
  }
  const { body, headers } = encode(request.body);
  const response = await send(url, {
    method: request.method,
    dispatcher: strangeWay(options, request.path) ?? options.dispatcher,
    headers: { accept: "application/json", ...headers, ...signInHeaders, ...request.headers },
    ...(body !== undefined && { body }),
    signal: AbortSignal.timeout(options.timeoutMs),
  });
  const bytes = Buffer.from(await response.body.arrayBuffer());
  return { status: response.statusCode, headers: flatten(response.headers), bytes };
}

function encode(body: HttpBody | undefined): {
  body?: string | Uint8Array | FormData;
  headers: Record<string, string>;
} {
  if (!body) return { headers: {} };
  if ("json" in body) return { body: JSON.stringify(body.json), headers: { "content-type": "application/json" } };
  if ("form" in body) {
    const form = new URLSearchParams(body.form).toString();
    return { body: form, headers: { "content-type": "application/x-www-form-urlencoded" } };
  }
  if ("bytes" in body) return { body: body.bytes, headers: { "content-type": body.mediaType } };
  const form = new FormData();
  for (const part of "parts" in body ? body.parts : [body.file]) append(form, part);
  return { body: form, headers: {} };
}

function append(form: FormData, { field, name, mediaType, bytes }: HttpPart): void {
  const content = typeof bytes === "string" ? bytes : new Uint8Array(bytes);
  const options = mediaType === undefined ? {} : { type: mediaType };
  if (name === undefined && mediaType === undefined && typeof bytes === "string") form.append(field, bytes);
  else form.append(field, new File([content], name ?? field, options));
}

function flatten(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : (value ?? "")]),
  );
}

function read<Shape>(provider: string, request: HttpRequest<Shape>, answer: Answer): Shape {
  const { expect } = request;
  if ("nothing" in expect) return expect.nothing;
  if ("bytes" in expect) {
    try {
      return expect.bytes(answer.bytes, answer.headers);
    } catch (error) {
      throw unexpected(provider, request, answer, error instanceof Error ? error.message : String(error));
    }
  }
  const parsed = expect.json.safeParse(parseJson(answer.bytes));
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues.map((issue) => `${issue.path.join(".") || "body"}: ${issue.message}`).slice(0, 5);
  throw unexpected(provider, request, answer, where.join("; "));
}

type Asked = Pick<HttpRequest<unknown>, "operation" | "effect">;

const unlessSaid = ({ effect }: Asked): Consequence => (effect === "write" ? "hold" : "retry");

const unexpected = (provider: string, request: Asked, { status }: Answer, reason: string): ProviderFailure =>
  new ProviderFailure(unlessSaid(request), {
    provider,
    kind: "INVALID_RESPONSE",
    message: `${request.operation} was answered ${status} in an unexpected shape (${reason})`,
    httpStatus: status,
  });

function saidFailure(provider: string, request: Asked, { status }: Answer, reading: ErrorReading): ProviderFailure {
  const problem: ProviderProblem = {
    provider,
    kind: reading.kind ?? "UNKNOWN",
    message: reading.message ?? `${request.operation} was answered with an error`,
    httpStatus: status,
    ...(reading.nativeCode !== undefined && { nativeCode: reading.nativeCode }),
    ...(reading.requestId !== undefined && { requestId: reading.requestId }),
  };
  return new ProviderFailure(reading.consequence ?? unlessSaid(request), problem, {
    ...(reading.rejection && { rejection: reading.rejection }),
  });
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return bytes.subarray(0, 65_536).toString("utf8");
  }
}

/** No connection came about: nothing left this machine. */
export class NotConnected extends Error {
  constructor(cause: unknown) {
    super(cause instanceof ForbiddenAddress ? cause.message : "no connection", { cause });
  }
}

function wireFailure(provider: string, request: HttpRequest<unknown>, error: unknown): ProviderFailure {
  const code = codeOf(error);
  const timedOut =
    (error instanceof Error && error.name === "TimeoutError") ||
    error instanceof errors.HeadersTimeoutError ||
    error instanceof errors.BodyTimeoutError;
  const isUnreadable = error instanceof errors.HTTPParserError || code === "UND_ERR_RES_EXCEEDED_MAX_SIZE";
  const isUnsent = error instanceof NotConnected || code === "UND_ERR_CLOSED";
  const consequence: Consequence = isUnsent || request.effect === "read" ? "retry" : "hold";
  const kind = timedOut ? "TIMEOUT" : isUnreadable ? "INVALID_RESPONSE" : "NETWORK";
  const message = timedOut
    ? `${request.operation} was not answered in time`
    : `${request.operation} found no answer (${code || (error instanceof Error ? error.message : String(error))})`;
  return new ProviderFailure(consequence, { provider, kind, message }, { cause: error });
}

function codeOf(error: unknown): string {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ("code" in cause && typeof cause.code === "string") return cause.code;
  }
  return "";
}

const kindOfStatus: Readonly<Record<number, ProviderProblemKind>> = {
  400: "INVALID_REQUEST",
  401: "AUTHENTICATION",
  403: "AUTHORIZATION",
  404: "NOT_FOUND",
  409: "DUPLICATE",
  422: "INVALID_REQUEST",
  429: "RATE_LIMITED",
  503: "UNAVAILABLE",
};

/** Statuses that can be said of a document; what only something in between says, in HTML, is not. */
const aboutTheDocument: ReadonlySet<number> = new Set([400, 413, 422]);

function refusal(provider: Provider, request: HttpRequest<unknown>, answer: Answer): ProviderFailure {
  const error: ErrorAnswer = { status: answer.status, headers: answer.headers, body: parseJson(answer.bytes) };
  const reading = provider.errors(error);
  const waitSeconds = retryAfterSeconds(answer.headers["retry-after"]);
  const problem: ProviderProblem = {
    provider: provider.id,
    kind: reading.kind ?? kindOfStatus[answer.status] ?? "UNKNOWN",
    message: reading.message ?? `${request.operation} was answered ${answer.status}`,
    httpStatus: answer.status,
    ...(reading.nativeCode !== undefined && { nativeCode: reading.nativeCode }),
    ...(reading.requestId !== undefined && { requestId: reading.requestId }),
    ...(waitSeconds !== undefined && {
      retryAt: new Date(Date.now() + waitSeconds * 1000).toISOString(),
    }),
  };
  return new ProviderFailure(reading.consequence ?? consequenceOf(error, request.effect), problem, {
    ...(reading.rejection && { rejection: reading.rejection }),
    ...(waitSeconds !== undefined && { retryAfterSeconds: waitSeconds }),
  });
}

function consequenceOf({ status, body }: ErrorAnswer, effect: "read" | "write"): Consequence {
  if (effect === "read") return "retry";
  if (aboutTheDocument.has(status) && typeof body === "object") return "refused";
  // What is in the way of a 409 may be an earlier attempt of ours.
  const isOpen = status < 400 || status === 409 || (status >= 500 && status !== 503);
  return isOpen ? "hold" : "retry";
}
