import type { Documents } from "../application/gateway.js";
import type { RuleViolation } from "../domain/validation.js";
import { readDocument } from "../formats/read-document.js";
import { readUbl } from "../formats/ubl/read-ubl.js";

/** Reads the formats that this house knows. */
export const structuredDocuments: Documents = {
  read({ format, bytes }) {
    switch (format) {
      case "UBL":
        return readUbl(bytes);
      case "CII":
      case "FACTURX":
        return readDocument({ format, bytes });
      default:
        return { violations: [unreadable(format)] };
    }
  },
};

const unreadable = (format: string): RuleViolation => ({
  rule: "GW-FORMAT-01",
  ruleset: "GATEWAY",
  severity: "FATAL",
  message: `Documents of the format ${format} cannot be read; UBL, CII and FACTURX can`,
  path: ["content", "document", "format"],
});
