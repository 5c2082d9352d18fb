import type { XmlElement } from "../../../src/xml/xml-tree.js";

/** What the AEAT's schemas ask of a request, as far as adapters can send it: elements in this order. */
export type Field = Single | { readonly choice: readonly Single[] };

export interface Single {
  readonly name: string;
  readonly content: RegExp | readonly Field[];
  readonly isOptional?: true;
  readonly isList?: true;
}

export interface Misfit {
  /** Whether an element is missing or out of place; else its text is wrong. */
  readonly isStructural: boolean;
  readonly name: string;
}

const field = (name: string, content: RegExp | readonly Field[]): Single => ({ name, content });
const perhaps = (name: string, content: RegExp | readonly Field[]): Single => ({ name, content, isOptional: true });
const many = (name: string, content: RegExp | readonly Field[]): Single => ({ name, content, isList: true });

const text = (longest: number, shortest = 0) => new RegExp(`^[^]{${shortest},${longest}}$`, "u");
const yesOrNo = /^[SN]$/;
const nif = text(9, 9);
const date = /^\d{2}-\d{2}-\d{4}$/;
const amount = /^[+-]?\d{1,12}(\.\d{0,2})?$/;
const rate = /^\d{1,3}(\.\d{0,2})?$/;
const number = text(60, 1);
const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?$/;

const spaniard: readonly Field[] = [field("NombreRazon", text(120)), field("NIF", nif)];

const person: readonly Field[] = [
  field("NombreRazon", text(120)),
  {
    choice: [
      field("NIF", nif),
      field("IDOtro", [perhaps("CodigoPais", /^[A-Z]{2}$/), field("IDType", /^0[2-7]$/), field("ID", text(20))]),
    ],
  },
];

const invoiceId: readonly Field[] = [
  field("IDEmisorFactura", nif),
  field("NumSerieFactura", number),
  field("FechaExpedicionFactura", date),
];

const system: readonly Field[] = [
  ...person,
  field("NombreSistemaInformatico", text(30)),
  field("IdSistemaInformatico", text(2)),
  field("Version", text(50)),
  field("NumeroInstalacion", text(100)),
  field("TipoUsoPosibleSoloVerifactu", yesOrNo),
  field("TipoUsoPosibleMultiOT", yesOrNo),
  field("IndicadorMultiplesOT", yesOrNo),
];

/** The link, the system, the moment and the hash, which all records end with. */
const tail: readonly Field[] = [
  field("Encadenamiento", [
    { choice: [field("PrimerRegistro", /^S$/), field("RegistroAnterior", [...invoiceId, field("Huella", text(64))])] },
  ]),
  field("SistemaInformatico", system),
  field("FechaHoraHusoGenRegistro", moment),
  field("TipoHuella", /^01$/),
  field("Huella", text(64)),
];

const detail: readonly Field[] = [
  perhaps("Impuesto", /^0[1235]$/),
  perhaps("ClaveRegimen", /^(0[1-9]|1[014-5789]|20)$/),
  { choice: [field("CalificacionOperacion", /^(S1|S2|N1|N2)$/), field("OperacionExenta", /^E[1-8]$/)] },
  perhaps("TipoImpositivo", rate),
  field("BaseImponibleOimporteNoSujeto", amount),
  perhaps("BaseImponibleACoste", amount),
  perhaps("CuotaRepercutida", amount),
  perhaps("TipoRecargoEquivalencia", rate),
  perhaps("CuotaRecargoEquivalencia", amount),
];

const registration: readonly Field[] = [
  field("IDVersion", /^1\.0$/),
  field("IDFactura", invoiceId),
  perhaps("RefExterna", text(60)),
  field("NombreRazonEmisor", text(120)),
  perhaps("Subsanacion", yesOrNo),
  perhaps("RechazoPrevio", /^[NSX]$/),
  field("TipoFactura", /^(F[123]|R[1-5])$/),
  perhaps("TipoRectificativa", /^[SI]$/),
  perhaps("FacturasRectificadas", [many("IDFacturaRectificada", invoiceId)]),
  perhaps("FacturasSustituidas", [many("IDFacturaSustituida", invoiceId)]),
  perhaps("ImporteRectificacion", [
    field("BaseRectificada", amount),
    field("CuotaRectificada", amount),
    perhaps("CuotaRecargoRectificado", amount),
  ]),
  perhaps("FechaOperacion", date),
  field("DescripcionOperacion", text(500)),
  perhaps("FacturaSimplificadaArt7273", yesOrNo),
  perhaps("FacturaSinIdentifDestinatarioArt61d", yesOrNo),
  perhaps("Macrodato", yesOrNo),
  perhaps("EmitidaPorTerceroODestinatario", /^[DT]$/),
  perhaps("Tercero", person),
  perhaps("Destinatarios", [many("IDDestinatario", person)]),
  perhaps("Cupon", yesOrNo),
  field("Desglose", [many("DetalleDesglose", detail)]),
  field("CuotaTotal", amount),
  field("ImporteTotal", amount),
  ...tail,
];

const annulment: readonly Field[] = [
  field("IDVersion", /^1\.0$/),
  field(
    "IDFactura",
    invoiceId.flatMap((each) => ("name" in each ? [{ ...each, name: `${each.name}Anulada` }] : [])),
  ),
  perhaps("RefExterna", text(60)),
  perhaps("SinRegistroPrevio", yesOrNo),
  perhaps("RechazoPrevio", yesOrNo),
  ...tail,
];

export const headerFields: readonly Field[] = [
  field("ObligadoEmision", spaniard),
  perhaps("Representante", spaniard),
  perhaps("RemisionVoluntaria", [perhaps("FechaFinVeriFactu", date), perhaps("Incidencia", yesOrNo)]),
];

export const recordFields = { RegistroAlta: registration, RegistroAnulacion: annulment } as const;

export const submissionFields: readonly Field[] = [
  field("Cabecera", headerFields),
  many("RegistroFactura", [{ choice: [field("RegistroAlta", registration), field("RegistroAnulacion", annulment)] }]),
];

export const consultationFields: readonly Field[] = [
  field("Cabecera", [
    field("IDVersion", /^1\.0$/),
    field("ObligadoEmision", spaniard),
    perhaps("IndicadorRepresentante", /^S$/),
  ]),
  field("FiltroConsulta", [
    field("PeriodoImputacion", [field("Ejercicio", /^\d{4}$/), field("Periodo", /^(0[1-9]|1[0-2])$/)]),
    perhaps("NumSerieFactura", number),
    perhaps("FechaExpedicionFactura", [
      perhaps("FechaExpedicionFactura", date),
      perhaps("RangoFechaExpedicion", [perhaps("Desde", date), perhaps("Hasta", date)]),
    ]),
    perhaps("RefExterna", text(70)),
    perhaps("ClavePaginacion", invoiceId),
  ]),
];

/** Everything about an element that its fields do not allow, structure first found first. */
export function findMisfits(element: XmlElement, fields: readonly Field[]): Misfit[] {
  const misfits: Misfit[] = [];
  let at = 0;
  const next = () => element.children[at]?.name;
  for (const entry of fields) {
    const singles = "choice" in entry ? entry.choice : [entry];
    const single = singles.find(({ name }) => name === next());
    const [first] = singles;
    if (!single) {
      if (first && !first.isOptional) misfits.push({ isStructural: true, name: first.name });
      continue;
    }
    do misfits.push(...findMisfitsIn(element.children[at++]!, single));
    while (single.isList && next() === single.name);
  }
  const surplus = next();
  if (surplus !== undefined) misfits.push({ isStructural: true, name: surplus });
  return misfits;
}

function findMisfitsIn(child: XmlElement, { name, content }: Single): Misfit[] {
  if (!(content instanceof RegExp)) return findMisfits(child, content);
  if (child.children.length > 0) return [{ isStructural: true, name }];
  return content.test(child.text) ? [] : [{ isStructural: false, name }];
}
