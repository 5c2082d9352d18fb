import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { certificatesIn } from "../../../providers/peppol-directory/certificates.js";
import { labelOf } from "../../../providers/peppol-directory/labels.js";
import { readSignedMetadata } from "../../../providers/peppol-directory/metadata.js";
import { nameOf, publisherIn } from "../../../providers/peppol-directory/names.js";
import { authority } from "../../../providers/peppol-directory/simulator/identities.js";

const record = (changes: object = {}) => ({
  order: 100,
  preference: 10,
  flags: "U",
  service: "Meta:SMP",
  regexp: "!^.*$!https://smp.example/!",
  replacement: "",
  ...changes,
});

describe("the name of a participant", () => {
  it("is the published one", () => {
    expect(nameOf("9915:TEST", "zone.example")).toBe(
      "eh5boavaktmbgzyh2a63dz4qov33fvp5nsdvqklucfraayoodw6a.iso6523-actorid-upis.zone.example",
    );
  });

  it("leads to the publisher that comes first", () => {
    const later = record({ order: 200, regexp: "!.*!https://later.example!" });

    expect(publisherIn([later, record(), record({ service: "Other:Service" })])).toBe("https://smp.example");
    expect(publisherIn([record({ service: "Other:Service" })])).toBeUndefined();
    expect(publisherIn([])).toBeUndefined();
  });

  it("is no name of nobody when the record cannot be read", () => {
    expect(() => publisherIn([record({ regexp: "!a(.*)!https://\\1.example!" })])).toThrow("names no address");
    expect(() => publisherIn([record({ regexp: "" })])).toThrow("names no address");
  });
});

/** Made with xmllint --c14n and openssl dgst, not with the code under test. */
const fixture = readFileSync(
  new URL("../../../providers/peppol-directory/fixtures/signed-metadata.xml", import.meta.url),
);
const asked = {
  participant: "0208:0887290276",
  documentType: "busdox-docid-qns::urn:x::Invoice##y::2.1",
  authorities: certificatesIn(authority),
  at: new Date("2026-11-23T00:00:00Z"),
};

const read = (change: (text: string) => string, more = {}) =>
  readSignedMetadata(Buffer.from(change(fixture.toString("utf8"))), { ...asked, ...more });
const asIs = (text: string) => text;

describe("signed metadata", () => {
  it("of another signer's making is read", () => {
    expect(read(asIs)).toEqual({
      services: [
        {
          process: "urn:p",
          address: "https://ap.example/as4?a=1&b=2",
          accessPoint: "Simulated access point BV (POP000001)",
        },
      ],
    });
  });

  it("may have other comments and another writing of the same", () => {
    expect(
      read((text) =>
        text
          .replace("</ids:DocumentIdentifier>", "</ids:DocumentIdentifier><!-- seen -->")
          .replace("scheme='iso", 'scheme="iso')
          .replace("upis'>", 'upis">'),
      ),
    ).toHaveProperty("services");
  });

  for (const [name, change, message] of [
    ["another address", (text: string) => text.replace("ap.example", "ap.exampIe"), "not what was signed"],
    ["one more blank", (text: string) => text.replace("<smp:Process>", "<smp:Process> "), "not what was signed"],
    ["no signature", (text: string) => text.replace(/<ds:Signature .*<\/ds:Signature>/s, ""), "no Signature"],
    ["a reference to a part", (text: string) => text.replace('URI=""', 'URI="#part"'), "not over the whole document"],
    [
      "another signed digest",
      (text: string) => text.replace(/<ds:DigestValue>/, " <ds:DigestValue>"),
      "not of the certificate",
    ],
    [
      "SHA-1",
      (text: string) => text.replace("2001/04/xmldsig-more#rsa-sha256", "2000/09/xmldsig#rsa-sha1"),
      "not taken",
    ],
    [
      "a transformation that selects",
      (text: string) =>
        text.replace(
          "</ds:Transforms>",
          '<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"/></ds:Transforms>',
        ),
      "not taken",
    ],
    [
      "a second signature",
      (text: string) => text.replace(/(<ds:Signature .*<\/ds:Signature>)/s, "$1$1"),
      "several Signature",
    ],
  ] as const) {
    it(`with ${name} is not believed`, () => {
      expect(() => read(change)).toThrow(message);
    });
  }

  it("is not believed before its certificates are valid, nor about anything else than was asked", () => {
    expect(() => read(asIs, { at: new Date("2024-12-31T00:00:00Z") })).toThrow("Nobody trusted");
    expect(() => read(asIs, { participant: "0208:0000000000" })).toThrow("not of 0208:0000000000");
    expect(() => read(asIs, { documentType: "busdox-docid-qns::other" })).toThrow("not of busdox-docid-qns::other");
    expect(() => read(asIs, { authorities: [] })).toThrow("Nobody trusted");
  });
});

describe("the label of a document type", () => {
  it("is for people", () => {
    const invoice = (customization: string) => `urn:oasis:…:Invoice-2::Invoice##${customization}::2.1`;

    expect(labelOf(invoice("urn:peppol:pint:billing-1@jp-1"))).toBe("Invoice (Peppol PINT Billing, jp-1)");
    expect(labelOf(invoice("urn:something:else"))).toBe("Invoice");
    expect(labelOf("urn:x::CrossIndustryInvoice##urn:cen.eu:en16931:2017::D16B")).toBe(
      "Cross Industry Invoice (EN 16931)",
    );
    expect(labelOf("urn:peppol:doctype:pdf+xml")).toBe("urn:peppol:doctype:pdf+xml");
  });
});
