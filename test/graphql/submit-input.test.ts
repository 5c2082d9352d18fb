import type { GraphQLSchema } from "graphql";
import { coerceInputValue, isInputType } from "graphql";
import { beforeAll, describe, expect, it } from "vitest";
import type { SubmitInvoiceCommand } from "../../src/application/tenant-gateway.js";
import type { ValidationProblem } from "../../src/domain/problem.js";
import { toInvoiceFilter } from "../../src/graphql/invoice/invoice-filter.js";
import { invoiceTypeOf, typeCodesOf } from "../../src/graphql/invoice/invoice-type-code.js";
import { toInputProblem } from "../../src/application/input-path.js";
import { buildGatewaySchema } from "../../src/graphql/schema.js";
import type { SubmitInvoiceInput } from "../../src/graphql/submission/submit-input.js";
import { toSubmitCommand } from "../../src/graphql/submission/submit-input.js";

let schema: GraphQLSchema;

beforeAll(async () => {
  schema = await buildGatewaySchema();
});

/** What graphql-js makes of a variable, or the errors it finds. */
function coerced(typeName: string, value: unknown): { value: unknown; errors: string[] } {
  const type = schema.getType(typeName);
  if (!isInputType(type)) throw new Error(`${typeName} is no input`);
  const errors: string[] = [];
  const result = coerceInputValue(value, type, (path, _value, error) =>
    errors.push(`${path.join(".")}: ${error.message}`),
  );
  return { value: result, errors };
}

const anInvoice = {
  number: "R-1",
  issueDate: "2026-03-31",
  currencyCode: "EUR",
  seller: { name: "Seller", address: { countryCode: "DE" } },
  buyer: { name: "Buyer", address: { countryCode: "BE" } },
  lines: [
    {
      id: "1",
      quantity: 3,
      unitCode: "C62",
      price: { net: "9.90" },
      vat: { category: "S", rate: 19 },
      item: { name: "Thing" },
    },
  ],
};

const command = (content: unknown, more: object = {}): SubmitInvoiceCommand => {
  const { value, errors } = coerced("SubmitInvoiceInput", { idempotencyKey: "key-1", content, ...more });
  expect(errors).toEqual([]);
  return toSubmitCommand(value as SubmitInvoiceInput);
};

const aProblem = (path: readonly string[]): ValidationProblem => ({
  code: "VALIDATION_FAILED",
  message: "The rate is missing",
  path,
  retryable: false,
  violations: [{ rule: "BR-S-05", ruleset: "EN16931", severity: "FATAL", message: "The rate is missing", path }],
});

describe("a submitted invoice", () => {
  it("becomes a draft of what was given, with numbers as text", () => {
    expect(command({ invoice: anInvoice })).toEqual({
      idempotencyKey: "key-1",
      content: {
        draft: {
          ...anInvoice,
          lines: [{ ...anInvoice.lines[0], quantity: "3", vat: { category: "S", rate: "19" } }],
        },
      },
    });
  });

  it("holds nothing for what is said to be absent", () => {
    const { content, ...rest } = command(
      { invoice: { ...anInvoice, dueDate: null, payment: null, notes: [{ text: "Hello", subjectCode: null }] } },
      { clientReference: null, routing: { provider: null, network: "peppol" }, labels: null, attachments: null },
    );
    expect(rest).toEqual({ idempotencyKey: "key-1", routing: { network: "peppol", allowFailover: true } });
    expect("draft" in content && Object.keys(content.draft).toSorted()).toEqual(
      [...Object.keys(anInvoice), "notes"].toSorted(),
    );
    expect("draft" in content && content.draft.notes).toEqual([{ text: "Hello" }]);
  });

  it("may bring files as bytes", () => {
    const { attachments } = command(
      { invoice: anInvoice },
      { attachments: [{ fileName: "a.pdf", mediaType: "application/pdf", base64: "JVBERg==" }] },
    );
    expect(attachments).toEqual([
      { fileName: "a.pdf", mediaType: "application/pdf", bytes: new Uint8Array([0x25, 0x50, 0x44, 0x46]) },
    ]);
  });

  it("may be a finished document", () => {
    expect(command({ document: { format: "UBL", base64: "PGEvPg==" } }).content).toEqual({
      document: { format: "UBL", bytes: new Uint8Array(Buffer.from("<a/>")) },
    });
  });

  it("is one of both, never both and never none", () => {
    const document = { format: "UBL", base64: "PGEvPg==" };
    for (const content of [{}, { invoice: null }, { invoice: anInvoice, document }])
      expect(coerced("InvoiceContent", content).errors).not.toEqual([]);
  });

  it("is refused with the path of a number that is a float", () => {
    const invoice = { ...anInvoice, lines: [{ ...anInvoice.lines[0], quantity: 0.1 }] };
    expect(coerced("InvoiceInput", invoice).errors).toEqual([
      'lines.0.quantity: 0.1 is a floating-point number and may have lost digits; send it as text: "0.1"',
    ]);
  });
});

describe("a problem of a submitted invoice", () => {
  const path = ["lines", "2", "vat", "rate"];

  it("leads into the structured input", () => {
    const problem = toInputProblem(aProblem(path), command({ invoice: anInvoice }));
    expect(problem.path).toEqual(["content", "invoice", ...path]);
    expect(problem).toMatchObject({ violations: [{ path: ["content", "invoice", ...path] }] });
  });

  it("leads to the document, and its violations into the invoice in it", () => {
    const problem = toInputProblem(aProblem(path), command({ document: { format: "UBL", base64: "PGEvPg==" } }));
    expect(problem.path).toEqual(["content", "document"]);
    expect(problem).toMatchObject({ violations: [{ path }] });
  });

  it("that is not about the content stays where it is", () => {
    const structured = command({ invoice: anInvoice });
    const document = command({ document: { format: "UBL", base64: "PGEvPg==" } });
    expect(toInputProblem(aProblem(["idempotencyKey"]), structured)).toEqual(aProblem(["idempotencyKey"]));
    expect(toInputProblem(aProblem(["attachments"]), document)).toEqual(aProblem(["attachments"]));
  });

  it("of a batch begins with the place of its item", () => {
    const place = ["items", "inline", "7"];
    const problem = { ...aProblem(path), path: [...place, ...path] };
    const answered = toInputProblem(problem, command({ invoice: anInvoice }), place);
    expect(answered.path).toEqual([...place, "content", "invoice", ...path]);
    expect(answered).toMatchObject({ violations: [{ path: [...place, "content", "invoice", ...path] }] });
  });
});

describe("the type of an invoice", () => {
  it("follows from its code, else from its kind", () => {
    expect(invoiceTypeOf("384", "INVOICE")).toBe("CORRECTIVE_INVOICE");
    expect(invoiceTypeOf("396", "CREDIT_NOTE")).toBe("CREDIT_NOTE");
    expect(invoiceTypeOf("875", "INVOICE")).toBe("INVOICE");
    expect(invoiceTypeOf("83", "CREDIT_NOTE")).toBe("CREDIT_NOTE");
  });

  it("stands for all its codes in a filter", () => {
    expect(typeCodesOf(["SELF_BILLED_CREDIT_NOTE", "DEBIT_NOTE"])).toEqual(["383", "261"]);
    expect(typeCodesOf(["INVOICE"])).toContain("380");
    expect(typeCodesOf(["INVOICE"])).not.toContain("381");
    expect(typeCodesOf(["CREDIT_NOTE"])).toEqual(expect.arrayContaining(["381", "396"]));
  });
});

describe("a filter", () => {
  it("holds what was given, and nothing for empty lists", () => {
    expect(
      toInvoiceFilter({ status: [], direction: ["INBOUND"], type: ["DEBIT_NOTE"], total: { min: "1" }, text: "a b" }),
    ).toEqual({ direction: ["INBOUND"], typeCodes: ["383"], total: { min: "1" }, text: "a b" });
    expect(toInvoiceFilter(null)).toEqual({});
  });
});
