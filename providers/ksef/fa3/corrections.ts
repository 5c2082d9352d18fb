import type { Invoice } from "../../../src/domain/invoice.js";
import { correctionEffects } from "../../../src/formats/fa3/codes.js";
import { isKsefNumber } from "../ksef-number.js";
import { findKind, isCorrection } from "./kinds.js";
import { type Nodes, node } from "./nodes.js";
import type { Notebook } from "./parties.js";
import { text } from "./texts.js";

/** What a correction says of the invoices it corrects. */
export function toCorrection(invoice: Invoice, { findings, extras }: Notebook): Nodes {
  const { correction, precedingInvoices, kind } = invoice;
  const own = findKind(invoice);
  if (own === "ROZ" || own === "ZAL") return [];
  if (!isCorrection(invoice)) {
    precedingInvoices.forEach(({ number, issueDate, clearanceId }, index) => {
      const words = [number, issueDate, clearanceId].filter((part) => part).join(" ");
      extras.add("BT-25 Preceding invoice", words, ["precedingInvoices", String(index)]);
    });
    return [];
  }
  if (kind === "CREDIT_NOTE" && correction?.method === "BEFORE_AFTER")
    findings.add(
      "BT-3",
      ["correction", "method"],
      "lines before and after make a corrected invoice (384), not a credit note",
    );
  if (precedingInvoices.length === 0)
    findings.add("BG-3", ["precedingInvoices"], "a correction needs the invoice that it corrects");
  return [
    text("PrzyczynaKorekty", correction?.reason, { term: "correction", path: ["correction", "reason"] }, findings),
    node("TypKorekty", correction?.effect && correctionEffects[correction.effect]),
    ...precedingInvoices.map(({ number, issueDate, clearanceId }, index) => {
      const path = ["precedingInvoices", String(index)];
      findings.need(issueDate, "BT-26", [...path, "issueDate"], `FA(3) needs the day on which ${number} was issued`);
      if (clearanceId !== undefined && !isKsefNumber(clearanceId))
        findings.add("BG-3", [...path, "clearanceId"], `${clearanceId} is no KSeF number`);
      return node("DaneFaKorygowanej", [
        node("DataWystFaKorygowanej", issueDate),
        text("NrFaKorygowanej", number, { term: "BT-25", path: [...path, "number"] }, findings),
        ...(clearanceId === undefined
          ? [node("NrKSeFN", "1")]
          : [node("NrKSeF", "1"), node("NrKSeFFaKorygowanej", clearanceId)]),
      ]);
    }),
  ];
}
