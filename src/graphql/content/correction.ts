import { Field, InputType, ObjectType } from "../decorators.js";
import type { CorrectionDraft } from "../../domain/draft-invoice.js";
import type { AdditionalDatum, Correction, CorrectionEffect, CorrectionMethod } from "../../domain/invoice.js";
import { publishEnum } from "../published-enum.js";
import { InvoiceLineInput, InvoiceLineType } from "./lines.js";

const correctionMethods = publishEnum<CorrectionMethod>(
  "CorrectionMethod",
  "Not in EN 16931. What the lines of a correction state.",
  {
    DIFFERENCE: "What changes.",
    BEFORE_AFTER: "What shall be; `linesBefore` states what was.",
  },
);

const correctionEffects = publishEnum<CorrectionEffect>(
  "CorrectionEffect",
  "Not in EN 16931. The tax period in which a correction takes effect.",
  {
    ORIGINAL_PERIOD: "The period of the corrected invoice.",
    CORRECTION_PERIOD: "The period of the correction.",
    OTHER: "Another period, or several.",
  },
);

@ObjectType("CorrectionFields", { simpleResolvers: true })
@InputType("CorrectionFieldsInput")
abstract class CorrectionFields {
  @Field(() => String, { nullable: true, description: "Not in EN 16931. Why, in words." })
  readonly reason?: string;

  @Field(() => correctionEffects, { nullable: true, description: "Not in EN 16931. When it takes effect." })
  readonly effect?: CorrectionEffect;
}

const correction = "Not in EN 16931. How the invoice corrects the earlier ones that BG-3 names.";
const method = "Not in EN 16931. What the lines state.";
const linesBefore = "Not in EN 16931. The lines as they were before; none for DIFFERENCE.";

@ObjectType("Correction", { simpleResolvers: true, description: correction })
export class CorrectionType extends CorrectionFields implements Correction {
  @Field(() => correctionMethods, { description: method })
  readonly method!: CorrectionMethod;

  @Field(() => [InvoiceLineType], { description: linesBefore })
  readonly linesBefore!: readonly InvoiceLineType[];
}

@InputType("CorrectionInput", { description: correction })
export class CorrectionInput extends CorrectionFields implements CorrectionDraft {
  @Field(() => correctionMethods, {
    nullable: true,
    description: `${method} When left out: BEFORE_AFTER with lines before, else DIFFERENCE.`,
  })
  readonly method?: CorrectionMethod;

  @Field(() => [InvoiceLineInput], { nullable: true, description: linesBefore })
  readonly linesBefore?: readonly InvoiceLineInput[];
}

const additionalDatum = "Not in EN 16931. A key and its value, for the whole invoice or for one line.";

@ObjectType("AdditionalDatum", { simpleResolvers: true, description: additionalDatum })
@InputType("AdditionalDatumInput", { description: additionalDatum })
export class AdditionalDatumType implements AdditionalDatum {
  @Field(() => String, {
    nullable: true,
    description: "Not in EN 16931. The line (BT-126) it is about; absent for the whole invoice.",
  })
  readonly lineId?: string;

  @Field(() => String, { description: "Not in EN 16931. The key." })
  readonly key!: string;

  @Field(() => String, { description: "Not in EN 16931. The value." })
  readonly value!: string;
}
