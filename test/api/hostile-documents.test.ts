import { describe, expect, it } from "vitest";
import { writeCii } from "../../src/formats/cii/write-cii.js";
import { writeUbl } from "../../src/formats/ubl/write-ubl.js";
import { anInvoice } from "../builders/an-invoice.js";
import { aPdf } from "../formats/pdf/a-pdf.js";
import { openUntouched } from "./support/open-untouched.js";
import { preflightInvoice, submitInvoice } from "./support/operations.js";

const gateway = openUntouched();

const ubl = new TextDecoder().decode(writeUbl(anInvoice()).bytes);
const cii = new TextDecoder().decode(writeCii(anInvoice()).bytes);

/** Enough to be read on a thread of its own. */
const padding = `<!-- ${"x".repeat(100_000)} -->`;

const anInput = (format: string, content: string | Uint8Array) => ({
  idempotencyKey: "hostile",
  content: { document: { format, base64: Buffer.from(content).toString("base64") } },
});

const payable = (value: string) => ubl.replace(/(<cbc:PayableAmount[^>]*>)[^<]*/, `$1${value}`);

describe("A hostile document", () => {
  it.each([
    ["an amount that is no number", "UBL", payable("NaN"), "UBL-DECIMAL", 'BT-115 is "NaN"'],
    ["an infinite amount", "UBL", payable("Infinity") + padding, "UBL-DECIMAL", 'BT-115 is "Infinity"'],
    ["an amount in scientific notation", "UBL", payable("1e40"), "UBL-DECIMAL", 'BT-115 is "1e40"'],
    ["an amount of a million digits", "UBL", payable("9".repeat(1_000_000)), "UBL-DECIMAL", 'BT-115 is "9999'],
    [
      "an entity bomb",
      "CII",
      cii.replace("?>", "?><!DOCTYPE a [<!ENTITY b 'b'>]>") + padding,
      "XML-DOCTYPE",
      "DOCTYPE",
    ],
    ["20,000 levels", "UBL", "<a>".repeat(20_000), "XML-TOO-LARGE", "100 deep"],
    ["two million elements", "CII", `<a>${"<b/>".repeat(2_000_000)}</a>`, "XML-TOO-LARGE", "1000000 elements"],
    [
      "a packed bomb",
      "FACTURX",
      aPdf({ files: [{ name: "a.xml", content: Buffer.alloc(60_000_000) }] }),
      "PDF-TOO-LARGE",
      "inflated",
    ],
    [
      "nothing missing but everything",
      "UBL",
      ubl.replace("</Invoice>", `${"<cac:InvoiceLine/>".repeat(50_000)}</Invoice>`),
      "BR-21",
      "BT-126",
    ],
  ])(
    "is refused for %s, by place and value, when it is to be sent and when it is only asked about",
    async (_, format, content, rule, words) => {
      const input = anInput(format, content);

      const { submitInvoice: submitted } = await gateway().client.ask(submitInvoice, { input });
      const { preflightInvoice: asked } = await gateway().client.ask(preflightInvoice, { input });

      const violation = expect.objectContaining({ rule, severity: "FATAL", message: expect.stringContaining(words) });
      expect(submitted).toMatchObject({ invoice: null, submission: null });
      expect(submitted.errors).toMatchObject([
        {
          __typename: "ValidationError",
          code: "VALIDATION_FAILED",
          retryable: false,
          violations: expect.arrayContaining([violation]),
        },
      ]);
      expect(asked).toMatchObject({
        ok: false,
        validation: { valid: false, violations: expect.arrayContaining([violation]) },
      });
      expect(submitted.errors[0].violations.length).toBeLessThanOrEqual(500);
    },
  );

  it("keeps nobody else waiting while it is read", async () => {
    const slow = gateway().client.ask(preflightInvoice, { input: anInput("CII", `<a>${"<b/>".repeat(900_000)}</a>`) });
    let isRead = false;
    void slow.then(() => (isRead = true));

    let answers = 0;
    while (!isRead) {
      await gateway().client.ask("{ viewer { tenant { name } } }");
      answers++;
    }

    expect(answers).toBeGreaterThan(10);
    expect((await slow).preflightInvoice).toMatchObject({ ok: false });
  });
});
