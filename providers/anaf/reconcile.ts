import type { Call } from "../../src/provider-kit/call.js";
import type { Receipt, SubmitOrder } from "../../src/provider-kit/provider.js";
import type { Credentials } from "./credentials.js";
import { download, toFingerprint } from "./documents.js";
import { listMessages, now } from "./messages.js";
import { toReceipt } from "./upload.js";

/** ANAF's clock against ours. */
const clocksMs = 5 * 60_000;
/** Without a remembered moment an upload is looked for this far back. */
const farBackMs = 24 * 60 * 60_000;

/** Remembered before the upload: since when it can be in the list, and what was found there to be another's. */
export async function rememberStart({ key, progress, checkpoint }: SubmitOrder): Promise<void> {
  if (progress?.["since"] === undefined) await checkpoint({ id: key, since: String(now()) });
}

/**
 * The answer with the index was lost, and no list names invoices by their numbers: what was sent since then is compared
 * by content. Refused uploads are not looked for, as their downloads do not hold the invoice; sending such a one again
 * does no harm.
 */
export async function findUpload(order: SubmitOrder, call: Call<Credentials>): Promise<Receipt | undefined> {
  const { progress, key, document } = order;
  const fingerprint = toFingerprint(document.bytes);
  const since = progress?.["since"];
  const examined = new Set((progress?.["examined"] ?? "").split(",").filter(Boolean));
  const before = examined.size;
  const end = now();
  let fromMs = since === undefined ? end - farBackMs : Number(since) - clocksMs;
  for (let more = true; more;) {
    const slice = await listMessages("T", { fromMs, untilMs: end }, call);
    for (const { id, id_solicitare: index } of slice.messages) {
      if (examined.has(id)) continue;
      const { original } = await download(id, call);
      if (toFingerprint(original.bytes) === fingerprint) return toReceipt(index, order);
      examined.add(id);
    }
    ({ more, untilMs: fromMs } = slice);
  }
  // A message is handed out ten times a day: none is looked at twice.
  if (since !== undefined && examined.size > before) {
    await order.checkpoint({ id: key, since, examined: [...examined].join(",") });
  }
  return undefined;
}
