import { parseXml } from "../xml/parse-xml.js";
import { attributeOf, qualified } from "../xml/xml-tree.js";
import type { XmlElement } from "../xml/xml-tree.js";
import { markPlaces, readMessage, withoutMarks } from "./read-message.js";
import { readXsltFunction, xsltNamespace } from "./read-xslt-function.js";
import type {
  CheckSource,
  FunctionSource,
  LetSource,
  PatternSource,
  PhaseSource,
  RuleSource,
  SchemaSource,
} from "./schema-source.js";
import { SchematronError } from "./schematron-error.js";

const namespaces: ReadonlySet<string> = new Set([
  "http://purl.oclc.org/dsdl/schematron",
  "http://www.ascc.net/xml/schematron",
]);

/** The text of another file; the path is relative to the schema's, wherever in its includes it is named. */
export type Include = (href: string) => string;

/** Replaces the parameters of an abstract pattern. */
type Substitute = (text: string) => string;

const asWritten: Substitute = (text) => text;

const maximumIncludes = 1_000;

/** @throws {SchematronError} */
export const readSchema = (source: string | XmlElement, include?: Include): SchemaSource =>
  typeof source === "string"
    ? new SchemaReader(include, prefixesOf(source)).read(parsed(source, "The schema"))
    : new SchemaReader(include, []).read(source);

/** Our tree keeps no namespace declarations, and some schemas use in XPath what only XML declares. */
const prefixesOf = (source: string): readonly (readonly [string, string])[] =>
  [...source.matchAll(/\sxmlns:([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(
    ([, prefix = "", inDouble, inSingle]) => [prefix, inDouble ?? inSingle ?? ""] as const,
  );

/** The source is text already: the encoding its XML declaration tells does not matter any more. */
const declaration = /^\uFEFF?<\?xml\s[^>]*\?>/;

const parsed = (source: string, name: string): XmlElement => {
  const result = parseXml(new TextEncoder().encode(markPlaces(source.replace(declaration, ""))));
  if ("root" in result) return result.root;
  const { line, message } = result.problem;
  throw new SchematronError(`${name} is not readable, line ${line}: ${message}`);
};

class SchemaReader {
  private readonly include: Include | undefined;
  private readonly prefixes: readonly (readonly [string, string])[];
  private readonly included = new Map<string, XmlElement>();
  /** Of each included file by its root, empty or ending in a slash. */
  private readonly folders = new Map<XmlElement, string>();
  private readonly patterns = new Map<string, XmlElement>();
  private readonly abstractRules = new Map<string, XmlElement>();
  private includes = 0;

  constructor(include: Include | undefined, prefixes: readonly (readonly [string, string])[]) {
    this.include = include;
    this.prefixes = prefixes;
  }

  read(root: XmlElement): SchemaSource {
    if (!namespaces.has(root.namespace) || root.name !== "schema") {
      throw new SchematronError(`${qualified(root)} is not a Schematron schema`);
    }
    const children = this.childrenOf(root);
    const own = (name: string): readonly XmlElement[] => children.filter((child) => isSchematron(child, name));
    for (const pattern of own("pattern")) this.register(pattern);
    for (const rules of own("rules")) this.registerRules(this.childrenOf(rules));
    const xslt = children.filter(({ namespace }) => namespace === xsltNamespace);
    return {
      namespaces: new Map([
        ...this.prefixes.toReversed(),
        ...own("ns").map((element) => [required(element, "prefix"), required(element, "uri")] as const),
      ]),
      lets: [...this.letsOf(children, asWritten), ...xslt.filter(isVariable).map(readLetOfXslt)],
      functions: xslt.filter((element) => !isVariable(element)).map(readFunction),
      patterns: own("pattern")
        .filter(isConcrete)
        .map((pattern) => this.readPattern(pattern)),
      phases: new Map(own("phase").map((phase) => [required(phase, "id"), this.readPhase(phase)])),
    };
  }

  private register(pattern: XmlElement): void {
    const id = valueOf(pattern, "id");
    if (id !== undefined) this.patterns.set(id, pattern);
    this.registerRules(this.childrenOf(pattern));
  }

  private registerRules(children: readonly XmlElement[]): void {
    for (const rule of children) {
      const id = valueOf(rule, "id");
      if (isSchematron(rule, "rule") && !isConcrete(rule) && id !== undefined) this.abstractRules.set(id, rule);
    }
  }

  private readPhase(phase: XmlElement): PhaseSource {
    const children = this.childrenOf(phase);
    const active = children.filter((child) => isSchematron(child, "active"));
    return {
      patterns: new Set(active.map((element) => required(element, "pattern"))),
      lets: this.letsOf(children, asWritten),
    };
  }

  private readPattern(element: XmlElement): PatternSource {
    const model = valueOf(element, "is-a");
    if (model === undefined) return this.readPatternBody(element, element, asWritten);
    const abstract = this.patterns.get(model);
    if (!abstract) throw new SchematronError(`There is no abstract pattern ${model}`);
    const parameters = this.childrenOf(element).filter((child) => isSchematron(child, "param"));
    const values = new Map(parameters.map((one) => [required(one, "name"), required(one, "value")]));
    return this.readPatternBody(element, abstract, substitution(values));
  }

  private readPatternBody(element: XmlElement, body: XmlElement, substitute: Substitute): PatternSource {
    const children = this.childrenOf(body);
    const rules = children.filter((child) => isSchematron(child, "rule") && isConcrete(child));
    return {
      id: valueOf(element, "id"),
      lets: this.letsOf(children, substitute),
      rules: rules.map((rule) => this.readRule(rule, substitute)),
    };
  }

  private readRule(rule: XmlElement, substitute: Substitute): RuleSource {
    const children = this.extended(rule);
    return {
      context: substitute(required(rule, "context")),
      id: valueOf(rule, "id"),
      flag: valueOf(rule, "flag") ?? valueOf(rule, "role"),
      lets: this.letsOf(children, substitute),
      checks: children.flatMap((child) => {
        const isCheck = isSchematron(child, "assert") || isSchematron(child, "report");
        return isCheck ? [readCheck(child, substitute)] : [];
      }),
    };
  }

  /** The children of a rule with those of the abstract rules it extends in their place. */
  private extended(rule: XmlElement, depth = 0): readonly XmlElement[] {
    if (depth > 50) throw new SchematronError(`The rule ${valueOf(rule, "id") ?? ""} extends itself`);
    return this.childrenOf(rule).flatMap((child) => {
      if (!isSchematron(child, "extends")) return [child];
      const id = required(child, "rule");
      const abstract = this.abstractRules.get(id);
      if (!abstract) throw new SchematronError(`There is no abstract rule ${id}`);
      return this.extended(abstract, depth + 1);
    });
  }

  private letsOf(children: readonly XmlElement[], substitute: Substitute): readonly LetSource[] {
    return children
      .filter((child) => isSchematron(child, "let"))
      .map((element) => ({
        name: required(element, "name"),
        value: substitute(valueOf(element, "value") ?? withoutMarks(element.text)),
      }));
  }

  /** The children with what is included in their place; `extends href` brings the children of what it names. */
  private childrenOf(element: XmlElement): readonly XmlElement[] {
    return element.children.flatMap((child) => {
      const href = valueOf(child, "href");
      if (href !== undefined && isSchematron(child, "include"))
        return this.including(element, href, (found) => [found]);
      if (href !== undefined && isSchematron(child, "extends")) {
        return this.including(element, href, (found) => this.childrenOf(found));
      }
      return [child];
    });
  }

  private including<Result>(from: XmlElement, href: string, take: (found: XmlElement) => Result): Result {
    if (!this.include) throw new SchematronError(`The schema includes ${href}, and nothing was given to read it`);
    if (++this.includes > maximumIncludes)
      throw new SchematronError(`The schema includes ${href} and others endlessly`);
    const [path = "", fragment] = href.split("#");
    const file = `${this.folders.get(rootOf(from)) ?? ""}${path}`;
    const root = this.included.get(file) ?? parsed(this.include(file), file);
    this.included.set(file, root);
    this.folders.set(root, file.slice(0, file.lastIndexOf("/") + 1));
    const found = fragment === undefined ? root : withId(root, fragment);
    if (!found) throw new SchematronError(`${file} has no element ${fragment ?? ""}`);
    return take(found);
  }
}

const readCheck = (element: XmlElement, substitute: Substitute): CheckSource => ({
  kind: element.name === "assert" ? "assert" : "report",
  id: valueOf(element, "id"),
  flag: valueOf(element, "flag") ?? valueOf(element, "role"),
  test: substitute(required(element, "test")),
  message: readMessage(element, substitute),
});

const isVariable = ({ name }: XmlElement): boolean => name === "variable" || name === "param";

const readLetOfXslt = (element: XmlElement): LetSource => ({
  name: required(element, "name"),
  value: required(element, "select"),
});

const readFunction = (element: XmlElement): FunctionSource => {
  if (element.name === "function") return readXsltFunction(element);
  throw new SchematronError(`${qualified(element)} is not supported in a schema`);
};

/** Longer names first, and whole names only: `$line` is not the beginning of `$lines`. */
const substitution = (values: ReadonlyMap<string, string>): Substitute => {
  if (values.size === 0) return asWritten;
  const names = [...values.keys()].sort((left, right) => right.length - left.length).map(escaped);
  const pattern = new RegExp(`\\$(${names.join("|")})(?![\\p{L}\\p{N}_-])`, "gu");
  return (text) => text.replace(pattern, (whole, name: string) => values.get(name) ?? whole);
};

const escaped = (name: string): string => name.replace(/[.\\*+?^$(){}|[\]]/g, "\\$&");

const rootOf = (element: XmlElement): XmlElement => {
  let root = element;
  while (root.parent) root = root.parent;
  return root;
};

const withId = (element: XmlElement, id: string): XmlElement | undefined => {
  if (element.attributes.some((attribute) => attribute.name === "id" && attribute.value === id)) return element;
  for (const child of element.children) {
    const found = withId(child, id);
    if (found) return found;
  }
  return undefined;
};

const isConcrete = (element: XmlElement): boolean => valueOf(element, "abstract") !== "true";

const isSchematron = (element: XmlElement, name: string): boolean =>
  element.name === name && namespaces.has(element.namespace);

const valueOf = (element: XmlElement, name: string): string | undefined => attributeOf(element, name)?.value;

const required = (element: XmlElement, name: string): string => {
  const value = valueOf(element, name);
  if (value === undefined) throw new SchematronError(`${qualified(element)} has no ${name}`);
  return value;
};
