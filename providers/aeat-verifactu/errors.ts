import type { RuleViolation } from "../../src/domain/validation.js";
import type { ErrorReader, ErrorReading } from "../../src/provider-kit/failure.js";
import type { Rejection } from "../../src/provider-kit/provider.js";
import { ruleset } from "./record/findings.js";
import { isNamed, readBody, toPlain } from "./soap.js";
import { Fault, type Line } from "./wire.js";

/**
 * Errors that refuse a whole request, so nothing of it was accepted: list L20 and errores.properties of the AEAT. Those
 * that are not about a record say nothing about the invoice that waits. A code that is not here stays open.
 */
const readings: readonly (readonly [codes: readonly number[], reading: ErrorReading])[] = [
  [[4102, 4103, 4106, 4109, 4113, 4114, 4119, 4136, 4137, 4138], { kind: "INVALID_REQUEST", consequence: "refused" }],
  [[4104, 4105, 4107, 4112, 4115, 4116, 4117, 4123, 4124, 4132, 4140], { kind: "AUTHORIZATION", consequence: "retry" }],
  [
    [4118, 4120, 4121, 4122, 4125, 4126, 4127, 4129, 4130, 4131, 4133, 4135],
    { kind: "INVALID_REQUEST", consequence: "retry" },
  ],
  [[3500, 3501, 4108, 4110, 4111, 4128, 4134, 4139], { kind: "UNAVAILABLE", consequence: "retry" }],
];

const byCode = new Map(readings.flatMap(([codes, reading]) => codes.map((code) => [String(code), reading] as const)));

export const duplicate = "3000";
export const alreadyAnnulled = "3001";

/** Faults come as SOAP 1.1 has them, with status 500; anything else the AEAT's front doors say in HTML. */
export const readError: ErrorReader = ({ body }) => {
  const fault = typeof body === "string" ? findFault(Buffer.from(body, "utf8")) : undefined;
  return fault ? readFault(fault) : {};
};

function findFault(bytes: Uint8Array): Fault | undefined {
  try {
    const body = readBody(bytes);
    return isNamed(body, "soapenv:Fault") ? Fault.parse(toPlain(body)) : undefined;
  } catch {
    // No SOAP: the HTTP status alone says what it means.
    return undefined;
  }
}

/** "Codigo[4104].El NIF del titular en la cabecera no está identificado." */
export function readFault({ faultstring }: Fault): ErrorReading {
  const message = faultstring.replace(/\s+/g, " ").trim();
  const code = /C[oó]digo\s*\[(\d+)\]/i.exec(message)?.[1];
  const reading = byCode.get(code ?? "") ?? {};
  return {
    ...reading,
    message,
    ...(code !== undefined && { nativeCode: code }),
    ...(reading.consequence === "refused" && { rejection: { code: code ?? "Fault", message, violations: [] } }),
  };
}

/** Fields of records → the place in the invoice. */
const places: readonly (readonly [RegExp, readonly string[]])[] = [
  [/NumSerieFactura/, ["number"]],
  [/FechaExpedicionFactura|fecha de expedici/i, ["issueDate"]],
  [/FechaOperacion/, ["taxPointDate"]],
  [/IDEmisorFactura/, ["seller", "vatIdentifier"]],
  [/TipoRectificativa|ImporteRectificacion|TipoFactura/, ["typeCode"]],
  [/FacturasRectificadas|FacturasSustituidas/, ["precedingInvoices"]],
  [/Destinatario|IDOtro|IDType|CodigoPais/, ["buyer"]],
  [/ImporteTotal/, ["totals", "taxInclusive"]],
  [/CuotaTotal/, ["totals", "vatAmount"]],
  [
    /TipoImpositivo|CuotaRepercutida|BaseImponible|ClaveRegimen|CalificacionOperacion|OperacionExenta|Impuesto|Recargo/,
    ["vatBreakdown"],
  ],
];

/** What is wrong with one record. */
export function toViolation(
  { CodigoErrorRegistro: code = "unnamed", DescripcionErrorRegistro: said }: Faulty,
  severity: "ERROR" | "WARNING",
): RuleViolation {
  const message = said ?? `the AEAT gave no reason (error ${code})`;
  const path = places.find(([pattern]) => pattern.test(message))?.[1];
  return { rule: code, ruleset, severity, message, ...(path && { path }) };
}

export type Faulty = Partial<Pick<Line, "CodigoErrorRegistro" | "DescripcionErrorRegistro">>;

/** The refused record stays in the chain; what comes instead is another record of the same invoice. */
export function toRejection(faulty: Faulty): Rejection {
  const violation = toViolation(faulty, "ERROR");
  const { rule: code, message } = violation;
  if (code === duplicate) return { code, message, violations: [violation], actionRequired: "Use another number" };
  const actionRequired = "Correct the invoice and send it again with extensions.verifactu.remedy REFUSED_BEFORE";
  return { code, message, violations: [violation], actionRequired };
}
