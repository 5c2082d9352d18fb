import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  advance,
  type Axes,
  eventsOf,
  type InvoiceEventType,
  type InvoiceState,
  lifecycle,
  type Meaning,
  type News,
  queuedState,
} from "../../src/domain/lifecycle.js";

const start = Date.parse("2026-11-22T10:00:00Z");
const minute = (count: number): string => new Date(start + count * 60_000).toISOString();
const queued = queuedState(minute(0));

const hear = (news: readonly News[], from: InvoiceState = queued): InvoiceState =>
  news.reduce((state, one) => advance(state, "OUTBOUND", one), from);

const said = (code: string, meaning: Meaning | undefined, at: number, reason?: string): News => ({
  meaning: meaning ?? {},
  at: minute(at),
  native: { code, mapped: meaning !== undefined },
  ...(reason !== undefined && { reason: { code: reason, message: reason, rules: [] } }),
});

describe("News in any order", () => {
  it("leads to the same state, however it is shuffled and repeated", () => {
    fc.assert(
      fc.property(aShuffledHistory(), ({ history, heard }) => {
        // A buyer who went away and came back unseen has been there since the first visit, for all we know.
        expect({ ...hear(heard), since: "" }).toEqual({ ...hear(history), since: "" });
      }),
      { numRuns: 2_000 },
    );
  });

  it("never takes back what an axis has reached, unless a buyer comes back to it later", () => {
    fc.assert(
      fc.property(aShuffledHistory(), ({ heard }) => {
        const left = new Set<string>();
        let state = queued;
        for (const news of heard) {
          const next = advance(state, "OUTBOUND", news);
          for (const axis of axisNames) {
            if (next[axis] === state[axis]) continue;
            left.add(`${axis} ${state[axis]}`);
            const comesBackLater = axis === "business" && news.at > (state.businessAt ?? "");
            if (!comesBackLater) expect(left).not.toContain(`${axis} ${next[axis]}`);
          }
          state = next;
        }
      }),
    );
  });

  it("tells of a check, a delivery, a refusal and a failure at most once", () => {
    fc.assert(
      fc.property(aShuffledHistory(), ({ heard }) => {
        const told: InvoiceEventType[] = [];
        heard.reduce((state, news) => {
          const next = advance(state, "OUTBOUND", news);
          told.push(...eventsOf(state, next));
          return next;
        }, queued);
        const facts = told.filter((type) => type !== "INVOICE_STATUS_UPDATED");
        expect(facts).toEqual([...new Set(facts)]);
      }),
    );
  });

  it("never moves the moment of the last change backwards", () => {
    fc.assert(
      fc.property(aShuffledHistory(), ({ heard }) => {
        heard.reduce((state, news) => {
          const next = advance(state, "OUTBOUND", news);
          expect(next.since >= state.since).toBe(true);
          return next;
        }, queued);
      }),
    );
  });

  it("changes no axis by words that nobody has a meaning for, and keeps the last of them", () => {
    fc.assert(
      fc.property(aShuffledHistory(), fc.string({ minLength: 1 }), ({ heard }, word) => {
        const before = hear(heard);
        const after = advance(before, "OUTBOUND", said(`unknown ${word}`, undefined, 1_000));

        expect({ ...after, native: before.native, nativeAt: before.nativeAt }).toEqual({
          ...before,
          native: before.native,
          nativeAt: before.nativeAt,
        });
        expect(after.native).toEqual({ code: `unknown ${word}`, mapped: false });
        expect(eventsOf(before, after)).toEqual(["INVOICE_STATUS_UPDATED"]);
      }),
    );
  });
});

describe("An invoice that has failed", () => {
  const failed = hear([said("FAILED", { transport: "FAILED", final: true }, 10)]);

  it("is taken up again when it is sent once more, and told so", () => {
    const again = advance(failed, "OUTBOUND", { meaning: { transport: "QUEUED" }, at: minute(20) });

    expect(again).toMatchObject({ value: "QUEUED", transport: "QUEUED", terminal: false, since: minute(20) });
    expect(again.reason).toBeUndefined();
    expect(eventsOf(failed, again)).toEqual(["INVOICE_STATUS_UPDATED"]);
  });

  it("is delivered by no late word", () => {
    expect(hear([said("SENT", { transport: "DELIVERED" }, 20)], failed)).toBe(failed);
  });
});

describe("A buyer's answer", () => {
  const asks = said("UQ", { business: "UNDER_QUERY" }, 10, "Which order?");
  const worksOnIt = said("IP", { business: "IN_PROCESS" }, 20);

  it("is not undone by an older one that comes late, or twice", () => {
    expect(hear([worksOnIt, asks]).business).toBe("IN_PROCESS");
    expect(hear([asks, worksOnIt, asks])).toEqual(hear([asks, worksOnIt]));
  });

  it("can go back to a question that is asked again", () => {
    expect(hear([asks, worksOnIt, said("UQ", { business: "UNDER_QUERY" }, 30)]).business).toBe("UNDER_QUERY");
  });

  it("that was repeated is not undone by what was said in between", () => {
    const again = said("IP", { business: "IN_PROCESS" }, 30);
    expect(hear([said("IP", { business: "IN_PROCESS" }, 5), again, asks]).business).toBe("IN_PROCESS");
  });

  it("is final once it is a yes or a no, whatever came before it", () => {
    expect(hear([asks, said("AP", { business: "ACCEPTED" }, 5)]).business).toBe("ACCEPTED");
    expect(hear([said("RE", { business: "REJECTED" }, 5), worksOnIt]).business).toBe("REJECTED");
  });
});

describe("The reason of a state", () => {
  const refused = said("RE", { business: "REJECTED" }, 20, "Wrong price");

  it("is not lost by news that changes nothing of it", () => {
    expect(hear([refused, said("SENT", { transport: "DELIVERED" }, 10)])).toMatchObject({
      value: "REJECTED",
      reason: { code: "Wrong price" },
      native: { code: "RE" },
      since: minute(20),
    });
  });

  it("ends with the state it explains", () => {
    const unknown: News = {
      meaning: { transport: "UNKNOWN" },
      at: minute(1),
      reason: { code: "TIMEOUT", message: "", rules: [] },
    };
    expect(hear([unknown]).reason).toMatchObject({ code: "TIMEOUT" });
    expect(hear([unknown, said("SENT", { transport: "DELIVERED" }, 2)]).reason).toBeUndefined();
  });
});

describe("A word of the provider", () => {
  const parked = said("PARKED", undefined, 10);
  const moving = said("TRANSIT", { transport: "ACCEPTED_BY_PROVIDER" }, 5);

  it("without a meaning makes room for the next one with a meaning, even when that moves nothing", () => {
    const next = said("TRANSIT", { transport: "ACCEPTED_BY_PROVIDER" }, 15);
    expect(hear([moving, parked]).native).toEqual({ code: "PARKED", mapped: false });
    expect(hear([moving, parked, next]).native).toEqual({ code: "TRANSIT", mapped: true });
  });

  it("that was overtaken does not stand beside the state that came after it", () => {
    const delivered = said("SENT", { transport: "DELIVERED" }, 3);
    expect(hear([delivered, moving])).toEqual(hear([delivered]));
  });
});

/** Peppol's Message Level Status and Invoice Response share letters and mean different things by them. */
describe("A Message Level Status of Peppol", () => {
  const levels: Readonly<Record<string, Meaning>> = {
    "MLS:AP": { transport: "DELIVERED" },
    "MLS:AB": { transport: "DELIVERED" },
    "MLS:RE": { transport: "FAILED", final: true },
  };
  const level = (letters: string, at: number) => said(letters, levels[letters], at);
  const sent = said("SENT", { transport: "DELIVERED" }, 1);

  it.each(["MLS:AP", "MLS:AB"])("%s delivers the invoice; nobody has approved it", (letters) => {
    expect(hear([level(letters, 2)])).toMatchObject({ value: "DELIVERED", transport: "DELIVERED", business: "NONE" });
  });

  it("that fails takes a delivery back; no buyer has rejected anything", () => {
    expect(hear([sent, level("MLS:RE", 2)])).toMatchObject({ value: "FAILED", business: "NONE" });
    expect(hear([level("MLS:RE", 2), sent])).toMatchObject({ value: "FAILED", business: "NONE" });
  });

  it.each(["AP", "AB", "RE"])("of bare letters %s is a word without a meaning", (letters) => {
    expect(hear([sent, said(letters, undefined, 2)])).toMatchObject({
      value: "DELIVERED",
      business: "NONE",
      native: { code: letters, mapped: false },
    });
  });
});

const axisNames = ["transport", "screening", "clearance", "business", "payment"] as const;

/** What providers can say; queueing, sending and not knowing are our own. */
const beginnings: Axes = { ...queued, transport: "ACCEPTED_BY_PROVIDER" };

/** A way through the table of one axis that something real could have gone. */
function aPath<Axis extends keyof Axes>(axis: Axis): fc.Arbitrary<Meaning[]> {
  const table: Readonly<Record<string, readonly string[]>> = lifecycle[axis];
  return fc.array(fc.nat(), { maxLength: axis === "business" ? 6 : 3 }).map((choices) => {
    const path: string[] = axis === "transport" && choices.length > 0 ? [beginnings.transport] : [];
    for (const choice of choices) {
      const next = (table[path.at(-1) ?? beginnings[axis]] ?? []).filter((state) => state !== "QUEUED");
      const to = next[choice % Math.max(1, next.length)];
      if (to !== undefined) path.push(to);
    }
    return path.map((state): Meaning => ({ [axis]: state }));
  });
}

/** The axes' ways woven into one story, words without a meaning in between; every word a minute after the other. */
function aHistory(): fc.Arbitrary<News[]> {
  const paths = fc.tuple(...axisNames.map((axis) => aPath(axis)));
  const weaving = fc.infiniteStream(fc.nat({ max: axisNames.length }));
  const finals = fc.infiniteStream(fc.nat({ max: 9 }));
  return fc.tuple(paths, weaving, finals).map(([ways, order, lasts]) => {
    const left = ways.map((way) => [...way]);
    const history: News[] = [];
    while (left.some((way) => way.length > 0)) {
      const choice = order.next().value;
      const number = history.length + 1;
      if (choice === axisNames.length) {
        history.push(said(`unmapped ${number}`, undefined, number));
        continue;
      }
      const meaning = left[choice]?.shift();
      if (!meaning) continue;
      const isLast = lasts.next().value === 0;
      history.push(said(`word ${number}`, { ...meaning, ...(isLast && { final: true }) }, number));
    }
    return history;
  });
}

function aShuffledHistory(): fc.Arbitrary<{ history: News[]; heard: News[] }> {
  return aHistory().chain((history) => {
    const repetitions = fc.array(fc.constantFrom(...(history.length > 0 ? history : [undefined])), { maxLength: 6 });
    return repetitions.chain((again) => {
      const all = [...history, ...again.filter((news) => news !== undefined)];
      return fc
        .shuffledSubarray(all, { minLength: all.length, maxLength: all.length })
        .map((heard) => ({ history, heard }));
    });
  });
}
