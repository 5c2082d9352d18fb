import { checkInvoice } from "../../src/domain/rules/check-invoice.js";
import type { RuleViolation } from "../../src/domain/validation.js";
import { readUblFragment } from "../../src/formats/ubl/read-ubl.js";
import { checkUblSyntax } from "../../src/formats/ubl/syntax-rules.js";
import type { XmlElement } from "../../src/xml/xml-tree.js";
import { type Agreement, score } from "./unit-tests.js";

/** Our own rules on the official unit tests of EN 16931 for UBL, which are fragments of documents. */
export const scoreOwnRules = (): Agreement =>
  score("own rules enUbl", ["en-ubl-inv", "en-ubl-cn"], (root) =>
    findingsOf(root).map(({ rule, severity }) => ({ rule, isWarning: severity === "WARNING" })),
  );

/** Whether a group or term is there at all: the reader sees the element, the model only that nothing is in it. */
const readerDecides = /^BR-(0[1-9]|1[0-5]|19|20)$/;

/** What we say of a document: the reader first, then the tree, then the model, each rule by the first that finds it. */
function findingsOf(root: XmlElement): readonly RuleViolation[] {
  const { invoice, violations } = readUblFragment(root);
  const syntax = checkUblSyntax(root);
  const told = new Set([...violations, ...syntax].map(({ rule }) => rule));
  const ofModel = (invoice ? checkInvoice(invoice) : []).filter(
    ({ rule }) => !readerDecides.test(rule) && !told.has(rule),
  );
  return [...violations, ...syntax, ...ofModel];
}
