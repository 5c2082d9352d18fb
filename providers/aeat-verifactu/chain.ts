import { createHash } from "node:crypto";
import type { Call } from "../../src/provider-kit/call.js";
import type { Reference } from "../../src/provider-kit/provider.js";
import type { Credentials } from "./credentials.js";
import { factsOf, type InvoiceIdentity, readPrepared, type RegisteredFacts } from "./prepared.js";
import type { Part } from "./soap.js";

/**
 * The hash of a record: names and values in this order, SHA-256, upper case. Source: "Especificaciones técnicas para
 * generación de la huella o hash de los registros de facturación" 0.1.2.
 */
export const hashOfRegistration = (facts: RegisteredFacts, previous: string, generatedAt: string): string =>
  hash([
    ["IDEmisorFactura", facts.issuer],
    ["NumSerieFactura", facts.number],
    ["FechaExpedicionFactura", facts.date],
    ["TipoFactura", facts.type],
    ["CuotaTotal", facts.taxTotal],
    ["ImporteTotal", facts.total],
    ["Huella", previous],
    ["FechaHoraHusoGenRegistro", generatedAt],
  ]);

export const hashOfAnnulment = (
  { issuer, number, date }: InvoiceIdentity,
  previous: string,
  generatedAt: string,
): string =>
  hash([
    ["IDEmisorFacturaAnulada", issuer],
    ["NumSerieFacturaAnulada", number],
    ["FechaExpedicionFacturaAnulada", date],
    ["Huella", previous],
    ["FechaHoraHusoGenRegistro", generatedAt],
  ]);

const hash = (fields: readonly (readonly [string, string])[]): string =>
  createHash("sha256")
    .update(fields.map(([name, value]) => `${name}=${value.trim()}`).join("&"), "utf8")
    .digest("hex")
    .toUpperCase();

/** A record that is part of the chain: as it was generated, it is sent however often that takes. */
export interface ChainedRecord {
  /** Its hash, the invoice it is about, the moment, and the same of the record before. */
  readonly link: Reference;
  /** RegistroAlta or RegistroAnulacion. */
  readonly record: Part;
}

/**
 * Gives a prepared record its place. The chain is of the records that were generated, refused ones included (article 7
 * of Orden HAC/1177/2024), and whatever comes later refers to this one: so it is never made anew, only sent again.
 */
export async function chainRegistration(
  key: string,
  prepared: Uint8Array,
  call: Call<Credentials>,
): Promise<ChainedRecord> {
  const record = readPrepared(prepared);
  const facts = factsOf(record);
  const link = await call.chain.extend(key, (last) =>
    toLink(facts, last, call.credentials, (previous, moment) => hashOfRegistration(facts, previous, moment)),
  );
  const [name, parts] = record;
  const referenced = (parts as readonly Part[]).flatMap((part): Part[] =>
    part[0] === "sf:IDFactura" ? [part, ["sf:RefExterna", key]] : [part],
  );
  return { link, record: [name, [...referenced, ...toTail(link, call.credentials)]] };
}

/** The annulment of a record, with the reference of what it annuls. */
export async function chainAnnulment(
  key: string,
  identity: InvoiceIdentity,
  annulled: string,
  call: Call<Credentials>,
): Promise<ChainedRecord> {
  const { issuer, number, date } = identity;
  const link = await call.chain.extend(key, (last) =>
    toLink(identity, last, call.credentials, (previous, moment) => hashOfAnnulment(identity, previous, moment)),
  );
  const record: Part = [
    "sf:RegistroAnulacion",
    [
      ["sf:IDVersion", "1.0"],
      [
        "sf:IDFactura",
        [
          ["sf:IDEmisorFacturaAnulada", issuer],
          ["sf:NumSerieFacturaAnulada", number],
          ["sf:FechaExpedicionFacturaAnulada", date],
        ],
      ],
      ["sf:RefExterna", annulled],
      ...toTail(link, call.credentials),
    ],
  ];
  return { link, record };
}

function toLink(
  { issuer, number, date }: InvoiceIdentity,
  last: Reference | undefined,
  { timeZone }: Credentials,
  hashOf: (previous: string, generatedAt: string) => string,
): Reference {
  const generatedAt = momentAfter(last?.["generatedAt"], timeZone);
  const previous = last && {
    previousHash: last.id,
    previousIssuer: last["issuer"] ?? "",
    previousNumber: last["number"] ?? "",
    previousDate: last["date"] ?? "",
  };
  return { id: hashOf(last?.id ?? "", generatedAt), issuer, number, date, generatedAt, ...previous };
}

/** In the time of the territory (article 7.e); never before the record before, whatever the clocks say. */
function momentAfter(last: string | undefined, timeZone: string): string {
  const ms = Math.max(Date.now(), last === undefined ? 0 : Date.parse(last));
  const offset = offsetAt(ms, timeZone);
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(offset) ?? [];
  const aheadMs = (Number(hours) * 60 + Number(minutes)) * (sign === "-" ? -60_000 : 60_000);
  return `${new Date(ms + aheadMs).toISOString().slice(0, 19)}${offset}`;
}

/** "+01:00"; Intl writes "GMT+01:00", and "GMT" alone for none. */
function offsetAt(ms: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" }).formatToParts(ms);
  const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
  return name.replace("GMT", "") || "+00:00";
}

function toTail(link: Reference, { system }: Credentials): Part[] {
  const yesOrNo = (value: boolean) => (value ? "S" : "N");
  const previousHash = link["previousHash"];
  return [
    [
      "sf:Encadenamiento",
      previousHash === undefined
        ? [["sf:PrimerRegistro", "S"]]
        : [
            [
              "sf:RegistroAnterior",
              [
                ["sf:IDEmisorFactura", link["previousIssuer"] ?? ""],
                ["sf:NumSerieFactura", link["previousNumber"] ?? ""],
                ["sf:FechaExpedicionFactura", link["previousDate"] ?? ""],
                ["sf:Huella", previousHash],
              ],
            ],
          ],
    ],
    [
      "sf:SistemaInformatico",
      [
        ["sf:NombreRazon", system.producerName],
        ["sf:NIF", system.producerNif],
        ["sf:NombreSistemaInformatico", system.name],
        ["sf:IdSistemaInformatico", system.id],
        ["sf:Version", system.version],
        ["sf:NumeroInstalacion", system.installation],
        ["sf:TipoUsoPosibleSoloVerifactu", yesOrNo(system.onlyVerifactu)],
        ["sf:TipoUsoPosibleMultiOT", yesOrNo(system.canServeSeveral)],
        ["sf:IndicadorMultiplesOT", yesOrNo(system.servesSeveral)],
      ],
    ],
    ["sf:FechaHoraHusoGenRegistro", link["generatedAt"] ?? ""],
    ["sf:TipoHuella", "01"],
    ["sf:Huella", link.id],
  ];
}
