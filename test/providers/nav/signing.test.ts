import { describe, expect, it } from "vitest";
import { decryptToken, encryptToken, hashPassword, signRequest } from "../../../providers/nav/signing.js";
import { readXml, toPlain } from "../../../providers/nav/xml.js";
import { areSchemasMissing, officialSamples, readOfficial } from "./official-schemas.js";

describe("signing requests to NAV", () => {
  it("gives the published signature of a report of two invoices", () => {
    const signature = signRequest({
      requestId: "TSTKFT1222564",
      timestamp: "2017-12-30T18:25:45.000Z",
      signingKey: "ce-8f5e-215119fa7dd621DLMRHRLH2S",
      operations: [
        { operation: "CREATE", base64: "QWJjZDEyMzQ=" },
        { operation: "MODIFY", base64: "RGNiYTQzMjE=" },
      ],
    });

    expect(signature).toBe(
      "60BC80609EE3B8F42FE904200A49A1921A1DADA08D55319ACD40C59F626514B74EEA49011D372600A10DBCF8199D590DA9C2841D987308F2D83DAE17C2470C42",
    );
  });

  it("hashes a password in upper-case SHA-512", () => {
    expect(hashPassword("abc")).toBe(
      "DDAF35A193617ABACC417349AE20413112E6FA4E89A97EA20A9EEEE64B55D39A2192992A274FC1A836BA3C23A3FEEBBD454D4423643CE80E2A9AC94FA54CA49F",
    );
  });

  it("opens a token with the exchange key and with no other", () => {
    const closed = encryptToken("dbd03076-3a9b-4312-bbbb-0cee3a6472572P11CS49ASIL", "0123456789ABCDEF");

    expect(decryptToken(closed, "0123456789ABCDEF")).toBe("dbd03076-3a9b-4312-bbbb-0cee3a6472572P11CS49ASIL");
    expect(decryptToken(closed, "FEDCBA9876543210")).toBeUndefined();
  });

  it.skipIf(areSchemasMissing)("gives the signatures of the official sample requests", () => {
    const requests = officialSamples().filter((name) => !name.includes("/data-"));

    for (const name of requests) {
      const bytes = readOfficial(name);
      const [, signingKey = ""] = /<!--<signKey>(.*?)<\/signKey>-->/.exec(bytes.toString("utf8")) ?? [];
      const { requestId, timestamp, signature, operations } = partsOf(bytes);
      expect(signRequest({ requestId, timestamp, signingKey, operations }), name).toBe(signature);
    }
    expect(requests).toHaveLength(11);
  });
});

// Elements are lists of lists in plain data; only the tests read it without a shape.
function partsOf(bytes: Uint8Array) {
  const plain = toPlain(readXml(bytes)) as any;
  const list = plain.invoiceOperations?.[0].invoiceOperation ?? plain.annulmentOperations?.[0].annulmentOperation ?? [];
  return {
    requestId: plain.header[0].requestId[0] as string,
    timestamp: plain.header[0].timestamp[0] as string,
    signature: plain.user[0].requestSignature[0] as string,
    operations: list.map((each: any) => ({
      operation: (each.invoiceOperation ?? each.annulmentOperation)[0] as string,
      base64: (each.invoiceData ?? each.invoiceAnnulment)[0] as string,
    })),
  };
}
