import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import material from "../../../providers/ksef/conformance.js";
import provider from "../../../providers/ksef/index.js";
import { seller } from "../../../providers/ksef/simulator/taxpayers.js";
import { aSigner } from "../../builders/a-signer.js";
import { connectTo } from "../../setup/connect-to.js";
import { anOrder, aPolishInvoice, aRefusedInvoice } from "./a-polish-invoice.js";
import { type Exchange, openOfficialApi } from "./official-api.js";
import { faultsOf, isThere, skipped } from "./official-schemas.js";
import { failureOf, type OpenKsef, openKsef, pollToEnd } from "./open-ksef.js";

/** Everything that is said between the adapter and the simulator while `work` is done. */
async function listenTo(work: (ksef: OpenKsef) => Promise<void>): Promise<readonly Exchange[]> {
  const ksef = await openKsef({ limits: {} }, { stepMs: 300 });
  try {
    await work(ksef);
  } finally {
    await ksef.close();
  }
  return ksef.exchanges;
}

describe.skipIf(!isThere)(`the official description of KSeF${skipped}`, () => {
  it("has every request the adapter makes, and every answer the simulator gives", async () => {
    const exchanges = await listenTo(async (ksef) => {
      const { call, others } = ksef;
      const receipts = await provider.submitBatch(
        [anOrder(), anOrder(), anOrder(aRefusedInvoice({ number: "X/1" }))],
        call,
      );
      const references = receipts.flatMap((receipt) => (receipt.outcome === "accepted" ? [receipt.reference] : []));
      await provider.polling.fetch([references[0]!], call);
      await wait(1_400);
      await provider.polling.fetch(references, call);
      await provider.fetchEvidence(references[0]!, call);
      const batch = Array.from({ length: 12 }, (_, index) => anOrder(aPolishInvoice({ number: `B/${index}` })));
      const [first] = await provider.submitBatch(batch, call);
      if (first?.outcome === "accepted") {
        await provider.reconcile({ ...batch[0]!, progress: first.reference }, call);
        await wait(2_000);
        await provider.polling.fetch([first.reference], call);
      }
      const id = others.arrive!(material.inbound!("A/1"));
      await failureOf(provider.fetchReceived({ id }, call));
      await wait(700);
      await provider.listReceived(undefined, call);
      await provider.listReceived("2026-11-01T00:00:00Z 0", call);
      await provider.fetchReceived({ id }, call);
      await failureOf(provider.fetchReceived({ id: "none" }, call));
      const { key: privateKey, certificate } = aSigner("ec", { organizationIdentifier: `VATPL-${seller.nip}` });
      const credentials = provider.credentials.parse({ contextValue: seller.nip, certificate, privateKey });
      const signed = connectTo(provider, { baseUrl: ksef.simulator.url, credentials });
      await failureOf(provider.fetchReceived({ id: "none" }, signed.call));
      await signed.close();
    });

    const api = openOfficialApi();
    const checked = exchanges.filter(({ request }) => !request.path.startsWith("/storage/")).map(api.check);
    expect(checked.filter(({ faults }) => faults.length > 0)).toEqual([]);
    expect([...new Set(checked.map(({ name }) => name))].sort()).toEqual([
      "GET /auth/{referenceNumber}",
      "GET /invoices/ksef/{ksefNumber}",
      "GET /security/public-key-certificates",
      "GET /sessions/{referenceNumber}",
      "GET /sessions/{referenceNumber}/invoices",
      "GET /sessions/{referenceNumber}/invoices/ksef/{ksefNumber}/upo",
      "GET /sessions/{referenceNumber}/invoices/{invoiceReferenceNumber}",
      "POST /auth/challenge",
      "POST /auth/ksef-token",
      "POST /auth/token/redeem",
      "POST /auth/xades-signature",
      "POST /invoices/query/metadata",
      "POST /sessions/batch",
      "POST /sessions/batch/{referenceNumber}/close",
      "POST /sessions/online",
      "POST /sessions/online/{referenceNumber}/close",
      "POST /sessions/online/{referenceNumber}/invoices",
    ]);
    const statuses = new Set(exchanges.map(({ response }) => response.status));
    expect(statuses).toEqual(new Set([200, 201, 202, 204, 400]));
  });

  it("has the receipts that the simulator gives", async () => {
    const exchanges = await listenTo(async (ksef) => {
      const receipt = await provider.submit(anOrder(), ksef.call);
      if (receipt.outcome !== "accepted") throw new Error(receipt.rejection.message);
      await pollToEnd([receipt.reference], ksef);
      await provider.fetchEvidence(receipt.reference, ksef.call);
    });

    const upo = exchanges.find(({ request }) => request.path.endsWith("/upo"))?.response.body as Uint8Array;
    expect(faultsOf(upo, "UPO")).toEqual([]);
  });
});
