import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import material from "../../../providers/afnor-pa/conformance.js";
import provider from "../../../providers/afnor-pa/index.js";
import { declareSimulator } from "../../../providers/afnor-pa/simulator.js";
import { buyer, unknown } from "../../../providers/afnor-pa/simulator/directory.js";
import { openProvider } from "../open-provider.js";
import { type Checked, openOfficialApi, recorded } from "./official-api.js";
import { anInvoice, anOrder, has, readLogUntil, submitAccepted } from "./open-platform.js";

const check = openOfficialApi();
if (!check) console.warn("SKIPPED: the adapter beside AFNOR's swaggers; AFNOR_NORM_FOLDER does not lead to them.");

it.skipIf(!check)("asks and is answered as the swaggers of XP Z12-013 say", async () => {
  const { declaration, exchanges } = recorded(declareSimulator({ holdBackMs: 0 }));
  const open = await openProvider(provider, declaration, { stepMs: 10 });
  const { call, simulator } = open;
  try {
    const { reference } = await submitAccepted(anOrder(), open);
    const refused = anOrder(anInvoice("TDV-B2B", { notes: [{ subjectCode: "BAR", text: "B2B" }] }));
    await submitAccepted(refused, open);
    await submitAccepted({ ...refused, document: { ...refused.document, bytes: Buffer.from("<a/>") } }, open);
    await readLogUntil(open, has("203"));
    await readLogUntil(open, has("Error"));
    simulator.simulator.deeds?.["pay"]?.(reference.id);
    await readLogUntil(open, has("211"));
    await provider.reconcile(refused, call);

    const sample = material.inbound?.("IN-1");
    if (!sample) throw new Error("there is no sample");
    const received = { id: simulator.simulator.arrive?.(sample) ?? "" };
    await provider.listReceived(undefined, call);
    await provider.fetchReceived(received, call);
    await provider.fetchPdf(received, call);
    await provider.fetchPdf({ id: randomUUID() }, call);
    const response = { key: randomUUID(), kind: "ACCEPT" as const, reasons: [] };
    await provider.respond(received, response, call);
    await provider.findResponse(received, response, call);
    await provider.lookUp({ scheme: "0225", value: buyer.address }, call);
    await provider.lookUp({ scheme: "0225", value: unknown.address }, call);
    await provider.lookUp({ scheme: "0002", value: buyer.siren }, call);
  } finally {
    await open.close();
  }

  const checked: Checked[] = [];
  for (const exchange of exchanges) {
    const found = await check?.(exchange);
    if (found) checked.push(found);
  }

  const faults = checked.flatMap(({ name, faults: found }) => found.map((fault) => `${name}: ${fault}`));
  expect(faults).toEqual([]);
  expect([...new Set(checked.map(({ name }) => name))].toSorted()).toEqual([
    "GET /v1/directory-line/code:{addressing-identifier} 200",
    "GET /v1/directory-line/code:{addressing-identifier} 404",
    "GET /v1/flows/{flowId} 200",
    "GET /v1/flows/{flowId} 404",
    "POST /v1/directory-line/search 200",
    "POST /v1/flows 202",
    "POST /v1/flows/search 200",
  ]);
});
