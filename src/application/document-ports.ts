import type { Invoice } from "../domain/invoice.js";
import type { OfficialRulesResult, RuleViolation } from "../domain/validation.js";
import type { DocumentContent } from "../provider-kit/provider.js";

/** The formats room, as the use cases need it. */
export interface Documents {
  /** Reads a structured document and runs our own rules on it; violations name what is wrong and where. */
  read(document: DocumentContent): Promise<ReadDocument>;
}

export type ReadDocument =
  | {
      readonly invoice: Invoice;
      /** Our own rules that the document breaks. */
      readonly findings: readonly RuleViolation[];
      /** What the gateway asks beyond them of a document that is to be sent. */
      readonly cautions: readonly RuleViolation[];
      /** The same for every document of this content. */
      readonly documentKey: string;
    }
  | { readonly violations: readonly RuleViolation[] };

/** The rules of authorities and networks that the operator has installed. */
export interface OfficialRules {
  readonly isInstalled: boolean;
  /**
   * Never fails: what could not be checked is INCOMPLETE. Given the invoice that the document was written from, findings
   * lead to its fields.
   */
  check(document: DocumentContent, invoice?: Invoice): Promise<OfficialRulesResult>;
}

/** Copies of an invoice for people, made by us. */
export interface Renderings {
  /** Primary language subtags, e.g. `de`. */
  readonly languages: readonly string[];
  /** The language most readers in a country share; English where no single one of ours is. */
  languageOf(countryCode: string): string;
  /** Never fails: what took too long or came when too much was waiting has no bytes. */
  render(order: RenderingOrder): Promise<RenderingOutcome>;
}

export type RenderingFormat = "PDF" | "HTML";

export interface RenderingOrder {
  /** Equal for orders that lead to the same bytes. */
  readonly key: string;
  readonly invoice: Invoice;
  readonly format: RenderingFormat;
  readonly language: string;
  /** The moment the file claims to be made. */
  readonly createdAt: string;
  /** The electronic document it shows; its XML travels inside a PDF. */
  readonly document?: DocumentContent;
  readonly verificationUrl?: string;
}

export type RenderingOutcome =
  | { readonly bytes: Uint8Array }
  | { readonly unanswered: "TOO_SLOW" | "CRASHED" | "BUSY" | "CLOSED"; readonly why: string };
