import { describe, expect, it } from "vitest";
import { isKsefNumber, ksefChecksum } from "../../../providers/ksef/ksef-number.js";

describe("a KSeF number", () => {
  it.each([
    // https://github.com/CIRFMF/ksef-docs/blob/main/faktury/numer-ksef.md
    "5265877635-20250826-0100001AF629-AF",
    // The official sample of a receipt.
    "5265877635-20250916-0200A0D6723E-C2",
  ])("is %s as the ministry published it", (number) => {
    expect(isKsefNumber(number)).toBe(true);
  });

  it.each([
    ["another checksum", "5265877635-20250826-0100001AF629-AE"],
    ["two digits changed places", "5265877653-20250826-0100001AF629-AF"],
    ["a month that there is not", "5265877635-20251326-0100001AF629-AF"],
    ["small letters", "5265877635-20250826-0100001af629-AF"],
    ["the form of KSeF 1.0", "5265877635-20250826-010000-1AF629-AF"],
    ["nothing", ""],
  ])("is none with %s", (_case, number) => {
    expect(isKsefNumber(number)).toBe(false);
  });

  it("has the CRC-8 of the published parameters, whose check value is F4", () => {
    expect(ksefChecksum("123456789")).toBe("F4");
  });
});
