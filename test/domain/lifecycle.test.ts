import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  advance,
  type Axes,
  eventsOf,
  type InvoiceState,
  lifecycle,
  type Meaning,
  queuedState,
  receivedState,
} from "../../src/domain/lifecycle.js";

const at = "2026-11-22T10:00:00.000Z";
const later = "2026-11-22T11:00:00.000Z";
const news = (meaning: Meaning, code?: string) => ({
  meaning,
  at: later,
  ...(code !== undefined && { native: { code, mapped: Object.keys(meaning).length > 0 } }),
});
const after = (...meanings: Meaning[]): InvoiceState =>
  meanings.reduce((state, meaning) => advance(state, "OUTBOUND", news(meaning)), queuedState(at));

describe("An invoice's state", () => {
  it.each<[string, Meaning[]]>([
    ["QUEUED", []],
    ["SUBMITTING", [{ transport: "SENDING" }]],
    ["OUTCOME_UNKNOWN", [{ transport: "SENDING" }, { transport: "UNKNOWN" }]],
    ["SUBMITTED", [{ transport: "ACCEPTED_BY_PROVIDER" }]],
    ["VALIDATED", [{ transport: "ACCEPTED_BY_PROVIDER", screening: "PASSED" }]],
    ["CLEARED", [{ transport: "ACCEPTED_BY_PROVIDER", clearance: "CLEARED" }]],
    ["DELIVERED", [{ transport: "DELIVERED", clearance: "CLEARED" }]],
    ["APPROVED", [{ transport: "DELIVERED" }, { business: "ACCEPTED" }]],
    ["PAID", [{ transport: "DELIVERED" }, { business: "ACCEPTED" }, { payment: "PAID" }]],
    ["REJECTED", [{ screening: "REFUSED" }]],
    ["REJECTED", [{ transport: "DELIVERED" }, { business: "REJECTED" }]],
    ["FAILED", [{ transport: "FAILED" }]],
    ["CANCELLED", [{ clearance: "CLEARED" }, { clearance: "CANCELLED" }]],
  ])("rolls up to %s after %j", (value, meanings) => {
    expect(after(...meanings).value).toBe(value);
  });

  it("is not moved by news that comes late", () => {
    const delivered = after({ transport: "DELIVERED", final: true });
    expect(advance(delivered, "OUTBOUND", news({ transport: "ACCEPTED_BY_PROVIDER" }, "TRANSIT"))).toBe(delivered);
  });

  it("is not moved by the same news twice", () => {
    const once = advance(queuedState(at), "OUTBOUND", news({ transport: "ACCEPTED_BY_PROVIDER" }, "TRANSIT"));
    expect(advance(once, "OUTBOUND", news({ transport: "ACCEPTED_BY_PROVIDER" }, "TRANSIT"))).toBe(once);
  });

  it("keeps a native word that nobody has a meaning for, and moves no axis", () => {
    const state = advance(queuedState(at), "OUTBOUND", news({}, "PARKED_BY_CUSTOMS"));
    expect(state).toEqual({
      ...queuedState(at),
      native: { code: "PARKED_BY_CUSTOMS", mapped: false },
      nativeAt: later,
    });
  });

  it("stays final once the provider has said its last word", () => {
    const state = after({ clearance: "CLEARED", final: true });
    expect(state.terminal).toBe(true);
    expect(advance(state, "OUTBOUND", news({ business: "ACKNOWLEDGED" })).terminal).toBe(true);
  });

  it("calls an inbound invoice received", () => {
    expect(receivedState(at).value).toBe("RECEIVED");
  });

  it("only ever takes steps of the table, whatever comes in whatever order", () => {
    fc.assert(
      fc.property(fc.array(anyMeaning(), { maxLength: 20 }), (meanings) => {
        let state = queuedState(at);
        for (const meaning of meanings) {
          const next = advance(state, "OUTBOUND", news(meaning));
          for (const axis of Object.keys(lifecycle) as (keyof Axes)[]) {
            const allowed: readonly string[] = lifecycle[axis][state[axis] as never];
            expect([state[axis], ...allowed]).toContain(next[axis]);
          }
          const isSentAgain = state.transport === "FAILED" && next.transport === "QUEUED";
          expect(state.terminal && !next.terminal && !isSentAgain).toBe(false);
          state = next;
        }
      }),
    );
  });

  it("has no step back to where it came from, so that nothing can go round in circles but a resend", () => {
    for (const [axis, table] of Object.entries(lifecycle)) {
      if (axis === "business") continue;
      for (const [from, targets] of Object.entries(table)) {
        for (const to of targets as readonly string[]) {
          const back: readonly string[] = table[to as never];
          const resend = axis === "transport" && ["QUEUED", "SENDING", "UNKNOWN", "FAILED"].includes(from);
          expect(resend || !back.includes(from), `${axis}: ${from} ⇄ ${to}`).toBe(true);
        }
      }
    }
  });
});

describe("What is told about a change", () => {
  const told = (before: InvoiceState, meaning: Meaning) => eventsOf(before, advance(before, "OUTBOUND", news(meaning)));

  it("is each fact once, in the order in which it must have happened", () => {
    expect(told(queuedState(at), { transport: "DELIVERED", screening: "PASSED" })).toEqual([
      "INVOICE_VALIDATED",
      "INVOICE_DELIVERED",
    ]);
  });

  it("is nothing when we only begin to send, or give up a try that was not accepted", () => {
    expect(told(queuedState(at), { transport: "SENDING" })).toEqual([]);
    expect(told(after({ transport: "SENDING" }), { transport: "QUEUED" })).toEqual([]);
  });

  it("is a changed status when an unknown outcome turns out not to have been sent", () => {
    expect(told(after({ transport: "UNKNOWN" }), { transport: "QUEUED" })).toEqual(["INVOICE_STATUS_UPDATED"]);
  });

  it("is a refusal and nothing else when the invoice is refused", () => {
    expect(told(queuedState(at), { transport: "ACCEPTED_BY_PROVIDER", clearance: "REJECTED" })).toEqual([
      "INVOICE_REJECTED",
    ]);
  });

  it("is a failure when the delivery fails after all", () => {
    expect(told(after({ transport: "DELIVERED" }), { transport: "FAILED" })).toEqual(["INVOICE_FAILED"]);
  });

  it("is nothing when nothing changed", () => {
    const state = after({ transport: "DELIVERED" });
    expect(eventsOf(state, state)).toEqual([]);
  });
});

function anyMeaning(): fc.Arbitrary<Meaning> {
  const states = <Axis extends keyof Axes>(axis: Axis) =>
    fc.constantFrom(...(Object.keys(lifecycle[axis]) as Axes[Axis][]));
  return fc.record(
    {
      transport: states("transport"),
      screening: states("screening"),
      clearance: states("clearance"),
      business: states("business"),
      payment: states("payment"),
      final: fc.boolean(),
    },
    { requiredKeys: [] },
  );
}
