import { tokensOf } from "./lexer.js";
import { PathParser } from "./path-parser.js";
import type {
  ArithmeticOperator,
  GeneralOperator,
  NodeOperator,
  NodeTest,
  Occurrence,
  RangeBinding,
  SequenceType,
  SingleType,
  Syntax,
  ValueOperator,
} from "./syntax.js";

/** @throws {XPathSyntaxError} */
export const parseXPath = (source: string): Syntax => {
  const parser = new Parser(source, tokensOf(source));
  const syntax = parser.expression();
  parser.expectEnd();
  return syntax;
};

/** Reads `xs:decimal?`, as in the `as` of a function. */
export const parseSequenceType = (source: string): SequenceType => {
  const parser = new Parser(source, tokensOf(source));
  const type = parser.sequenceType();
  parser.expectEnd();
  return type;
};

const general: readonly GeneralOperator[] = ["=", "!=", "<", "<=", ">", ">="];
const value: readonly ValueOperator[] = ["eq", "ne", "lt", "le", "gt", "ge"];
const order: readonly NodeOperator[] = ["is", "<<", ">>"];
const additive: readonly ArithmeticOperator[] = ["+", "-"];
const multiplicative: readonly ArithmeticOperator[] = ["*", "div", "idiv", "mod"];

/** The grammar of XPath 2.0 from `Expr` down to `UnaryExpr`, loosest binding first. */
class Parser extends PathParser {
  override expression(): Syntax {
    const items = [this.single()];
    while (this.accept(",")) items.push(this.single());
    return items.length === 1 ? items[0]! : { kind: "sequence", items };
  }

  override single(): Syntax {
    const isFollowedByVariable = this.peek(1).kind === "variable";
    if (isFollowedByVariable && this.isAt("for")) return this.forExpression();
    if (isFollowedByVariable && this.isAt("some")) return this.quantified("some");
    if (isFollowedByVariable && this.isAt("every")) return this.quantified("every");
    if (this.isAt("if") && this.peek(1).text === "(") return this.conditional();
    return this.or();
  }

  private forExpression(): Syntax {
    this.expect("for");
    const bindings = this.bindings();
    this.expect("return");
    return { kind: "for", bindings, body: this.single() };
  }

  private quantified(kind: "some" | "every"): Syntax {
    this.expect(kind);
    const bindings = this.bindings();
    this.expect("satisfies");
    return { kind, bindings, body: this.single() };
  }

  private bindings(): RangeBinding[] {
    const bindings: RangeBinding[] = [];
    do {
      const name = this.expectKind("variable");
      this.expect("in");
      bindings.push({ name, in: this.single() });
    } while (this.accept(","));
    return bindings;
  }

  private conditional(): Syntax {
    this.expect("if");
    this.expect("(");
    const condition = this.expression();
    this.expect(")");
    this.expect("then");
    const yes = this.single();
    this.expect("else");
    return { kind: "if", condition, yes, no: this.single() };
  }

  private or(): Syntax {
    let left = this.and();
    while (this.accept("or")) left = { kind: "or", left, right: this.and() };
    return left;
  }

  private and(): Syntax {
    let left = this.comparison();
    while (this.accept("and")) left = { kind: "and", left, right: this.comparison() };
    return left;
  }

  private comparison(): Syntax {
    const left = this.range();
    const generalOperator = this.acceptAny(general);
    if (generalOperator) return { kind: "general", operator: generalOperator, left, right: this.range() };
    const valueOperator = this.acceptAny(value);
    if (valueOperator) return { kind: "value", operator: valueOperator, left, right: this.range() };
    const orderOperator = this.acceptAny(order);
    if (orderOperator) return { kind: "order", operator: orderOperator, left, right: this.range() };
    return left;
  }

  private range(): Syntax {
    const left = this.additive();
    return this.accept("to") ? { kind: "range", left, right: this.additive() } : left;
  }

  private additive(): Syntax {
    let left = this.multiplicative();
    for (let operator = this.acceptAny(additive); operator; operator = this.acceptAny(additive)) {
      left = { kind: "arithmetic", operator, left, right: this.multiplicative() };
    }
    return left;
  }

  private multiplicative(): Syntax {
    let left = this.union();
    for (let operator = this.acceptAny(multiplicative); operator; operator = this.acceptAny(multiplicative)) {
      left = { kind: "arithmetic", operator, left, right: this.union() };
    }
    return left;
  }

  private union(): Syntax {
    let left = this.intersection();
    while (this.accept("union") || this.accept("|")) left = { kind: "union", left, right: this.intersection() };
    return left;
  }

  private intersection(): Syntax {
    let left = this.instance();
    for (;;) {
      if (this.accept("intersect")) left = { kind: "intersect", left, right: this.instance() };
      else if (this.accept("except")) left = { kind: "except", left, right: this.instance() };
      else return left;
    }
  }

  private instance(): Syntax {
    const operand = this.treat();
    if (!this.acceptPair("instance", "of")) return operand;
    return { kind: "instance", operand, type: this.sequenceType() };
  }

  private treat(): Syntax {
    const operand = this.castable();
    if (!this.acceptPair("treat", "as")) return operand;
    return { kind: "treat", operand, type: this.sequenceType() };
  }

  private castable(): Syntax {
    const operand = this.cast();
    if (!this.acceptPair("castable", "as")) return operand;
    return { kind: "castable", operand, type: this.singleType() };
  }

  private cast(): Syntax {
    const operand = this.unary();
    if (!this.acceptPair("cast", "as")) return operand;
    return { kind: "cast", operand, type: this.singleType() };
  }

  private unary(): Syntax {
    if (this.accept("-")) return { kind: "negate", operand: this.unary() };
    if (this.accept("+")) return { kind: "plus", operand: this.unary() };
    return this.path();
  }

  private singleType(): SingleType {
    const atomic = this.expectKind("name");
    return { atomic, isOptional: this.accept("?") };
  }

  sequenceType(): SequenceType {
    if (this.acceptPair("empty-sequence", "(")) {
      this.expect(")");
      return { item: "empty", occurrence: "" };
    }
    const item = this.itemType();
    return { item, occurrence: this.acceptAny<Occurrence>(["?", "*", "+"]) ?? "" };
  }

  private itemType(): NodeTest | "item" | { readonly atomic: string } {
    if (this.acceptPair("item", "(")) {
      this.expect(")");
      return "item";
    }
    return this.kindTest() ?? { atomic: this.expectKind("name") };
  }
}
