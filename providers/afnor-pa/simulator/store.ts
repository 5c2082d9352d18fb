import type { SimulatorContext } from "../../../src/provider-kit/simulator.js";

export interface Detail {
  readonly level: "Error" | "Warning";
  readonly item: string;
  readonly reasonCode: string;
  readonly reasonMessage: string;
}

/** `Flow` of Annex A, as it is answered. */
export interface Flow {
  readonly submittedAt: string;
  readonly updatedAt: string;
  readonly flowId: string;
  readonly trackingId?: string;
  readonly flowType: "CustomerInvoice" | "SupplierInvoice" | "CustomerInvoiceLC" | "SupplierInvoiceLC";
  readonly processingRule: string;
  readonly processingRuleSource: "Input" | "Computed";
  readonly flowDirection: "In" | "Out";
  readonly flowSyntax: string;
  readonly flowProfile?: string;
  readonly acknowledgement: { readonly status: "Pending" | "Ok" | "Error"; readonly details?: readonly Detail[] };
}

/** What statuses say of an invoice. */
export interface Subject {
  readonly number: string;
  readonly typeCode: string;
  readonly issueDate: string;
  readonly seller: Party;
  readonly buyer: Party;
  /** What is due, with VAT. */
  readonly payable: string;
  readonly currency: string;
}

export interface Party {
  readonly siren?: string;
  readonly name: string;
  readonly address?: { readonly scheme: string; readonly value: string };
}

export interface StoredFlow {
  readonly flow: Flow;
  readonly fileName: string;
  readonly sha256: string;
  /** What its sender said it would be. */
  readonly statedSha256?: string;
  readonly subject?: Subject;
  /** The status it has come to (MDT-105). */
  readonly code?: string;
  /** What happens to it next, and when. */
  readonly next?: { readonly step: string; readonly atMs: number };
}

export interface FlowStore {
  add(
    flow: Omit<Flow, "flowId" | "submittedAt" | "updatedAt">,
    rest: Omit<StoredFlow, "flow">,
    bytes: Uint8Array,
  ): StoredFlow;
  /** Keeps a change; one of the acknowledgement is one of the flow, and is told. */
  change(stored: StoredFlow, acknowledgement?: Flow["acknowledgement"]): StoredFlow;
  get(flowId: string): StoredFlow | undefined;
  bytesOf(flowId: string): Uint8Array;
  list(): readonly StoredFlow[];
  due(): readonly StoredFlow[];
}

/** Flows in the order of their last change, which is never the same for two of them. */
export function createFlowStore({ ledger, now, newId }: SimulatorContext, tell: (flow: Flow) => void): FlowStore {
  const all = new Map(ledger.list<StoredFlow>("flows").map((stored) => [stored.flow.flowId, stored]));
  const open = new Set([...all.values()].filter(({ next }) => next).map(({ flow }) => flow.flowId));
  let lastMs = Math.max(0, ...[...all.values()].map(({ flow }) => Date.parse(flow.updatedAt)));
  const tick = (): string => new Date((lastMs = Math.max(now().getTime(), lastMs + 1))).toISOString();
  const keep = (stored: StoredFlow): StoredFlow => {
    ledger.put("flows", stored.flow.flowId, stored);
    all.set(stored.flow.flowId, stored);
    if (stored.next) open.add(stored.flow.flowId);
    else open.delete(stored.flow.flowId);
    return stored;
  };
  return {
    add(flow, rest, bytes) {
      const at = tick();
      const flowId = newId();
      ledger.put("files", flowId, Buffer.from(bytes).toString("base64"));
      const stored = keep({ flow: { submittedAt: at, updatedAt: at, flowId, ...flow }, ...rest });
      tell(stored.flow);
      return stored;
    },
    change(stored, acknowledgement) {
      if (!acknowledgement) return keep(stored);
      const flow = { ...stored.flow, acknowledgement, updatedAt: tick() };
      tell(flow);
      return keep({ ...stored, flow });
    },
    get: (flowId) => all.get(flowId),
    bytesOf: (flowId) => Buffer.from(ledger.get<string>("files", flowId) ?? "", "base64"),
    list: () => [...all.values()],
    due: () =>
      [...open].flatMap((flowId) => {
        const stored = all.get(flowId);
        return stored?.next && stored.next.atMs <= now().getTime() ? [stored] : [];
      }),
  };
}
