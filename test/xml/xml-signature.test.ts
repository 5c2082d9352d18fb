import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseXml } from "../../src/xml/parse-xml.js";
import { type SigningForm, signXml } from "../../src/xml/sign-xml.js";
import { readSignature } from "../../src/xml/xml-signature.js";
import { aSigner } from "../builders/a-signer.js";

const asIs = (text: string) => text;

function read(bytes: Uint8Array, change: (text: string) => string = asIs) {
  const changed = Buffer.from(change(Buffer.from(bytes).toString("utf8")));
  const parsed = parseXml(changed);
  if ("problem" in parsed) throw new Error(parsed.problem.message);
  return readSignature(parsed.root, changed);
}

/** Made with xmllint --exc-c14n and openssl dgst, not with the code under test. */
const fixture = readFileSync(new URL("./fixtures/xades-ecdsa.xml", import.meta.url));

describe("a signature with signed properties (XAdES)", () => {
  it("of another signer's making is read", () => {
    const { certificate, signedAt } = read(fixture);

    expect(certificate.subject).toContain("organizationIdentifier=VATPL-5265877635");
    expect(signedAt).toEqual(new Date("2026-11-23T02:30:00Z"));
  });

  it.each([
    ["another document", (text: string) => text.replace("5265877635<", "7811767696<"), "The document is not"],
    ["another moment of signing", (text: string) => text.replace("T02:30", "T03:30"), "The signed properties are not"],
    ["properties of another id", (text: string) => text.replace('Id="xades-1"', 'Id="xades-2"'), "something unknown"],
    [
      "properties of another signature",
      (text: string) => text.replace('Target="#sig-1"', 'Target="#sig-2"'),
      "something unknown",
    ],
    [
      "a reference to something else",
      (text: string) => text.replace("01903#SignedProperties", "01903#Other"),
      "something unknown",
    ],
    [
      "no reference to the document",
      (text: string) => text.replace('URI=""', 'URI="#xades-1"'),
      "not over the whole document",
    ],
    [
      "a method that is not of the key",
      (text: string) => text.replace("ecdsa-sha256", "rsa-sha256"),
      "SignatureMethod that is not taken",
    ],
    [
      "another value",
      (text: string) =>
        text.replace(/SignatureValue>(.)/, (_, first: string) => `SignatureValue>${first === "A" ? "B" : "A"}`),
      "not of the certificate",
    ],
  ] as const)("with %s is not believed", (_case, change, message) => {
    expect(() => read(fixture, change)).toThrow(message);
  });

  it("is not believed when the signed properties name another certificate", () => {
    const signed = signXml(document, aSigner("rsa"), { signedAt });
    const own = /<X509Certificate>.*<\/X509Certificate>/;
    const [other] = own.exec(Buffer.from(signXml(document, aSigner("rsa"), { signedAt })).toString("utf8")) ?? [""];

    expect(() => read(signed, (text) => text.replace(own, other))).toThrow("The certificate is not what was signed");
  });
});

const document = Buffer.from(
  '<?xml version="1.0" encoding="utf-8"?>\n<a xmlns="urn:a" xmlns:u="urn:u">\n  <b c="1">ż &amp; x</b>\r\n</a>\n',
);
const signedAt = new Date("2026-11-23T02:30:00Z");

describe("signing a document", () => {
  it.each<["rsa" | "ec", SigningForm]>([
    ["rsa", {}],
    ["rsa", { exclusive: true, signedAt }],
    ["ec", { exclusive: true }],
    ["ec", { signedAt }],
  ])("with a key of the kind %s and %o is what the reader believes", (kind, form) => {
    const signer = aSigner(kind);

    const found = read(signXml(document, signer, form));

    expect(found.certificate.toString()).toBe(signer.certificate);
    expect(found.signedAt).toEqual(form.signedAt);
  });

  it("names the issuer of the certificate as RFC 4514 does, and its serial number in digits", () => {
    const signer = aSigner("rsa", { name: "Wisła, Odra & Syn", serialNumber: "TINPL-1" });

    const text = Buffer.from(signXml(document, signer, { signedAt })).toString("utf8");

    expect(text).toContain("<X509IssuerName>CN=Wisła\\, Odra &amp; Syn,serialNumber=TINPL-1</X509IssuerName>");
    expect(text).toMatch(/<X509SerialNumber>\d{10,}<\/X509SerialNumber>/);
  });

  it("leaves the document as it is but for the signature at its end", () => {
    const text = Buffer.from(signXml(document, aSigner("ec"))).toString("utf8");

    expect(text.replace(/<Signature .*<\/Signature>/s, "")).toBe(document.toString("utf8"));
    expect(() => signXml(Buffer.from("<a/>"), aSigner("ec"))).toThrow("end tag");
  });
});
