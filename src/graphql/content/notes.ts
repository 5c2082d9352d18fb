import { Field, InputType, ObjectType } from "../decorators.js";
import type { Attachment, Note, PrecedingInvoice, ProcessControl, SupportingDocument } from "../../domain/invoice.js";
import { Base64Scalar, DateScalar } from "../scalars.js";

const note = "BG-1. A note to the whole invoice.";

@ObjectType("Note", { simpleResolvers: true, description: note })
@InputType("NoteInput", { description: note })
export class NoteType implements Note {
  @Field(() => String, { nullable: true, description: "BT-21. What the note is about (UNTDID 4451)." })
  readonly subjectCode?: string;

  @Field(() => String, { description: "BT-22. The text of the note." })
  readonly text!: string;
}

const process = "BG-2. Under which rules the invoice was written.";
const businessProcess = "BT-23. The business process it belongs to.";
const specification = "BT-24. The specification whose rules it obeys.";

@ObjectType("ProcessControl", { simpleResolvers: true, description: process })
export class ProcessControlType implements ProcessControl {
  @Field(() => String, { nullable: true, description: businessProcess })
  readonly businessProcess?: string;

  @Field(() => String, { description: specification })
  readonly specification!: string;
}

@InputType("ProcessControlInput", { description: `${process} Peppol BIS Billing 3.0 when left out.` })
export class ProcessControlInput implements Partial<ProcessControl> {
  @Field(() => String, { nullable: true, description: businessProcess })
  readonly businessProcess?: string;

  @Field(() => String, { nullable: true, description: specification })
  readonly specification?: string;
}

const precedingInvoice = "BG-3. An earlier invoice that this one corrects or credits.";

@ObjectType("PrecedingInvoice", { simpleResolvers: true, description: precedingInvoice })
@InputType("PrecedingInvoiceInput", { description: precedingInvoice })
export class PrecedingInvoiceType implements PrecedingInvoice {
  @Field(() => String, { description: "BT-25. The number of the earlier invoice." })
  readonly number!: string;

  @Field(() => DateScalar, { nullable: true, description: "BT-26. The day the earlier invoice was issued." })
  readonly issueDate?: string;

  @Field(() => String, {
    nullable: true,
    description: "Not in EN 16931. The tax authority's id of the earlier invoice: KSeF number, MyInvois UUID.",
  })
  readonly clearanceId?: string;
}

const attachment = "BT-125. A document that travels inside the invoice.";

@ObjectType("Attachment", { simpleResolvers: true, description: attachment })
@InputType("AttachmentContentInput", { description: attachment })
class AttachmentType implements Attachment {
  @Field(() => String, { description: "BT-125-2. The name of the file." })
  readonly fileName!: string;

  @Field(() => String, { description: "BT-125-1. The media type of the file, e.g. `application/pdf`." })
  readonly mimeCode!: string;

  @Field(() => Base64Scalar, { description: "BT-125. The bytes of the file." })
  readonly base64!: string;
}

const supportingDocument = "BG-24. A document that supports the claims of the invoice.";

@ObjectType("SupportingDocument", { simpleResolvers: true, description: supportingDocument })
@InputType("SupportingDocumentInput", { description: supportingDocument })
export class SupportingDocumentType implements SupportingDocument {
  @Field(() => String, { description: "BT-122. The reference of the document." })
  readonly reference!: string;

  @Field(() => String, { nullable: true, description: "BT-123. What the document is." })
  readonly description?: string;

  @Field(() => String, { nullable: true, description: "BT-124. Where the document can be fetched." })
  readonly externalLocation?: string;

  @Field(() => AttachmentType, { nullable: true, description: "BT-125. The document itself." })
  readonly content?: AttachmentType;
}
