import { createHash } from "node:crypto";
import { constants, gzipSync } from "node:zlib";
import type { Call } from "../../src/provider-kit/call.js";
import type { Receipt, Reference, SubmitOrder } from "../../src/provider-kit/provider.js";
import type { Credentials } from "./credentials.js";
import { operationOf } from "./osa/operation.js";
import { type ReportReference, toAccepted, toReference } from "./reference.js";
import { ask } from "./request.js";
import { exchangeToken } from "./token.js";
import { TransactionAnswer } from "./wire.js";
import { branch, leaf } from "./xml.js";

/** Interface specification 1.6.5: 10 MB a request, 15 MB an invoice before it is compressed. */
const requestBytes = 10_000_000;
const envelopeBytes = 100_000;
export const reportBytes = 15_000_000;
export const reportsPerRequest = 100;
/** Base64 makes four bytes of three; more than this is compressed. */
export const uncompressedBytes = Math.floor(((requestBytes - envelopeBytes) * 3) / 4);

/** What is remembered before a request is sent: enough to find it again. */
export interface Attempt extends Reference {
  /** By NAV's clock, before anything was sent the first time and the last time. */
  readonly firstAt: string;
  readonly lastAt: string;
  /** How many reports the request had; empty when there were several requests of different size. */
  readonly items: string;
}

/**
 * One request for all orders, but an invoice number stands in a request only once: NAV aborts both. What cannot share a
 * request goes into the next one, after the receipts of the first are kept.
 */
export async function submitReports(
  orders: readonly SubmitOrder[],
  call: Call<Credentials>,
): Promise<readonly Receipt[]> {
  const receipts = new Map<SubmitOrder, Receipt>();
  const open: SubmitOrder[] = [];
  for (const order of orders) {
    const known = alreadyAccepted(order);
    if (known) receipts.set(order, known);
    else open.push(order);
  }
  const requests = toRequests(open);
  for (const [position, request] of requests.entries()) {
    const references = await send(request, call);
    for (const [order, reference] of references) {
      receipts.set(order, toAccepted(reference));
      if (position < requests.length - 1) await order.checkpoint(reference);
    }
  }
  return orders.map((order) => receipts.get(order)!);
}

/** An earlier attempt was interrupted after this order's request had been answered. */
export function alreadyAccepted({ progress }: SubmitOrder): Receipt | undefined {
  return progress?.["transaction"] === undefined ? undefined : toAccepted(progress as ReportReference);
}

function toRequests(orders: readonly SubmitOrder[]): SubmitOrder[][] {
  const requests: SubmitOrder[][] = [];
  for (const order of orders) {
    const request = requests.find((each) => each.every(({ invoice }) => invoice.number !== order.invoice.number));
    if (request) request.push(order);
    else requests.push([order]);
  }
  return requests;
}

/**
 * The id of the request is made of what it reports: NAV takes an id once, so that the same request cannot be taken
 * twice, however late its first copy lands.
 */
async function send(
  orders: readonly SubmitOrder[],
  call: Call<Credentials>,
): Promise<ReadonlyMap<SubmitOrder, ReportReference>> {
  const requestId = toRequestId(orders);
  const token = await exchangeToken(call);
  for (const order of orders) await order.checkpoint(toAttempt(order, requestId, token.issuedAt, orders.length));
  const isCompressed = orders.reduce((sum, { document }) => sum + document.bytes.length, 0) > uncompressedBytes;
  const operations = orders.map(({ invoice, document }) => ({
    operation: operationOf(invoice),
    base64: Buffer.from(isCompressed ? compress(document.bytes) : document.bytes).toString("base64"),
  }));
  const { transactionId } = await ask(call, {
    operation: "submit",
    name: "manageInvoice",
    requestId,
    operations,
    content: [
      ...leaf("exchangeToken", token.value),
      ...branch(
        "invoiceOperations",
        leaf("compressedContent", String(isCompressed)),
        ...operations.map(({ operation, base64 }, position) =>
          branch(
            "invoiceOperation",
            leaf("index", String(position + 1)),
            leaf("invoiceOperation", operation),
            leaf("invoiceData", base64),
          ),
        ),
      ),
    ],
    expect: TransactionAnswer,
    effect: "write",
  });
  return new Map(orders.map((order, position) => [order, referTo(order, transactionId, position + 1)]));
}

/** A copy that was sent before may still land: what is remembered of it is kept. */
function toAttempt({ progress }: SubmitOrder, id: string, issuedAt: string, count: number): Attempt {
  const before = progress as Attempt | undefined;
  const items = String(count);
  return {
    id,
    firstAt: before?.firstAt ?? issuedAt,
    lastAt: issuedAt,
    items: before && before.items !== items ? "" : items,
  };
}

export const referTo = ({ invoice, document }: SubmitOrder, transaction: string, index: number): ReportReference =>
  toReference(transaction, index, invoice.number, digestOf(document.bytes));

export const digestOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("base64url");

const toRequestId = (orders: readonly SubmitOrder[]): string =>
  `S${createHash("sha256")
    .update(JSON.stringify(orders.map(({ key }) => key)))
    .digest("hex")
    .slice(0, 29)
    .toUpperCase()}`;

/** NAV sends what is compressed better to the end of its queue. */
const compress = (bytes: Uint8Array): Uint8Array => gzipSync(bytes, { level: constants.Z_BEST_SPEED });
