import { type Environment, type ExitCode, runVerb } from "./command.js";
import { convertHelp, convert } from "./documents/convert.js";
import { render, renderHelp } from "./documents/render.js";
import { validate, validateHelp } from "./documents/validate.js";

const help = `einvoice-gateway documents: invoices in files, without a running gateway

Usage: einvoice-gateway documents <command> FILE…

Commands
  validate   check documents with our own rules and the official ones that are installed
  convert    write a document in another format: UBL, CII or JSON
  render     show a document to people: HTML or PDF

Reads UBL 2.1 invoices and credit notes, CII D16B, and Factur-X or ZUGFeRD (a PDF with CII inside).
`;

const verbs = {
  validate: { help: validateHelp, run: validate },
  convert: { help: convertHelp, run: convert },
  render: { help: renderHelp, run: render },
};

export const runDocuments = (given: readonly string[], environment: Environment): Promise<ExitCode> =>
  runVerb("documents", help, verbs, given, environment);
