import { describe, expect, it } from "vitest";
import { createRetryBudget } from "../../src/application/retry-budget.js";

const clock = { ms: 0 };
const open = () => createRetryBudget(() => new Date(clock.ms));

/** Tries what the budget allows, so many times in a row. */
function retry(budget: ReturnType<typeof open>, times: number, verdict: boolean): number {
  let tried = 0;
  for (let time = 0; time < times; time++) {
    if (!budget.allowsRetries()) continue;
    budget.book([1]);
    if (verdict) budget.payBack(1);
    tried++;
  }
  return tried;
}

describe("The budget for retries", () => {
  it("ends with an outage in which nobody gets a verdict", () => {
    expect(retry(open(), 1_000, false)).toBe(10);
  });

  it("grows by one for ten first tries", () => {
    const budget = open();
    retry(budget, 10, false);
    for (let time = 0; time < 100; time++) budget.book([0]);
    expect(retry(budget, 1_000, false)).toBeGreaterThanOrEqual(9);
  });

  it("never keeps back those whose tries lead to a verdict", () => {
    expect(retry(open(), 1_000, true)).toBe(1_000);
  });

  it("lets one through every five seconds, so that nothing waits for ever", () => {
    const budget = open();
    retry(budget, 10, false);
    clock.ms += 10_100;
    expect(retry(budget, 1_000, false)).toBe(2);
  });
});
