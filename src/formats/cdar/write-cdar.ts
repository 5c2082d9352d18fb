import { serializeXml } from "../../xml/serialize-xml.js";
import { XmlTreeBuilder } from "../../xml/xml-tree.js";
import {
  type LifecycleCharacteristic,
  type LifecycleDetail,
  type LifecycleDocument,
  type LifecycleMessage,
  type LifecycleParty,
  phaseCodes,
  type SchemedId,
} from "./lifecycle-message.js";
import { formatCodes, nameOf, root } from "./names.js";

/** Writes a Cross Domain Acknowledgement and Response D22B, in the order of its schema. */
export function writeCdar(message: LifecycleMessage): Uint8Array {
  const writing = new Writing();
  const { phase, happenedAt, documents } = message;
  const tree = writing.within("rsm", root.name, () => {
    writing.within("rsm", "ExchangedDocumentContext", () => {
      writing.named("BusinessProcessSpecifiedDocumentContextParameter", message.process);
      writing.named("GuidelineSpecifiedDocumentContextParameter", message.profile);
    });
    writing.within("rsm", "ExchangedDocument", () => writeHeader(writing, message));
    writing.within("rsm", "AcknowledgementDocument", () => {
      writing.within("ram", "MultipleReferencesIndicator", () =>
        writing.text("udt", "Indicator", String(documents.length > 1)),
      );
      writing.text("ram", "TypeCode", phaseCodes[phase]);
      writing.moment("IssueDateTime", "udt", happenedAt);
      for (const document of documents) writeDocument(writing, document);
    });
  });
  return serializeXml(tree.finish());
}

function writeHeader(writing: Writing, { id, name, issuedAt, senderRole, issuer, recipients }: LifecycleMessage): void {
  writing.text("ram", "ID", id);
  writing.text("ram", "Name", name);
  writing.moment("IssueDateTime", "udt", issuedAt);
  writeParty(writing, "SenderTradeParty", { role: senderRole });
  writeParty(writing, "IssuerTradeParty", issuer);
  for (const recipient of recipients) writeParty(writing, "RecipientTradeParty", recipient);
}

function writeParty(writing: Writing, element: string, { role, id, name, address }: LifecycleParty): void {
  writing.within("ram", element, () => {
    writing.id("GlobalID", id);
    writing.text("ram", "Name", name);
    writing.text("ram", "RoleCode", role);
    if (address) writing.within("ram", "URIUniversalCommunication", () => writing.id("URIID", address));
  });
}

function writeDocument(writing: Writing, document: LifecycleDocument): void {
  writing.within("ram", "ReferenceReferencedDocument", () => {
    writing.text("ram", "IssuerAssignedID", document.number);
    writing.text("ram", "StatusCode", document.standardCode);
    writing.text("ram", "TypeCode", document.typeCode);
    writing.moment("ReceiptDateTime", "udt", document.receivedAt);
    writing.moment("FormattedIssueDateTime", "qdt", document.issueDate);
    writing.text("ram", "ProcessConditionCode", document.code);
    writing.text("ram", "ProcessCondition", document.label);
    const { seller } = document;
    if (seller) writing.within("ram", "IssuerTradeParty", () => writing.id("GlobalID", seller));
    document.details.forEach((detail, index) => writeDetail(writing, detail, index + 1));
  });
}

function writeDetail(writing: Writing, detail: LifecycleDetail, place: number): void {
  writing.within("ram", "SpecifiedDocumentStatus", () => {
    writing.text("ram", "ReasonCode", detail.reasonCode);
    writing.text("ram", "Reason", detail.reason);
    writing.text("ram", "RequestedActionCode", detail.actionCode);
    writing.text("ram", "RequestedAction", detail.action);
    writing.text("ram", "SequenceNumeric", String(place));
    for (const note of detail.notes) {
      writing.within("ram", "IncludedNote", () => writing.text("ram", "Content", note));
    }
    for (const characteristic of detail.characteristics) writeCharacteristic(writing, characteristic);
  });
}

function writeCharacteristic(writing: Writing, value: LifecycleCharacteristic): void {
  const { isChange, amount } = value;
  writing.within("ram", "SpecifiedDocumentCharacteristic", () => {
    writing.text("ram", "ID", value.term);
    writing.text("ram", "TypeCode", value.kind);
    if (isChange !== undefined) {
      writing.within("ram", "ValueChangedIndicator", () => writing.text("udt", "IndicatorString", String(isChange)));
    }
    writing.text("ram", "Name", value.name);
    writing.text("ram", "Location", value.location);
    writing.text("ram", "Value", value.text);
    writing.text("ram", "ValueAmount", amount?.value, { currencyID: amount?.currency });
    writing.moment("ValueDateTime", "udt", value.date);
    writing.text("ram", "ValuePercent", value.percent);
  });
}

/** Writes what there is: an absent value makes no element. */
class Writing {
  private readonly tree = new XmlTreeBuilder();

  within(prefix: string, name: string, content: () => void): XmlTreeBuilder {
    this.tree.openElement(nameOf(`${prefix}:${name}`));
    content();
    this.tree.closeElement();
    return this.tree;
  }

  text(
    prefix: string,
    name: string,
    text: string | undefined,
    attributes: Readonly<Record<string, string | undefined>> = {},
  ): void {
    if (text === undefined) return;
    this.within(prefix, name, () => {
      for (const [attribute, value] of Object.entries(attributes)) {
        if (value === undefined) continue;
        this.tree.addAttribute({ namespace: "", prefix: "", name: attribute, value, origin: undefined });
      }
      this.tree.addText(text);
    });
  }

  id(name: string, id: SchemedId | undefined): void {
    this.text("ram", name, id?.value, { schemeID: id?.scheme });
  }

  named(name: string, id: string | undefined): void {
    if (id !== undefined) this.within("ram", name, () => this.text("ram", "ID", id));
  }

  moment(name: string, prefix: "udt" | "qdt", moment: string | undefined): void {
    if (moment === undefined) return;
    const digits = moment.replace(/\D/g, "");
    const format = digits.length === 8 ? formatCodes.day : formatCodes.second;
    this.within("ram", name, () => this.text(prefix, "DateTimeString", digits, { format }));
  }
}
