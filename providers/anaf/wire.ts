import { z } from "zod";

const digits = z.string().regex(/^\d{1,19}$/);

/** Of XML answers, the attributes of `header` and what its `Errors` say. */
const errors = z.array(z.string()).min(1);

/** POST /upload, /uploadb2c: https://mfinante.gov.ro/static/10/eFactura/upload.html */
export const UploadHeader = z.union([
  z.object({ ExecutionStatus: z.literal("0"), index_incarcare: digits }),
  z.object({ ExecutionStatus: z.literal("1"), errors }),
]);

/** GET /stareMesaj: https://mfinante.gov.ro/static/10/eFactura/staremesaj.html */
export const StateHeader = z.union([
  z.object({ stare: z.string().min(1), id_descarcare: digits.optional() }),
  z.object({ errors }),
]);
export interface State {
  readonly stare: string;
  readonly id_descarcare?: string | undefined;
}

/** Of the lists: https://mfinante.gov.ro/static/10/eFactura/listamesaje.html */
const Message = z.object({
  /** YYYYMMDDhhmm in Romania. */
  data_creare: z.string().regex(/^\d{12}$/),
  /** The index of the upload it is about. */
  id_solicitare: z.string().min(1),
  detalii: z.string().default(""),
  tip: z.string(),
  /** What it is downloaded by. */
  id: digits,
});
export type Message = z.infer<typeof Message>;

export const MessagePage = z.object({
  mesaje: z.array(Message),
  numar_total_pagini: z.coerce.number().int().min(0).default(1),
});
export type MessagePage = z.infer<typeof MessagePage>;

/** What the JSON endpoints say instead, with HTTP status 200. */
export const SaidError = z.object({ eroare: z.string().min(1) });

/** The file in a download of `nok`; the namespace says "Factuta". */
export const ErrorFile = z.object({ errors });

/** The file in a download of a buyer's message, and the body of an upload with standard=RASP. */
export const BuyerMessage = z.object({ index_incarcare: digits, message: z.string() });
export type BuyerMessage = z.infer<typeof BuyerMessage>;
export const buyerMessageNamespace = "mfp:anaf:dgti:spv:reqMesaj:v1";

/** POST /transformare: https://mfinante.gov.ro/static/10/eFactura/xmltopdf.html */
export const PdfRefusal = z.object({
  stare: z.literal("nok"),
  Messages: z.array(z.object({ message: z.string() })).min(1),
});

/**
 * POST /api/PlatitorTvaRest/v9/tva: https://static.anaf.ro/static/10/Anaf/Informatii_R/Servicii_web/doc_WS_V9.txt
 * The `cod` and `message` around it are documented and do not come:
 * https://github.com/robert-malai/anafpy/blob/main/docs/anaf-reference/public/api.md
 */
const Taxpayer = z.object({
  date_generale: z.object({
    cui: z.union([z.number(), z.string()]).transform(String),
    denumire: z.string().nullish(),
    stare_inregistrare: z
      .string()
      .nullish()
      .transform((state) => state ?? ""),
    statusRO_e_Factura: z.boolean().nullish(),
  }),
  stare_inactiv: z.object({ dataRadiere: z.string().nullish() }).nullish(),
});
export type Taxpayer = z.infer<typeof Taxpayer>;
export const TaxpayerAnswer = z.object({ found: z.array(Taxpayer) });

/** With 404, where none of those who were asked for is there. */
export const NobodyFound = z.object({ found: z.array(z.unknown()).max(0), notFound: z.array(z.unknown()).min(1) });

/** Answers with a status of their own. */
export const HttpError = z.object({ message: z.string().min(1) });
/** RFC 6749 §5.2. */
export const SignInError = z.object({ error: z.string().min(1), error_description: z.string().optional() });
