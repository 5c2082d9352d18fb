import { encodeQR } from "qr";
import type { Phrasing, Verification } from "./invoice-view.js";

/** A longer one becomes a code of modules too small for the camera of a telephone. */
const longestInCode = 500;

export const viewVerification = (phrasing: Phrasing, url: string): Verification => ({
  title: phrasing.label("verification"),
  reason: phrasing.label("verificationReason"),
  url: phrasing.text(undefined, url),
  // ISO/IEC 18004 wants four light modules all around.
  modules: url.length > longestInCode ? [] : encodeQR(url, "raw", { ecc: "medium", border: 4 }),
});

/** The dark modules of each row, those side by side as one: what is drawn apart may show seams. */
export const darkRuns = (
  modules: Verification["modules"],
): readonly { readonly column: number; readonly row: number; readonly length: number }[] =>
  modules.flatMap((row, index) =>
    Array.from(
      row
        .map((isDark) => (isDark ? "1" : "0"))
        .join("")
        .matchAll(/1+/g),
      (run) => ({
        column: run.index,
        row: index,
        length: run[0].length,
      }),
    ),
  );
