import { isDecimal } from "../../domain/decimal.js";
import { parseXml } from "../../xml/parse-xml.js";
import { attributeOf, isNamed, type XmlElement } from "../../xml/xml-tree.js";
import type {
  LifecycleCharacteristic,
  LifecycleDetail,
  LifecycleDocument,
  LifecycleMessage,
  LifecycleParty,
  SchemedId,
} from "./lifecycle-message.js";
import { formatCodes, nameOf, root } from "./names.js";

/** A message about a status, or why the bytes are none. */
export type LifecycleReading = { readonly message: LifecycleMessage } | { readonly problem: string };

/** Reads a Cross Domain Acknowledgement and Response D22B; what XP Z12-012 does not use is passed over. */
export function readCdar(bytes: Uint8Array): LifecycleReading {
  const parsed = parseXml(bytes, { maximumBytes: 5_000_000 });
  if ("problem" in parsed) return { problem: parsed.problem.message };
  if (!isNamed(parsed.root, root)) {
    return { problem: `The root element is ${parsed.root.name} in "${parsed.root.namespace}", not a CDAR D22B` };
  }
  const exchanged = find(parsed.root, "rsm:ExchangedDocument");
  const acknowledgement = find(parsed.root, "rsm:AcknowledgementDocument");
  const documents = findAll(acknowledgement, "ram:ReferenceReferencedDocument").flatMap(readDocument);
  if (documents.length === 0) return { problem: "It names no document with a status (MDT-87, MDT-105)" };
  const context = find(parsed.root, "rsm:ExchangedDocumentContext");
  const issuer = find(exchanged, "ram:IssuerTradeParty");
  return {
    message: {
      id: textAt(exchanged, "ram:ID") ?? "",
      ...optional("name", textAt(exchanged, "ram:Name")),
      ...optional("process", textAt(context, "ram:BusinessProcessSpecifiedDocumentContextParameter", "ram:ID")),
      profile: textAt(context, "ram:GuidelineSpecifiedDocumentContextParameter", "ram:ID") ?? "",
      issuedAt: momentAt(exchanged, "ram:IssueDateTime") ?? "",
      senderRole: textAt(exchanged, "ram:SenderTradeParty", "ram:RoleCode") ?? "",
      issuer: issuer ? readParty(issuer) : { role: "" },
      recipients: findAll(exchanged, "ram:RecipientTradeParty").map(readParty),
      phase: textAt(acknowledgement, "ram:TypeCode") === "305" ? "TRANSMISSION" : "TREATMENT",
      ...optional("happenedAt", momentAt(acknowledgement, "ram:IssueDateTime")),
      documents,
    },
  };
}

function readDocument(element: XmlElement): LifecycleDocument[] {
  const number = textAt(element, "ram:IssuerAssignedID");
  const code = textAt(element, "ram:ProcessConditionCode");
  if (number === undefined || code === undefined) return [];
  return [
    {
      number,
      ...optional("standardCode", textAt(element, "ram:StatusCode")),
      ...optional("typeCode", textAt(element, "ram:TypeCode")),
      ...optional("receivedAt", momentAt(element, "ram:ReceiptDateTime")),
      ...optional("issueDate", momentAt(element, "ram:FormattedIssueDateTime")),
      code,
      ...optional("label", textAt(element, "ram:ProcessCondition")),
      ...optional("seller", idAt(find(element, "ram:IssuerTradeParty"), "ram:GlobalID")),
      details: findAll(element, "ram:SpecifiedDocumentStatus").map(readDetail),
    },
  ];
}

function readDetail(element: XmlElement): LifecycleDetail {
  return {
    ...optional("reasonCode", textAt(element, "ram:ReasonCode")),
    ...optional("reason", textAt(element, "ram:Reason")),
    ...optional("actionCode", textAt(element, "ram:RequestedActionCode")),
    ...optional("action", textAt(element, "ram:RequestedAction")),
    notes: findAll(element, "ram:IncludedNote").flatMap((note) =>
      findAll(note, "ram:Content").map(({ text }) => text.trim()),
    ),
    characteristics: findAll(element, "ram:SpecifiedDocumentCharacteristic").map(readCharacteristic),
  };
}

function readCharacteristic(element: XmlElement): LifecycleCharacteristic {
  const indicator = textAt(element, "ram:ValueChangedIndicator", "udt:IndicatorString");
  const amount = find(element, "ram:ValueAmount");
  const value = amount?.text.trim() ?? "";
  const percent = textAt(element, "ram:ValuePercent");
  return {
    ...optional("term", textAt(element, "ram:ID")),
    kind: textAt(element, "ram:TypeCode") ?? "",
    ...optional("isChange", indicator === undefined ? undefined : indicator === "true"),
    ...optional("name", textAt(element, "ram:Name")),
    ...optional("location", textAt(element, "ram:Location")),
    ...optional("text", textAt(element, "ram:Value")),
    ...(amount && isDecimal(value) && { amount: { value, ...optional("currency", attribute(amount, "currencyID")) } }),
    ...optional("date", momentAt(element, "ram:ValueDateTime")),
    ...(percent !== undefined && isDecimal(percent) && { percent }),
  };
}

function readParty(element: XmlElement): LifecycleParty {
  return {
    role: textAt(element, "ram:RoleCode") ?? "",
    ...optional("id", idAt(element, "ram:GlobalID")),
    ...optional("name", textAt(element, "ram:Name")),
    ...optional("address", idAt(find(element, "ram:URIUniversalCommunication"), "ram:URIID")),
  };
}

function idAt(element: XmlElement | undefined, name: string): SchemedId | undefined {
  const found = find(element, name);
  const value = found?.text.trim();
  return found && value ? { value, ...optional("scheme", attribute(found, "schemeID")) } : undefined;
}

/** `20250701151000` → `2025-07-01T15:10:00`; a day stays a day. What has no known form is not read. */
function momentAt(element: XmlElement | undefined, name: string): string | undefined {
  const holder = find(element, name);
  const written = find(holder, "udt:DateTimeString") ?? find(holder, "qdt:DateTimeString");
  if (!written) return undefined;
  const parts = /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?$/.exec(written.text.trim());
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second = "00"] = parts;
  const isDay = attribute(written, "format") === formatCodes.day || hour === undefined;
  return isDay ? `${year}-${month}-${day}` : `${year}-${month}-${day}T${hour}:${minute}:${second}`;
}

const attribute = (element: XmlElement, name: string): string | undefined =>
  attributeOf(element, name)?.value || undefined;

const findAll = (element: XmlElement | undefined, name: string): readonly XmlElement[] =>
  element?.children.filter((child) => isNamed(child, nameOf(name))) ?? [];

const find = (element: XmlElement | undefined, name: string): XmlElement | undefined => findAll(element, name)[0];

function textAt(element: XmlElement | undefined, ...names: readonly string[]): string | undefined {
  const found = names.reduce<XmlElement | undefined>(find, element);
  return found?.text.trim() || undefined;
}

const optional = <Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { readonly [Key in Name]?: Value } =>
  // A computed name widens to `string`; there is only this one.
  (value === undefined ? {} : { [name]: value }) as { readonly [Key in Name]?: Value };
