import { randomUUID } from "node:crypto";
import { toNews } from "../application/change-invoice.js";
import type { Invoice } from "../domain/invoice.js";
import { advance, type InvoiceState, queuedState } from "../domain/lifecycle.js";
import type { ParticipantId } from "../domain/participant.js";
import type { Call } from "../provider-kit/call.js";
import { ProviderFailure } from "../provider-kit/failure.js";
import type {
  DocumentContent,
  Provider,
  Receipt,
  Reference,
  StatusReport,
  SubmitOrder,
} from "../provider-kit/provider.js";
import { Broken, must, show } from "./check.js";
import { eventually, type Stage, Unsupported } from "./stage.js";

export type AcceptedReceipt = Extract<Receipt, { outcome: "accepted" }>;

export interface AttemptOptions {
  readonly invoice?: Invoice;
  readonly receiver?: ParticipantId;
  readonly raw?: DocumentContent;
  readonly key?: string;
}

/** A simulator is never slower; a real provider says how slow it is. */
const settlesWithinMs = 1_600;

/** One submission as the gateway makes it: what an attempt remembers, the next one is given. */
export interface Attempt {
  readonly order: SubmitOrder;
  submit(call?: Call<unknown>): Promise<Receipt>;
  /**
   * As after a lost answer: asks first where the provider can be asked, until a lost request would have landed; at once
   * where nothing can have been sent.
   */
  submitAgain(call?: Call<unknown>, wasSent?: boolean): Promise<Receipt>;
}

export function makeAttempt(stage: Stage, options: AttemptOptions = {}): Attempt {
  const { provider, material, call: ownCall } = stage;
  const { sending } = material;
  must(sending !== undefined, "There is nothing to send with");
  const invoice = options.invoice ?? sending.invoice(stage.newNumber());
  const prepared = provider.prepare?.({ invoice, ...(options.raw && { raw: options.raw }) });
  must(prepared !== undefined, "It does not prepare documents");
  if ("violations" in prepared)
    throw new Broken(`It cannot express its own sample: ${prepared.violations[0]?.message}`);
  let progress: Reference | undefined;
  const receiver = options.receiver ?? sending.receiver;
  const fixed = {
    key: options.key ?? randomUUID(),
    invoice,
    document: prepared.document,
    ...(sending.sender && { sender: sending.sender }),
    ...(receiver && { receiver }),
    checkpoint(reference: Reference) {
      progress = reference;
      return Promise.resolve();
    },
  };
  const orderNow = (): SubmitOrder => ({ ...fixed, ...(progress && { progress }) });
  const submit = (call = ownCall): Promise<Receipt> => {
    must(provider.submit !== undefined, "It does not submit");
    return provider.submit(orderNow(), call);
  };
  return {
    order: fixed,
    submit,
    async submitAgain(call = ownCall, wasSent = true) {
      const deadline = Date.now() + (wasSent ? settlesWithinMs : 0);
      while (provider.reconcile) {
        const receipt = await provider.reconcile(orderNow(), call);
        if (receipt) return receipt;
        if (Date.now() >= deadline) break;
        await new Promise((resolve) => setTimeout(resolve, 400));
      }
      return submit(call);
    },
  };
}

export async function submitted(attempt: Attempt): Promise<AcceptedReceipt> {
  const receipt = await attempt.submit();
  if (receipt.outcome !== "accepted") throw new Broken(`Its own sample was rejected: ${receipt.rejection.message}`);
  return receipt;
}

/** Where an invoice comes to rest, by the gateway's own lifecycle; what was said about it on the way. */
export interface Rest {
  readonly state: InvoiceState;
  readonly reports: readonly StatusReport[];
}

export async function followToRest(
  stage: Stage,
  receipt: AcceptedReceipt,
  isRest: (state: InvoiceState) => boolean,
): Promise<Rest> {
  const reports: StatusReport[] = [];
  let state = toFirstState(stage.provider, receipt);
  if (!canBeAsked(stage.provider)) {
    if (!isRest(state) && stage.provider.webhook) throw new Unsupported("STATUS_QUERY");
    must(isRest(state), `Nothing can be asked, and it rests as ${state.value}`);
    return { state, reports };
  }
  let cursor: string | undefined;
  // Even where the receipt is the verdict, whoever can be asked has to know about it.
  const isDone = () => isRest(state) && (reports.length > 0 || !stage.provider.polling);
  const ask = async (): Promise<readonly StatusReport[]> => {
    const { polling, feed } = stage.provider;
    if (polling) return polling.fetch([receipt.reference], stage.call);
    if (!feed) return [];
    const page = await feed.list(cursor, stage.call);
    cursor = page.cursor ?? cursor;
    return page.items;
  };
  await eventually(
    stage,
    async () => {
      if (isDone()) return true;
      for (const report of await unlessAway(ask)) {
        if (!isAbout(report, receipt)) continue;
        reports.push(report);
        state = advance(state, "OUTBOUND", toNews(stage.provider, report, new Date().toISOString()));
      }
      return isDone() ? true : undefined;
    },
    () =>
      isRest(state)
        ? "Asked about it, the provider never says anything of it"
        : `It never came to rest: ${state.value} (${state.native?.code ?? "no word"})`,
  );
  return { state, reports };
}

export const canBeAsked = ({ polling, feed }: Provider): boolean => (polling ?? feed) !== undefined;

/** A log may name a document by a reference of its network. */
const isAbout = ({ reference }: StatusReport, receipt: AcceptedReceipt): boolean =>
  reference.id === receipt.reference.id ||
  (receipt.networkReferences ?? []).some(({ value }) => value === reference.id);

/** What has to wait for a rate limit is asked again. */
async function unlessAway<Item>(ask: () => Promise<readonly Item[]>): Promise<readonly Item[]> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ProviderFailure && error.problem.kind === "RATE_LIMITED") return [];
    throw error;
  }
}

export function toFirstState(provider: Provider, receipt: AcceptedReceipt): InvoiceState {
  const at = new Date().toISOString();
  const { meaning, ...news } = toNews(provider, { reference: receipt.reference, status: receipt.status }, at);
  return advance(queuedState(at), "OUTBOUND", {
    ...news,
    isFirstWord: true,
    meaning: { transport: "ACCEPTED_BY_PROVIDER", ...meaning },
  });
}

/** What went wrong with a call; anything but the kit's own failure is a fault of the adapter. */
export async function failureOf(calling: Promise<unknown>): Promise<ProviderFailure | undefined> {
  try {
    await calling;
    return undefined;
  } catch (error) {
    if (error instanceof ProviderFailure) return error;
    if (error instanceof Broken) throw error;
    throw new Broken(
      `It threw ${show(error instanceof Error ? error.message : error)} instead of a failure of the kit`,
    );
  }
}
