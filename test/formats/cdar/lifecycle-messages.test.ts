import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { LifecycleMessage } from "../../../src/formats/cdar/lifecycle-message.js";
import { readCdar } from "../../../src/formats/cdar/read-cdar.js";
import { writeCdar } from "../../../src/formats/cdar/write-cdar.js";
import { compileXsd } from "../../../src/infrastructure/rule-packs/xsd.js";
import { parseXml } from "../../../src/xml/parse-xml.js";

const golden = fileURLToPath(new URL("en-litige.cdar.golden", import.meta.url));

/** A buyer disputes a VAT rate and says what it should be. */
const dispute: LifecycleMessage = {
  id: "TDV-42_207_20261121091500#380_20261120",
  name: "TDV-42_CDV-207",
  process: "REGULATED",
  profile: "urn.cpro.gouv.fr:1p0:CDV:invoice",
  issuedAt: "2026-11-22T10:05:00",
  senderRole: "WK",
  issuer: { role: "BY", id: { scheme: "0002", value: "200000008" }, name: "Librairie Mercier & Fils" },
  recipients: [
    {
      role: "SE",
      id: { scheme: "0002", value: "100000009" },
      name: "Tuilerie du Vallon SAS",
      address: { scheme: "0225", value: "100000009_STATUTS" },
    },
    { role: "DFH", id: { scheme: "0238", value: "9998" }, name: "PPF" },
  ],
  phase: "TREATMENT",
  happenedAt: "2026-11-22T10:00:00",
  documents: [
    {
      number: "TDV-42",
      standardCode: "46",
      typeCode: "380",
      receivedAt: "2026-11-21T09:15:00",
      issueDate: "2026-11-20",
      code: "207",
      label: "En litige",
      seller: { scheme: "0002", value: "100000009" },
      details: [
        {
          reasonCode: "TX_TVA_ERR",
          reason: "Taux de TVA erroné",
          actionCode: "NIN",
          action: "Créer une facture rectificative",
          notes: ["Le livre est à 5,5 %", "Voir la commande"],
          characteristics: [
            { term: "BT-152", kind: "DIV", isChange: true, name: "Taux TVA", location: "/a/b", percent: "20.00" },
            { term: "BT-152", kind: "DVA", isChange: true, name: "Taux TVA", percent: "5.50" },
          ],
        },
        {
          notes: [],
          characteristics: [
            { kind: "MPA", isChange: false, amount: { value: "12.50", currency: "EUR" }, date: "2026-11-21" },
            { term: "BT-84", kind: "CBB", text: "FR7630006000011234567890189" },
          ],
        },
      ],
    },
  ],
};

describe("lifecycle messages", () => {
  it("are written as the golden file says", async () => {
    await expect(Buffer.from(writeCdar(dispute)).toString("utf8")).toMatchFileSnapshot(golden);
  });

  it("lose nothing on the way out and back", () => {
    expect(readCdar(writeCdar(dispute))).toEqual({ message: dispute });
  });

  it("are read with a byte order mark, minutes only and a day", () => {
    const text = Buffer.from(writeCdar(dispute)).toString("utf8");
    const other = text
      .replace("20261122100000", "202611221000")
      .replace('format="204">20261122100500', 'format="102">20261122');
    expect(readCdar(Buffer.from(`\uFEFF${other}`))).toMatchObject({
      message: { happenedAt: "2026-11-22T10:00:00", issuedAt: "2026-11-22" },
    });
  });

  it.each([
    ["no XML", "status: 205"],
    ["another document", '<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"/>'],
    ["a message without a status", Buffer.from(writeCdar({ ...dispute, documents: [] })).toString("utf8")],
    ["a document type declaration", "<!DOCTYPE a><a/>"],
  ])("are not read from %s", (_case, text) => {
    expect(readCdar(Buffer.from(text))).toMatchObject({ problem: expect.any(String) as string });
  });
});

const shared = fileURLToPath(new URL("../../../../shared/specs/afnor-xp-z12-013/", import.meta.url));
const schemas = join(shared, "cdar-xsd");
const main = "CrossDomainAcknowledgementAndResponse_100pD22B.xsd";
const hasSchemas = existsSync(join(schemas, main));
if (!hasSchemas) console.warn("SKIPPED: CDAR against its official schema, because ../shared/specs is not there.");

const findFaults = (bytes: Uint8Array): readonly string[] => {
  const files = new Map(readdirSync(schemas).map((name) => [name, new Uint8Array(readFileSync(join(schemas, name)))]));
  const schema = compileXsd(files, main);
  const parsed = parseXml(bytes);
  if ("problem" in parsed) return [parsed.problem.message];
  try {
    return schema.validate({ bytes, root: parsed.root }).map(({ message }) => message);
  } finally {
    schema.dispose();
  }
};

describe.skipIf(!hasSchemas)("lifecycle messages beside the official schema (CDAR D22B)", () => {
  it("are valid, and would be told if they were not", () => {
    expect(findFaults(writeCdar(dispute))).toEqual([]);
    const text = Buffer.from(writeCdar(dispute)).toString("utf8");
    expect(findFaults(Buffer.from(text.replaceAll("ram:ReasonCode", "ram:ReasonsCode")))).not.toEqual([]);
  });
});

/** Where the files of AFNOR lie, which nobody may pass on: swaggers and examples in one folder. */
const norm = process.env["AFNOR_NORM_FOLDER"];
const examples = norm === undefined ? [] : readdirSync(norm).filter((name) => /CDV-\d{3}.*\.xml$/.test(name));
if (examples.length === 0)
  console.warn("SKIPPED: AFNOR's lifecycle examples; AFNOR_NORM_FOLDER does not lead to them.");

describe.skipIf(examples.length === 0)("AFNOR's own examples", () => {
  it.each(examples)("%s says what its name says, and is valid when written again", (file) => {
    const reading = readCdar(readFileSync(join(norm ?? "", file)));
    if ("problem" in reading) throw new Error(reading.problem);
    const { message } = reading;

    expect(message.documents.map(({ code }) => code)).toEqual([/CDV-(\d{3})/.exec(file)?.[1]]);
    expect(message.documents[0]?.number).toMatch(/^F2025\d+$/);
    expect(readCdar(writeCdar(message))).toEqual({ message });
    if (hasSchemas) expect(findFaults(writeCdar(message))).toEqual([]);
  });
});
