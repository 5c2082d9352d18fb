import { GraphQLError } from "graphql";
import { describe, expect, it } from "vitest";
import type { InvoiceRecord } from "../../src/application/records.js";
import { decodeEventCursor, decodePlace, encodeCursor, encodeEventCursor } from "../../src/graphql/cursor.js";
import { toEventFilter } from "../../src/graphql/event/event-connection.js";
import { toStreamPosition } from "../../src/graphql/event/event-stream.js";
import { localId, parseGlobalId, toGlobalId } from "../../src/graphql/global-id.js";
import { encodeInvoiceCursor, readPlace } from "../../src/graphql/invoice/list-invoices.js";
import { readPageSize } from "../../src/graphql/page.js";
import { participantIdOf, participantOf } from "../../src/graphql/participant/participant-id.js";

const uuid = "0198c0de-0000-7000-8000-000000000001";
const base64url = (text: string) => Buffer.from(text).toString("base64url");

const anInvoice = {
  id: uuid,
  updatedAt: "2026-03-31T12:00:00.000Z",
  issueDate: "2026-03-31",
  payable: "1190.00",
} as InvoiceRecord;

function errorOf(act: () => unknown): GraphQLError {
  try {
    act();
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
  throw new Error("Nothing was thrown");
}

describe("an id", () => {
  it("leads back to its type and its record", () => {
    expect(parseGlobalId(toGlobalId("Invoice", uuid))).toEqual({ type: "Invoice", id: uuid });
    expect(localId("Invoice", toGlobalId("Invoice", uuid))).toBe(uuid);
  });

  it("of one type is none of another", () => {
    expect(localId("Submission", toGlobalId("Invoice", uuid))).toBeUndefined();
  });

  it.each([
    ["nothing", ""],
    ["a record's own id", uuid],
    ["an unknown type", base64url(`Password:${uuid}`)],
    ["a type of every object", base64url(`constructor:${uuid}`)],
    ["no type", base64url(uuid)],
    ["no uuid", base64url("Invoice:1")],
    ["an injection", base64url("Invoice:' or 1=1 --")],
    ["capital hexadecimals", base64url(`Invoice:${uuid.toUpperCase()}`)],
    ["padding", `${base64url(`Invoice:${uuid}`)}==`],
    ["noise around it", ` ${base64url(`Invoice:${uuid}`)}`],
    ["a zero byte", base64url(`Provider:a\0b`)],
    ["a line break", base64url(`Invoice:${uuid}\n`)],
    ["no base64 at all", "%%%"],
    ["a megabyte", "A".repeat(1_000_000)],
  ])("is not %s", (_what, text) => {
    expect(parseGlobalId(text)).toBeUndefined();
  });

  it("of a participant is its first address", () => {
    const identifiers = [{ scheme: "MY:TIN", value: "C123::9" }];
    expect(participantOf(participantIdOf({ identifiers }))).toEqual(identifiers[0]);
  });

  it("that is none restricts a filter to nothing, not to everything", () => {
    expect(toEventFilter({ invoiceIds: ["garbage"] }).invoiceIds).toHaveLength(1);
    expect(toEventFilter({ invoiceIds: [] })).toEqual({});
  });
});

describe("a cursor", () => {
  it("of the log is the place in it", () => {
    expect(decodeEventCursor("acme", "after", encodeEventCursor("acme", 42))).toBe(42);
  });

  it("of another tenant is refused, with its argument and value", () => {
    const cursor = encodeEventCursor("globex", 42);
    const error = errorOf(() => decodeEventCursor("acme", "after", cursor));
    expect(error.message).toBe(`after: "${cursor}" is no cursor of this list`);
    expect(error.extensions).toEqual({ code: "BAD_USER_INPUT", argument: "after", value: cursor });
  });

  it.each([
    ["nothing", ""],
    ["text", "next page please"],
    ["no list", base64url('{"position":1}')],
    ["null", base64url("null")],
    ["a negative place", base64url('["events","acme",-1]')],
    ["a fraction", base64url('["events","acme",1.5]')],
    ["text as a place", base64url('["events","acme","1"]')],
    ["no place", base64url('["events","acme"]')],
    ["two places", base64url('["events","acme",1,2]')],
    ["a place beyond all numbers", base64url('["events","acme",1e99]')],
    ["another list", encodeCursor({ tenantId: "acme", list: "batch:1" }, [1])],
    ["deep nesting", base64url("[".repeat(500))],
    ["a megabyte", "A".repeat(1_000_000)],
  ])("is not %s", (_what, cursor) => {
    expect(errorOf(() => decodeEventCursor("acme", "after", cursor)).extensions["code"]).toBe("BAD_USER_INPUT");
  });

  it("of a batch fits that batch only", () => {
    const cursor = encodeCursor({ tenantId: "acme", list: "batch:1" }, [7]);
    expect(decodePlace({ tenantId: "acme", list: "batch:1" }, "after", cursor)).toBe(7);
    expect(() => decodePlace({ tenantId: "acme", list: "batch:2" }, "after", cursor)).toThrow("is no cursor");
  });

  it("of an invoice is the ordered value and the id", () => {
    const after = encodeInvoiceCursor("acme", "TOTAL_DESC", anInvoice);
    expect(readPlace("acme", { first: 10, after }, "TOTAL_DESC")).toEqual({
      limit: 10,
      after: { value: "1190.00", id: uuid },
    });
  });

  it("of an invoice fits one order only", () => {
    const after = encodeInvoiceCursor("acme", "UPDATED_AT_DESC", anInvoice);
    expect(() => readPlace("acme", { after }, "ISSUE_DATE_DESC")).toThrow("after: ");
  });

  it("of an invoice with a value that cannot be ordered is refused", () => {
    const list = { tenantId: "acme", list: "TOTAL_DESC" };
    for (const parts of [["Infinity", uuid], ["1.0", "x"], ["1.0"], [1, uuid], ["1.0", uuid, "more"]])
      expect(() => readPlace("acme", { after: encodeCursor(list, parts) }, "TOTAL_DESC")).toThrow("is no cursor");
  });
});

describe("a page", () => {
  it("has 50 entries unless 1 to 200 are asked for", () => {
    expect(readPageSize("first", undefined)).toBe(50);
    expect(readPageSize("first", 200)).toBe(200);
    for (const size of [0, -1, 201, 2 ** 31 - 1])
      expect(errorOf(() => readPageSize("first", size)).message).toBe(`first: ${size} is outside 1 to 200`);
  });

  it("is read from the end with last, also without a place to start from", () => {
    const before = encodeInvoiceCursor("acme", "ISSUE_DATE_DESC", anInvoice);
    expect(readPlace("acme", { last: 5, before }, "ISSUE_DATE_DESC")).toEqual({
      limit: 5,
      before: { value: "2026-03-31", id: uuid },
    });
    expect(readPlace("acme", { last: 5 }, "ISSUE_DATE_DESC").before?.value).toBe("0001-01-01");
    expect(readPlace("acme", { last: 5 }, "UPDATED_AT_ASC").before?.value).toBe("9999-12-31T23:59:59Z");
  });

  it("is not read in two directions at once", () => {
    const cursor = encodeInvoiceCursor("acme", "TOTAL_DESC", anInvoice);
    for (const page of [
      { first: 1, last: 1 },
      { last: 1, after: cursor },
      { first: 1, before: cursor },
    ])
      expect(errorOf(() => readPlace("acme", page, "TOTAL_DESC")).extensions["code"]).toBe("BAD_USER_INPUT");
  });
});

describe("a stream", () => {
  it("begins now unless another place is given", () => {
    expect(toStreamPosition("acme", {})).toEqual({ now: true });
    expect(toStreamPosition("acme", { from: { after: encodeEventCursor("acme", 3) } })).toEqual({ after: 3 });
    expect(toStreamPosition("acme", { from: { since: "2026-01-01T00:00:00.000Z" } })).toEqual({
      since: "2026-01-01T00:00:00.000Z",
    });
  });

  it("names the place that it does not understand", () => {
    const act = () => toStreamPosition("acme", { from: { after: encodeEventCursor("globex", 3) } });
    expect(errorOf(act).extensions["argument"]).toBe("from.after");
    expect(() => toStreamPosition("acme", { from: { after: "" } })).toThrow("from.after");
    expect(() => toStreamPosition("acme", { from: { now: false } })).toThrow("from.now: false can only be true");
  });
});
