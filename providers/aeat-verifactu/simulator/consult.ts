import type { XmlElement } from "../../../src/xml/xml-tree.js";
import { optional, type Part, toPart } from "../soap.js";
import { findAll, textAt } from "./elements.js";
import { Refusal } from "./faults.js";
import type { RegisteredInvoice, Register } from "./register.js";
import { consultationFields, findMisfits } from "./structure.js";

/** ConsultaFactuSistemaFacturacion, asked by the issuer: in the order of presentation, so many at a time. */
export function consult(request: XmlElement, register: Register, mostRows: number): Part {
  const [misfit] = findMisfits(request, consultationFields);
  if (misfit) throw new Refusal(4102, `El XML no cumple el esquema. Falta informar campo obligatorio.: ${misfit.name}`);
  const header = findAll(request, "Cabecera")[0]!;
  const filter = findAll(request, "FiltroConsulta")[0]!;
  const [year = "", month = ""] = ["Ejercicio", "Periodo"].map(
    (name) => textAt(filter, "PeriodoImputacion", name) ?? "",
  );
  const issuer = textAt(header, "ObligadoEmision", "NIF") ?? "";
  const found = register
    .list()
    .filter((invoice) => invoice.issuer === issuer && matches(invoice, `${month}-${year}`, filter));
  const [last] = findAll(filter, "ClavePaginacion");
  const start = last
    ? found.findIndex(
        ({ number, date }) =>
          number === textAt(last, "NumSerieFactura") && date === textAt(last, "FechaExpedicionFactura"),
      ) + 1
    : 0;
  const page = found.slice(start, start + mostRows);
  const hasMore = start + page.length < found.length;
  return [
    "sfLRRC:RespuestaConsultaFactuSistemaFacturacion",
    [
      ["sfLRRC:Cabecera", toPart(header)[1]],
      [
        "sfLRRC:PeriodoImputacion",
        [
          ["sfLRRC:Ejercicio", year],
          ["sfLRRC:Periodo", month],
        ],
      ],
      ["sfLRRC:IndicadorPaginacion", hasMore ? "S" : "N"],
      ["sfLRRC:ResultadoConsulta", page.length > 0 ? "ConDatos" : "SinDatos"],
      ...page.map(toRow),
      hasMore ? ["sfLRRC:ClavePaginacion", toIdentity(page.at(-1)!)] : undefined,
    ],
  ];
}

function matches({ period, number, date, record }: RegisteredInvoice, wanted: string, filter: XmlElement): boolean {
  const [, parts] = record;
  const key = (parts as readonly Part[]).find(([name]) => name === "sf:RefExterna")?.[1];
  const asked: readonly (readonly [string | undefined, unknown])[] = [
    [textAt(filter, "NumSerieFactura"), number],
    [textAt(filter, "FechaExpedicionFactura", "FechaExpedicionFactura"), date],
    [textAt(filter, "RefExterna"), key],
  ];
  return period === wanted && asked.every(([value, own]) => value === undefined || value === own);
}

const toIdentity = ({ issuer, number, date }: RegisteredInvoice): Part[] => [
  ["sf:IDEmisorFactura", issuer],
  ["sf:NumSerieFactura", number],
  ["sf:FechaExpedicionFactura", date],
];

function toRow(invoice: RegisteredInvoice): Part {
  const { state, error, presenter, presentedAt, requestId } = invoice;
  return [
    "sfLRRC:RegistroRespuestaConsultaFactuSistemaFacturacion",
    [
      ["sfLRRC:IDFactura", toIdentity(invoice)],
      ["sfLRRC:DatosRegistroFacturacion", toData(invoice.record)],
      [
        "sfLRRC:DatosPresentacion",
        [
          ["sf:NIFPresentador", presenter],
          ["sf:TimestampPresentacion", presentedAt],
          ["sf:IdPeticion", requestId],
        ],
      ],
      [
        "sfLRRC:EstadoRegistro",
        [
          ["sfLRRC:TimestampUltimaModificacion", presentedAt],
          ["sfLRRC:EstadoRegistro", state],
          optional("sfLRRC:CodigoErrorRegistro", error && String(error.code)),
          optional("sfLRRC:DescripcionErrorRegistro", error?.message),
        ],
      ],
    ],
  ];
}

/** Told only to those who ask for it, or not at all. */
const hidden = new Set(["IDVersion", "IDFactura", "NombreRazonEmisor", "SistemaInformatico"]);

/** Lists whose entries are in the namespace of the answer. */
const ownLists = new Set(["FacturasRectificadas", "FacturasSustituidas", "Destinatarios", "Encadenamiento"]);

const renamed = ([name, content]: Part): Part => [name.replace(/^sf:/, "sfLRRC:"), content];

const toData = ([, parts]: Part): Part[] =>
  (parts as readonly Part[])
    .filter(([name]) => !hidden.has(name.slice(3)))
    .map((part): Part => {
      const [name, content] = renamed(part);
      return ownLists.has(part[0].slice(3)) ? [name, (content as readonly Part[]).map(renamed)] : [name, content];
    });
