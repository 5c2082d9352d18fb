import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { add, compare, divide, isDecimal, multiply, negate, round, subtract, sum } from "../../src/domain/decimal.js";

const anyDecimal = () =>
  fc
    .tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.integer({ min: 0, max: 6 }))
    .map(([unscaled, scale]) => {
      const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, "0");
      const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
      return unscaled < 0n ? `-${text}` : text;
    });

describe("A decimal", () => {
  it("adds what floats cannot", () => {
    expect(add("0.1", "0.2")).toBe("0.3");
    expect(sum(["9007199254740993", "0.01", "-0.01"])).toBe("9007199254740993.00");
  });

  it("keeps its scale", () => {
    expect(add("12.50", "0.00")).toBe("12.50");
    expect(multiply("12.50", "2.0")).toBe("25.000");
  });

  it.each([
    ["2.345", 2, "2.35"],
    ["-2.345", 2, "-2.35"],
    ["2.344", 2, "2.34"],
    ["-0.004", 2, "0.00"],
    ["7", 2, "7.00"],
  ])("rounds %s to %i decimals, halves away from zero", (value, scale, rounded) => {
    expect(round(value, scale)).toBe(rounded);
  });

  it("divides to the scale it is asked for", () => {
    expect(divide("10", "3", 4)).toBe("3.3333");
    expect(divide("-2", "3", 2)).toBe("-0.67");
    expect(() => divide("1", "0.00", 2)).toThrow("1 cannot be divided by 0.00");
  });

  it.each(["1e3", "NaN", "Infinity", "+1", "1.", ".5", "1,5", "", "1234567890123456789", "0.12345678901"])(
    "is not %j",
    (text) => {
      expect(isDecimal(text)).toBe(false);
    },
  );

  it("compares by value, whatever the scale", () => {
    expect(compare("1.0", "1")).toBe(0);
    expect(compare("-1", "0.1")).toBe(-1);
  });

  it("takes back what it has added, exactly", () => {
    fc.assert(
      fc.property(anyDecimal(), anyDecimal(), (left, right) => {
        expect(compare(subtract(add(left, right), right), left)).toBe(0);
        expect(compare(add(left, negate(left)), "0")).toBe(0);
      }),
    );
  });

  it("is off by at most half of the last place when it is rounded", () => {
    fc.assert(
      fc.property(anyDecimal(), (value) => {
        const off = subtract(round(value, 2), value);
        expect(compare(off, "0.005") <= 0 && compare(off, "-0.005") >= 0).toBe(true);
      }),
    );
  });
});
