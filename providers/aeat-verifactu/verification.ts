import type { NetworkReference, Verification } from "../../src/provider-kit/provider.js";
import type { RegisteredFacts } from "./prepared.js";

const kind = "VERI*FACTU";

/** What the QR code of an invoice tells, encoded as in a URL. */
export const toVerification = ({ issuer, number, date, total }: RegisteredFacts): NetworkReference => ({
  kind,
  value: Object.entries({ nif: issuer, numserie: number, fecha: date, importe: total })
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join("&"),
});

/** Source: "Características del QR y especificaciones del servicio de cotejo" 0.4.7, section 5. */
export const verification: Verification = {
  portal: { live: "https://www2.agenciatributaria.gob.es", sandbox: "https://prewww2.aeat.es" },
  url(portal, references) {
    const facts = references.findLast((reference) => reference.kind === kind)?.value;
    return facts === undefined ? undefined : `${portal}/wlpl/TIKE-CONT/ValidarQR?${facts}`;
  },
};
