import type { Invoice } from "../../../src/domain/invoice.js";
import { correctionEffects } from "../../../src/formats/fa3/codes.js";
import { isKsefNumber } from "../ksef-number.js";
import { type Nodes, node } from "./nodes.js";
import type { Notebook } from "./parties.js";
import { text } from "./texts.js";

/** RodzajFaktury by BT-3; credit and debit notes are corrections in Poland. */
const kinds: Readonly<Record<string, "VAT" | "KOR">> = {
  "80": "VAT",
  "82": "VAT",
  "84": "KOR",
  "261": "KOR",
  "326": "VAT",
  "380": "VAT",
  "381": "KOR",
  "383": "KOR",
  "384": "KOR",
  "388": "VAT",
  "389": "VAT",
  "393": "VAT",
  "394": "VAT",
  "395": "VAT",
  "396": "KOR",
  "527": "KOR",
  "532": "KOR",
  "751": "VAT",
  "780": "VAT",
  "875": "VAT",
  "876": "VAT",
  "877": "VAT",
  "935": "VAT",
};

const selfBilled: ReadonlySet<string> = new Set(["261", "389", "527"]);

export const isSelfBilled = ({ typeCode }: Invoice): boolean => selfBilled.has(typeCode);

/** Undefined for documents that FA(3) is not for, or that need an order of its own (advance invoices). */
export const findKind = ({ typeCode, correction }: Invoice): "VAT" | "KOR" | undefined =>
  correction && kinds[typeCode] ? "KOR" : kinds[typeCode];

/** Amounts of a credit note are positive in the model; a Polish correction states the difference. */
export const isNegated = ({ kind, correction }: Invoice): boolean =>
  kind === "CREDIT_NOTE" && correction?.method !== "BEFORE_AFTER";

/** What a correction says of the invoices it corrects. */
export function toCorrection(invoice: Invoice, { findings, extras }: Notebook): Nodes {
  const { correction, precedingInvoices, kind } = invoice;
  if (findKind(invoice) !== "KOR") {
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
