import { ProviderFailure } from "../../provider-kit/failure.js";
import type { ReceivedDocument } from "../../provider-kit/provider.js";
import type { Reference } from "../../provider-kit/receipt.js";
import { failureOf } from "../attempt.js";
import { type Check, type Lack, must, show, type Subject } from "../check.js";
import { eventually, type Stage, Unproven } from "../stage.js";
import { splitOnce } from "./signing-in.js";

const receives = ({ provider, material }: Subject): Lack | undefined => {
  if (!provider.fetchReceived) return { unsupported: "RECEIVE" };
  return material.inbound ? undefined : { unproven: "conformance.ts has no `inbound`" };
};

export const lists = (subject: Subject): Lack | undefined =>
  receives(subject) ?? (subject.provider.listReceived ? undefined : { unsupported: "RECEIVE_FEED" });

export function arrive(stage: Stage): { readonly id: string; readonly bytes: Uint8Array } {
  const document = stage.material.inbound?.(stage.newNumber());
  must(document !== undefined, "There is no inbound sample");
  const { simulator } = stage.simulator;
  must(simulator.arrive !== undefined, "The simulator has no `arrive`");
  return { id: simulator.arrive(document), bytes: document.bytes };
}

/** Until simulators show what has arrived: every look counts against a limit. */
const settlingMs = 1_000;

/** The longest window that a limit of ours has to wait for. */
const longestWaitMs = 70_000;

/** What waits for a rate limit is asked for later, as the gateway does. */
async function whenLetThrough<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (const deadline = Date.now() + longestWaitMs; ;) {
    try {
      return await ask();
    } catch (error) {
      const isThrottled = error instanceof ProviderFailure && error.problem.kind === "RATE_LIMITED";
      if (!isThrottled || Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  }
}

/** Everything behind the cursor, page by page. */
async function walk(
  stage: Stage,
  from: string | undefined,
): Promise<{ ids: string[]; references: Reference[]; requests: number; cursor?: string }> {
  const references: Reference[] = [];
  const before = stage.sandbox ? 0 : stage.simulator.requests.length;
  let cursor = from;
  for (let pages = 0; pages < 100; pages += 1) {
    const page = await whenLetThrough(async () => stage.provider.listReceived?.(cursor, stage.call));
    must(page !== undefined, "It has no feed");
    references.push(...page.items.map(({ reference }) => reference));
    const stands = page.cursor === undefined || page.cursor === cursor;
    cursor = page.cursor ?? cursor;
    if (!page.more || stands) {
      const requests = stage.sandbox ? 0 : stage.simulator.requests.length - before;
      return { ids: references.map(({ id }) => id), references, requests, ...(cursor !== undefined && { cursor }) };
    }
  }
  throw new Error("The feed never ends");
}

/** The document that has arrived. */
export async function fetchFirst(stage: Stage): Promise<ReceivedDocument> {
  const reference = await eventually(
    stage,
    async () => (await walk(stage, undefined)).references[0],
    () => "It was never listed",
  );
  const received = await stage.provider.fetchReceived?.(reference, stage.call);
  must(received !== undefined, "It cannot be fetched");
  return received;
}

/** More than this do not fit on a page of most simulators. */
const usualPage = 12;

export const receivingChecks: readonly Check[] = [
  {
    id: "receive.bytes",
    title: "hands over a document byte for byte",
    lacks: lists,
    async run(stage) {
      const { bytes } = arrive(stage);
      const received = await fetchFirst(stage);
      must(Buffer.compare(received.document.bytes, bytes) === 0, "Other bytes came than were sent");
      must(received.receivedAt === undefined || !Number.isNaN(Date.parse(received.receivedAt)), "It came at no moment");
    },
  },
  {
    id: "receive.paging",
    title: "lists every document, over all pages, and then what came later",
    lacks: lists,
    async run(stage) {
      const many = stage.material.inboundPage ?? usualPage;
      // The first look signs in, too.
      await walk(stage, undefined);
      const { requests: least } = await walk(stage, undefined);
      for (let index = 0; index < many; index += 1) arrive(stage);
      await new Promise((resolve) => setTimeout(resolve, settlingMs));
      const first = await eventually(
        stage,
        async () => {
          const found = await walk(stage, undefined);
          return new Set(found.ids).size >= many ? found : undefined;
        },
        () => `Fewer than ${many} documents were listed`,
      );
      must(new Set(first.ids).size === many, `${many} documents, ${new Set(first.ids).size} listed`);
      must(first.cursor !== undefined, "There is no cursor to go on from");
      if (first.requests <= least) {
        throw new Unproven(`${many} documents came on one page: \`inboundPage\` has to be larger`);
      }
      arrive(stage);
      const later = await eventually(
        stage,
        async () => {
          const { ids } = await walk(stage, first.cursor);
          return ids.some((id) => !first.ids.includes(id)) ? ids : undefined;
        },
        () => "What came later was not listed behind the cursor",
      );
      const news = new Set(later.filter((id) => !first.ids.includes(id)));
      must(news.size === 1, `One came later, ${news.size} were listed`);
    },
  },
];

const looksUp = ({ provider }: Subject): Lack | undefined =>
  provider.lookUp ? undefined : { unsupported: "PARTICIPANT_LOOKUP" };

export const participantChecks: readonly Check[] = [
  {
    id: "participant.found",
    title: "tells a participant that can be reached from one that cannot",
    lacks: looksUp,
    async run(stage) {
      const { known, unknown } = stage.declaration.participants;
      const ask = (text: string) => {
        const [scheme, value] = splitOnce(text);
        return whenLetThrough(async () => stage.provider.lookUp?.({ scheme, value }, stage.call));
      };
      const found = await ask(known);
      must(found?.reachable === true, `${known} cannot be reached: ${show(found)}`);
      const missing = await ask(unknown);
      must(missing !== undefined && !missing.reachable, `${unknown} can be reached: ${show(missing)}`);
    },
  },
  {
    id: "participant.foreign",
    title: "says nothing about a scheme that means nothing to it",
    lacks: looksUp,
    async run(stage) {
      const before = stage.simulator.requests.length;
      const found = await stage.provider.lookUp?.({ scheme: "ZZ:NOTHING", value: "1" }, stage.call);
      must(found === undefined, `It says ${show(found)}`);
      must(stage.simulator.requests.length === before, "The provider was asked");
    },
  },
  {
    id: "participant.away",
    title: "takes a provider that does not answer for no answer, not for no",
    lacks: looksUp,
    async run(stage) {
      const [scheme, value] = splitOnce(stage.declaration.participants.known);
      for (const answer of [
        { status: 500, body: "oops" },
        { status: 200, body: "<html>" },
      ]) {
        const scene = await stage.again();
        scene.simulator.fail({ path: /(?:)/, times: 50, how: { answer } });
        const failure = await failureOf(stage.provider.lookUp?.({ scheme, value }, scene.call) ?? Promise.resolve());
        must(failure?.consequence === "retry", `${answer.status} was taken for an answer`);
      }
    },
  },
];
