import type { InvoiceDraft, InvoiceLineDraft } from "../../src/domain/draft-invoice.js";
import { anInvoice } from "./an-invoice.js";

/**
 * An invoice of that many lines, as a wholesaler writes them, without what can be derived. 10,000 of them are a
 * document that the gateway takes, in either syntax.
 */
export const aLongDraft = (lineCount: number): InvoiceDraft => {
  const { totals: _totals, vatBreakdown: _breakdown, unmapped: _unmapped, ...rest } = anInvoice();
  return { ...rest, lines: Array.from({ length: lineCount }, (_, index) => aLine(index)) };
};

const goods = ["Office chair", "Desk lamp with dimmer", "Copy paper A4, 5 reams", "Filing cabinet, 4 drawers"];

/** No line is like its neighbours. */
const aLine = (index: number): InvoiceLineDraft => {
  const name = goods[index % goods.length] ?? "";
  return {
    id: String(index + 1),
    quantity: String(1 + (index % 7)),
    unitCode: "C62",
    price: { net: `${10 + (index % 90)}.${String((index * 37) % 100).padStart(2, "0")}` },
    vat: { category: "S", rate: index % 3 === 0 ? "6" : "21" },
    item: {
      name,
      description: `${name}, delivery ${1 + (index % 52)} of the framework order`,
      sellerIdentifier: `ART-${String(index).padStart(6, "0")}`,
    },
    ...(index % 10 === 0 && { note: `Packed in week ${1 + (index % 52)}` }),
  };
};
