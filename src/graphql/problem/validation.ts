import { Field, ObjectType } from "../decorators.js";
import type { OfficialRulesState, RuleViolation, Severity, ValidationReport } from "../../domain/validation.js";
import { publishEnum } from "../published-enum.js";
import { DateTimeScalar } from "../scalars.js";

const severities = publishEnum<Severity>("Severity", "How bad the breach of a rule is.", {
  FATAL: "The document is invalid.",
  ERROR: "The document is invalid.",
  WARNING: "The document is valid; somebody should look.",
  INFO: "The document is valid; good to know.",
});

const officialRulesStates = publishEnum<OfficialRulesState>(
  "OfficialRulesState",
  "What became of the rules of the standard and of the network, as their authors publish them and the operator of this " +
    "gateway installs them.",
  {
    CHECKED: "All installed rules that are about the document were run.",
    NOT_INSTALLED: "No installed rules are about the document: only the gateway's own were run.",
    INCOMPLETE:
      "Not all of them were run: the account has them switched off, the content could not be read or written, or they " +
      "took too long. More may be wrong than is said here.",
  },
);

@ObjectType("RuleViolation", { simpleResolvers: true, description: "One rule that a document breaks." })
export class RuleViolationType implements RuleViolation {
  @Field(() => String, { description: "The rule's own id, e.g. `BR-CO-15`." })
  readonly rule!: string;

  @Field(() => String, { description: "The set the rule belongs to, e.g. `EN16931`." })
  readonly ruleset!: string;

  @Field(() => severities, { description: "How bad it is." })
  readonly severity!: Severity;

  @Field(() => String, { description: "A sentence that names the thing and its value." })
  readonly message!: string;

  @Field(() => [String], {
    nullable: true,
    description:
      'Where it is. In the answer to a structured invoice: the path into `input`, e.g. `["content", "invoice", ' +
      '"lines", "2", "vat", "rate"]`. Anywhere else: the path into the invoice, e.g. `["lines", "2", "vat", "rate"]`.',
  })
  readonly path?: readonly string[];

  @Field(() => String, { nullable: true, description: "Where it is in the XML, when a document was checked." })
  readonly xpath?: string;

  @Field(() => String, { nullable: true, description: "Address of a page that explains the rule." })
  readonly help?: string;
}

@ObjectType("ValidationReport", { simpleResolvers: true, description: "What checking one document led to." })
export class ValidationReportType implements ValidationReport {
  @Field(() => Boolean, { description: "No violation is FATAL or ERROR." })
  readonly valid!: boolean;

  @Field(() => [String], { description: "Every set of rules that ran, also those without a finding." })
  readonly rulesets!: readonly string[];

  @Field(() => [RuleViolationType], { description: "The rules that are broken." })
  readonly violations!: readonly RuleViolationType[];

  @Field(() => officialRulesStates, {
    description: "Whether the official rules are among those that ran. Without them `valid` is a first opinion.",
  })
  readonly officialRules!: OfficialRulesState;

  @Field(() => DateTimeScalar, { description: "When the document was checked." })
  readonly checkedAt!: string;
}
