import { createHash } from "node:crypto";
import type { XmlElement } from "../../../src/xml/xml-tree.js";
import type { RecordError } from "./checks.js";
import { textAt } from "./elements.js";

/** Clocks may differ by a minute (article 7.f of Orden HAC/1177/2024). */
const marginMs = 60_000;

/** What is wrong with a record's place in the chain; it is registered all the same. */
export function findChainMark(record: XmlElement, hasRecords: boolean, now: Date): RecordError | undefined {
  const previous = textAt(record, "Encadenamiento", "RegistroAnterior", "Huella");
  if (textAt(record, "Huella") !== expectedHash(record, previous ?? ""))
    return { code: 2000, message: "La huella no es la del registro" };
  if (previous !== undefined && !/^[0-9A-F]{64}$/.test(previous))
    return { code: 2003, message: "La huella del registro anterior no cumple las especificaciones" };
  if (Date.parse(textAt(record, "FechaHoraHusoGenRegistro") ?? "") > now.getTime() + marginMs)
    return { code: 2004, message: "FechaHoraHusoGenRegistro es posterior a la fecha de la AEAT" };
  if (previous === undefined && hasRecords)
    return { code: 2007, message: "No debe informarse como primer registro: ya existen otros" };
  return undefined;
}

const registrationNames = ["IDEmisorFactura", "NumSerieFactura", "FechaExpedicionFactura"];

/** Written apart from the adapter's own: both are held against the published examples. */
function expectedHash(record: XmlElement, previous: string): string {
  const isAnnulment = record.name === "RegistroAnulacion";
  const names = registrationNames.map((name) => (isAnnulment ? `${name}Anulada` : name));
  const facts = names.map((name) => `${name}=${(textAt(record, "IDFactura", name) ?? "").trim()}`);
  const sums = ["TipoFactura", "CuotaTotal", "ImporteTotal"].map(
    (name) => `${name}=${(textAt(record, name) ?? "").trim()}`,
  );
  const moment = `FechaHoraHusoGenRegistro=${textAt(record, "FechaHoraHusoGenRegistro") ?? ""}`;
  const fields = [...facts, ...(isAnnulment ? [] : sums), `Huella=${previous}`, moment];
  return createHash("sha256").update(fields.join("&")).digest("hex").toUpperCase();
}
