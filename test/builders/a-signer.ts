import { generateKeyPairSync } from "node:crypto";
import { type CertificateFacts, selfSign } from "../../providers/ksef/simulator/certificate.js";
import type { XmlSigner } from "../../src/xml/sign-xml.js";

/** A key with a self-signed certificate, made on the spot. */
export function aSigner(kind: "rsa" | "ec", facts: Partial<CertificateFacts> = {}): XmlSigner {
  const keys =
    kind === "rsa"
      ? generateKeyPairSync("rsa", { modulusLength: 2048 })
      : generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const validity = { from: new Date("2025-01-01T00:00:00Z"), to: new Date("2099-12-31T00:00:00Z") };
  const der = selfSign(keys, { name: "Somebody who signs", ...validity, ...facts });
  const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
  return {
    key: keys.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    certificate: ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n"),
  };
}
