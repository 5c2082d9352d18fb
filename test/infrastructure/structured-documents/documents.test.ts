import { afterAll, describe, expect, it } from "vitest";
import { completeInvoice } from "../../../src/domain/draft-invoice.js";
import { writeUbl } from "../../../src/formats/ubl/write-ubl.js";
import { examineDocument } from "../../../src/infrastructure/structured-documents/examine-document.js";
import { openDocuments } from "../../../src/infrastructure/structured-documents/open-documents.js";
import { fromPieces, toPieces } from "../../../src/infrastructure/structured-documents/pieces.js";
import { aLongDraft } from "../../builders/a-long-draft.js";
import { anInvoice, anInvoiceLine } from "../../builders/an-invoice.js";

const toDocument = (bytes: Uint8Array) => ({
  format: "UBL" as const,
  mediaType: "application/xml",
  fileName: "invoice.xml",
  bytes,
});

const aDocumentOf = (lines: number) => toDocument(writeUbl(completeInvoice(aLongDraft(lines)).invoice).bytes);

describe("documents", async () => {
  const documents = await openDocuments({ threads: 1 });
  afterAll(() => documents.close());

  it.each([1, 300])("of %d lines are read the same wherever they are read", async (lines) => {
    const document = aDocumentOf(lines);

    const read = await documents.read(document);

    expect(read).toEqual(examineDocument(document));
    expect(read).toMatchObject({ findings: [], cautions: [], documentKey: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect("invoice" in read && read.invoice.lines).toHaveLength(lines);
  });

  it("leave time for others while a large one is read", async () => {
    const document = aDocumentOf(2_000);
    const start = process.threadCpuUsage();

    await documents.read(document);

    const { user, system } = process.threadCpuUsage(start);
    const here = (user + system) / 1_000;
    const before = process.threadCpuUsage();
    examineDocument(document);
    const all = process.threadCpuUsage(before);
    expect(here).toBeLessThan((all.user + all.system) / 1_000 / 3);
  });

  it("that break more rules than anybody reads are told the ones that count", async () => {
    const lines = Array.from({ length: 2_000 }, (_, index) => anInvoiceLine({ id: String(index), quantity: "3" }));
    const document = toDocument(writeUbl(anInvoice({ lines: [...lines, anInvoiceLine({ unitCode: "PIECE" })] })).bytes);

    const read = await documents.read(document);

    if (!("invoice" in read)) throw new Error("The document was not read");
    expect(read.cautions).toHaveLength(500);
    expect(read.findings.map(({ rule }) => rule)).toContain("BR-CL-23");
  });

  it("that take too long are refused, and the next one is read", async () => {
    const impatient = await openDocuments({ threads: 1, timeLimitMs: 1 });

    const read = await impatient.read(aDocumentOf(300));
    await impatient.close();

    expect(read).toMatchObject({
      violations: [{ rule: "GW-READ-01", severity: "FATAL", message: expect.stringContaining("more than 1 ms") }],
    });
    expect(await documents.read(aDocumentOf(300))).toHaveProperty("invoice");
  });

  it("fail when nobody reads them any more: they are not at fault", async () => {
    const closed = await openDocuments({ threads: 1 });
    await closed.close();

    await expect(closed.read(aDocumentOf(300))).rejects.toThrow("the gateway is stopping");
  });
});

describe("pieces of a value", () => {
  it("make the same value, whatever is long in it", async () => {
    const value = {
      text: "ü𝄞\u2028",
      nothing: null,
      short: [1, [2]],
      long: Array.from({ length: 1_234 }, (_, at) => ({ at, inner: Array.from({ length: 200 }, String) })),
      deep: { er: { list: Array.from({ length: 101 }, (_, at) => at) } },
    };

    const pieces = toPieces(value);

    expect(pieces.length).toBeGreaterThan(13);
    expect(await fromPieces(pieces)).toEqual(value);
  });

  it("let others have their turn in between", async () => {
    const pieces = toPieces({ long: Array.from({ length: 5_000 }, String) });
    let turns = 0;
    let isDone = false;
    const count = (): void => {
      turns++;
      if (!isDone) setImmediate(count);
    };
    count();

    await fromPieces(pieces);
    isDone = true;

    expect(turns).toBeGreaterThanOrEqual(pieces.length - 1);
  });
});
