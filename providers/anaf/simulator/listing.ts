import type { SimulatorResponse } from "../../../src/provider-kit/simulator.js";
import { badRequest, sayError } from "./answers.js";
import { type Registry, stampOf, type StoredMessage } from "./registry.js";
import type { Client } from "./taxpayers.js";

const types: Readonly<Record<string, RegExp>> = {
  E: /^ERORI FACTURA$/,
  T: /^FACTURA TRIMISA$/,
  P: /^FACTURA PRIMITA$/,
  R: /^MESAJ CUMPARATOR/,
};

const dayMs = 86_400_000;
const keptDays = 60;

interface Listing {
  readonly query: URLSearchParams;
  readonly client: Client;
  readonly registry: Registry;
  readonly now: Date;
  readonly pageSize: number;
}

const say = (sentence: string): SimulatorResponse => sayError(sentence, "Lista Mesaje");

const shown = (ms: number): string => {
  const [date = "", time = ""] = new Date(ms).toISOString().split("T");
  return `${date.split("-").reverse().join("-")} ${time.slice(0, 8)}`;
};

/** GET /listaMesajePaginatieFactura */
export function listPaged(listing: Listing): SimulatorResponse {
  const { query, registry, pageSize } = listing;
  const nowMs = listing.now.getTime();
  const [start, end, cif, page] = ["startTime", "endTime", "cif", "pagina"].map((name) => query.get(name));
  if (!start || !end || !cif || !page) {
    return badRequest("Parametrii startTime, endTime, cif si pagina sunt obligatorii", listing.now);
  }
  for (const [name, value] of Object.entries({ startTime: start, endTime: end, pagina: page })) {
    if (!/^\d{1,15}$/.test(value)) {
      return say(`${name} = ${value} nu este un numar sau nu are o valoare acceptata de sistem`);
    }
  }
  const [startMs, endMs] = [Number(start), Number(end)];
  if (startMs < nowMs - keptDays * dayMs) {
    return say(`startTime = ${shown(startMs)} nu poate fi mai vechi de 60 de zile fata de momentul requestului`);
  }
  if (endMs <= startMs) return say(`endTime = ${shown(endMs)} nu poate fi <= startTime = ${shown(startMs)}`);
  if (endMs > nowMs) return say(`endTime = ${shown(endMs)} nu poate in viitor fata de momentul requestului`);
  const refusal = checkCommon(listing, cif);
  if (refusal) return refusal;
  const found = select(registry, cif, query.get("filtru"), startMs, endMs);
  if (found.length === 0) return say("Nu exista mesaje in intervalul selectat");
  const pages = Math.ceil(found.length / pageSize);
  if (Number(page) > pages) {
    return say(`Pagina solicitata ${page} este mai mare decat numarul toatal de pagini ${pages}`);
  }
  const messages = found.slice((Number(page) - 1) * pageSize, Number(page) * pageSize);
  return {
    status: 200,
    body: {
      mesaje: messages.map(toEntry),
      numar_inregistrari_in_pagina: messages.length,
      numar_total_inregistrari_per_pagina: pageSize,
      numar_total_inregistrari: found.length,
      numar_total_pagini: pages,
      index_pagina_curenta: Number(page),
      serial: "1234AA456",
      cui: cif,
      titlu: `Lista Mesaje disponibile din intervalul ${shown(startMs)} - ${shown(endMs)}`,
    },
  };
}

/** GET /listaMesajeFactura */
export function listDays(listing: Listing): SimulatorResponse {
  const { query, registry, now, pageSize } = listing;
  const [days, cif] = [query.get("zile"), query.get("cif")];
  if (!days || !cif) return badRequest("Parametrii zile si cif sunt obligatorii", now);
  if (!/^\d+$/.test(days)) return say(`Numarul de zile introdus= ${days} nu este un numar intreg`);
  if (Number(days) < 1 || Number(days) > keptDays) return say("Numarul de zile trebuie sa fie intre 1 si 60");
  const refusal = checkCommon(listing, cif);
  if (refusal) return refusal;
  const found = select(registry, cif, query.get("filtru"), now.getTime() - Number(days) * dayMs, now.getTime());
  if (found.length === 0) return say(`Nu exista mesaje in ultimele ${days} zile`);
  if (found.length > pageSize) {
    return say(
      `Lista de mesaje este mai mare decat numarul de ${pageSize} elemente permise in pagina. Folositi endpoint-ul cu paginatie.`,
    );
  }
  const titlu = `Lista Mesaje disponibile din ultimele ${days} zile`;
  return { status: 200, body: { mesaje: found.map(toEntry), serial: "1234AA456", cui: cif, titlu } };
}

function checkCommon({ query, client }: Listing, cif: string): SimulatorResponse | undefined {
  const filter = query.get("filtru");
  if (filter !== null && !(filter in types))
    return say("Valorile acceptate pentru parametrul filtru sunt E, T, P sau R");
  if (!/^\d+$/.test(cif)) return say(`CIF introdus= ${cif} nu este un numar sau nu are o valoare acceptata de sistem`);
  return client.rights.includes(cif) ? undefined : say(`Nu aveti drept in SPV pentru CIF=${cif}`);
}

/** Newest first, as in the documented examples. */
const select = (registry: Registry, cif: string, filter: string | null, startMs: number, endMs: number) =>
  registry
    .messages()
    .filter(
      (message) =>
        message.cif === cif &&
        message.listedAt >= startMs &&
        message.listedAt <= endMs &&
        (filter === null || types[filter]?.test(message.type)),
    )
    .reverse();

const toEntry = (message: StoredMessage) => ({
  data_creare: stampOf(message),
  cif: message.cif,
  id_solicitare: message.about,
  detalii: message.details,
  tip: message.type,
  id: message.id,
});
