export type DocumentFormat = "UBL" | "CII" | "FATTURAPA" | "FA3" | "OSA" | "FACTURX" | "PDF" | "JSON" | "OTHER";

export interface DocumentContent {
  readonly format: DocumentFormat;
  readonly mediaType: string;
  readonly fileName: string;
  readonly bytes: Uint8Array;
}
