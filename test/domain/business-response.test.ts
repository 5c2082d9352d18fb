import { describe, expect, it } from "vitest";
import {
  allowedResponses,
  type BusinessResponse,
  checkResponse,
  meaningOf,
  responseTraits,
} from "../../src/domain/business-response.js";
import { advance, type Meaning, receivedState } from "../../src/domain/lifecycle.js";

const aResponse = (overrides: Partial<BusinessResponse> = {}): BusinessResponse => ({
  kind: "ACCEPT",
  reasons: [],
  ...overrides,
});

const at = "2026-11-22T10:00:00Z";
const after = (...meanings: Meaning[]) =>
  meanings.reduce((state, meaning) => advance(state, "INBOUND", { meaning, at }), receivedState(at));

describe("A response to an invoice", () => {
  it("has the codes of the Peppol Invoice Response and of the French lifecycle", () => {
    const codes = Object.entries(responseTraits).map(([kind, { peppolCode, frenchCode }]) => [
      kind,
      peppolCode,
      frenchCode,
    ]);
    expect(codes).toEqual([
      ["ACKNOWLEDGE", "AB", undefined],
      ["IN_PROCESS", "IP", "204"],
      ["UNDER_QUERY", "UQ", "208"],
      ["CONDITIONALLY_ACCEPT", "CA", "206"],
      ["ACCEPT", "AP", "205"],
      ["DISPUTE", "UQ", "207"],
      ["REJECT", "RE", "210"],
      ["PAID", "PD", "211"],
    ]);
  });

  it("is good without anything else where the seller need not know why", () => {
    for (const kind of ["ACKNOWLEDGE", "IN_PROCESS", "ACCEPT", "PAID"] as const) {
      expect(checkResponse(aResponse({ kind }))).toEqual([]);
    }
    for (const kind of ["UNDER_QUERY", "CONDITIONALLY_ACCEPT", "DISPUTE", "REJECT"] as const) {
      expect(checkResponse(aResponse({ kind })).map(({ rule }) => rule)).toEqual(["GW-RESPONSE-01"]);
      expect(checkResponse(aResponse({ kind, reasons: [{ code: "OTH" }] }))).toEqual([]);
    }
  });

  it("names everything that is wrong with it at once", () => {
    const response = aResponse({ reasons: [{ code: "oth" }, { code: "PRI", text: "x".repeat(1_001) }], amount: "1" });

    expect(checkResponse(response).map(({ rule, path }) => [rule, path])).toEqual([
      ["GW-RESPONSE-02", ["reasons", "0", "code"]],
      ["GW-RESPONSE-04", ["reasons", "1", "text"]],
      ["GW-RESPONSE-03", ["amount"]],
    ]);
  });
});

describe("What may be said", () => {
  it("is everything about an invoice that has just arrived", () => {
    expect(allowedResponses(after())).toEqual(Object.keys(responseTraits));
  });

  it("is only that it is paid once it is accepted, and nothing once it is refused, paid or cancelled", () => {
    expect(allowedResponses(after({ business: "ACCEPTED" }))).toEqual(["PAID"]);
    expect(allowedResponses(after({ business: "REJECTED" }))).toEqual([]);
    expect(allowedResponses(after({ payment: "PAID" }))).toEqual([]);
    expect(allowedResponses(after({ clearance: "CANCELLED" }))).toEqual([]);
  });

  it("can be a further payment after a part was paid", () => {
    expect(allowedResponses(after({ business: "ACCEPTED" }, { payment: "PARTIALLY_PAID" }))).toEqual(["PAID"]);
  });
});

describe("A payment", () => {
  it.each([
    [undefined, [], "PAID"],
    ["99.99", [], "PARTIALLY_PAID"],
    ["100", [], "PAID"],
    ["0.01", ["60.00", "39.99"], "PAID"],
    ["0.01", ["60.00", "39.98"], "PARTIALLY_PAID"],
    ["120.00", [], "PAID"],
  ] as const)("of %s after %j means that 100.00 are %s", (amount, paid, payment) => {
    const response = aResponse({ kind: "PAID", ...(amount !== undefined && { amount }) });

    expect(meaningOf(response, { payable: "100.00", paid })).toEqual({ payment });
  });
});
