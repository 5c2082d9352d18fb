import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readArchive } from "../../src/provider-kit/read-archive.js";
import { writeArchive } from "../../src/provider-kit/write-archive.js";

const entries = [
  { name: "1.xml", bytes: Buffer.from("<Faktura>zażółć</Faktura>", "utf8") },
  { name: "żółw.xml", bytes: Buffer.alloc(100_000, "a") },
  { name: "3.xml", bytes: Buffer.alloc(0) },
];

const read = (archive: Uint8Array) => readArchive(archive, { mostFiles: 10, mostBytes: 1_000_000 });

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

describe("a ZIP archive of ours", () => {
  it.each(tools.map(([tool, read]) => ({ tool, read, isThere: isInstalled(tool) })))(
    "is one for $tool",
    ({ read, isThere }) => {
      if (!isThere) return;
      const file = path.join(folder, "archive.zip");
      writeFileSync(file, writeArchive(entries));

      expect(read(file).toString("utf8")).toBe("<Faktura>zażółć</Faktura>");
    },
  );

  it("gives back its files, empty ones and foreign letters included", () => {
    expect(read(writeArchive(entries))).toEqual(entries);
  });

  it("is small, and the same for the same files", () => {
    expect(writeArchive(entries).length).toBeLessThan(1_000);
    expect(writeArchive(entries)).toEqual(writeArchive(entries));
  });

  it("is none any more when a byte is changed", () => {
    const archive = writeArchive(entries);
    archive[45] = (archive[45] ?? 0) ^ 0xff;

    expect(() => read(archive)).toThrow();
  });

  it("takes no more files than the format can count", () => {
    const many = Array.from({ length: 65_536 }, (_, index) => ({ name: String(index), bytes: Buffer.alloc(0) }));

    expect(() => writeArchive(many)).toThrow(RangeError);
  });
});
