import type { GraphQLScalarType } from "graphql";
import { parseValue as parseLiteral } from "graphql";
import { describe, expect, it } from "vitest";
import { Base64Scalar, DateScalar, DateTimeScalar, DecimalScalar } from "../../src/graphql/scalars.js";

const fromVariable = (scalar: GraphQLScalarType, value: unknown): unknown => scalar.parseValue(value);
const fromLiteral = (scalar: GraphQLScalarType, text: string): unknown => scalar.parseLiteral(parseLiteral(text));

describe("Decimal", () => {
  it("keeps text with its scale", () => {
    expect(fromVariable(DecimalScalar, "12.50")).toBe("12.50");
    expect(fromLiteral(DecimalScalar, '"-0.0000000001"')).toBe("-0.0000000001");
  });

  it("takes integers", () => {
    expect(fromVariable(DecimalScalar, 12)).toBe("12");
    expect(fromLiteral(DecimalScalar, "-7")).toBe("-7");
  });

  it("refuses floating-point numbers and says what to send instead", () => {
    expect(() => fromVariable(DecimalScalar, 12.5)).toThrow(
      '12.5 is a floating-point number and may have lost digits; send it as text: "12.5"',
    );
    expect(() => fromLiteral(DecimalScalar, "12.50")).toThrow(
      '12.50 is a floating-point number and may have lost digits; send it as text: "12.50"',
    );
    expect(() => fromVariable(DecimalScalar, 2 ** 60)).toThrow("floating-point");
  });

  it.each(["", "1.", ".5", "1e3", "NaN", " 1", "+1", "1234567890123456789", "1.12345678901", "1,5", "٣"])(
    "refuses %j",
    (text) => {
      expect(() => fromVariable(DecimalScalar, text)).toThrow(JSON.stringify(text));
    },
  );

  it.each([true, null, [], {}])("refuses %j", (value) => {
    expect(() => fromVariable(DecimalScalar, value)).toThrow("is no Decimal");
  });
});

describe("Date", () => {
  it("takes calendar days, also the one of a leap year", () => {
    expect(fromVariable(DateScalar, "2024-02-29")).toBe("2024-02-29");
  });

  it.each(["2026-02-29", "2026-02-30", "2026-13-01", "2026-1-1", "20260101", "2026-01-01T00:00:00Z", "", "0000-00-00"])(
    "refuses %j",
    (text) => {
      expect(() => fromVariable(DateScalar, text)).toThrow("is no calendar day");
    },
  );
});

describe("DateTime", () => {
  it("brings every moment to UTC", () => {
    expect(fromVariable(DateTimeScalar, "2026-03-31T14:00:00+02:00")).toBe("2026-03-31T12:00:00.000Z");
    expect(fromLiteral(DateTimeScalar, '"2026-03-31T12:00:00Z"')).toBe("2026-03-31T12:00:00.000Z");
  });

  it.each(["2026-03-31", "2026-02-30T00:00:00Z", "2026-03-31T12:00:00", "2026-03-31T25:00:00Z", "now", "1774958400"])(
    "refuses %j",
    (text) => {
      expect(() => fromVariable(DateTimeScalar, text)).toThrow("is no DateTime");
    },
  );

  it("writes text as it is and nothing else", () => {
    expect(DateTimeScalar.serialize("2026-03-31T12:00:00.000Z")).toBe("2026-03-31T12:00:00.000Z");
    expect(() => DateTimeScalar.serialize(new Date())).toThrow("DateTime must be text, not object");
  });
});

describe("Base64", () => {
  it("takes padded base64", () => {
    expect(fromVariable(Base64Scalar, "PEludm9pY2UvPg==")).toBe("PEludm9pY2UvPg==");
  });

  it.each(["PEludm9pY2UvPg", "a===", "=aaa", "ab-_", "PEludm9p Y2UvPg==", "PEludm9p\n"])("refuses %j", (text) => {
    expect(() => fromVariable(Base64Scalar, text)).toThrow("is no base64");
  });

  it("does not repeat the bytes in its refusal", () => {
    expect(() => fromVariable(Base64Scalar, "secret!")).toThrow(/^(?!.*secret)/);
  });
});
