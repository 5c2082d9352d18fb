import type { XmlName } from "../../xml/xml-tree.js";

const standard = "urn:un:unece:uncefact:data:standard";

const namespaces: Readonly<Record<string, string>> = {
  rsm: `${standard}:CrossDomainAcknowledgementAndResponse:100`,
  ram: `${standard}:ReusableAggregateBusinessInformationEntity:100`,
  qdt: `${standard}:QualifiedDataType:100`,
  udt: `${standard}:UnqualifiedDataType:100`,
};

/** `ram:TypeCode` → the name with its namespace. */
export function nameOf(qualified: string): XmlName {
  const [prefix = "", name = ""] = qualified.split(":");
  return { namespace: namespaces[prefix] ?? "", prefix, name };
}

export const root = nameOf("rsm:CrossDomainAcknowledgementAndResponse");

/** UNTDID 2379. */
export const formatCodes = { day: "102", minute: "203", second: "204" } as const;
