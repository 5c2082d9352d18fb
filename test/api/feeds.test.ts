import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Provider } from "../../src/provider-kit/provider.js";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import { readLog, submitTo } from "../setup/submit-to.js";
import { until } from "./support/until.js";

const Outbox = z.object({ items: z.array(z.looseObject({ id: z.string(), state: z.string() })) });
const cursors: (string | undefined)[] = [];
let evidenceCalls = 0;

/** e-invoice.be as a provider that tells of all documents at once, and shows evidence when it is asked twice. */
function telling({ webhook: _, polling: __, ...provider }: Provider): Provider {
  return {
    ...provider,
    feed: {
      everySeconds: 1,
      async list(cursor, { http }) {
        cursors.push(cursor);
        const { items } = await http.send({
          operation: "status",
          method: "GET",
          path: "/api/outbox/",
          query: { page: "1", page_size: "100" },
          expect: { json: Outbox },
          effect: "read",
        });
        const reports = items.map(({ id, state }) => ({ reference: { id }, status: state }));
        const stranger = { reference: { id: "of-somebody-else" }, status: "SENT" };
        return { items: [stranger, ...reports], cursor: String(Number(cursor ?? 0) + 1), more: false };
      },
    },
    async fetchEvidence({ id }) {
      evidenceCalls += 1;
      const bytes = Buffer.from(`<Receipt>${id}</Receipt>`);
      const receipt = { format: "OTHER", mediaType: "application/xml", fileName: "receipt.xml", bytes } as const;
      return evidenceCalls === 1 ? [] : [receipt, receipt];
    },
  };
}

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await openGateway({
    stepMs: 300,
    changeAccounts: (accounts) =>
      accounts.map((account) =>
        account.provider.id === "e-invoice-be"
          ? { ...account, id: "mine-telling", provider: telling(account.provider) }
          : account,
      ),
  });
}, 60_000);
afterAll(() => gateway.stop());

describe("A provider that tells of many documents in one log", () => {
  it("moves invoices on by what the log says, and what is not ours changes nothing", async () => {
    const numbers = ["FED-1", "FED-2", "FED-3"];
    for (const number of numbers) await submitTo("e-invoice-be", number, () => gateway.client);

    const log = await until(
      () => readLog(gateway.database),
      (rows) => rows.filter(({ type }) => type === "INVOICE_DELIVERED").length === numbers.length,
    );

    expect(
      log
        .filter(({ type }) => type === "INVOICE_DELIVERED")
        .map(({ number }) => number)
        .toSorted(),
    ).toEqual(numbers);
    expect(cursors.slice(0, 2)).toEqual([undefined, "1"]);
  });

  it("has its evidence kept with the invoice, each piece once, when there is some", async () => {
    const { rows } = await until(
      () => gateway.database.query("select invoice_id, bytes from document where kind = 'EVIDENCE'"),
      (found) => found.rows.length >= 3,
      30_000,
    );

    expect(new Set(rows.map(({ invoice_id }) => invoice_id)).size).toBe(3);
    expect(rows).toHaveLength(3);
    expect(evidenceCalls).toBeGreaterThanOrEqual(4);
  });
});
