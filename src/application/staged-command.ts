import type { AttachmentFile, InvoiceContent, SubmitInvoiceCommand } from "./tenant-gateway.js";

type Base64<Part> = Omit<Part, "bytes"> & { readonly bytes: string };

type StagedCommand = Omit<SubmitInvoiceCommand, "content" | "attachments"> & {
  readonly content:
    | Extract<InvoiceContent, { draft: unknown }>
    | { readonly document: Base64<Extract<InvoiceContent, { document: unknown }>["document"]> };
  readonly attachments?: readonly Base64<AttachmentFile>[];
};

/** A command as text, to be kept until it is prepared. */
export function toStagedText({ content, attachments, ...rest }: SubmitInvoiceCommand): string {
  const staged: StagedCommand = {
    ...rest,
    content: "draft" in content ? content : { document: toBase64(content.document) },
    ...(attachments && { attachments: attachments.map(toBase64) }),
  };
  return JSON.stringify(staged);
}

export function fromStagedText(text: string): SubmitInvoiceCommand {
  const { content, attachments, ...rest } = JSON.parse(text) as StagedCommand;
  return {
    ...rest,
    content: "draft" in content ? content : { document: fromBase64(content.document) },
    ...(attachments && { attachments: attachments.map(fromBase64) }),
  };
}

const toBase64 = <Part extends { readonly bytes: Uint8Array }>(part: Part): Base64<Part> => ({
  ...part,
  bytes: Buffer.from(part.bytes).toString("base64"),
});

const fromBase64 = <Part extends { readonly bytes: string }>(
  part: Part,
): Omit<Part, "bytes"> & { bytes: Uint8Array } => ({
  ...part,
  bytes: new Uint8Array(Buffer.from(part.bytes, "base64")),
});
