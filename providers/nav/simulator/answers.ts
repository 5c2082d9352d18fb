import type { SimulatorResponse } from "../../../src/provider-kit/simulator.js";
import type { XmlElement } from "../../../src/xml/xml-tree.js";
import { apiNamespace, type Branch, branch, leaf, namespaces, writeXml } from "../xml.js";

const headers = { "content-type": "application/xml;charset=UTF-8" };

/** What an operation answers: its content, or why not. */
export type Outcome = { readonly content: readonly Branch[] } | { readonly refusal: Refusal };

export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  /** Of the schema. */
  readonly details?: readonly string[];
}

export const refuse = (status: number, code: string, message: string, details?: readonly string[]): Outcome => ({
  refusal: { status, code, message, ...(details && { details }) },
});

/** Header and software come back as they came (interface specification 1.4). */
export function toAnswer(request: XmlElement, outcome: Outcome): SimulatorResponse {
  const name = "refusal" in outcome ? "GeneralErrorResponse" : request.name.replace(/Request$/, "Response");
  const root: Branch = {
    name,
    content: [
      ...echo(request, "header"),
      ...("refusal" in outcome
        ? branch(
            "common:result",
            leaf("common:funcCode", "ERROR"),
            leaf("common:errorCode", outcome.refusal.code),
            leaf("common:message", outcome.refusal.message),
          )
        : branch("common:result", leaf("common:funcCode", "OK"))),
      ...echo(request, "software"),
      ...("refusal" in outcome ? (outcome.refusal.details ?? []).flatMap(toSchemaFault) : outcome.content),
    ],
  };
  const status = "refusal" in outcome ? outcome.refusal.status : 200;
  return { status, headers, body: writeXml(apiNamespace, root) };
}

const toSchemaFault = (message: string): readonly Branch[] =>
  branch("technicalValidationMessages", ...toTechnicalMessage("SCHEMA_VIOLATION", message));

export const toTechnicalMessage = (code: string, message: string): readonly (readonly Branch[])[] => [
  leaf("common:validationResultCode", "ERROR"),
  leaf("common:validationErrorCode", code),
  leaf("common:message", message.slice(0, 1024)),
];

function echo(request: XmlElement, name: string): readonly Branch[] {
  const found = request.children.find((child) => child.name === name);
  return found ? [copy(found)] : [];
}

const copy = ({ namespace, name, text, children }: XmlElement): Branch => ({
  name: namespace === namespaces.common ? `common:${name}` : name,
  content: children.length > 0 ? children.map(copy) : text,
});

/** What is no XML has no header to answer with. */
export function refuseText(message: string): SimulatorResponse {
  const [result] = branch(
    "common:GeneralExceptionResponse",
    leaf("common:funcCode", "ERROR"),
    leaf("common:errorCode", "INVALID_REQUEST"),
    leaf("common:message", message),
  );
  return { status: 400, headers, body: writeXml(apiNamespace, result!) };
}
