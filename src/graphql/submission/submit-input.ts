import { Extensions, Field, InputType, Int } from "../decorators.js";
import type {
  AttachmentFile,
  InvoiceContent,
  Routing,
  SubmitInvoiceCommand,
} from "../../application/tenant-gateway.js";
import type { DocumentFormat } from "../../provider-kit/provider.js";
import { InvoiceInput } from "../content/invoice-input.js";
import { documentFormats } from "../document/document.js";
import { Base64Scalar, DateTimeScalar } from "../scalars.js";
import { withoutAbsent } from "../without-absent.js";

@InputType("RawDocumentInput", { description: "A finished document, sent as it is where the provider takes it." })
export class RawDocumentInput {
  @Field(() => documentFormats, { description: "How it is written." })
  readonly format!: DocumentFormat;

  @Field(() => Base64Scalar, { description: "Its bytes." })
  readonly base64!: string;
}

@Extensions({ oneOf: true })
@InputType("InvoiceContent", { description: "What to send: exactly one of both." })
class InvoiceContentInput {
  @Field(() => InvoiceInput, { nullable: true, description: "The invoice by the terms of EN 16931." })
  readonly invoice?: InvoiceInput;

  @Field(() => RawDocumentInput, { nullable: true, description: "A finished document." })
  readonly document?: RawDocumentInput;
}

@InputType("AttachmentInput", { description: "A file to travel inside a structured invoice (BG-24)." })
export class AttachmentInput {
  @Field(() => String, { description: "Its name." })
  readonly fileName!: string;

  @Field(() => String, { description: "Its media type, e.g. `application/pdf`." })
  readonly mediaType!: string;

  @Field(() => Base64Scalar, { description: "Its bytes." })
  readonly base64!: string;
}

@InputType("RoutingInput", { description: "Wishes about the way; the rest is decided here." })
export class RoutingInput implements Routing {
  @Field(() => String, { nullable: true, description: "The key of the provider to go through." })
  readonly provider?: string;

  @Field(() => String, { nullable: true, description: "The network to go through, e.g. `peppol`." })
  readonly network?: string;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: true,
    description:
      "Whether the next account of the route takes it when the first does not answer. Only what no provider can have " +
      "moves, and never to another authority.",
  })
  readonly allowFailover?: boolean;

  @Field(() => DateTimeScalar, { nullable: true, description: "Not to be sent before this moment." })
  readonly scheduleAt?: string;
}

@InputType("SubmitInvoiceInput", { description: "One invoice to send." })
export class SubmitInvoiceInput {
  @Field(() => String, {
    description:
      "1 to 255 visible ASCII characters. The same key with the same content answers what happened before; with other " +
      "content it is an IdempotencyConflictError.",
  })
  readonly idempotencyKey!: string;

  @Field(() => String, { nullable: true, description: "Your own reference." })
  readonly clientReference?: string;

  @Field(() => InvoiceContentInput, { description: "What to send." })
  readonly content!: InvoiceContentInput;

  @Field(() => RoutingInput, { nullable: true, description: "Wishes about the way." })
  readonly routing?: RoutingInput;

  @Field(() => [AttachmentInput], {
    nullable: true,
    description: "Files to travel inside; only with a structured invoice.",
  })
  readonly attachments?: readonly AttachmentInput[];

  @Field(() => [String], { nullable: true, description: "Your own labels." })
  readonly labels?: readonly string[];

  @Field(() => Int, {
    nullable: true,
    description: "How long to wait for the provider's verdict, in milliseconds, up to 30,000. Without it: not at all.",
  })
  readonly waitMs?: number;
}

/** What GraphQL calls absent (null, undefined) is gone; bytes are bytes. */
export function toSubmitCommand(input: SubmitInvoiceInput): SubmitInvoiceCommand {
  const { content, attachments, ...rest } = withoutAbsent(input);
  return {
    ...rest,
    content: toContent(content),
    ...(attachments && { attachments: attachments.map(toAttachmentFile) }),
  };
}

function toContent({ invoice, document }: InvoiceContentInput): InvoiceContent {
  if (invoice) return { draft: invoice };
  if (document) return { document: { format: document.format, bytes: toBytes(document.base64) } };
  throw new Error("An input of exactly one member came without members");
}

const toAttachmentFile = ({ fileName, mediaType, base64 }: AttachmentInput): AttachmentFile => ({
  fileName,
  mediaType,
  bytes: toBytes(base64),
});

const toBytes = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, "base64"));
