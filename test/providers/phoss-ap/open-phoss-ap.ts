import material from "../../../providers/phoss-ap/conformance.js";
import provider from "../../../providers/phoss-ap/index.js";
import simulator from "../../../providers/phoss-ap/simulator.js";
import type { ParticipantId } from "../../../src/domain/participant.js";
import type { Receipt, SubmitOrder } from "../../../src/provider-kit/provider.js";
import { openProvider } from "../open-provider.js";

export const openPhossAp = (stepMs = 50) => openProvider(provider, simulator, { stepMs });

export function anInvoice(number = "KOF-2026-0042") {
  const invoice = material.sending?.invoice(number);
  if (!invoice) throw new Error("there is no sample");
  return invoice;
}

export const participant = (id: string): ParticipantId => {
  const [scheme = "", value = ""] = id.split(":");
  return { scheme, value };
};

export function anOrder(changes: Partial<SubmitOrder> = {}): SubmitOrder {
  const invoice = anInvoice();
  const prepared = provider.prepare({ invoice });
  if (!("document" in prepared)) throw new Error("the sample cannot be expressed");
  return { key: "order-1", invoice, document: prepared.document, checkpoint: () => Promise.resolve(), ...changes };
}

export function accepted(receipt: Receipt | undefined) {
  if (receipt?.outcome !== "accepted") throw new Error(`not accepted: ${JSON.stringify(receipt)}`);
  return receipt;
}

export async function until<Value>(find: () => Promise<Value | undefined> | Value | undefined): Promise<Value> {
  const giveUpAt = Date.now() + 10_000;
  for (;;) {
    const value = await find();
    if (value !== undefined) return value;
    if (Date.now() > giveUpAt) throw new Error("what the test waits for did not come within 10 seconds");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
