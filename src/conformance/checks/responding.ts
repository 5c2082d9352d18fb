import { randomUUID } from "node:crypto";
import type { ResponseOrder } from "../../provider-kit/provider.js";
import { failureOf } from "../attempt.js";
import { type Check, type Lack, must, show, type Subject } from "../check.js";
import { eventually, type Stage } from "../stage.js";
import { arrive, fetchFirst, lists } from "./receiving.js";

const responds = (subject: Subject): Lack | undefined =>
  subject.provider.respond ? lists(subject) : { unsupported: "RESPOND" };

/** What every system that carries responses carries. */
const aRefusal = (): ResponseOrder => ({
  key: randomUUID(),
  kind: "REJECT",
  reasons: [{ code: "OTH", text: "Ordered by nobody" }],
  note: "Nobody here has ordered this",
});

const countWrites = ({ simulator }: Stage): number =>
  simulator.requests.filter(({ method }) => method !== "GET" && method !== "HEAD").length;

const knows = ({ provider }: Stage, status: string | undefined): boolean =>
  status !== undefined && Object.hasOwn(provider.statuses, status);

export const respondingChecks: readonly Check[] = [
  {
    id: "respond.word",
    title: "carries a buyer's refusal to the provider, and says so in a word it knows",
    lacks: responds,
    async run(stage) {
      arrive(stage);
      const { reference } = await fetchFirst(stage);
      const before = countWrites(stage);
      const report = await stage.provider.respond?.(reference, aRefusal(), stage.call);
      must(knows(stage, report?.status), `It says ${show(report)}`);
      must(countWrites(stage) > before, "Nothing was sent");
    },
  },
  {
    id: "respond.lost",
    title: "finds a response whose answer got lost, and none that was never sent",
    lacks: (subject) =>
      responds(subject) ?? (subject.provider.findResponse ? undefined : { unsupported: "RESPONSE_LOOKUP" }),
    async run(stage) {
      arrive(stage);
      const { reference } = await fetchFirst(stage);
      const { provider, simulator, call } = stage;
      const order = aRefusal();
      const early = await provider.findResponse?.(reference, order, call);
      must(early === undefined, `It was found before it was sent: ${show(early)}`);
      for (const method of ["POST", "PUT", "PATCH"]) simulator.fail({ method, path: /(?:)/, times: 1, how: "lose" });
      const failure = await failureOf(provider.respond?.(reference, order, call) ?? Promise.resolve());
      must(failure?.consequence === "hold", `A lost answer was taken for ${failure?.consequence ?? "a yes"}`);
      const found = await eventually(
        stage,
        async () => provider.findResponse?.(reference, order, call),
        () => "It was never found",
      );
      must(knows(stage, found.status), `It says ${show(found)}`);
    },
  },
];
