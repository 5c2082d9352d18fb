import type { XmlName } from "../../xml/xml-tree.js";

/** The prefixes that mapping paths are written in, and that our own documents use. */
const namespaces: Readonly<Record<string, string>> = {
  cac: "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
  cbc: "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
  rsm: "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
  ram: "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
  qdt: "urn:un:unece:uncefact:data:standard:QualifiedDataType:100",
  udt: "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
};

/** The steps of `cac:Party/cbc:EndpointID`; none for the empty path, which means the element itself. */
export const stepsOf = (path: string): readonly XmlName[] => (path === "" ? [] : path.split("/").map(nameOf));

export const nameOf = (qualifiedName: string): XmlName => {
  const [prefix = "", name = ""] = qualifiedName.split(":");
  const namespace = namespaces[prefix];
  if (!namespace || !name) throw new Error(`${qualifiedName} has no known prefix`);
  return { namespace, prefix, name };
};
