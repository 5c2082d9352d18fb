import { describe, expect, it } from "vitest";
import material from "../../providers/e-invoice-be/conformance.js";
import declaration from "../../providers/e-invoice-be/simulator.js";
import { makeAttempt } from "../../src/conformance/attempt.js";
import { loadCasts } from "../../src/conformance/load-cast.js";
import { type Cast, openStage } from "../../src/conformance/stage.js";
import { serveSimulator } from "../../src/provider-kit/simulator-server.js";
import { idsFrom, drawFrom, Weather } from "../../src/provider-kit/weather.js";
import { aReceiver } from "../api/support/a-receiver.js";

const casts = await loadCasts();
// Verifactu's name for a record is a hash that we make, over the moment among other things.
const naming = [...casts.values()].filter(
  ({ material, provider }) => material.sending && provider.id !== "aeat-verifactu",
);

/** The same provider, whose ids come from a seed. */
const withSeed = (cast: Cast, seed: number): Cast => ({
  ...cast,
  declaration: {
    ...cast.declaration,
    create: (context) => cast.declaration.create({ ...context, newId: idsFrom(drawFrom(seed)) }),
  },
});

/** What two invoices are called there. */
async function namesAt(cast: Cast, seed: number): Promise<unknown[]> {
  const stage = await openStage(withSeed(cast, seed));
  // Ids are given in the order in which things happen, and what moves on by itself does so when it likes.
  stage.simulator.setWeather(Weather.parse({ late: true }));
  const names: unknown[] = [];
  for (const number of ["SEED-1", "SEED-2"]) {
    const invoice = cast.material.sending?.invoice(number);
    const receipt = await makeAttempt(stage, { key: `key-${number}`, ...(invoice && { invoice }) }).submit();
    names.push(receipt.outcome === "accepted" && receipt.reference.id);
  }
  await stage.close();
  return names;
}

describe("The same seed", () => {
  it.each(naming.map((cast) => [cast.provider.id, cast] as const))("names documents alike at %s", async (_, cast) => {
    expect(await namesAt(cast, 7)).toEqual(await namesAt(cast, 7));
  });

  it("loses and doubles the same webhooks, however many requests are made meanwhile", async () => {
    const fates = [await fatesOf(7, 0), await fatesOf(7, 5)];

    expect(fates[1]).toEqual(fates[0]);
    expect(new Set(fates[0])).toEqual(new Set([0, 1, 2]));
  });

  it("brings the same trouble, however many webhooks are pushed meanwhile", async () => {
    const quiet = await statusesOf(11, 0);

    expect(await statusesOf(11, 6)).toEqual(quiet);
    expect(await statusesOf(12, 0)).not.toEqual(quiet);
    expect(new Set(quiet)).toEqual(new Set([200, 429, 500, "cut"]));
  });
});

const aDocument = (number: string) => {
  const document = material.inbound?.(number);
  if (!document) throw new Error("there is no sample");
  return document;
};
const headers = { authorization: "Bearer simulator-api-key" };
const json = { "content-type": "application/json" };
const ask = (url: string) => fetch(`${url}/api/outbox/`, { headers });

/** How often each of ten webhooks came as it was sent. */
async function fatesOf(seed: number, requests: number): Promise<number[]> {
  const receiver = await aReceiver();
  const simulator = await serveSimulator(declaration, { seed });
  await fetch(`${simulator.url}/api/webhooks/`, {
    method: "POST",
    headers: { ...headers, ...json },
    body: JSON.stringify({ url: receiver.url, events: ["document.received"], enabled: true }),
  });
  simulator.setWeather(Weather.parse({ webhooks: { lost: 0.3, duplicated: 0.4 } }));
  const ids: (string | undefined)[] = [];
  for (let index = 0; index < 10; index += 1) {
    for (let request = 0; request < requests; request += 1) await ask(simulator.url);
    ids.push(simulator.simulator.arrive?.(aDocument(`FATE-${index}`)));
  }
  await untilQuiet(() => receiver.requests.length);
  await Promise.all([simulator.stop(), receiver.close()]);
  return ids.map((id) => receiver.requests.filter(({ text }) => text.includes(String(id))).length);
}

/** Until nothing more has come for a while. */
async function untilQuiet(count: () => number): Promise<void> {
  for (let known = -1; known !== count();) {
    known = count();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
  }
}

async function statusesOf(seed: number, webhooks: number): Promise<(number | string)[]> {
  const simulator = await serveSimulator(declaration, { seed });
  const url = "http://127.0.0.1:9/";
  const body = JSON.stringify({ url, events: ["document.received"], enabled: true });
  await fetch(`${simulator.url}/api/webhooks/`, { method: "POST", headers: { ...headers, ...json }, body });
  simulator.setWeather(Weather.parse({ broken: 0.2, throttled: 0.2, cut: 0.2 }));
  for (let index = 0; index < webhooks; index += 1) simulator.simulator.arrive?.(aDocument(`W-${index}`));
  const statuses: (number | string)[] = [];
  for (let index = 0; index < 30; index += 1) {
    statuses.push(
      await ask(simulator.url).then(
        ({ status }) => status,
        () => "cut",
      ),
    );
  }
  await simulator.stop();
  return statuses;
}
