import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { unzip } from "../../../providers/ksef/simulator/unzip.js";
import { writeZip } from "../../../providers/ksef/zip.js";

const entries = [
  { name: "1.xml", bytes: Buffer.from("<Faktura>zażółć</Faktura>", "utf8") },
  { name: "żółw.xml", bytes: Buffer.alloc(100_000, "a") },
  { name: "3.xml", bytes: Buffer.alloc(0) },
];

const tools = [
  ["unzip", (file: string) => execFileSync("unzip", ["-p", file, "1.xml"])],
  [
    "python3",
    (file: string) =>
      execFileSync("python3", [
        "-c",
        "import sys,zipfile;z=zipfile.ZipFile(sys.argv[1]);assert z.testzip() is None;sys.stdout.buffer.write(z.read('1.xml'))",
        file,
      ]),
  ],
] as const;

const isInstalled = (tool: string): boolean => {
  try {
    execFileSync(tool, [tool === "unzip" ? "-v" : "--version"], { stdio: "ignore" });
    return true;
  } catch {
    console.warn(`SKIPPED: ZIP archives read by ${tool}, because it is not installed.`);
    return false;
  }
};

let folder: string;
beforeEach(() => void (folder = mkdtempSync(path.join(tmpdir(), "zip-"))));
afterEach(() => rmSync(folder, { recursive: true }));

describe("a ZIP archive", () => {
  it.each(tools.map(([tool, read]) => ({ tool, read, isThere: isInstalled(tool) })))(
    "is one for $tool",
    ({ read, isThere }) => {
      if (!isThere) return;
      const file = path.join(folder, "archive.zip");
      writeFileSync(file, writeZip(entries));

      expect(read(file).toString("utf8")).toBe("<Faktura>zażółć</Faktura>");
    },
  );

  it("gives back its files, empty ones and foreign letters included", () => {
    expect(unzip(writeZip(entries))).toEqual(entries);
  });

  it("is small, and the same for the same files", () => {
    expect(writeZip(entries).length).toBeLessThan(1_000);
    expect(writeZip(entries)).toEqual(writeZip(entries));
  });

  it("is none any more when a byte is changed", () => {
    const archive = writeZip(entries);
    archive[45] = (archive[45] ?? 0) ^ 0xff;

    expect(unzip(archive)).toBeUndefined();
  });

  it("takes no more files than the format can count", () => {
    const many = Array.from({ length: 65_536 }, (_, index) => ({ name: String(index), bytes: Buffer.alloc(0) }));

    expect(() => writeZip(many)).toThrow(RangeError);
  });
});
