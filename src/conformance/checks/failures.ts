import type { SimulatorResponse } from "../../provider-kit/simulator.js";
import { fairWeather } from "../../provider-kit/weather.js";
import type { Fault } from "../../provider-kit/simulator-server.js";
import { type Attempt, failureOf, makeAttempt, submitted } from "../attempt.js";
import { Broken, type Check, must, show } from "../check.js";
import type { Stage } from "../stage.js";
import { countTaken, sends } from "./sending.js";

const anywhere = /(?:)/;

/** Another stage, on which one submission has gone well: signed in, and with everything else that happens once. */
async function openWarm(stage: Stage): Promise<Stage> {
  const warm = await stage.again();
  await submitted(makeAttempt(warm));
  return warm;
}

/** The requests of one submission that goes well. */
async function rehearse(stage: Stage): Promise<readonly { method: string; path: string }[]> {
  const warm = await openWarm(stage);
  const before = warm.simulator.requests.length;
  await submitted(makeAttempt(warm));
  return warm.simulator.requests.slice(before);
}

/** Of the request that makes it happen: the last one that is no question, unless the provider's folder says another. */
async function placeOfSending(stage: Stage): Promise<number> {
  const requests = await rehearse(stage);
  const decisive = stage.material.sending?.decisive ?? anywhere;
  const place = requests.findLastIndex(({ method, path }) => method !== "GET" && decisive.test(path));
  must(place >= 0, "It sends nothing");
  return place;
}

const text = (status: number, body: string, headers: Record<string, string> = {}): SimulatorResponse => ({
  status,
  headers: { "content-type": "text/html", ...headers },
  body,
});

interface Trouble {
  readonly name: string;
  readonly how: Fault["how"];
  /** What has to follow; without it, only that nothing is taken for a verdict. */
  readonly consequence?: "retry" | "hold";
  /** A renewed sign-in may overcome it. */
  readonly canPass?: boolean;
}

/** What somebody in between says, and not the provider: none of it is about the invoice. */
const troubles: readonly Trouble[] = [
  { name: "400 in HTML", how: { answer: text(400, "<h1>Bad Request</h1>") } },
  { name: "401", how: { answer: text(401, "") }, canPass: true },
  { name: "403 in HTML", how: { answer: text(403, "<h1>Forbidden</h1>") } },
  { name: "404 in HTML", how: { answer: text(404, "<h1>Not Found</h1>") } },
  { name: "413 in HTML", how: { answer: text(413, "<h1>Too Large</h1>") } },
  { name: "429", how: { answer: text(429, "", { "retry-after": "1" }) }, consequence: "retry" },
  { name: "500 in HTML", how: { answer: text(500, "<h1>Error</h1>") }, consequence: "hold" },
  { name: "502 in HTML", how: { answer: text(502, "<h1>Bad Gateway</h1>") }, consequence: "hold" },
  { name: "503", how: { answer: text(503, "", { "retry-after": "1" }) }, consequence: "retry" },
  { name: "504 in HTML", how: { answer: text(504, "<h1>Time-out</h1>") }, consequence: "hold" },
  { name: "200 in HTML", how: { answer: text(200, "<html>Please log in</html>") }, consequence: "hold" },
  { name: "200 and nothing", how: { answer: text(200, "") }, consequence: "hold" },
  { name: "200 and half an answer", how: { answer: text(200, '{"id":"d-1","sta') }, consequence: "hold" },
  { name: "200 and a list", how: { answer: { status: 200, body: [] } }, consequence: "hold" },
  { name: "200 and hostile names", how: { answer: hostileNames() }, consequence: "hold" },
  { name: "200 and deep nesting", how: { answer: { status: 200, body: "[".repeat(50_000) } }, consequence: "hold" },
  { name: "a connection cut before it was read", how: "cut", consequence: "hold" },
  { name: "an answer that got lost", how: "lose", consequence: "hold" },
];

function hostileNames(): SimulatorResponse {
  return {
    status: 200,
    headers: { "content-type": "application/json" },
    body: '{"__proto__":{"id":"x","status":"SENT"},"constructor":{"prototype":{"id":"x"}}}',
  };
}

const troubleChecks = troubles.map((trouble): Check => ({
  id: `failure.${trouble.name.replace(/[^a-z0-9]+/gi, "-").toLowerCase()}`,
  title: `takes ${trouble.name} in the way of a submission for no verdict, and brings it to its end afterwards`,
  lacks: sends,
  run: (stage) => meetTrouble(stage, trouble),
}));

async function meetTrouble(cold: Stage, { how, consequence, canPass }: Trouble): Promise<void> {
  const after = await placeOfSending(cold);
  const stage = await openWarm(cold);
  const attempt = makeAttempt(stage);
  stage.simulator.fail({ path: anywhere, after, times: 1, how });
  let receipt: Awaited<ReturnType<typeof attempt.submit>> | undefined;
  const failure = await failureOf(attempt.submit().then((answer) => (receipt = answer)));
  if (!failure) {
    must(canPass === true || how === "lose" || how === "cut", `It took that for an answer: ${show(receipt)}`);
    must(receipt?.outcome === "accepted", `It took that for a verdict: ${show(receipt)}`);
  } else {
    must(failure.consequence !== "refused", `It took that for a refusal: ${failure.message}`);
    const isRight = consequence === undefined || failure.consequence === consequence;
    must(isRight, `It is ${failure.consequence} and has to be ${consequence}: ${failure.message}`);
  }
  await endsOnce(stage, attempt, failure?.consequence !== "retry");
}

/** After whatever has happened: there in the end, and there once. */
async function endsOnce(stage: Stage, attempt: Attempt, wasSent: boolean): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    const failure = await failureOf(
      attempt.submitAgain(stage.call, wasSent).then((receipt) => {
        must(receipt.outcome === "accepted", `Then it was rejected: ${show(receipt)}`);
      }),
    );
    if (!failure) break;
    must(failure.consequence !== "refused", `Then it was refused: ${failure.message}`);
    must(tries < 5, `It never got through: ${failure.message}`);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
  const taken = countTaken(stage);
  must(taken === undefined || taken === 2, `The provider has two invoices ${taken} times`);
}

export const failureChecks: readonly Check[] = [
  ...troubleChecks,
  {
    id: "failure.drift",
    title: "minds no fields that were added without notice",
    lacks: sends,
    async run(stage) {
      stage.simulator.setWeather({ ...fairWeather, drift: true });
      await submitted(makeAttempt(stage));
    },
  },
  {
    id: "failure.every-step",
    title: "sends once, whichever of the answers gets lost on the way",
    lacks: sends,
    async run(stage) {
      const steps = (await rehearse(stage)).length;
      for (let after = 0; after < Math.min(steps, 12); after += 1) {
        const scene = await openWarm(stage);
        const attempt = makeAttempt(scene);
        scene.simulator.fail({ path: anywhere, after, times: 1, how: "lose" });
        const failure = await failureOf(attempt.submit());
        must(failure?.consequence !== "refused", `Step ${after + 1} of ${steps}: taken for a refusal`);
        await endsOnce(scene, attempt, failure?.consequence !== "retry").catch((error: unknown) => {
          throw new Broken(`Step ${after + 1} of ${steps}: ${error instanceof Error ? error.message : show(error)}`);
        });
      }
    },
  },
  {
    id: "failure.own-errors",
    title: "draws the right consequence from every error in the provider's own shape",
    lacks: (subject) =>
      sends(subject) ?? (subject.material.errors?.length ? undefined : { unproven: "conformance.ts has no `errors`" }),
    async run(stage) {
      for (const { name, answer, consequence, kind, ...place } of stage.material.errors ?? []) {
        const scene = await stage.again();
        scene.simulator.fail({ ...place, times: 1, how: { answer } });
        let receipt: unknown;
        const failure = await failureOf(
          makeAttempt(scene)
            .submit()
            .then((given) => (receipt = given)),
        );
        const rejected = consequence === "refused" && (receipt as { outcome?: string })?.outcome === "rejected";
        if (rejected) continue;
        must(failure !== undefined, `${name}: taken for an answer`);
        must(failure.consequence === consequence, `${name}: ${failure.consequence} instead of ${consequence}`);
        must(
          kind === undefined || failure.problem.kind === kind,
          `${name}: ${failure.problem.kind} instead of ${kind}`,
        );
      }
    },
  },
];
