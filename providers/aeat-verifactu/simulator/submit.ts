import type { SimulatorContext } from "../../../src/provider-kit/simulator.js";
import type { XmlElement } from "../../../src/xml/xml-tree.js";
import { optional, type Part, toPart } from "../soap.js";
import { findAll, textAt } from "./elements.js";
import { Refusal } from "./faults.js";
import { identityOf, type Judgement, type Presentation, type Register, toCsv } from "./register.js";
import { findMisfits, headerFields, recordFields, submissionFields } from "./structure.js";

const mostRecords = 1_000;

/** RegFactuSistemaFacturacion: what cannot be read is refused as a whole, records are judged one by one. */
export function submit(
  request: XmlElement,
  presenter: string,
  register: Register,
  { now, newId, waitSeconds }: Pick<SimulatorContext, "now" | "newId"> & { readonly waitSeconds: number },
): Part {
  const misfits = findMisfits(request, submissionFields);
  const header = findAll(request, "Cabecera")[0];
  const structural =
    misfits.find(({ isStructural }) => isStructural) ?? (header && findMisfits(header, headerFields)[0]);
  if (structural || !header)
    throw new Refusal(
      4102,
      `El XML no cumple el esquema. Falta informar campo obligatorio.: ${structural?.name ?? "Cabecera"}`,
    );
  const entries = findAll(request, "RegistroFactura").flatMap(({ children }) => children);
  if (entries.length > mostRecords)
    throw new Refusal(4113, `El XML no cumple con el esquema: ${entries.length} registros, se admiten ${mostRecords}`);
  const presentation: Presentation = {
    issuer: textAt(header, "ObligadoEmision", "NIF") ?? "",
    presenter,
    requestId: toRequestId(now()),
  };
  const judgements = entries.map((record): Judgement => {
    const error = { code: 1100, message: "Valor o tipo incorrecto del campo" };
    return hasWrongText(record) ? { record, state: "Incorrecto", error } : register.judge(record, presentation);
  });
  const refused = judgements.filter(({ state }) => state === "Incorrecto").length;
  const isRefused = refused === judgements.length;
  return [
    "sfR:RespuestaRegFactuSistemaFacturacion",
    [
      isRefused ? undefined : ["sfR:CSV", toCsv(newId())],
      isRefused
        ? undefined
        : [
            "sfR:DatosPresentacion",
            [
              ["sf:NIFPresentador", presenter],
              ["sf:TimestampPresentacion", now().toISOString()],
            ],
          ],
      ["sfR:Cabecera", toPart(header)[1]],
      ["sfR:TiempoEsperaEnvio", String(waitSeconds)],
      ["sfR:EstadoEnvio", isRefused ? "Incorrecto" : refused > 0 ? "ParcialmenteCorrecto" : "Correcto"],
      ...judgements.map(toLine),
    ],
  ];
}

const hasWrongText = (record: XmlElement): boolean =>
  findMisfits(record, recordFields[record.name as keyof typeof recordFields]).length > 0;

function toLine({ record, state, error, standing }: Judgement): Part {
  const isAnnulment = record.name === "RegistroAnulacion";
  const [issuer, number, date] = identityOf(record, isAnnulment ? "Anulada" : "");
  return [
    "sfR:RespuestaLinea",
    [
      [
        "sfR:IDFactura",
        [
          ["sf:IDEmisorFactura", issuer],
          ["sf:NumSerieFactura", number],
          ["sf:FechaExpedicionFactura", date],
        ],
      ],
      [
        "sfR:Operacion",
        [
          ["sf:TipoOperacion", isAnnulment ? "Anulacion" : "Alta"],
          ...["Subsanacion", "RechazoPrevio"].map((name) => optional(`sf:${name}`, textAt(record, name))),
        ],
      ],
      optional("sfR:RefExterna", textAt(record, "RefExterna")),
      ["sfR:EstadoRegistro", state],
      optional("sfR:CodigoErrorRegistro", error && String(error.code)),
      optional("sfR:DescripcionErrorRegistro", error?.message),
      standing && [
        "sfR:RegistroDuplicado",
        [
          ["sf:IdPeticionRegistroDuplicado", standing.requestId],
          ["sf:EstadoRegistroDuplicado", standing.state],
          optional("sf:CodigoErrorRegistro", standing.error && String(standing.error.code)),
          optional("sf:DescripcionErrorRegistro", standing.error?.message),
        ],
      ],
    ],
  ];
}

/** The moment in digits, to the thousandth, and three more. */
const toRequestId = (now: Date): string => `${now.toISOString().replace(/\D/g, "")}000`;
