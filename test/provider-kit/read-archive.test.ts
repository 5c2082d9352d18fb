import { describe, expect, it } from "vitest";
import { readArchive } from "../../src/provider-kit/read-archive.js";
import { writeArchive } from "../../src/provider-kit/write-archive.js";

/** Made by Python's zipfile: one file deflated, one stored, a comment at the end. */
const foreign = Buffer.from(
  "UEsDBBQAAAAIAABQdF1Ry9lrEgAAAE8AAAAHAAAAMTIzLnhtbLPxzCvLz0xOtUukANjow0wBAFBLAwQUAAAAAAAAUHRdslQsiwwAAAAMAAAAEQAAAHNlbW5hdHVyYV8xMjMueG1sPFNpZ25hdHVyZS8+UEsBAhQDFAAAAAgAAFB0XVHL2WsSAAAATwAAAAcAAAAAAAAAAAAAAIABAAAAADEyMy54bWxQSwECFAMUAAAAAAAAUHRdslQsiwwAAAAMAAAAEQAAAAAAAAAAAAAAgAE3AAAAc2VtbmF0dXJhXzEyMy54bWxQSwUGAAAAAAIAAgB0AAAAcgAAAAQAQU5BRg==",
  "base64",
);

const read = (bytes: Uint8Array) => readArchive(bytes, { mostFiles: 20, mostBytes: 32_000_000 });

const texts = (bytes: Uint8Array) => read(bytes).map((file) => [file.name, Buffer.from(file.bytes).toString("utf8")]);

const invoice = Buffer.from(`<Invoice>${"x".repeat(500)}</Invoice>`);
const archive = (): Buffer => Buffer.from(writeArchive([{ name: "1.xml", bytes: invoice }]));
const entryOf = (bytes: Buffer): number => bytes.indexOf("PK\u0001\u0002", 0, "latin1");

describe("a ZIP", () => {
  it("is read when another program wrote it", () => {
    expect(texts(foreign)).toEqual([
      ["123.xml", `<Invoice>${"a".repeat(60)}</Invoice>`],
      ["semnatura_123.xml", "<Signature/>"],
    ]);
  });

  it("is read as we write it", () => {
    expect(texts(archive())).toEqual([["1.xml", invoice.toString("utf8")]]);
  });

  it("is no bomb: what says that it is large is not inflated", () => {
    const bomb = archive();
    bomb.writeUInt32LE(4_000_000_000, entryOf(bomb) + 24);

    expect(() => read(bomb)).toThrow("inflates to more than");
  });

  it("is no bomb: what says that it is small is inflated no further than it says", () => {
    const bomb = Buffer.from(writeArchive([{ name: "1.xml", bytes: Buffer.alloc(50_000_000) }]));
    bomb.writeUInt32LE(10, entryOf(bomb) + 24);

    expect(() => read(bomb)).toThrow(/larger than 10 bytes/);
  });

  it("does not hold more than a few files", () => {
    const many = Array.from({ length: 21 }, (_, index) => ({ name: `${index}.xml`, bytes: invoice }));

    expect(() => read(writeArchive(many))).toThrow("21 files");
  });

  it.each<[string, (bytes: Buffer) => Buffer, string]>([
    ["cut off", (bytes) => bytes.subarray(0, bytes.length - 30), "no end"],
    ["encrypted", (bytes) => (bytes.writeUInt16LE(1, entryOf(bytes) + 8), bytes), "1.xml is encrypted"],
    ["packed otherwise", (bytes) => (bytes.writeUInt16LE(93, entryOf(bytes) + 10), bytes), "method 93"],
    ["changed", (bytes) => (bytes.writeUInt32LE(7, entryOf(bytes) + 16), bytes), "1.xml is damaged"],
    ["led astray", (bytes) => (bytes.writeUInt32LE(9_999, entryOf(bytes) + 42), bytes), "the ZIP is damaged"],
    ["longer than itself", (bytes) => (bytes.writeUInt32LE(9_999, entryOf(bytes) + 20), bytes), "1.xml is cut off"],
  ])("is refused when it is %s", (_, spoil, message) => {
    expect(() => read(spoil(archive()))).toThrow(message);
  });
});
