import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { extractInvoiceXml } from "../../src/formats/pdf/extract-invoice-xml.js";
import { readDocument } from "../../src/formats/read-document.js";
import { writeUbl } from "../../src/formats/ubl/write-ubl.js";
import { installRulePack } from "../../src/infrastructure/rule-packs/install-rule-pack.js";
import { anInvoice } from "../builders/an-invoice.js";
import { aRulePack, aSchematron } from "../infrastructure/rule-packs/a-rule-pack.js";
import { runCli } from "./run-cli.js";

let folder: string;
const at = (name: string) => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "documents-"));
  const good = Buffer.from(writeUbl(anInvoice()).bytes).toString("utf8");
  await writeFile(at("good.xml"), good);
  await writeFile(at("bad.xml"), good.replace(">EUR<", "><"));
  await writeFile(at("wrong.xml"), good.replace(/(<cbc:PayableAmount[^>]*>)302.50/, "$11.00"));
  await writeFile(at("more.xml"), good.replace("<cbc:ID>", "<cbc:UUID>7</cbc:UUID><cbc:ID>"));
  await writeFile(at("broken.xml"), "<Invoice>");
  const pack = aRulePack({}, { "rules.sch": aSchematron({ id: "R-1", context: "cac:InvoiceLine", test: "cbc:Note" }) });
  await installRulePack(at("packs"), pack.manifest, pack.files);
});
afterAll(() => rm(folder, { recursive: true }));

const documents = (...given: string[]) => runCli(["documents", ...given]);

describe("einvoice-gateway documents validate", () => {
  it("ends with 0 when a document is valid, and says that no official rules were installed", async () => {
    expect(await documents("validate", at("good.xml"))).toMatchObject({
      code: 0,
      stdout: `${at("good.xml")}: valid; no official rules installed for it (EN16931, GATEWAY)\n`,
      stderr: "",
    });
  });

  it("ends with 1 when one is not, with a table of rule, severity, message and place", async () => {
    const { code, stdout, stderr } = await documents("validate", at("wrong.xml"), at("good.xml"));

    expect(code).toBe(1);
    expect(stdout).toMatch(
      /wrong\.xml: invalid;.*\nRULE +SEVERITY +MESSAGE +PLACE\nBR-CO-16 +FATAL +.+ {2}totals\.payable\n/,
    );
    expect(stdout).toContain("2 documents: 1 valid, 1 invalid, 0 unreadable");
    expect(
      stderr
        .split("\n")
        .filter(Boolean)
        .map((line) => line.slice(0, 6)),
    ).toEqual(["1 of 2", "2 of 2"]);
  });

  it("ends with 2 when one cannot be read, and still tells of the others", async () => {
    const result = await documents(
      "validate",
      ...["nowhere", "broken", "bad", "good"].map((name) => at(`${name}.xml`)),
      "--json",
    );

    expect(result.code).toBe(2);
    expect(result.json()).toMatchObject({
      documents: [
        { verdict: "unreadable", violations: [{ rule: "FILE" }] },
        { verdict: "unreadable", violations: [{ rule: "XML-NOT-WELL-FORMED" }] },
        { verdict: "invalid", violations: [{ rule: "BR-05" }] },
        { verdict: "valid", officialRules: "NOT_INSTALLED", violations: [] },
      ],
      valid: 1,
      invalid: 1,
      unreadable: 2,
    });
  });

  it("runs the official rules that are installed", async () => {
    const result = await documents("validate", at("good.xml"), "--rules", at("packs"), "--json");

    expect(result.code).toBe(1);
    expect(result.json().documents).toMatchObject([
      {
        verdict: "invalid",
        officialRules: "CHECKED",
        rulesets: ["EN16931", "GATEWAY", "example 1.0"],
        violations: [
          { rule: "R-1", xpath: "/Invoice/cac:InvoiceLine[1]" },
          { rule: "R-1", xpath: "/Invoice/cac:InvoiceLine[2]" },
        ],
      },
    ]);
  });
});

describe("einvoice-gateway documents convert", () => {
  it("writes another format and says what was lost on the way", async () => {
    const { code, stderr } = await documents("convert", at("more.xml"), "--to", "cii", "-o", at("out.xml"));

    expect(code).toBe(1);
    expect(stderr).toMatch(
      /1 value\(s\) of the document have no place in the model:\nPLACE +VALUE\n\/Invoice\/cbc:UUID +7\n/,
    );
    const reading = readDocument({ bytes: await readFile(at("out.xml")) });
    expect(reading).toEqual({ syntax: "CII", invoice: anInvoice() });
  });

  it("writes the model as JSON, where nothing is lost", async () => {
    const { code, stdout, stderr } = await documents("convert", at("more.xml"), "--to", "json");

    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(JSON.parse(stdout)).toEqual({ ...anInvoice(), unmapped: [{ path: "/Invoice/cbc:UUID", value: "7" }] });
  });

  it("ends with 2 when it is asked for another format", async () => {
    expect(await documents("convert", at("good.xml"), "--to", "edifact")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("--to is edifact; it can be ubl, cii, json") as string,
    });
  });
});

describe("einvoice-gateway documents render", () => {
  it("shows a document in the language asked for, and as a PDF that carries it", async () => {
    const html = await documents("render", at("good.xml"), "--to", "html", "--language", "de");
    expect(html).toMatchObject({ code: 0, stderr: "" });
    expect(html.stdout).toMatch(/^<!doctype html>\n<html lang="de"/);

    expect(await documents("render", at("good.xml"), "--to", "pdf", "-o", at("out.pdf"))).toMatchObject({ code: 0 });
    const embedded = extractInvoiceXml(await readFile(at("out.pdf")));
    expect(embedded).toMatchObject({ fileName: "good.xml" });
    expect("bytes" in embedded && Buffer.from(embedded.bytes).equals(await readFile(at("good.xml")))).toBe(true);

    const again = await documents("validate", at("out.pdf"));
    expect(again).toMatchObject({ code: 0 });
  });
});
