import type { Call } from "../../src/provider-kit/call.js";
import type { DocumentContent, Page, Reference, StatusReport } from "../../src/provider-kit/provider.js";
import { listAll, listPage, read } from "./listing.js";
import { toDocument } from "./receiving.js";
import { networkReferencesOf, numberOf, toMoment, toReport, waiting } from "./status.js";
import * as wire from "./wire.js";

/** SdI's moment is earlier than the update: so much is read again, and told again, which changes nothing. */
const overlapMs = 10 * 60_000;

/** The log of updates, by SdI's moment. The cursor is where reading began, the page, and the last moment seen. */
export async function listUpdates(cursor: string | undefined, call: Call<unknown>): Promise<Page<StatusReport>> {
  const [from = "", page = "1", seen = ""] = (cursor ?? "").split("|");
  const query = { sort: "last_update", last_update_from: from || undefined };
  const listed = await listPage("/update", wire.Update, Number(page), query, call);
  const moments = listed.items.flatMap(({ last_update: moment }) => toMoment(moment) ?? []);
  const last = [seen, ...moments].sort().at(-1) ?? "";
  return {
    items: listed.items.map(toReport),
    cursor: listed.more ? [from, Number(page) + 1, last].join("|") : [before(last) ?? from, 1, last].join("|"),
    more: listed.more,
  };
}

const before = (moment: string): string | undefined =>
  moment ? new Date(Date.parse(moment) - overlapMs).toISOString().replace(/\.\d+Z$/, "Z") : undefined;

/** So many ids one question takes. */
const mostIds = 100;

/** The state of each, in one question for a hundred; the reasons of a refusal stand in its update. */
export async function pollStatuses(
  references: readonly Reference[],
  call: Call<unknown>,
): Promise<readonly StatusReport[]> {
  const reports: StatusReport[] = [];
  for (let start = 0; start < references.length; start += mostIds) {
    const asked = references.slice(start, start + mostIds);
    const ids = asked.map(numberOf).join(",");
    const found = new Map<string, wire.Send>();
    for await (const send of listAll("/send", wire.Send, { ids }, call)) found.set(String(send.id), send);
    for (const reference of asked) {
      const send = found.get(numberOf(reference));
      if (send) reports.push(await reportOf(reference, send, call));
    }
  }
  return reports;
}

async function reportOf(reference: Reference, send: wire.Send, call: Call<unknown>): Promise<StatusReport> {
  const state = send.latest_state ?? waiting;
  if (state === "Scartato" || state === "RifiutatoDalDestinatario") {
    const update = (await updatesOf(reference, call)).findLast((each) => each.state === state);
    if (update) return { ...networkReferencesOf(send.identifier), ...toReport(update) };
  }
  const at = toMoment(send.last_update);
  return { reference, status: state, ...(at && { at }), ...networkReferencesOf(send.identifier), native: send };
}

async function updatesOf(reference: Reference, call: Call<unknown>): Promise<wire.Update[]> {
  const updates: wire.Update[] = [];
  const query = { send_id: numberOf(reference), sort: "last_update" };
  for await (const update of listAll("/update", wire.Update, query, call)) updates.push(update);
  return updates;
}

/** What SdI said, word by word as Invoicetronic keeps it, and the file as it was handed over, with its signature. */
export async function fetchEvidence(reference: Reference, call: Call<unknown>): Promise<readonly DocumentContent[]> {
  const updates = await updatesOf(reference, call);
  if (updates.length === 0) return [];
  const number = numberOf(reference);
  const send = await call.http.send({
    operation: read,
    method: "GET",
    path: `/send/${encodeURIComponent(number)}`,
    query: { include_payload: "true" },
    expect: { json: wire.Send },
    effect: "read",
  });
  const said: DocumentContent = {
    format: "JSON",
    mediaType: "application/json",
    fileName: `${send.identifier ?? number}-updates.json`,
    bytes: Buffer.from(JSON.stringify(updates, null, 2), "utf8"),
  };
  if (!send.payload) return [said];
  return [toDocument(send.payload, send.encoding, send.file_name ?? `${number}.xml`), said];
}
