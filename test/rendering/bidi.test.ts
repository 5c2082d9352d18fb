import { describe, expect, it } from "vitest";
import { directionOfText, toVisualRuns } from "../../src/rendering/pdf/bidi.js";

/** The runs from left to right; those that read from right to left in angle brackets. */
const order = (text: string, base = directionOfText(text)) =>
  toVisualRuns(text, base)
    .map((run) => (run.isRightToLeft ? `<${run.text}>` : run.text))
    .join("|");

describe("text of both directions on one line", () => {
  it("stays one run without right-to-left letters", () => {
    expect(order("Order 12 (part)")).toBe("Order 12 (part)");
  });

  it("sets a number after an Arabic word to its left", () => {
    expect(order("طلب 4711")).toBe("4711|<طلب >");
  });

  it("keeps the digits and separators of an amount together inside Arabic", () => {
    expect(order("خصم 1,234.50 الآن")).toBe("< الآن>|1,234.50|<خصم >");
  });

  it("keeps a percent sign behind a number that stands in Latin order", () => {
    expect(order("5% خصم", "ltr")).toBe("5% |<خصم>");
  });

  it("keeps Latin words in their own order inside Arabic", () => {
    expect(order("من Blue Sky إلى")).toBe("< إلى>|Blue Sky|<من >");
  });

  it("sets Arabic inside Latin text in reading order", () => {
    expect(order("Sold to مطبعة الخليج today")).toBe("Sold to |<مطبعة الخليج>| today");
  });

  it("turns brackets round where they read from right to left", () => {
    expect(order("كرسي (أخضر)")).toBe("<كرسي )أخضر(>");
  });

  it("leaves space at the end of a line outside", () => {
    expect(order("abc مرحبا ", "ltr")).toBe("abc |<مرحبا>| ");
  });
});
