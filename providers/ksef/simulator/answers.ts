import type { SimulatorRequest, SimulatorResponse } from "../../../src/provider-kit/simulator.js";

/** What a call is refused for, with the code and words of the documentation. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: number;
  readonly details: readonly string[];

  constructor(code: number, description: string, details: readonly string[] = [], status = 400) {
    super(description);
    this.code = code;
    this.details = details;
    this.status = status;
  }
}

const titles: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  410: "Gone",
  429: "Too Many Requests",
};

/** The older form by default; problem details where the caller asks for them. 401 and 403 are always the latter. */
export function refuse(request: SimulatorRequest, refusal: Refusal, now: Date, traceId: string): SimulatorResponse {
  const { status, code, message, details } = refusal;
  const asksForProblems = request.headers["x-error-format"] === "problem-details";
  const timestamp = now.toISOString();
  if (status === 400 && !asksForProblems)
    return {
      status,
      body: {
        exception: {
          exceptionDetailList: [{ exceptionCode: code, exceptionDescription: message, details }],
          serviceName: "ksef-simulator",
          timestamp,
        },
      },
    };
  return problem(status, {
    title: titles[status] ?? "Error",
    status,
    instance: request.path,
    detail: status === 400 ? "Żądanie jest nieprawidłowe." : message,
    ...(status === 400 && { errors: [{ code, description: message, details }] }),
    ...(status === 403 && { reasonCode: "missing-permissions" }),
    timestamp,
    traceId,
  });
}

export function tooMany(request: SimulatorRequest, limit: string, retryAfter: number, now: Date): SimulatorResponse {
  const headers = { "retry-after": String(retryAfter) };
  const detail = `Przekroczono limit ${limit}. Spróbuj ponownie po ${retryAfter} sekundach.`;
  if (request.headers["x-error-format"] !== "problem-details")
    return {
      status: 429,
      headers,
      body: { status: { code: 429, description: "Too Many Requests", details: [detail] } },
    };
  const { body, ...answer } = problem(429, {
    title: "Too Many Requests",
    status: 429,
    instance: request.path,
    detail,
    timestamp: now.toISOString(),
    traceId: limit,
  });
  return { ...answer, headers: { ...answer.headers, ...headers }, body };
}

const problem = (status: number, body: object): SimulatorResponse => ({
  status,
  headers: { "content-type": "application/problem+json" },
  body,
});

export const notSignedIn = (detail: string): Refusal => new Refusal(401, detail, [], 401);
export const invalid = (details: readonly string[]): Refusal =>
  new Refusal(21405, "Błąd walidacji danych wejściowych.", details);
export const noSession = (reference: string): Refusal =>
  new Refusal(21173, "Brak sesji o wskazanym numerze referencyjnym.", [
    `Sesja o numerze referencyjnym ${reference} nie została znaleziona.`,
  ]);
