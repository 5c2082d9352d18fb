import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { RuleViolation } from "../../src/domain/validation.js";
import { writeCii } from "../../src/formats/cii/write-cii.js";
import { type DocumentReadingResult, readDocument } from "../../src/formats/read-document.js";
import { writeUbl } from "../../src/formats/ubl/write-ubl.js";
import { anInvoice } from "../builders/an-invoice.js";

const documents = {
  UBL: new TextDecoder().decode(writeUbl(anInvoice()).bytes),
  CII: new TextDecoder().decode(writeCii(anInvoice()).bytes),
};
const syntaxes = ["UBL", "CII"] as const;

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

const utf16 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "utf16le"));

const utf32 = (text: string): Uint8Array => new Uint8Array(Uint32Array.from(text, (one) => one.codePointAt(0)!).buffer);

/** The other byte order of units of so many bytes. */
const swapped = (bytes: Uint8Array, unit: 2 | 4): Uint8Array => {
  const copy = Buffer.from(bytes);
  return new Uint8Array(unit === 2 ? copy.swap16() : copy.swap32());
};

/** Reading must not take longer, on a machine that does other things too. */
const boundedMs = 10_000;

function readWithin(bytes: Uint8Array, milliseconds = boundedMs): DocumentReadingResult {
  const start = performance.now();
  const result = readDocument({ bytes });
  expect(performance.now() - start).toBeLessThan(milliseconds);
  return result;
}

function refusalOf(bytes: Uint8Array, milliseconds?: number): RuleViolation {
  const result = readWithin(bytes, milliseconds);
  if (!("violations" in result)) throw new Error("The document was read");
  expect(result.violations).toHaveLength(1);
  return result.violations[0]!;
}

/** The document with the text behind its XML declaration. */
const withPrologue = (document: string, text: string): Uint8Array => encode(document.replace("?>", `?>${text}`));

const inRoot = (document: string, attributes: string): Uint8Array =>
  encode(document.replace(/<([a-z]+:)?(Invoice|CrossIndustryInvoice) /, (start) => `${start}${attributes} `));

const atEnd = (document: string, content: string): Uint8Array =>
  encode(document.replace(/<\/([a-z]+:)?(Invoice|CrossIndustryInvoice)>\s*$/, (end) => `${content}${end}`));

describe.each(syntaxes)("a hostile %s document", (syntax) => {
  const document = documents[syntax];

  it("is one only because of what was done to it", () => {
    expect(readWithin(encode(document))).toHaveProperty("invoice");
  });

  it.each([
    [
      "an entity bomb",
      `<!DOCTYPE x [<!ENTITY a0 "lol">${Array.from({ length: 9 }, (_, at) => `<!ENTITY a${at + 1} "${`&a${at};`.repeat(10)}">`).join("")}]>`,
    ],
    ["one large entity", `<!DOCTYPE x [<!ENTITY a "${"x".repeat(1_000_000)}">]>`],
    ["an entity from a file", `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>`],
    ["an entity from a server", `<!DOCTYPE x [<!ENTITY a PUBLIC "-//X//Y" "http://127.0.0.1:1/a">]>`],
    ["a parameter entity", `<!DOCTYPE x [<!ENTITY % a SYSTEM "http://127.0.0.1:1/a.dtd"> %a;]>`],
    ["rules from elsewhere", `<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd">`],
    ["rules by a public name", `<!DOCTYPE x PUBLIC "-//W3C//DTD XHTML 1.0//EN" "x.dtd">`],
  ])("is refused with %s, before anything is declared", (_, prologue) => {
    expect(refusalOf(withPrologue(document, prologue), 2_000)).toMatchObject({
      rule: "XML-DOCTYPE",
      severity: "FATAL",
      message: expect.stringContaining("DOCTYPE"),
    });
  });

  it("is refused at the first of 20,000 levels that is too deep", () => {
    const deep = atEnd(document, `${"<a>".repeat(20_000)}${"</a>".repeat(20_000)}`);

    expect(refusalOf(deep, 2_000)).toMatchObject({
      rule: "XML-TOO-LARGE",
      message: expect.stringContaining("100 deep"),
    });
  });

  it.each([
    ["UTF-16 with a mark", utf16(`\ufeff${document}`), "UTF-16"],
    ["UTF-16 without a mark", utf16(document), "UTF-16"],
    ["UTF-16 in the other order", swapped(utf16(`\ufeff${document}`), 2), "UTF-16"],
    ["UTF-16 in the other order without a mark", swapped(utf16(document), 2), "UTF-16"],
    ["UTF-32 with a mark", utf32(`\ufeff${document}`), "UTF-32"],
    ["UTF-32 without a mark", utf32(document), "UTF-32"],
    ["UTF-32 in the other order", swapped(utf32(`\ufeff${document}`), 4), "UTF-32"],
    ["Latin-1 that is said to be UTF-8", Buffer.from(document.replace("Office", "Büro"), "latin1"), "not valid UTF-8"],
    ["a declaration of UTF-7", encode(document.replace("UTF-8", "UTF-7")), "UTF-7"],
    ["a declaration of UTF-16", encode(document.replace("UTF-8", "UTF-16")), "UTF-16"],
    ["a declaration of an unknown encoding", encode(document.replace("UTF-8", "EBCDIC-CP-BE")), "EBCDIC-CP-BE"],
    ["the long form of a sign", withBytes(document, [0xc0, 0xbc]), "not valid UTF-8"],
    ["half of a pair", withBytes(document, [0xed, 0xa0, 0x80]), "not valid UTF-8"],
    ["a sign beyond Unicode", withBytes(document, [0xf4, 0x90, 0x80, 0x80]), "not valid UTF-8"],
    ["a sign that is cut off", withBytes(document, [0xe2, 0x82]), "not valid UTF-8"],
  ])("is refused in %s", (_, bytes, word) => {
    expect(refusalOf(new Uint8Array(bytes), 2_000)).toMatchObject({
      rule: "XML-ENCODING",
      ruleset: "XML",
      message: expect.stringContaining(word),
    });
  });

  it.each([
    ["an attribute twice", inRoot(document, 'x="1" x="2"'), "duplicate attribute"],
    ["a second root", encode(`${document.trimEnd()}<second/>`), "root"],
    ["the whole twice", encode(document.trimEnd() + document.slice(document.indexOf("?>") + 2)), "root"],
    ["a NUL within", encode(document.replace("Office", "Off\0ice")), "character"],
    ["a NUL at the end", encode(`${document}\0`), "character"],
    ["a NUL by number", encode(document.replace("Office", "Off&#0;ice")), "character"],
    ["an unfinished end", encode(document.slice(0, -20)), "unclosed"],
    ["a second byte order mark", encode(`\ufeff\ufeff${document}`), "outside of root"],
  ])("is refused with %s", (_, bytes, word) => {
    expect(refusalOf(bytes, 2_000)).toMatchObject({
      rule: "XML-NOT-WELL-FORMED",
      message: expect.stringContaining(word),
    });
  });

  it.each([
    ["attributes", Array.from({ length: 1_000_000 }, (_, at) => `a${at}=""`).join(" ")],
    ["namespaces", Array.from({ length: 300_000 }, (_, at) => `xmlns:n${at}="urn:${at}"`).join(" ")],
  ])("is refused at the first of very many %s that is too much", (_, attributes) => {
    expect(refusalOf(inRoot(document, attributes), 2_000)).toMatchObject({
      rule: "XML-TOO-LARGE",
      message: expect.stringContaining("one attribute too many"),
    });
  });

  it("is refused with more elements than any invoice has", { timeout: 60_000 }, () => {
    expect(refusalOf(atEnd(document, "<a/>".repeat(1_000_000)))).toMatchObject({
      rule: "XML-TOO-LARGE",
      message: expect.stringContaining("more than 1000000 elements"),
    });
  });

  it("makes no name of the language special", () => {
    const names = ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty"];
    const elements = names.map(
      (name) => `<${name} ${names.map((other) => `${other}="polluted"`).join(" ")}>x</${name}>`,
    );

    const result = readWithin(atEnd(document, elements.join("")));

    expect("invoice" in result && result.invoice.unmapped.map(({ path }) => path)).toEqual(
      names.flatMap((name) => {
        const element = expect.stringMatching(new RegExp(`/${name}$`));
        return [element, ...names.map((other) => expect.stringMatching(new RegExp(`/${name}/@${other}$`)))];
      }),
    );
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain("polluted");
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  it.each([
    ["a text of 10 MB", "x".repeat(10_000_000)],
    ["a million entities", "&amp;".repeat(1_000_000)],
    ["half a million CDATA sections", "<![CDATA[]]>".repeat(500_000)],
    ["a million comments", "<!---->".repeat(1_000_000)],
  ])(
    "is read in bounded time with %s where nobody looks",
    (_, content) => {
      expect(readWithin(atEnd(document, `<a>${content}</a>`), 30_000)).toHaveProperty("invoice");
    },
    60_000,
  );

  it("tells no more than anybody reads when everything is missing everywhere", () => {
    const line = syntax === "UBL" ? "<cac:InvoiceLine/>" : "<ram:IncludedSupplyChainTradeLineItem/>";
    const place = syntax === "UBL" ? "<cac:InvoiceLine>" : "<ram:IncludedSupplyChainTradeLineItem>";

    const result = readWithin(encode(document.replace(place, `${line.repeat(20_000)}${place}`)));

    expect("violations" in result && result.violations).toHaveLength(500);
  });
});

describe("what is no document at all", () => {
  it.each([
    ["nothing", new Uint8Array(), "XML-NOT-WELL-FORMED", "root"],
    ["only a byte order mark", Uint8Array.of(0xef, 0xbb, 0xbf), "XML-NOT-WELL-FORMED", "root"],
    ["only NUL bytes", new Uint8Array(1_000), "XML-ENCODING", "UTF-16 or UTF-32"],
    ["100 MB", new Uint8Array(100_000_000), "XML-TOO-LARGE", "100000000 bytes; at most 20000000"],
    ["a PDF of 100 MB", withStart(new Uint8Array(100_000_000), "%PDF-1.7"), "PDF-TOO-LARGE", "100000000 bytes"],
    ["a ZIP archive", withStart(new Uint8Array(100_000), "PK\u0003\u0004"), "XML-NOT-WELL-FORMED", "character"],
    ["packed 100 MB", gzipSync(Buffer.alloc(100_000_000, " ")), "XML-ENCODING", "not valid UTF-8"],
    ["JSON", encode('{"invoice": {}}'), "XML-NOT-WELL-FORMED", "text"],
    ["a web page", encode("<!doctype html><html></html>"), "XML-NOT-WELL-FORMED", "syntax"],
  ])("is refused at once: %s", (_, bytes, rule, word) => {
    expect(refusalOf(new Uint8Array(bytes), 1_000)).toMatchObject({
      rule,
      severity: "FATAL",
      message: expect.stringContaining(word),
    });
  });
});

function withBytes(document: string, bytes: readonly number[]): Uint8Array {
  const [before = "", after = ""] = document.split("Office");
  return Uint8Array.from([...encode(before), ...bytes, ...encode(after)]);
}

function withStart(bytes: Uint8Array, start: string): Uint8Array {
  bytes.set(encode(start));
  return bytes;
}
