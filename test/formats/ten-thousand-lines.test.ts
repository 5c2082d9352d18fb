import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { aLongDraft } from "../builders/a-long-draft.js";
import { builtTree } from "../setup/built-tree.js";
import type { LongInvoiceOutcome } from "./long-invoice-child.js";

async function sendThrough(syntax: "UBL" | "CII"): Promise<LongInvoiceOutcome> {
  const child = join(await builtTree(), "test/formats/long-invoice-child.js");
  const memory = "--max-old-space-size=512";
  const { stdout } = await promisify(execFile)(process.execPath, [memory, child, "10000", syntax]);
  return JSON.parse(stdout) as LongInvoiceOutcome;
}

/** In cents, by rate; every line of it has a price of two decimals and a whole quantity. */
function sumInCents(): bigint {
  const netByRate = new Map<string, bigint>();
  for (const { price, quantity, vat } of aLongDraft(10_000).lines ?? []) {
    const rate = vat?.rate ?? "";
    const net = BigInt(price?.net?.replace(".", "") ?? "") * BigInt(quantity ?? "");
    netByRate.set(rate, (netByRate.get(rate) ?? 0n) + net);
  }
  return [...netByRate].reduce((total, [rate, net]) => total + net + (net * BigInt(rate) + 50n) / 100n, 0n);
}

/** What the server takes, less what base64 adds. */
const largestUpload = (20 * 1024 * 1024 * 3) / 4;

describe("an invoice of 10,000 lines", () => {
  it.each(["UBL", "CII"] as const)(
    "is derived, written as %s, read again the same, found right and shown, within 512 MB",
    async (syntax) => {
      const outcome = await sendThrough(syntax);

      expect(outcome).toEqual({
        bytes: expect.any(Number),
        derived: { payable: inEuros(sumInCents()), categories: 2 },
        broken: [],
        lost: [],
        isSame: true,
        rowsOfHtml: 10_000,
      });
      expect(outcome.bytes).toBeLessThan(largestUpload);
    },
    240_000,
  );
});

const inEuros = (cents: bigint): string => `${cents / 100n}.${String(cents % 100n).padStart(2, "0")}`;
