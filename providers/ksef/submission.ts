import type { Receipt, SubmitOrder } from "../../src/provider-kit/provider.js";
import { sendAsBatch } from "./batch-session.js";
import { hasAttachment } from "./documents.js";
import { isOffline } from "./extensions.js";
import { closeSession, sendInSession } from "./online-session.js";
import { accepted, readPlace, toPlace } from "./reference.js";
import { fetchSession, type KsefCall, listInvoices } from "./session-lists.js";

/** From here on one archive takes fewer of the calls that KSeF allows, though it takes longer. */
const manyOrders = 11;

/**
 * What an earlier attempt has brought to KSeF is taken up; the rest goes into one session, or into one archive when it
 * is much. Documents with attachments are only taken in archives, and what was issued offline has one of its own.
 */
export async function submitOrders(
  orders: readonly SubmitOrder[],
  call: KsefCall,
  partBytes?: number,
): Promise<readonly Receipt[]> {
  const receipts = new Map<SubmitOrder, Receipt>();
  const interrupted = orders.filter(({ progress }) => progress);
  for (const session of onlineSessionsOf(interrupted)) await closeSession(session, call);
  for (const [order, receipt] of await findOrders(interrupted, call)) receipts.set(order, receipt);
  const open = orders.filter((order) => !receipts.has(order));
  const isForArchive = ({ document }: SubmitOrder) => open.length >= manyOrders || hasAttachment(document.bytes);
  const sendArchive = (isOffline: boolean) => (share: readonly SubmitOrder[]) =>
    sendAsBatch(share, call, { isOffline, partBytes });
  const archived = open.filter(isForArchive);
  const ways = [
    { send: sendArchive(false), share: archived.filter((order) => !isOffline(order)) },
    { send: sendArchive(true), share: archived.filter(isOffline) },
    {
      send: (share: readonly SubmitOrder[]) => sendInSession(share, call),
      share: open.filter((order) => !isForArchive(order)),
    },
  ];
  for (const { send, share } of ways) {
    if (share.length === 0) continue;
    const answers = await send(share);
    share.forEach((order, index) => receipts.set(order, answers[index]!));
  }
  return orders.map((order) => receipts.get(order)!);
}

/** Nothing of an interrupted attempt can arrive in them any more once they are closed. */
function onlineSessionsOf(orders: readonly SubmitOrder[]): ReadonlySet<string> {
  const places = orders.flatMap(({ progress }) => (progress && readPlace(progress)) ?? []);
  return new Set(places.filter(({ mode }) => mode === "online").map(({ session }) => session));
}

/** What KSeF has of the orders, by the sessions that they remember. */
export async function findOrders(
  orders: readonly SubmitOrder[],
  call: KsefCall,
): Promise<ReadonlyMap<SubmitOrder, Receipt>> {
  const found = new Map<SubmitOrder, Receipt>();
  const bySession = Map.groupBy(orders, ({ progress }) => progress?.["session"]);
  for (const [session, members] of bySession) {
    const mode = members[0]?.progress?.["mode"];
    if (session === undefined) continue;
    const invoices = await listInvoices(session, call);
    const isComing = mode === "batch" && (await isBeingProcessed(session, call));
    for (const order of members) {
      const place = toPlace(order, session, mode === "batch" ? "batch" : "online");
      const invoice = invoices.get(place.hash);
      if (invoice) found.set(order, accepted({ ...place, id: invoice.referenceNumber }));
      else if (isComing) found.set(order, accepted(place));
    }
  }
  return found;
}

/** An archive that was closed, and whose invoices may not be listed yet. */
async function isBeingProcessed(session: string, call: KsefCall): Promise<boolean> {
  const { code } = (await fetchSession(session, call)).status;
  return code > isOpen && code < failed;
}

const isOpen = 100;
const failed = 400;
