import type { SimulatorRequest, SimulatorResponse } from "../../../src/provider-kit/simulator.js";

/** Thrown by an endpoint to answer with a problem (RFC 7807). */
export class Refusal extends Error {
  readonly status: number;
  readonly more: Readonly<Record<string, unknown>>;

  constructor(status: number, detail: string, more: Readonly<Record<string, unknown>> = {}) {
    super(detail);
    this.status = status;
    this.more = more;
  }
}

const titles: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  404: "Not Found",
  415: "Unsupported Media Type",
  422: "Unprocessable Content",
  429: "Too Many Requests",
};

export const toProblem = ({ status, message, more }: Refusal, path: string): SimulatorResponse => ({
  status,
  headers: { "content-type": "application/problem+json" },
  body: {
    type: "about:blank",
    title: titles[status] ?? "Error",
    status,
    detail: message,
    instance: path,
    ...more,
  },
});

export function readJson({ headers, body }: SimulatorRequest): Record<string, unknown> {
  if (!headers["content-type"]?.startsWith("application/json")) throw new Refusal(415, "JSON is expected");
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString("utf8"));
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    throw new Refusal(400, "The body is no JSON");
  }
  throw new Refusal(400, "The body is no object");
}

/** The part named "file" of a multipart body. */
export async function readFile({ headers, body }: SimulatorRequest): Promise<{ name: string; bytes: Uint8Array }> {
  const contentType = headers["content-type"] ?? "";
  if (contentType.startsWith("multipart/form-data")) {
    const form = await new Response(new Uint8Array(body), { headers: { "content-type": contentType } })
      .formData()
      .catch(() => undefined);
    const file = form?.get("file");
    if (file instanceof File) return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
  }
  throw new Refusal(422, "The file is missing");
}

type Row = Readonly<Record<string, unknown>>;

/** Filters, sorts and pages as every list does; how many there are stands in a header. */
export function list(rows: readonly Row[], { query }: SimulatorRequest, filters: Filters): SimulatorResponse {
  const page = numberIn(query, "page", 1, Number.MAX_SAFE_INTEGER);
  const pageSize = numberIn(query, "page_size", 100, 200);
  const kept = rows.filter((row) =>
    Object.entries(filters).every(([name, isKept]) => {
      const wanted = query.get(name);
      return wanted === null || isKept(row, wanted);
    }),
  );
  const sort = query.get("sort") ?? "id";
  const field = sort.replace(/^-/, "");
  const direction = sort.startsWith("-") ? -1 : 1;
  kept.sort((left, right) => direction * compare(left[field] ?? left["id"], right[field] ?? right["id"]));
  return {
    status: 200,
    headers: { "invoicetronic-total-count": String(kept.length) },
    body: kept.slice((page - 1) * pageSize, page * pageSize),
  };
}

export type Filters = Readonly<Record<string, (row: Row, wanted: string) => boolean>>;

export const equals =
  (field: string) =>
  (row: Row, wanted: string): boolean =>
    String(row[field]) === wanted;

/** From a moment on, or up to one. */
export const since =
  (field: string, direction: 1 | -1) =>
  (row: Row, wanted: string): boolean => {
    const [moment, limit] = [Date.parse(String(row[field])), Date.parse(wanted)];
    if (Number.isNaN(limit)) throw new Refusal(400, `${wanted} is no moment in UTC`);
    return direction * (moment - limit) >= 0;
  };

function compare(left: unknown, right: unknown): number {
  if (typeof left === "number" && typeof right === "number") return left - right;
  return String(left) < String(right) ? -1 : String(left) > String(right) ? 1 : 0;
}

function numberIn(query: URLSearchParams, name: string, fallback: number, largest: number): number {
  const value = Number(query.get(name) ?? fallback);
  if (Number.isInteger(value) && value >= 1 && value <= largest) return value;
  throw new Refusal(400, `${name} is a number from 1 to ${largest}`);
}
