import { isDeepStrictEqual } from "node:util";
import { completeInvoice } from "../../src/domain/draft-invoice.js";
import { checkInvoice } from "../../src/domain/rules/check-invoice.js";
import { writeCii } from "../../src/formats/cii/write-cii.js";
import { readDocument } from "../../src/formats/read-document.js";
import { writeUbl } from "../../src/formats/ubl/write-ubl.js";
import { renderHtml } from "../../src/rendering/render-html.js";
import { aLongDraft } from "../builders/a-long-draft.js";

/** What became of an invoice of 10,000 lines on its way through one syntax. */
export interface LongInvoiceOutcome {
  readonly bytes: number;
  readonly derived: { readonly payable: string; readonly categories: number };
  readonly broken: readonly string[];
  readonly lost: readonly string[];
  readonly isSame: boolean;
  readonly rowsOfHtml: number;
}

// A process of its own, since its memory is bounded.
const [lineCount, syntax] = [Number(process.argv[2]), process.argv[3]];
const { invoice, violations } = completeInvoice(aLongDraft(lineCount));
const written = syntax === "CII" ? writeCii(invoice) : writeUbl(invoice);
const reading = readDocument({ bytes: written.bytes });
const again = "invoice" in reading ? reading.invoice : undefined;
const outcome: LongInvoiceOutcome = {
  bytes: written.bytes.length,
  derived: { payable: invoice.totals.payable, categories: invoice.vatBreakdown.length },
  broken: [...violations, ...(again ? checkInvoice(again) : [])].map(({ rule }) => rule),
  lost: written.violations.map(({ message }) => message),
  isSame: isDeepStrictEqual(again, invoice),
  rowsOfHtml: again ? renderHtml(again).split('data-term="BT-126"').length - 1 : 0,
};
process.stdout.write(JSON.stringify(outcome));
