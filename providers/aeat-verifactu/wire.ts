import { z } from "zod";

/**
 * What the AEAT answers, as far as the adapter reads it, in the form of `toPlain`; further elements pass through.
 * Shapes: RespuestaSuministro.xsd, RespuestaConsultaLR.xsd and SuministroInformacion.xsd beside the WSDL,
 * https://prewww2.aeat.es/static_files/common/internet/dep/aplicaciones/es/aeat/tikeV1.0/cont/ws/SistemaFacturacion.wsdl
 */

/** An element that stands once. */
const one = <Shape extends z.ZodType>(shape: Shape) =>
  z.tuple([shape]).transform(([value]) => value as z.output<Shape>);

const text = one(z.string());

const InvoiceIdentity = z.object({
  IDEmisorFactura: text,
  NumSerieFactura: text,
  FechaExpedicionFactura: text,
});

const Line = z.object({
  IDFactura: one(InvoiceIdentity),
  RefExterna: text.optional(),
  EstadoRegistro: one(z.enum(["Correcto", "AceptadoConErrores", "Incorrecto"])),
  CodigoErrorRegistro: text.optional(),
  DescripcionErrorRegistro: text.optional(),
});
export type Line = z.infer<typeof Line>;

/** RespuestaRegFactuSistemaFacturacion */
export const SubmissionAnswer = z.object({
  CSV: text.optional(),
  TiempoEsperaEnvio: text,
  RespuestaLinea: z.array(Line).default([]),
});
export type SubmissionAnswer = z.infer<typeof SubmissionAnswer>;

const Row = z.object({
  IDFactura: one(InvoiceIdentity),
  DatosRegistroFacturacion: one(
    z.object({ RefExterna: text.optional(), ImporteTotal: text.optional(), Huella: text.optional() }),
  ),
  EstadoRegistro: one(
    z.object({
      TimestampUltimaModificacion: text,
      EstadoRegistro: text,
      CodigoErrorRegistro: text.optional(),
      DescripcionErrorRegistro: text.optional(),
    }),
  ),
});
export type Row = z.infer<typeof Row>;

/** RespuestaConsultaFactuSistemaFacturacion */
export const ConsultationAnswer = z.object({
  ResultadoConsulta: one(z.enum(["ConDatos", "SinDatos"])),
  RegistroRespuestaConsultaFactuSistemaFacturacion: z.array(Row).default([]),
});

/** SOAP 1.1, section 4.4. */
export const Fault = z.object({ faultcode: text.optional(), faultstring: text });
export type Fault = z.infer<typeof Fault>;
