import { createHash, randomUUID } from "node:crypto";
import type { Call, HttpRequest } from "../../src/provider-kit/call.js";
import type { DocumentContent } from "../../src/provider-kit/document.js";
import { ProviderFailure } from "../../src/provider-kit/failure.js";
import type { Credentials } from "./credentials.js";
import * as wire from "./wire.js";

export type PlatformCall = Call<Credentials>;

/** What the norm calls the kinds of flows that are invoices; a self-billed one goes the other way. */
export const invoiceFlows = ["CustomerInvoice", "SupplierInvoice"] as const;
export const lifecycleFlows = ["CustomerInvoiceLC", "SupplierInvoiceLC"] as const;

const isOneOf = (words: readonly string[], word: string | null | undefined): boolean => words.includes(word ?? "");

export const isInvoice = ({ flowType }: wire.Flow): boolean => isOneOf(invoiceFlows, flowType);
export const isLifecycle = ({ flowType }: wire.Flow): boolean => isOneOf(lifecycleFlows, flowType);
/** Ours: the norm counts directions from where we stand. */
export const isOutgoing = ({ flowDirection }: wire.Flow): boolean => flowDirection === "Out";

/** The most that one search answers. */
export const searchLimit = 100;

/** Correlates what both sides log. */
const traced = (): Readonly<Record<string, string>> => ({ "x-request-id": randomUUID() });

export const postFlow = (
  info: Omit<wire.FlowInfo, "name" | "sha256">,
  { fileName: name, mediaType, bytes }: DocumentContent,
  operation: string,
  { http, credentials }: PlatformCall,
) =>
  http.send({
    operation,
    method: "POST",
    path: `${credentials.flowPath}/v1/flows`,
    headers: traced(),
    body: {
      parts: [
        {
          field: "flowInfo",
          mediaType: "application/json",
          bytes: JSON.stringify({
            ...info,
            name: name.slice(0, 255),
            sha256: createHash("sha256").update(bytes).digest("hex"),
          } satisfies wire.FlowInfo),
        },
        { field: "file", name, mediaType, bytes },
      ],
    },
    expect: { json: wire.FullFlowInfo },
    effect: "write",
  });

export interface FlowFilters {
  readonly updatedAfter?: string;
  readonly flowType?: readonly string[];
  readonly flowDirection?: readonly ("In" | "Out")[];
  readonly trackingId?: string;
}

export async function searchFlows(
  where: FlowFilters,
  operation: string,
  { http, credentials }: PlatformCall,
): Promise<readonly wire.Flow[]> {
  const { results } = await http.send({
    operation,
    method: "POST",
    path: `${credentials.flowPath}/v1/flows/search`,
    headers: traced(),
    body: { json: { limit: searchLimit, where } },
    expect: { json: wire.SearchFlowContent },
    effect: "read",
  });
  return results;
}

/** Whether it went out under this tracking id; a platform that ignores the filter is not believed. */
export async function findSent(
  trackingId: string,
  isWanted: (flow: wire.Flow) => boolean,
  call: PlatformCall,
): Promise<wire.Flow | undefined> {
  const results = await searchFlows({ trackingId }, "find", call);
  const sent = results.filter((flow) => flow.trackingId === trackingId && isOutgoing(flow) && isWanted(flow));
  // Of a document that came twice, one was taken; the other one only says so.
  return sent.find(({ acknowledgement }) => acknowledgement?.status !== "Error") ?? sent[0];
}

type Part = "Original" | "ReadableView";

const flowRequest = <Shape>(
  flowId: string,
  docType: Part | "Metadata",
  expect: HttpRequest<Shape>["expect"],
  { credentials }: PlatformCall,
): HttpRequest<Shape> => ({
  operation: docType === "Metadata" ? "status" : "download",
  method: "GET",
  path: `${credentials.flowPath}/v1/flows/${encodeURIComponent(flowId)}`,
  query: { docType },
  headers: { ...traced(), ...(docType !== "Metadata" && { accept: "*/*" }) },
  expect,
  effect: "read",
});

export const fetchFlow = (flowId: string, call: PlatformCall) =>
  call.http.send(flowRequest(flowId, "Metadata", { json: wire.Flow }, call));

export interface DownloadedFile {
  readonly bytes: Uint8Array;
  readonly fileName?: string;
}

/** `read` makes of the file what is wanted; what it throws makes the answer one of unexpected shape. */
export const downloadFlow = <Shape = DownloadedFile>(
  flowId: string,
  part: Part,
  call: PlatformCall,
  read: (file: DownloadedFile) => Shape,
): Promise<Shape> => {
  const bytes = (content: Uint8Array, headers: Readonly<Record<string, string>>): Shape => {
    const fileName = /filename="?([^";]+)"?/i.exec(headers["content-disposition"] ?? "")?.[1]?.trim();
    return read({ bytes: content, ...(fileName && { fileName }) });
  };
  return call.http.send(flowRequest(flowId, part, { bytes }, call));
};

export const downloadFile = (flowId: string, part: Part, call: PlatformCall): Promise<DownloadedFile> =>
  downloadFlow(flowId, part, call, (file) => file);

export const isNotFound = (error: unknown): boolean =>
  error instanceof ProviderFailure && error.problem.kind === "NOT_FOUND";

export async function unlessMissing<Answer>(asking: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await asking;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
