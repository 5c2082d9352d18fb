import { afterEach, beforeEach, describe, expect, it } from "vitest";
import declaration from "../../providers/e-invoice-be/simulator.js";
import { type RunningSimulator, serveSimulator } from "../../src/provider-kit/simulator-server.js";
import { fairWeather } from "../../src/provider-kit/weather.js";
import { createMovableClock } from "../../src/simulators/clock.js";
import { type ControlServer, serveControl } from "../../src/simulators/control-server.js";

let running: RunningSimulator;
let control: ControlServer;
beforeEach(async () => {
  const clock = createMovableClock();
  running = await serveSimulator(declaration, { stepMs: 3_600_000, now: clock.now, seed: 7 });
  control = await serveControl(new Map([["e-invoice-be", { declaration, running }]]), clock, 0);
});
afterEach(() => Promise.all([control.stop(), running.stop()]));

async function ask(method: string, path: string, body?: unknown): Promise<{ status: number; json: any }> {
  const answer = await fetch(`${control.url}${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, json: text === "" ? undefined : JSON.parse(text) };
}

const headers = { authorization: "Bearer simulator-api-key" };
const aDocument = {
  format: "UBL",
  mediaType: "application/xml",
  fileName: "a.xml",
  base64: Buffer.from("<Invoice/>").toString("base64"),
};
const inbox = () => fetch(`${running.url}/api/inbox/`, { headers });
const list = () => fetch(`${running.url}/api/outbox/`, { headers });

describe("The control of simulators", () => {
  it("says what an account needs", async () => {
    const { json } = await ask("GET", "/");

    expect(json.simulators).toMatchObject([
      { id: "e-invoice-be", url: running.url, credentials: { apiKey: "simulator-api-key" }, canArrive: true },
    ]);
  });

  it("plans faults for the requests that it names, and takes them back", async () => {
    const answer = { status: 418, body: { detail: "planned" } };
    await ask("POST", "/e-invoice-be/faults", { path: "^/api/outbox", after: 1, times: 2, how: { answer } });

    const statuses = [];
    for (let index = 0; index < 4; index += 1) statuses.push((await list()).status);
    expect(statuses).toEqual([200, 418, 418, 200]);

    await ask("POST", "/e-invoice-be/faults", { times: 100, how: { answer } });
    await ask("DELETE", "/e-invoice-be/faults");
    expect((await list()).status).toBe(200);
  });

  it("puts the clock forward, and what was on its way arrives", async () => {
    const { json } = await ask("POST", "/e-invoice-be/documents", aDocument);
    const before = (await ask("GET", "/clock")).json.now;
    const after = (await ask("POST", "/clock", { advanceSeconds: 86_400 })).json.now;

    expect(json.id).toMatch(/^doc_/);
    expect(Date.parse(after) - Date.parse(before)).toBeGreaterThanOrEqual(86_400_000);
  });

  it("changes the weather", async () => {
    await ask("PUT", "/e-invoice-be/weather", { throttled: 1 });
    const throttled = await list();
    await ask("DELETE", "/e-invoice-be/weather");

    expect([throttled.status, throttled.headers.get("retry-after")]).toEqual([429, "1"]);
    expect((await list()).status).toBe(200);
  });

  it("drifts: every object has a field more, at every depth, until the weather is fair", async () => {
    await ask("POST", "/e-invoice-be/documents", aDocument);
    await ask("PUT", "/e-invoice-be/weather", { drift: true });
    const drifted = (await (await inbox()).json()) as any;
    await ask("DELETE", "/e-invoice-be/weather");
    const plain = (await (await inbox()).json()) as any;

    expect(drifted).toHaveProperty("addedWithoutNotice");
    expect(drifted.items[0]).toHaveProperty("addedWithoutNotice");
    expect(drifted.items[0].id).toBe(plain.items[0].id);
    expect(JSON.stringify(plain)).not.toContain("addedWithoutNotice");
  });

  it("takes its time with every answer", async () => {
    await ask("PUT", "/e-invoice-be/weather", { latencyMs: [200, 250] });
    const askedMs = Date.now();
    await list();

    expect(Date.now() - askedMs).toBeGreaterThanOrEqual(195);
  });

  it("answers with a burst of errors, and then as before", async () => {
    const answer = { status: 503, headers: { "retry-after": "1" } };
    await ask("POST", "/e-invoice-be/faults", { method: "GET", times: 3, how: { answer } });

    const statuses = [];
    for (let index = 0; index < 4; index += 1) statuses.push((await list()).status);
    expect(statuses).toEqual([503, 503, 503, 200]);
  });

  it("cuts a connection before or after what was asked is done, and hangs", async () => {
    const register = (url: string) =>
      fetch(`${running.url}/api/webhooks/`, {
        method: "POST",
        headers: { ...headers, "content-type": "application/json" },
        body: JSON.stringify({ url, events: ["document.received"], enabled: true }),
        signal: AbortSignal.timeout(500),
      });
    for (const how of ["cut", "lose", "hang"]) await ask("POST", "/e-invoice-be/faults", { how });

    const outcomes = [];
    for (const how of ["cut", "lose", "hang"]) {
      outcomes.push(await register(`http://127.0.0.1:9/${how}`).catch((error: Error) => error.name));
    }

    expect(outcomes).toEqual(["TypeError", "TypeError", "TimeoutError"]);
    const registered = (await (await fetch(`${running.url}/api/webhooks/`, { headers })).json()) as { url: string }[];
    expect(registered.map(({ url }) => url)).toEqual(["http://127.0.0.1:9/lose"]);
  });

  it.each([
    ["POST", "/e-invoice-be/faults", { how: "explode" }, 400, "how"],
    ["POST", "/e-invoice-be/faults", { path: "(", how: "cut" }, 400, "path"],
    ["PUT", "/e-invoice-be/weather", { broken: 2 }, 400, "broken"],
    ["PUT", "/e-invoice-be/weather", { rain: 1 }, 400, "rain"],
    ["POST", "/clock", { advanceSeconds: -1 }, 400, "advanceSeconds"],
    ["POST", "/e-invoice-be/deeds/pay/doc-1", undefined, 404, "pay"],
    ["GET", "/nobody/requests", undefined, 404, "nobody"],
    ["GET", "/e-invoice-be/nothing", undefined, 404, "nothing"],
  ])("refuses %s %s with %j and names what is wrong", async (method, path, body, status, named) => {
    const answer = await ask(method, path, body);

    expect(answer.status).toBe(status);
    expect(answer.json.error).toContain(named);
  });
});

describe("The weather", () => {
  const statusesWith = async (seed: number) => {
    const simulator = await serveSimulator(declaration, { seed });
    simulator.setWeather({ ...fairWeather, broken: 0.3, throttled: 0.3 });
    const statuses: number[] = [];
    for (let index = 0; index < 40; index += 1) {
      statuses.push((await fetch(`${simulator.url}/api/outbox/`, { headers })).status);
    }
    await simulator.stop();
    return statuses;
  };

  it("is the same for the same seed, and another for another", async () => {
    const first = await statusesWith(11);

    expect(await statusesWith(11)).toEqual(first);
    expect(await statusesWith(12)).not.toEqual(first);
    expect(new Set(first)).toEqual(new Set([200, 429, 500]));
  });
});
