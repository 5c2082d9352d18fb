import {
  absolute,
  add,
  compare,
  type Decimal,
  isDecimal,
  isZero,
  multiply,
  subtract,
  sum,
} from "../../../src/domain/decimal.js";
import type { XmlElement } from "../../../src/xml/xml-tree.js";
import { all, at, type Fattura, textAt } from "./fattura.js";

export interface SdiError {
  readonly code: string;
  readonly description: string;
  readonly hint: string | null;
}

const error = (code: string, description: string, hint: string | null = null): SdiError => ({
  code,
  description,
  hint,
});

const neededInHeader = [
  "DatiTrasmissione/IdTrasmittente/IdPaese",
  "DatiTrasmissione/IdTrasmittente/IdCodice",
  "DatiTrasmissione/ProgressivoInvio",
  "CedentePrestatore/DatiAnagrafici/IdFiscaleIVA/IdCodice",
  "CedentePrestatore/DatiAnagrafici/RegimeFiscale",
  "CedentePrestatore/Sede/Indirizzo",
  "CedentePrestatore/Sede/CAP",
  "CedentePrestatore/Sede/Comune",
  "CessionarioCommittente/Sede/Indirizzo",
  "CessionarioCommittente/Sede/CAP",
  "CessionarioCommittente/Sede/Comune",
];
const neededInBody = [
  "DatiGenerali/DatiGeneraliDocumento/TipoDocumento",
  "DatiGenerali/DatiGeneraliDocumento/Divisa",
  "DatiGenerali/DatiGeneraliDocumento/Data",
  "DatiGenerali/DatiGeneraliDocumento/Numero",
  "DatiBeniServizi/DettaglioLinee/Descrizione",
  "DatiBeniServizi/DettaglioLinee/PrezzoUnitario",
  "DatiBeniServizi/DettaglioLinee/PrezzoTotale",
  "DatiBeniServizi/DatiRiepilogo/ImponibileImporto",
  "DatiBeniServizi/DatiRiepilogo/Imposta",
];

/**
 * The checks of SdI that need nothing but the file:
 * https://www.fatturapa.gov.it/it/norme-e-regole/documentazione-sdi/ (elenco dei controlli)
 */
export function checkFattura(fattura: Fattura): SdiError[] {
  const { root, format, recipientCode } = fattura;
  const header = at(root, "FatturaElettronicaHeader");
  const bodies = all(root, "FatturaElettronicaBody");
  const missing = [
    ...neededInHeader.filter((path) => textAt(header, path) === undefined),
    ...bodies.flatMap((body) => neededInBody.filter((path) => textAt(body, path) === undefined)),
    ...(bodies.length === 0 ? ["FatturaElettronicaBody"] : []),
  ];
  if (missing.length > 0) {
    const hint = "Verificare che i campi rispettino il tracciato";
    return missing.map((path) => error("00200", `File non conforme al formato: manca ${path}`, hint));
  }
  const buyer = at(header, "CessionarioCommittente/DatiAnagrafici");
  const findings: SdiError[] = [];
  if (!textAt(buyer, "IdFiscaleIVA/IdCodice") && !textAt(buyer, "CodiceFiscale")) {
    findings.push(error("00417", "IdFiscaleIVA e CodiceFiscale del cessionario non valorizzati"));
  }
  const length = format === "FPA12" ? 6 : 7;
  if (recipientCode.length !== length) {
    findings.push(
      error("00427", `CodiceDestinatario ${recipientCode} non ha ${length} caratteri, come chiede ${format}`),
    );
  }
  if (format !== root.attributes.find(({ name }) => name === "versione")?.value) {
    findings.push(error("00428", `FormatoTrasmissione ${format} non coerente con l'attributo versione`));
  }
  return [...findings, ...bodies.flatMap(checkBody)];
}

function checkBody(body: XmlElement): SdiError[] {
  const findings: SdiError[] = [];
  const general = at(body, "DatiGenerali/DatiGeneraliDocumento");
  const lines = all(body, "DatiBeniServizi/DettaglioLinee");
  const funds = all(general, "DatiCassaPrevidenziale");
  if (!/\d/.test(textAt(general, "Numero") ?? "")) {
    findings.push(error("00425", "Numero non contiene almeno un carattere numerico"));
  }
  if (lines.some((line) => textAt(line, "Ritenuta") === "SI") && !at(general, "DatiRitenuta")) {
    findings.push(error("00411", "DatiRitenuta non presente a fronte di una linea con Ritenuta SI"));
  }
  for (const part of [...lines, ...all(body, "DatiBeniServizi/DatiRiepilogo"), ...funds]) {
    const nature = textAt(part, "Natura");
    const isUntaxed = isZero(decimalAt(part, "AliquotaIVA"));
    if (isUntaxed && !nature) findings.push(error("00400", `${part.name}: Natura non presente con AliquotaIVA zero`));
    if (!isUntaxed && nature) findings.push(error("00401", `${part.name}: Natura presente con AliquotaIVA`));
    if (nature && /^N[236]$/.test(nature)) findings.push(error("00445", `Natura ${nature} non più ammessa`));
  }
  for (const line of lines) findings.push(...checkLine(line));
  for (const entry of all(body, "DatiBeniServizi/DatiRiepilogo")) findings.push(...checkSummary(entry, lines, funds));
  return findings;
}

/** 00423: the total is the price, less what is taken off each unit, times the quantity; within a cent. */
function checkLine(line: XmlElement): SdiError[] {
  const adjustments = all(line, "ScontoMaggiorazione").map((part) => {
    const amount = decimalAt(part, "Importo");
    return textAt(part, "Tipo") === "SC" ? subtract("0", amount) : amount;
  });
  const unit = add(decimalAt(line, "PrezzoUnitario"), sum(adjustments));
  const expected = multiply(unit, textAt(line, "Quantita") ?? "1");
  if (isClose(expected, decimalAt(line, "PrezzoTotale"))) return [];
  const number = textAt(line, "NumeroLinea");
  return [error("00423", `Linea ${number}: PrezzoTotale non calcolato secondo le regole`, `Valore atteso ${expected}`)];
}

/** 00421: the tax is the base at its rate; 00422: the base is the sum of lines and funds of the rate. */
function checkSummary(entry: XmlElement, lines: readonly XmlElement[], funds: readonly XmlElement[]): SdiError[] {
  const key = (part: XmlElement) => `${Number(textAt(part, "AliquotaIVA"))} ${textAt(part, "Natura") ?? ""}`;
  const own = (parts: readonly XmlElement[], field: string) =>
    sum(parts.filter((part) => key(part) === key(entry)).map((part) => decimalAt(part, field)));
  const base = decimalAt(entry, "ImponibileImporto");
  const expected = add(own(lines, "PrezzoTotale"), own(funds, "ImportoContributoCassa"));
  const tax = multiply(multiply(base, decimalAt(entry, "AliquotaIVA")), "0.01");
  return [
    ...(isClose(expected, base) ? [] : [error("00422", `ImponibileImporto ${base} diverso dalle linee (${expected})`)]),
    ...(isClose(tax, decimalAt(entry, "Imposta")) ? [] : [error("00421", `Imposta non pari a ${tax}`)]),
  ];
}

const isClose = (left: Decimal, right: Decimal) => compare(absolute(subtract(left, right)), "0.01") <= 0;

const decimalAt = (element: XmlElement, path: string): Decimal => {
  const text = textAt(element, path) ?? "0";
  return isDecimal(text) ? text : "0";
};
