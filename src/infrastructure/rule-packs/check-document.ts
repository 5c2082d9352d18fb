import type { OfficialRulesResult, RuleViolation } from "../../domain/validation.js";
import { extractInvoiceXml } from "../../formats/pdf/extract-invoice-xml.js";
import { isPdf } from "../../formats/pdf/pdf-file.js";
import { parseXml } from "../../xml/parse-xml.js";
import type { XmlElement } from "../../xml/xml-tree.js";
import type { CompiledRulePack, ParsedDocument } from "./compile-rule-pack.js";
import { type RulePackManifest, rulesetOf } from "./rule-pack.js";

/** More than anybody reads, and little enough to keep beside the invoice. */
const mostViolations = 500;

/** Runs every pack that is about the document, one after the other, until the time is up. */
export function checkDocument(
  packs: readonly CompiledRulePack[],
  bytes: Uint8Array,
  milliseconds: number,
): OfficialRulesResult {
  const document = parse(bytes);
  if (!document) return { state: "INCOMPLETE", rulesets: [], violations: [] };
  const kind = kindOf(document.root);
  const applicable = packs.filter(
    ({ manifest, isAbout }) => kind && isFor(manifest, kind) && isAbout(document.root.namespace),
  );
  const deadline = performance.now() + milliseconds;
  const violations: RuleViolation[] = [];
  const rulesets: string[] = [];
  let complete = true;
  for (const { manifest, check } of applicable) {
    const left = deadline - performance.now();
    if (left <= 0) return { state: "INCOMPLETE", rulesets, violations };
    const findings = check(document, left);
    rulesets.push(rulesetOf(manifest));
    violations.push(...findings.violations);
    complete &&= findings.complete;
  }
  return {
    // A schema alone says nothing about the rules.
    state: !applicable.some(({ manifest }) => manifest.kind === "schematron")
      ? "NOT_INSTALLED"
      : complete && violations.length <= mostViolations
        ? "CHECKED"
        : "INCOMPLETE",
    rulesets,
    violations: violations.slice(0, mostViolations),
  };
}

function parse(bytes: Uint8Array): ParsedDocument | undefined {
  const xml = isPdf(bytes) ? extractInvoiceXml(bytes) : { bytes };
  if ("violations" in xml) return undefined;
  const parsed = parseXml(xml.bytes);
  return "root" in parsed ? { root: parsed.root, bytes: xml.bytes } : undefined;
}

interface DocumentKind {
  readonly syntax: RulePackManifest["syntax"];
  /** BT-24. */
  readonly specification: string;
}

const isFor = ({ syntax, customizationIds }: RulePackManifest, kind: DocumentKind): boolean =>
  syntax === kind.syntax &&
  (customizationIds.length === 0 || customizationIds.some((beginning) => kind.specification.startsWith(beginning)));

function kindOf(root: XmlElement): DocumentKind | undefined {
  if (root.namespace.startsWith("urn:oasis:names:specification:ubl:schema:xsd:"))
    return { syntax: "UBL", specification: textAt(root, "CustomizationID") };
  if (root.namespace.startsWith("urn:un:unece:uncefact:data:standard:CrossIndustryInvoice"))
    return {
      syntax: "CII",
      specification: textAt(root, "ExchangedDocumentContext", "GuidelineSpecifiedDocumentContextParameter", "ID"),
    };
  return undefined;
}

const textAt = (root: XmlElement, ...names: readonly string[]): string =>
  names
    .reduce<XmlElement | undefined>((at, name) => at?.children.find((child) => child.name === name), root)
    ?.text.trim() ?? "";
