import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import type { Answer } from "../../setup/client.js";
import { openGateway, type TestGateway } from "../../setup/open-gateway.js";
import { countRows } from "./count-rows.js";

/**
 * A gateway for the tests of a file that send it what it must refuse. After each of them nothing of it is kept, and
 * the next caller is served.
 */
export function openUntouched(): () => TestGateway {
  let gateway: TestGateway;
  let rows: Record<string, number>;
  beforeAll(async () => {
    gateway = await openGateway();
  });
  afterAll(() => gateway.stop());
  beforeEach(async () => {
    rows = await countRows(gateway);
  });
  afterEach(async () => {
    expect(await countRows(gateway)).toEqual(rows);
    expect(rows["invoice"]).toBe(0);
    const answer = await gateway.client.send("{ viewer { tenant { name } } }");
    expect(answer).toEqual({ status: 200, data: { viewer: { tenant: { name: "Company mine" } } } });
  });
  return () => gateway;
}

/** An error of the request itself: it has a code, and its message is no incident of ours. */
export function expectRefusal({ status, errors, data }: Answer, code: string, ...words: string[]): void {
  expect({ status, data: data ?? null }).toEqual({ status: data === undefined ? 400 : 200, data: null });
  expect(errors?.map(({ extensions }) => extensions?.["code"])).toContain(code);
  for (const word of words) expect(errors?.map(({ message }) => message).join("\n")).toContain(word);
}
