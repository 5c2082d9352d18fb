import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfiguration } from "../../../src/config.js";
import { loadProviders } from "../../../src/infrastructure/provider-folder.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "configuration-"));
});
afterAll(() => rm(folder, { recursive: true }));

const configure = async (account: object) => {
  const file = join(folder, "gateway.json");
  const common = { id: "main", provider: "e-invoice-be", environment: "SANDBOX", credentials: { apiKey: "key" } };
  const tenants = [{ id: "acme", name: "Acme", accounts: [{ ...common, ...account }] }];
  await writeFile(file, JSON.stringify({ tenants }));
  const environment = {
    CONFIG_FILE: file,
    MASTER_KEY: Buffer.alloc(32).toString("base64"),
    RULE_PACKS: "/etc/gateway/rules",
  };
  return readConfiguration(environment, await loadProviders());
};

describe("the configuration of official rules", () => {
  it("names their directory and what they mean for each account", async () => {
    expect(await configure({ validation: "warn" })).toMatchObject({
      rulePacks: "/etc/gateway/rules",
      accounts: [{ id: "main", validation: "warn" }],
    });
  });

  it("refuses a policy that there is not", async () => {
    await expect(configure({ validation: "ignore" })).rejects.toThrow(
      /accounts\.0\.validation "ignore": Invalid option/,
    );
  });
});
