import type { LabelName } from "../words/labels.js";
import type { Language } from "../words/language.js";

/** What a reader sees of an invoice, in order and in words, before it becomes HTML or PDF. */
export interface InvoiceView {
  readonly language: Language;
  readonly direction: "ltr" | "rtl";
  /** "Invoice" or "Credit note". */
  readonly kind: string;
  readonly number: Shown;
  /** "Not the legal original", and why. */
  readonly mark: string;
  readonly markReason: string;
  /** Where the data came from, when the caller said so. */
  readonly source?: Fact;
  /** The page where the document can be verified. */
  readonly verification?: Verification;
  readonly payable: Fact;
  readonly keyFacts: readonly Fact[];
  readonly blocks: readonly Block[];
}

/** An address as text and as a QR code: rows of modules with their light border, true is dark; none when the address is too long for one. */
export interface Verification {
  readonly title: string;
  readonly reason: string;
  readonly url: Shown;
  readonly modules: readonly (readonly boolean[])[];
}

/** One value of the model with the business term it belongs to (`BT-1`), or no term outside EN 16931. */
export interface Shown {
  readonly term?: string;
  readonly text: string;
  /** The code behind a word, or the scheme of an identifier: shown after the text in brackets. */
  readonly hint?: string;
  readonly hintTerm?: string;
}

/** A label with its values, which stand on one line. */
export interface Fact {
  readonly label: string;
  /** The term of a label that is itself a value, such as a note's subject code. */
  readonly labelTerm?: string;
  readonly values: readonly Shown[];
  readonly isStrong?: boolean;
}

/** A party or place: its name, its lines as on an envelope, then facts. */
export interface Card {
  readonly title: string;
  readonly group: string;
  readonly name?: Shown;
  readonly lines: readonly (readonly Shown[])[];
  readonly facts: readonly Fact[];
}

export interface Column {
  readonly label: string;
  /** Numbers stand at the end of their column, text at its start. */
  readonly isNumber?: boolean;
  /** Takes the room the other columns leave. */
  readonly isWide?: boolean;
}

/** A line of a table cell: values, with a label when it is a detail of the line above. */
export interface CellLine {
  readonly label?: string;
  readonly labelTerm?: string;
  readonly values: readonly Shown[];
  readonly tone?: "strong" | "detail";
  /** How many levels it is set in from the start of its cell. */
  readonly indent?: number;
}

export type Cell = readonly CellLine[];

export type Block =
  | { readonly kind: "cards"; readonly cards: readonly Card[] }
  | { readonly kind: "facts"; readonly title: string; readonly group: string; readonly facts: readonly Fact[] }
  | {
      readonly kind: "table";
      readonly title: string;
      readonly group: string;
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly Cell[])[];
    }
  | { readonly kind: "totals"; readonly title: string; readonly group: string; readonly facts: readonly Fact[] };

/** Turns values of the model into what is shown of them, in one language. */
export interface Phrasing {
  readonly language: Language;
  readonly currencyCode: string;
  label(name: LabelName): string;
  text(term: string | undefined, value: string): Shown;
  date(term: string | undefined, value: string): Shown;
  amount(term: string | undefined, value: string): Shown;
  /** An amount with its currency, that of the invoice unless another is named. */
  money(term: string | undefined, value: string, currencyCode?: string): Shown;
  percentage(term: string | undefined, value: string): Shown;
  country(term: string | undefined, code: string): Shown;
}
