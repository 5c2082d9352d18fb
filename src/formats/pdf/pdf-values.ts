/** What a PDF is made of (ISO 32000-1, 7.3), as far as embedded files need it. */
export type PdfValue =
  null | boolean | number | PdfName | PdfString | PdfReference | PdfDictionary | PdfStream | readonly PdfValue[];

export interface PdfName {
  readonly kind: "name";
  readonly name: string;
}

export interface PdfString {
  readonly kind: "string";
  /** One character for each byte. */
  readonly bytes: string;
}

export interface PdfReference {
  readonly kind: "reference";
  readonly object: number;
}

export interface PdfDictionary {
  readonly kind: "dictionary";
  readonly entries: ReadonlyMap<string, PdfValue>;
}

export interface PdfStream {
  readonly kind: "stream";
  readonly dictionary: PdfDictionary;
  /** Where its bytes lie in the file, still encoded. */
  readonly start: number;
  readonly end: number;
}

export type PdfProblem = "PDF-DAMAGED" | "PDF-ENCRYPTED" | "PDF-TOO-LARGE" | "PDF-UNSUPPORTED";

/** Ends the reading of a file; caught where it began. */
export class PdfRefusal extends Error {
  readonly problem: PdfProblem;

  constructor(problem: PdfProblem, message: string) {
    super(message);
    this.problem = problem;
  }
}

export const isKind = <Kind extends "name" | "string" | "reference" | "dictionary" | "stream">(
  value: PdfValue | undefined,
  kind: Kind,
): value is Extract<PdfValue, { readonly kind: Kind }> =>
  typeof value === "object" && value !== null && "kind" in value && value.kind === kind;

export const isList = (value: PdfValue | undefined): value is readonly PdfValue[] => Array.isArray(value);

/** Text in UTF-16 or UTF-8 with its mark, or else in PDFDocEncoding, of which we take the part it shares with Latin-1. */
export const textOf = ({ bytes }: PdfString): string => {
  const encoding = marks.find(([mark]) => bytes.startsWith(mark))?.[1];
  return encoding === undefined ? bytes : new TextDecoder(encoding).decode(Buffer.from(bytes, "latin1"));
};

const marks = [
  ["\u00fe\u00ff", "utf-16be"],
  ["\u00ff\u00fe", "utf-16le"],
  ["\u00ef\u00bb\u00bf", "utf-8"],
] as const;
