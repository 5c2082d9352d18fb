import { parseArgs } from "node:util";
import { scoreEngine } from "./conformance/engine.js";
import { countXsdValid, isLossless, readExamples } from "./conformance/examples.js";
import { isThere, tell } from "./conformance/material.js";
import { scoreOwnRules } from "./conformance/own-rules.js";
import { compareTerms } from "./conformance/terms.js";

/**
 * Measures documents against the official material: `npm run conformance:documents -- --json`. What cannot be measured
 * is null, and standard error says why. The last line of standard output is one JSON object.
 */
const { values } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    "peppol-ubl": { type: "string" },
    "peppol-cii": { type: "string" },
  },
});

if (!isThere()) {
  tell("Nothing is measured: the official material is expected in ../shared/invoices, and it is not there");
  process.stdout.write(`${JSON.stringify({ engine: null, own: null, examples: null, terms: null })}\n`);
} else {
  const engine = scoreEngine({ peppolUbl: values["peppol-ubl"], peppolCii: values["peppol-cii"] });
  const own = { enUbl: scoreOwnRules() };
  const { examples, total } = readExamples();
  const measured = {
    engine,
    own,
    examples: {
      total,
      read: examples.length,
      lossless: examples.filter(isLossless).length,
      xsdValid: countXsdValid(examples),
    },
    terms: compareTerms(examples),
  };
  if (!values.json) process.stdout.write(`${JSON.stringify(measured, null, 2)}\n`);
  process.stdout.write(`${JSON.stringify(measured)}\n`);
}
