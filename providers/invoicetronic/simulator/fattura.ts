import { openSigned } from "../../../src/formats/fatturapa/open-signed.js";
import { parseXml } from "../../../src/xml/parse-xml.js";
import type { XmlElement } from "../../../src/xml/xml-tree.js";

/** An invoice file as SdI sees it. */
export interface Fattura {
  readonly root: XmlElement;
  readonly format: string;
  readonly recipientCode: string;
  readonly certifiedEmail: string | undefined;
  readonly prestatore: string;
  readonly committente: string;
  readonly nomePrestatore: string;
  readonly nomeCommittente: string;
  readonly documents: readonly { readonly number: string; readonly date: string; readonly type: string }[];
}

/** The file, or a sentence that says why it is none. */
export function readFattura(bytes: Uint8Array): Fattura | string {
  const parsed = parseXml(openSigned(bytes) ?? bytes);
  if ("problem" in parsed) return parsed.problem.message;
  const { root } = parsed;
  if (root.name !== "FatturaElettronica") return `The root element is ${root.name}, not FatturaElettronica`;
  const header = at(root, "FatturaElettronicaHeader");
  const seller = at(header, "CedentePrestatore/DatiAnagrafici");
  const buyer = at(header, "CessionarioCommittente/DatiAnagrafici");
  return {
    root,
    format: textAt(header, "DatiTrasmissione/FormatoTrasmissione") ?? "",
    recipientCode: textAt(header, "DatiTrasmissione/CodiceDestinatario") ?? "",
    certifiedEmail: textAt(header, "DatiTrasmissione/PECDestinatario"),
    prestatore: numberOf(seller),
    committente: numberOf(buyer),
    nomePrestatore: nameOf(seller),
    nomeCommittente: nameOf(buyer),
    documents: all(root, "FatturaElettronicaBody").map((body) => {
      const general = at(body, "DatiGenerali/DatiGeneraliDocumento");
      return {
        number: textAt(general, "Numero") ?? "",
        date: textAt(general, "Data") ?? "",
        type: textAt(general, "TipoDocumento") ?? "",
      };
    }),
  };
}

const numberOf = (party: XmlElement | undefined): string => {
  const [country, code] = [textAt(party, "IdFiscaleIVA/IdPaese"), textAt(party, "IdFiscaleIVA/IdCodice")];
  return country && code ? country + code : (textAt(party, "CodiceFiscale") ?? "");
};

const nameOf = (party: XmlElement | undefined): string =>
  textAt(party, "Anagrafica/Denominazione") ??
  [textAt(party, "Anagrafica/Nome"), textAt(party, "Anagrafica/Cognome")].filter(Boolean).join(" ");

/** All elements at the end of a path of names. */
export const all = (element: XmlElement | undefined, path: string): XmlElement[] =>
  path
    .split("/")
    .reduce<XmlElement[]>(
      (elements, name) => elements.flatMap(({ children }) => children.filter((child) => child.name === name)),
      element ? [element] : [],
    );

export const at = (element: XmlElement | undefined, path: string): XmlElement | undefined => all(element, path)[0];

export const textAt = (element: XmlElement | undefined, path: string): string | undefined =>
  at(element, path)?.text.trim() || undefined;
