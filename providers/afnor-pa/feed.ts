import { readCdar } from "../../src/formats/cdar/read-cdar.js";
import type { Page, StatusReport } from "../../src/provider-kit/provider.js";
import { alreadyExisting, toRejection } from "./errors.js";
import {
  downloadFile,
  findSent,
  invoiceFlows,
  isInvoice,
  isLifecycle,
  isOutgoing,
  lifecycleFlows,
  type PlatformCall,
  unlessMissing,
} from "./flows.js";
import { nameIn } from "./invoice-name.js";
import { responseRefused, toReport } from "./status.js";
import { walkFlows } from "./walk.js";
import type { Flow } from "./wire.js";

/** What became of the flows we sent, and what came in about invoices. */
export async function listStatuses(cursor: string | undefined, call: PlatformCall): Promise<Page<StatusReport>> {
  const { items, ...page } = await walkFlows(cursor, { flowType: [...invoiceFlows, ...lifecycleFlows] }, "feed", call);
  const reports = await Promise.all(items.map((flow) => reportsOf(flow, call)));
  return { ...page, items: reports.flat() };
}

async function reportsOf(flow: Flow, call: PlatformCall): Promise<readonly StatusReport[]> {
  if (isInvoice(flow)) return isOutgoing(flow) ? acknowledged(flow, call) : [];
  if (!isLifecycle(flow)) return [];
  // Our own answers are only worth a word where the platform did not take them.
  if (isOutgoing(flow)) return flow.acknowledgement?.status === "Error" ? lifecycleReports(flow, call) : [];
  return lifecycleReports(flow, call);
}

async function acknowledged(flow: Flow, call: PlatformCall): Promise<readonly StatusReport[]> {
  const { acknowledgement, flowId, trackingId, submittedAt, updatedAt } = flow;
  if (!acknowledgement) return [];
  const { status, details } = acknowledgement;
  const report = { reference: { id: flowId }, native: flow };
  if (status !== "Error") {
    // Statuses count whole seconds and may be older than the acknowledgement: it must not seem to be later than they.
    const at = submittedAt?.replace(/\.\d+(?=Z|[+-]\d\d:\d\d$)/, "");
    return [{ ...report, status, ...(at && { at }) }];
  }
  const isRepetition = (details ?? []).some(({ reasonCode }) => reasonCode === alreadyExisting);
  const first = isRepetition && trackingId ? await findSent(trackingId, isInvoice, call) : undefined;
  if (first?.acknowledgement && first.acknowledgement.status !== "Error") {
    return [{ ...report, status: first.acknowledgement.status, ...(submittedAt && { at: submittedAt }) }];
  }
  return [{ ...report, status, rejection: toRejection(acknowledgement), ...(updatedAt && { at: updatedAt }) }];
}

async function lifecycleReports(flow: Flow, call: PlatformCall): Promise<readonly StatusReport[]> {
  const file = await unlessMissing(downloadFile(flow.flowId, "Original", call));
  const reading = file && readCdar(file.bytes);
  // One that nobody can read must not keep all others waiting for ever.
  if (!file || !reading || "problem" in reading) return [];
  const { message } = reading;
  return message.documents.flatMap((document): StatusReport[] => {
    const name = nameIn(document);
    if (name === undefined) return [];
    const report = toReport(name, flow, message, document);
    if (isOutgoing(flow)) {
      const { acknowledgement, updatedAt } = flow;
      const rejection = acknowledgement && toRejection(acknowledgement);
      return [
        { ...report, status: responseRefused, ...(updatedAt && { at: updatedAt }), ...(rejection && { rejection }) },
      ];
    }
    const fileName = `${message.name ?? flow.flowId}.xml`;
    const evidence = { format: "OTHER" as const, mediaType: "application/xml", fileName, bytes: file.bytes };
    return [{ ...report, evidence: [evidence] }];
  });
}
