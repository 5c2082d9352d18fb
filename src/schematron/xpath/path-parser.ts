import type { Token, TokenKind } from "./lexer.js";
import type { Axis, NodeTest, Step, Syntax } from "./syntax.js";
import { XPathSyntaxError } from "./xpath-error.js";

const axes: ReadonlySet<string> = new Set<Axis>([
  "child",
  "attribute",
  "self",
  "parent",
  "descendant",
  "descendant-or-self",
  "ancestor",
  "ancestor-or-self",
  "preceding",
  "preceding-sibling",
  "following",
  "following-sibling",
]);

const isAxis = (text: string): text is Axis => axes.has(text);

/** Comments and processing instructions are not in our tree: their tests are read, and nothing passes them. */
const kindTests: ReadonlyMap<string, NodeTest["kind"]> = new Map([
  ["node", "node"],
  ["text", "text"],
  ["element", "element"],
  ["attribute", "attribute"],
  ["document-node", "document"],
  ["comment", "never"],
  ["processing-instruction", "never"],
]);

const literals: ReadonlySet<TokenKind> = new Set<TokenKind>(["string", "integer", "decimal", "double"]);

const anyNode: NodeTest = { kind: "node" };
const everythingBelow: Step = { kind: "step", axis: "descendant-or-self", test: anyNode, predicates: [] };

/** Tokens, and the grammar of paths, steps and primary expressions. */
export abstract class PathParser {
  private readonly source: string;
  private readonly tokens: readonly Token[];
  private next = 0;

  constructor(source: string, tokens: readonly Token[]) {
    this.source = source;
    this.tokens = tokens;
  }

  abstract expression(): Syntax;
  protected abstract single(): Syntax;

  expectEnd(): void {
    if (this.peek().kind !== "end") this.fail(`Unexpected ${this.peek().text}`);
  }

  protected path(): Syntax {
    const steps: Syntax[] = [];
    let isAbsolute = false;
    if (this.accept("//")) {
      isAbsolute = true;
      steps.push(everythingBelow);
    } else if (this.accept("/")) {
      if (!this.startsStep()) return { kind: "path", isAbsolute: true, steps };
      isAbsolute = true;
    }
    steps.push(this.step());
    for (;;) {
      if (this.accept("//")) steps.push(everythingBelow, this.step());
      else if (this.accept("/")) steps.push(this.step());
      else break;
    }
    const [first] = steps;
    return !isAbsolute && steps.length === 1 && first!.kind !== "step" ? first! : { kind: "path", isAbsolute, steps };
  }

  private startsStep(): boolean {
    const { kind, text } = this.peek();
    return kind === "name" || kind === "variable" || literals.has(kind) || ["*", "@", ".", "..", "("].includes(text);
  }

  private step(): Syntax {
    if (this.accept("..")) return this.predicated("parent", anyNode);
    if (this.accept("@")) return this.predicated("attribute", this.nodeTest());
    const { kind, text } = this.peek();
    if (kind === "name" && this.peek(1).text === "::") {
      if (!isAxis(text)) this.fail(`There is no axis ${text}`);
      this.next += 2;
      return this.predicated(text, this.nodeTest());
    }
    const isName = kind === "name" && this.peek(1).text !== "(";
    if (isName || (kind === "symbol" && text === "*") || (kind === "name" && kindTests.has(text))) {
      const test = this.nodeTest();
      return this.predicated(test.kind === "attribute" ? "attribute" : "child", test);
    }
    const base = this.primary();
    const predicates = this.predicates();
    return predicates.length === 0 ? base : { kind: "filter", base, predicates };
  }

  private predicated(axis: Axis, test: NodeTest): Step {
    return { kind: "step", axis, test, predicates: this.predicates() };
  }

  private predicates(): Syntax[] {
    const predicates: Syntax[] = [];
    while (this.accept("[")) {
      predicates.push(this.expression());
      this.expect("]");
    }
    return predicates;
  }

  private nodeTest(): NodeTest {
    return this.kindTest() ?? (this.accept("*") ? { kind: "named", name: "*" } : this.nameTest());
  }

  private nameTest(): NodeTest {
    return { kind: "named", name: this.expectKind("name") };
  }

  protected kindTest(): NodeTest | undefined {
    const kind = this.peek(1).text === "(" ? kindTests.get(this.peek().text) : undefined;
    if (kind === undefined) return undefined;
    this.next += 2;
    const argument = this.peek();
    if (this.accept(")")) return { kind };
    this.next++;
    if (argument.kind !== "name" && argument.text !== "*" && kind !== "never") {
      this.fail(`Unexpected ${argument.text} in a kind test`);
    }
    this.expect(")");
    return argument.text === "*" ? { kind } : { kind, name: argument.text };
  }

  private primary(): Syntax {
    const { kind, text } = this.peek();
    if (kind === "string" || kind === "integer" || kind === "decimal" || kind === "double") {
      this.next++;
      return { kind: "literal", type: kind, text };
    }
    if (kind === "variable") {
      this.next++;
      return { kind: "variable", name: text };
    }
    if (kind === "name") return this.call();
    if (this.accept(".")) return { kind: "context" };
    this.expect("(");
    if (this.accept(")")) return { kind: "sequence", items: [] };
    const inner = this.expression();
    this.expect(")");
    return inner;
  }

  private call(): Syntax {
    const name = this.expectKind("name");
    this.expect("(");
    const given: Syntax[] = [];
    if (!this.accept(")")) {
      do given.push(this.single());
      while (this.accept(","));
      this.expect(")");
    }
    return { kind: "call", name, arguments: given };
  }

  protected peek(ahead = 0): Token {
    return this.tokens[Math.min(this.next + ahead, this.tokens.length - 1)]!;
  }

  protected isAt(text: string): boolean {
    const token = this.peek();
    return token.text === text && (token.kind === "name" || token.kind === "symbol");
  }

  protected accept(text: string): boolean {
    if (!this.isAt(text)) return false;
    this.next++;
    return true;
  }

  protected acceptAny<Text extends string>(texts: readonly Text[]): Text | undefined {
    return texts.find((text) => this.accept(text));
  }

  protected acceptPair(first: string, second: string): boolean {
    if (!this.isAt(first) || this.peek(1).text !== second) return false;
    this.next += 2;
    return true;
  }

  protected expect(text: string): void {
    if (!this.accept(text)) this.fail(`Expected ${text}, found ${this.peek().text}`);
  }

  protected expectKind(kind: TokenKind): string {
    const token = this.peek();
    if (token.kind !== kind) this.fail(`Expected a ${kind}, found ${token.text}`);
    this.next++;
    return token.text;
  }

  protected fail(message: string): never {
    throw new XPathSyntaxError(`${message} at ${this.peek().at} in ${this.source}`);
  }
}
