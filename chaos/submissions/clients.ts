import { setTimeout as pause } from "node:timers/promises";
import { type Ask } from "../setting/ask-gateway.js";
import { Refusal, submitInvoice } from "../setting/submit-invoice.js";
import { type StandInKind, standInKinds } from "../stand-in/wire.js";

/** What the gateway has promised to send. */
export interface Obligation {
  readonly number: string;
  readonly provider: StandInKind;
  readonly submissionId: string;
}

export interface Clients {
  /** By number. */
  readonly obligations: ReadonlyMap<string, Obligation>;
  /** A key that was answered with another submission than before. */
  readonly changedAnswers: number;
  /** How many invoices may be begun in all. */
  allow(count: number): void;
  /**
   * Waits until everything that was begun is acknowledged; for a gateway that acknowledges nothing, not for ever.
   * @throws when an invoice was refused, or a gateway that nobody kills keeps failing
   */
  finish(): Promise<void>;
  /** Asks again for what was acknowledged, under the same keys. */
  askAgain(obligations: readonly Obligation[]): Promise<void>;
}

const clientCount = 8;
/** Of the invoices, sent several times at once under one key. */
const copiedShare = 0.05;
/** With the gateway up and nobody killing it. */
const finishesWithinMs = 60_000;
/** After this share of the invoices an older one is asked for again. */
const repeatedShare = 0.1;

/** Clients that repeat themselves under the same key until they are acknowledged, whatever happens to the gateway. */
export function startClients(ask: Ask): Clients {
  const obligations = new Map<string, Obligation>();
  let begun = 0;
  let allowed = 0;
  let finishing = false;
  let givesUpAtMs = Infinity;
  let changedAnswers = 0;

  const submit = async (number: string, provider: StandInKind): Promise<void> => {
    const submissionId = await submitUntilAcknowledged(ask, number, provider, () => Date.now() > givesUpAtMs);
    const known = obligations.get(number);
    if (known && known.submissionId !== submissionId) changedAnswers += 1;
    obligations.set(number, known ?? { number, provider, submissionId });
  };

  const work = async (): Promise<void> => {
    for (;;) {
      if (begun >= allowed) {
        if (finishing) return;
        await pause(25);
        continue;
      }
      const index = begun;
      begun += 1;
      const copies = Math.random() < copiedShare ? 3 : 1;
      await Promise.all(Array.from({ length: copies }, () => submit(numberOf(index), providerOf(index))));
      if (Math.random() < repeatedShare) await repeatOne();
    }
  };
  const repeatOne = async () => {
    const known = [...obligations.values()];
    const older = known[Math.floor(Math.random() * known.length)];
    if (older) await submit(older.number, older.provider);
  };

  const working = Promise.all(Array.from({ length: clientCount }, work));
  // Waited for at the end; until then a refusal must not end the process unheard.
  working.catch(() => undefined);
  return {
    obligations,
    get changedAnswers() {
      return changedAnswers;
    },
    allow: (count) => void (allowed = count),
    async finish() {
      finishing = true;
      givesUpAtMs = Date.now() + finishesWithinMs;
      await working;
    },
    async askAgain(asked) {
      givesUpAtMs = Date.now() + finishesWithinMs;
      for (const { number, provider } of asked) await submit(number, provider);
    },
  };
}

const numberOf = (index: number): string => `CHAOS-${String(index + 1).padStart(6, "0")}`;

const providerOf = (index: number): StandInKind => standInKinds[index % standInKinds.length] ?? "keyed";

async function submitUntilAcknowledged(
  ask: Ask,
  number: string,
  provider: StandInKind,
  isTooLate: () => boolean,
): Promise<string> {
  for (;;) {
    try {
      return (await submitInvoice(ask, number, provider)).submissionId;
    } catch (error) {
      if (error instanceof Refusal || isTooLate()) throw error;
      // The gateway is dead, starting or was killed over this request: whether it heard us is not known.
      await pause(50 + Math.random() * 100);
    }
  }
}
