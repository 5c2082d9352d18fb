import {
  absolute,
  add,
  compare,
  type Decimal,
  divide,
  isZero,
  multiply,
  subtract,
  sum,
} from "../../../src/domain/decimal.js";
import type { XmlElement } from "../../../src/xml/xml-tree.js";
import { isInCensus } from "./census.js";
import { findAll, textAt } from "./elements.js";

/** An error of list L20, with the AEAT's number. */
export interface RecordError {
  readonly code: number;
  readonly message: string;
}

interface Rule extends RecordError {
  isBroken(record: XmlElement, now: Date): boolean;
}

const rule = (code: number, message: string, isBroken: Rule["isBroken"]): Rule => ({ code, message, isBroken });

const has = (record: XmlElement, name: string): boolean => textAt(record, name) !== undefined;
const typeOf = (record: XmlElement): string => textAt(record, "TipoFactura") ?? "";
const isCorrection = (record: XmlElement): boolean => typeOf(record).startsWith("R");
const detailsOf = (record: XmlElement): readonly XmlElement[] => findAll(record, "Desglose", "DetalleDesglose");
const isVat = (detail: XmlElement): boolean => (textAt(detail, "Impuesto") ?? "01") === "01";
const operationOf = (detail: XmlElement): string => textAt(detail, "CalificacionOperacion") ?? "";
const amountAt = (element: XmlElement, name: string): Decimal => textAt(element, name) ?? "0";

/** DD-MM-YYYY → YYYY-MM-DD, which sorts. */
const toSortable = (date: string): string => date.split("-").reverse().join("-");
const issueDateOf = (record: XmlElement): string =>
  toSortable(textAt(record, "IDFactura", "FechaExpedicionFactura") ?? "");
const operationDateOf = (record: XmlElement): string | undefined => {
  const date = textAt(record, "FechaOperacion");
  return date === undefined ? undefined : toSortable(date);
};

const isFar = (left: Decimal, right: Decimal): boolean => compare(absolute(subtract(left, right)), "10") > 0;
const isPending = (detail: XmlElement): boolean => ["14", "15"].includes(textAt(detail, "ClaveRegimen") ?? "");
const isAnyDetail = (record: XmlElement, test: (detail: XmlElement) => boolean): boolean =>
  detailsOf(record).some(test);

const expectedTax = (detail: XmlElement): Decimal => {
  const base = amountAt(
    detail,
    has(detail, "BaseImponibleACoste") ? "BaseImponibleACoste" : "BaseImponibleOimporteNoSujeto",
  );
  return divide(multiply(base, amountAt(detail, "TipoImpositivo")), "100", 2);
};

const rates = ["0", "2", "4", "5", "7.5", "10", "21"];
const unchecked = ["03", "05", "06", "08", "09"];

const sumOf = (record: XmlElement, ...names: readonly string[]): Decimal =>
  sum(detailsOf(record).flatMap((detail) => names.map((name) => amountAt(detail, name))));

/**
 * What refuses a record. Source: "Validaciones y errores" 1.0.9 of the AEAT, section 3.1.3, as far as an invoice can come
 * to it.
 */
const refusing: readonly Rule[] = [
  rule(1130, "NumSerieFactura contiene caracteres no permitidos", (record) => {
    const number = textAt(record, "IDFactura", "NumSerieFactura") ?? "";
    return !/^[ -~]*$/.test(number) || /["'<>=]/.test(number);
  }),
  rule(
    1112,
    "FechaExpedicionFactura es superior a la fecha actual",
    (record, now) =>
      // Spain is ahead of UTC by two hours at most.
      issueDateOf(record) > new Date(now.getTime() + 7_200_000).toISOString().slice(0, 10),
  ),
  rule(1152, "FechaExpedicionFactura es inferior al 28-10-2024", (record) => issueDateOf(record) < "2024-10-28"),
  rule(1146, "FechaExpedicionFactura es anterior a FechaOperacion", (record) => {
    const performed = operationDateOf(record);
    return performed !== undefined && performed > issueDateOf(record) && !isAnyDetail(record, isPending);
  }),
  rule(
    1153,
    "RechazoPrevio X exige Subsanacion S",
    (record) => textAt(record, "RechazoPrevio") === "X" && textAt(record, "Subsanacion") !== "S",
  ),
  rule(
    1161,
    "RechazoPrevio S exige Subsanacion S",
    (record) => textAt(record, "RechazoPrevio") === "S" && textAt(record, "Subsanacion") !== "S",
  ),
  rule(1114, "Falta TipoRectificativa", (record) => isCorrection(record) && !has(record, "TipoRectificativa")),
  rule(1115, "TipoRectificativa no procede", (record) => !isCorrection(record) && has(record, "TipoRectificativa")),
  rule(
    1116,
    "FacturasSustituidas exige TipoFactura F3",
    (record) => has(record, "FacturasSustituidas") && typeOf(record) !== "F3",
  ),
  rule(
    1117,
    "FacturasRectificadas no procede",
    (record) => has(record, "FacturasRectificadas") && !isCorrection(record),
  ),
  rule(
    1118,
    "Falta ImporteRectificacion",
    (record) => textAt(record, "TipoRectificativa") === "S" && !has(record, "ImporteRectificacion"),
  ),
  rule(
    1119,
    "ImporteRectificacion no procede",
    (record) => textAt(record, "TipoRectificativa") !== "S" && has(record, "ImporteRectificacion"),
  ),
  rule(
    1139,
    "Falta Macrodato",
    (record) =>
      compare(absolute(amountAt(record, "ImporteTotal")), "100000000") >= 0 && textAt(record, "Macrodato") !== "S",
  ),
  rule(
    1186,
    "Falta el bloque Tercero",
    (record) => textAt(record, "EmitidaPorTerceroODestinatario") === "T" && !has(record, "Tercero"),
  ),
  rule(
    1189,
    "Falta el bloque Destinatarios",
    (record) => !/^(F2|R5)$/.test(typeOf(record)) && !has(record, "Destinatarios"),
  ),
  rule(1190, "Destinatarios no procede", (record) => /^(F2|R5)$/.test(typeOf(record)) && has(record, "Destinatarios")),
  rule(1124, "TipoImpositivo no está en la lista", (record) =>
    isAnyDetail(
      record,
      (detail) =>
        isVat(detail) &&
        operationOf(detail) === "S1" &&
        !rates.some((rate) => compare(rate, amountAt(detail, "TipoImpositivo")) === 0),
    ),
  ),
  rule(1198, "Con S2 TipoImpositivo y CuotaRepercutida deben ser 0", (record) =>
    isAnyDetail(
      record,
      (detail) =>
        operationOf(detail) === "S2" &&
        ["TipoImpositivo", "CuotaRepercutida"].some((name) => !has(detail, name) || !isZero(amountAt(detail, name))),
    ),
  ),
  rule(1199, "ClaveRegimen 01 no admite OperacionExenta E2 o E3", (record) =>
    isAnyDetail(
      record,
      (detail) => textAt(detail, "ClaveRegimen") === "01" && /^E[23]$/.test(textAt(detail, "OperacionExenta") ?? ""),
    ),
  ),
  rule(1208, "Con S1 TipoImpositivo y CuotaRepercutida son obligatorios", (record) =>
    isAnyDetail(
      record,
      (detail) => operationOf(detail) === "S1" && !(has(detail, "TipoImpositivo") && has(detail, "CuotaRepercutida")),
    ),
  ),
  rule(1237, "N1 y N2 no admiten tipo ni cuota", (record) =>
    isAnyDetail(record, (detail) => operationOf(detail).startsWith("N") && isVat(detail) && hasTax(detail)),
  ),
  rule(1238, "OperacionExenta no admite tipo ni cuota", (record) =>
    isAnyDetail(record, (detail) => has(detail, "OperacionExenta") && hasTax(detail)),
  ),
  rule(
    1142,
    "CuotaRepercutida no corresponde a la base y al tipo",
    (record) =>
      !(textAt(record, "TipoRectificativa") === "I" || /^R[23]$/.test(typeOf(record))) &&
      isAnyDetail(
        record,
        (detail) => operationOf(detail) === "S1" && isFar(amountAt(detail, "CuotaRepercutida"), expectedTax(detail)),
      ),
  ),
  rule(1245, "Falta ClaveRegimen", (record) =>
    isAnyDetail(record, (detail) => (textAt(detail, "Impuesto") ?? "01") !== "02" && !has(detail, "ClaveRegimen")),
  ),
  rule(1260, "ClaveRegimen no procede", (record) =>
    isAnyDetail(record, (detail) => textAt(detail, "Impuesto") === "02" && has(detail, "ClaveRegimen")),
  ),
  rule(
    1150,
    "Una factura F2 no puede superar 3.000 euros",
    (record) =>
      typeOf(record) === "F2" &&
      textAt(record, "FacturaSinIdentifDestinatarioArt61d") !== "S" &&
      compare(sumOf(record, "BaseImponibleOimporteNoSujeto", "CuotaRepercutida"), "3010") > 0,
  ),
  rule(1284, "Falta CuotaRecargoEquivalencia o TipoRecargoEquivalencia", (record) =>
    isAnyDetail(record, (detail) => has(detail, "TipoRecargoEquivalencia") !== has(detail, "CuotaRecargoEquivalencia")),
  ),
];

const hasTax = (detail: XmlElement): boolean =>
  ["TipoImpositivo", "CuotaRepercutida", "TipoRecargoEquivalencia", "CuotaRecargoEquivalencia"].some((name) =>
    has(detail, name),
  );

/** What a record is registered with, to be put right later. */
const marking: readonly Rule[] = [
  rule(2001, "El NIF de Destinatarios no está identificado", (record) =>
    findAll(record, "Destinatarios", "IDDestinatario", "NIF").some(({ text }) => !isInCensus(text)),
  ),
  rule(2006, "CuotaTotal no corresponde a las cuotas", (record) =>
    isFar(amountAt(record, "CuotaTotal"), sumOf(record, "CuotaRepercutida", "CuotaRecargoEquivalencia")),
  ),
  rule(
    2005,
    "ImporteTotal no corresponde a bases y cuotas",
    (record) =>
      !isAnyDetail(record, (detail) => unchecked.includes(textAt(detail, "ClaveRegimen") ?? "")) &&
      isFar(
        amountAt(record, "ImporteTotal"),
        add(
          sumOf(record, "BaseImponibleOimporteNoSujeto"),
          sumOf(record, "CuotaRepercutida", "CuotaRecargoEquivalencia"),
        ),
      ),
  ),
];

const broken = (rules: readonly Rule[], record: XmlElement, now: Date): RecordError | undefined =>
  rules.find((each) => each.isBroken(record, now));

export const findRefusal = (record: XmlElement, now: Date) => broken(refusing, record, now);
export const findMark = (record: XmlElement, now: Date) => broken(marking, record, now);
