import { Field, Int, ObjectType } from "../decorators.js";
import type { DocumentKind, DocumentRecord } from "../../application/records.js";
import type { DocumentFormat } from "../../provider-kit/provider.js";
import { NodeType } from "../node/node.js";
import { publishEnum } from "../published-enum.js";
import { DateTimeScalar } from "../scalars.js";

export const documentKinds = publishEnum<DocumentKind>("DocumentKind", "What a document is to its invoice.", {
  SUBMITTED: "What the client gave.",
  SENT: "What was sent to the provider.",
  CLEARED: "What the tax authority signed.",
  RECEIVED: "What was sent to us.",
  RENDERED: "A copy for people.",
  ATTACHMENT: "What came along with the invoice.",
  EVIDENCE: "Proof of delivery.",
  RESPONSE: "An answer to the invoice.",
});

export const documentFormats = publishEnum<DocumentFormat>("DocumentFormat", "How a document is written.", {
  UBL: "OASIS UBL 2.1, Invoice or CreditNote.",
  CII: "UN/CEFACT Cross Industry Invoice.",
  FATTURAPA: "FatturaPA, Italy.",
  FA3: "FA(3) of KSeF, Poland.",
  OSA: "InvoiceData of OSA 3.0, NAV Online Számla, Hungary.",
  FACTURX: "Factur-X or ZUGFeRD: a PDF with CII inside.",
  PDF: "PDF.",
  JSON: "JSON, e.g. of MyInvois.",
  OTHER: "Anything else.",
});

@ObjectType("InvoiceDocument", {
  simpleResolvers: true,
  implements: NodeType,
  description: "A file that belongs to an invoice; it never changes.",
})
export class InvoiceDocumentType implements Omit<DocumentRecord, "invoiceId">, NodeType {
  readonly id!: string;

  @Field(() => documentKinds, { description: "What it is to the invoice." })
  readonly kind!: DocumentKind;

  @Field(() => documentFormats, { description: "How it is written." })
  readonly format!: DocumentFormat;

  @Field(() => String, { description: "Its media type, e.g. `application/xml`." })
  readonly mediaType!: string;

  @Field(() => String, { description: "Its file name." })
  readonly fileName!: string;

  @Field(() => Int, { description: "Its size in bytes." })
  readonly sizeBytes!: number;

  @Field(() => String, { description: "The SHA-256 of its bytes, hexadecimal." })
  readonly sha256!: string;

  @Field(() => DateTimeScalar, { description: "When it was stored." })
  readonly createdAt!: string;
}
