import type { Call } from "../../src/provider-kit/call.js";
import type { Reference, StatusReport } from "../../src/provider-kit/provider.js";
import type { Credentials } from "./credentials.js";
import { duplicate, toRejection, toViolation } from "./errors.js";
import { exchange } from "./exchange.js";
import type { Part } from "./soap.js";
import { ConsultationAnswer, type Row } from "./wire.js";

/**
 * What the AEAT keeps of the invoice that the reference names: one row, that of the last record about it. It is looked
 * for in the month of the operation, and where that is another, in the month of issue.
 */
export async function findRow(reference: Reference, call: Call<Credentials>): Promise<Row | undefined> {
  const { date = "", operationDate = date } = reference;
  const months = new Map([operationDate, date].map((day) => [day.slice(3), day]));
  for (const day of months.values()) {
    const { answer } = await exchange(
      {
        operation: "status",
        request: toQuestion(reference, day, call.credentials),
        answer: "sfLRRC:RespuestaConsultaFactuSistemaFacturacion",
        shape: ConsultationAnswer,
        effect: "read",
      },
      call,
    );
    const row = answer.RegistroRespuestaConsultaFactuSistemaFacturacion.find(
      ({ IDFactura }) => IDFactura.NumSerieFactura === reference["number"] && IDFactura.FechaExpedicionFactura === date,
    );
    if (row) return row;
  }
  return undefined;
}

function toQuestion({ number = "", date = "" }: Reference, day: string, { nif, name }: Credentials): Part {
  const [, month = "", year = ""] = day.split("-");
  return [
    "sfLRC:ConsultaFactuSistemaFacturacion",
    [
      [
        "sfLRC:Cabecera",
        [
          ["sf:IDVersion", "1.0"],
          [
            "sf:ObligadoEmision",
            [
              ["sf:NombreRazon", name],
              ["sf:NIF", nif],
            ],
          ],
        ],
      ],
      [
        "sfLRC:FiltroConsulta",
        [
          [
            "sfLRC:PeriodoImputacion",
            [
              ["sf:Ejercicio", year],
              ["sf:Periodo", month],
            ],
          ],
          ["sfLRC:NumSerieFactura", number],
          ["sfLRC:FechaExpedicionFactura", [["sf:FechaExpedicionFactura", date]]],
        ],
      ],
    ],
  ];
}

/** Whether a row is about the record of this key or hash: its annulment carries the same key. */
export const isOurs = (
  { DatosRegistroFacturacion: { RefExterna, Huella } }: Row,
  key: string,
  hash?: string,
): boolean => RefExterna === key || (Huella !== undefined && Huella === hash);

/** Undefined where the AEAT does not have the record. */
export function toReport(reference: Reference, row: Row): StatusReport {
  const { EstadoRegistro: status, TimestampUltimaModificacion: at, ...faulty } = row.EstadoRegistro;
  const { key = "", id } = reference;
  if (reference["isDoubtful"] && !isOurs(row, key, id)) {
    const message = `${reference["number"]} is registered already, with other content`;
    return {
      reference,
      status: "Incorrecto",
      rejection: toRejection({ CodigoErrorRegistro: duplicate, DescripcionErrorRegistro: message }),
      native: row,
    };
  }
  const isFaulty = faulty.CodigoErrorRegistro !== undefined;
  return {
    reference,
    status,
    ...(isFaulty && { label: toViolation(faulty, "WARNING").message }),
    at: new Date(at).toISOString(),
    native: row,
  };
}
