import { attributeOf, isBlank, qualified } from "../xml/xml-tree.js";
import type { XmlElement } from "../xml/xml-tree.js";
import { withoutMarks } from "./read-message.js";
import type { BranchSource, FunctionSource, InstructionSource } from "./schema-source.js";
import { SchematronError } from "./schematron-error.js";

export const xsltNamespace = "http://www.w3.org/1999/XSL/Transform";

/** Reads an `xsl:function` of the kind that stands beside rules: variables, choices, sequences. */
export const readXsltFunction = (element: XmlElement): FunctionSource => {
  const parameters = element.children.filter((child) => isXslt(child, "param"));
  return {
    name: required(element, "name"),
    as: valueOf(element, "as"),
    parameters: parameters.map((parameter) => ({ name: required(parameter, "name"), as: valueOf(parameter, "as") })),
    body: readBody(element, element.children.slice(parameters.length)),
  };
};

const readBody = (parent: XmlElement, children = parent.children): readonly InstructionSource[] => {
  const text = withoutMarks(parent.text);
  return [...(isBlank(text) ? [] : [{ kind: "text", text } as const]), ...children.map(readInstruction)];
};

const readInstruction = (element: XmlElement): InstructionSource => {
  if (element.namespace !== xsltNamespace) throw unsupported(element);
  switch (element.name) {
    case "sequence":
    case "copy-of":
      return { kind: "sequence", select: required(element, "select"), separator: "" };
    case "value-of":
      return { kind: "value", select: required(element, "select"), separator: valueOf(element, "separator") ?? " " };
    case "text":
      return { kind: "text", text: element.text };
    case "variable":
      return readVariable(element);
    case "if":
      return { kind: "choose", branches: [{ test: required(element, "test"), body: readBody(element) }] };
    case "choose":
      return { kind: "choose", branches: element.children.map(readBranch) };
    case "for-each":
      return { kind: "for-each", select: required(element, "select"), body: readBody(element) };
    default:
      throw unsupported(element);
  }
};

const readVariable = (element: XmlElement): InstructionSource => {
  const select = valueOf(element, "select");
  const as = valueOf(element, "as");
  const body = select === undefined ? readBody(element) : [{ kind: "sequence", select, separator: "" } as const];
  return {
    kind: "variable",
    name: required(element, "name"),
    as,
    body,
    isText: select === undefined && as === undefined,
  };
};

const readBranch = (element: XmlElement): BranchSource => {
  if (isXslt(element, "when")) return { test: required(element, "test"), body: readBody(element) };
  if (isXslt(element, "otherwise")) return { test: undefined, body: readBody(element) };
  throw unsupported(element);
};

const isXslt = (element: XmlElement, name: string): boolean =>
  element.namespace === xsltNamespace && element.name === name;

const unsupported = (element: XmlElement): SchematronError =>
  new SchematronError(`${qualified(element)} is not supported within a function`);

const valueOf = (element: XmlElement, name: string): string | undefined => attributeOf(element, name)?.value;

const required = (element: XmlElement, name: string): string => {
  const value = valueOf(element, name);
  if (value === undefined) throw new SchematronError(`${qualified(element)} has no ${name}`);
  return value;
};
