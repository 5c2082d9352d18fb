import { createHash } from "node:crypto";
import type { SimulatorContext } from "../../../src/provider-kit/simulator.js";
import type { XmlElement } from "../../../src/xml/xml-tree.js";
import { type Part, toPart } from "../soap.js";
import { findChainMark } from "./chain-checks.js";
import { findMark, findRefusal, type RecordError } from "./checks.js";
import { textAt } from "./elements.js";

/** What is kept of an invoice: the last record about it. */
export interface RegisteredInvoice {
  readonly issuer: string;
  readonly number: string;
  readonly date: string;
  /** MM-YYYY, of the operation or else of issue. */
  readonly period: string;
  readonly total: string;
  readonly state: "Correcta" | "AceptadaConErrores" | "Anulada";
  readonly error?: RecordError;
  readonly record: Part;
  readonly presenter: string;
  readonly presentedAt: string;
  readonly requestId: string;
}

/** What became of one record. */
export interface Judgement {
  readonly record: XmlElement;
  readonly state: "Correcto" | "AceptadoConErrores" | "Incorrecto";
  readonly error?: RecordError;
  /** The invoice whose place is taken. */
  readonly standing?: RegisteredInvoice;
}

export interface Presentation {
  readonly issuer: string;
  readonly presenter: string;
  readonly requestId: string;
}

export function openRegister({ ledger, now }: Pick<SimulatorContext, "ledger" | "now">) {
  const list = () => ledger.list<RegisteredInvoice>("invoices");
  const find = (issuer: string, number: string, date: string) =>
    ledger.get<RegisteredInvoice>("invoices", JSON.stringify([issuer, number, date]));

  const put = (record: XmlElement, invoice: RegisteredInvoice) => {
    ledger.put("invoices", JSON.stringify([invoice.issuer, invoice.number, invoice.date]), invoice);
    ledger.put("records", textAt(record, "Huella") ?? "", { system: systemOf(record) });
  };
  const hasRecordsOf = (record: XmlElement) =>
    ledger.list<{ system: string }>("records").some(({ system }) => system === systemOf(record));

  const refuse = (record: XmlElement, error: RecordError, standing?: RegisteredInvoice): Judgement => ({
    record,
    state: "Incorrecto",
    error,
    ...(standing && { standing }),
  });

  /** An annulled invoice is taken too: only an amendment brings it back. */
  const judgeRegistration = (record: XmlElement, presentation: Presentation): Judgement => {
    const [issuer, number, date] = identityOf(record, "");
    if (issuer !== presentation.issuer)
      return refuse(record, { code: 1108, message: "IDEmisorFactura no es el NIF de ObligadoEmision" });
    const refusal = findRefusal(record, now());
    if (refusal) return refuse(record, refusal);
    const standing = find(issuer, number, date);
    const isAmendment = textAt(record, "Subsanacion") === "S" && textAt(record, "RechazoPrevio") !== "X";
    if (standing && !isAmendment)
      return refuse(record, { code: 3000, message: "Registro de facturación duplicado" }, standing);
    if (!standing && isAmendment)
      return refuse(record, { code: 3002, message: "No existe el registro de facturación" });
    const mark = findChainMark(record, hasRecordsOf(record), now()) ?? findMark(record, now());
    put(record, {
      issuer,
      number,
      date,
      period: (textAt(record, "FechaOperacion") ?? date).slice(3),
      total: textAt(record, "ImporteTotal") ?? "",
      state: mark ? "AceptadaConErrores" : "Correcta",
      ...(mark && { error: mark }),
      record: toPart(record),
      presentedAt: now().toISOString(),
      presenter: presentation.presenter,
      requestId: presentation.requestId,
    });
    return { record, state: mark ? "AceptadoConErrores" : "Correcto", ...(mark && { error: mark }) };
  };

  const judgeAnnulment = (record: XmlElement, presentation: Presentation): Judgement => {
    const [issuer, number, date] = identityOf(record, "Anulada");
    if (issuer !== presentation.issuer)
      return refuse(record, { code: 1108, message: "IDEmisorFacturaAnulada no es el NIF de ObligadoEmision" });
    const standing = find(issuer, number, date);
    if (!standing) return refuse(record, { code: 3002, message: "No existe el registro de facturación" });
    if (standing.state === "Anulada")
      return refuse(record, { code: 3001, message: "El registro de facturación ya ha sido dado de baja" });
    const mark = findChainMark(record, hasRecordsOf(record), now());
    const { error: _, ...rest } = standing;
    put(record, {
      ...rest,
      state: "Anulada",
      record: toPart(record),
      presentedAt: now().toISOString(),
      presenter: presentation.presenter,
      requestId: presentation.requestId,
    });
    return { record, state: mark ? "AceptadoConErrores" : "Correcto", ...(mark && { error: mark }) };
  };

  return {
    list,
    find,
    judge: (record: XmlElement, presentation: Presentation): Judgement =>
      record.name === "RegistroAlta" ? judgeRegistration(record, presentation) : judgeAnnulment(record, presentation),
  };
}

export type Register = ReturnType<typeof openRegister>;

export const identityOf = (record: XmlElement, suffix: "" | "Anulada"): [string, string, string] => [
  textAt(record, "IDFactura", `IDEmisorFactura${suffix}`) ?? "",
  textAt(record, "IDFactura", `NumSerieFactura${suffix}`) ?? "",
  textAt(record, "IDFactura", `FechaExpedicionFactura${suffix}`) ?? "",
];

/** One chain per taxpayer and installation. */
const systemOf = (record: XmlElement): string =>
  JSON.stringify([
    textAt(record, "IDFactura", "IDEmisorFactura") ?? textAt(record, "IDFactura", "IDEmisorFacturaAnulada"),
    textAt(record, "SistemaInformatico", "NIF"),
    textAt(record, "SistemaInformatico", "IdSistemaInformatico"),
    textAt(record, "SistemaInformatico", "NumeroInstalacion"),
  ]);

/** Sixteen letters and digits. */
export const toCsv = (id: string): string =>
  `A-${createHash("sha256").update(id).digest("hex").toUpperCase().slice(0, 14)}`;
