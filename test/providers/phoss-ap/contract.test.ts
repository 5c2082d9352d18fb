import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import material from "../../../providers/phoss-ap/conformance.js";
import provider from "../../../providers/phoss-ap/index.js";
import { anOrder, openPhossAp } from "./open-phoss-ap.js";

const official = new URL("../../../../shared/specs/phoss-ap/routes.txt", import.meta.url);
const isThere = existsSync(official);
if (!isThere) console.warn("SKIPPED: requests beside phoss AP's own routes, because they are not at ../shared/specs.");

/** "GET /api/…" with a pattern for every part in braces, from the annotations in the access point's source. */
function readRoutes(): RegExp[] {
  const routes: RegExp[] = [];
  let base = "";
  for (const line of readFileSync(official, "utf8").split("\n")) {
    const [, kind = "", path = ""] = /^@(Request|Get|Post)Mapping \((?:(?:value|path) = )?"([^"]+)"/.exec(line) ?? [];
    if (kind === "Request") base = path;
    else if (kind) {
      const pattern = (base + path).replace(/\{\w+\}/g, "[^/]+");
      routes.push(new RegExp(`^${kind.toUpperCase()} ${pattern}$`));
    }
  }
  return routes;
}

it.skipIf(!isThere)("asks only for what the access point serves", async () => {
  const open = await openPhossAp();
  const document = material.inbound?.("IN-1");
  const id = (document && open.simulator.simulator.arrive?.(document)) ?? "";
  await provider.submit(anOrder(), open.call);
  await provider.polling.fetch([{ id: "order-1" }], open.call);
  await provider.listReceived(undefined, open.call);
  await provider.fetchReceived({ id }, open.call);
  await open.close();

  const routes = readRoutes();
  const asked = open.simulator.requests.map(({ method, path }) => `${method} ${path}`);
  expect(routes.length).toBeGreaterThan(20);
  expect(asked.length).toBe(6);
  expect(asked.filter((request) => !routes.some((route) => route.test(request)))).toEqual([]);
});
