import type { SimulatorContext } from "../../../src/provider-kit/simulator.js";
import { checkFattura, type SdiError } from "./check-fattura.js";
import { type Fattura, readFattura } from "./fattura.js";
import { Refusal } from "./http.js";

type State =
  | "Inviato"
  | "Consegnato"
  | "NonConsegnato"
  | "Scartato"
  | "AccettatoDalDestinatario"
  | "RifiutatoDalDestinatario"
  | "ImpossibilitaDiRecapito"
  | "DecorrenzaTermini"
  | "AttestazioneTrasmissioneFattura";

export interface StoredSend {
  readonly id: number;
  readonly created: string;
  readonly payload: string;
  readonly encoding: "Xml" | "Base64";
  readonly file_name: string;
  readonly format: string;
  readonly prestatore: string;
  readonly committente: string;
  readonly nome_committente: string;
  readonly documents: readonly { readonly number: string; readonly date: string }[];
  readonly meta_data: Readonly<Record<string, string>> | null;
  readonly identifier: string | null;
  readonly last_update: string | null;
  readonly date_sent: string | null;
  readonly latest_state: State | null;
  readonly company_id: number;
}

interface Upload {
  readonly bytes: Uint8Array;
  readonly payload: string;
  readonly encoding: "Xml" | "Base64";
  readonly fileName?: string;
  readonly metaData?: Readonly<Record<string, string>>;
}

interface Step {
  readonly id: string;
  readonly dueAtMs: number;
}

/** A code that SdI does not know begins like this; a public office that cannot be reached begins with XX. */
const unknownCode = /^ZZ/;

/** Invoices that were sent, and what SdI says of them. What is to be said next stands in "due". */
export function createSends(context: SimulatorContext, notify: (endpoint: string, id: number) => void) {
  const { ledger } = context;
  const now = () => context.now().toISOString();
  const get = (id: string): StoredSend => {
    const send = ledger.get<StoredSend>("send", id);
    if (!send) throw new Refusal(404, `There is no sent invoice ${id}`);
    return send;
  };
  const all = () => ledger.list<StoredSend>("send");
  const save = (send: StoredSend): StoredSend => {
    ledger.put("send", String(send.id), send);
    return send;
  };
  const schedule = (id: number) =>
    ledger.put("due", String(id), { id: String(id), dueAtMs: context.now().getTime() + context.stepMs } satisfies Step);

  const say = (send: StoredSend, state: State, description: string, errors: readonly SdiError[] = []) => {
    const moment = now();
    const said = save({ ...send, latest_state: state, last_update: moment });
    const { identifier, prestatore, meta_data, documents, date_sent } = said;
    const id = ledger.list("update").length + 1;
    ledger.put("update", String(id), {
      id,
      created: moment,
      version: 1,
      user_id: 1,
      company_id: send.company_id,
      send_id: send.id,
      last_update: moment,
      state,
      description,
      message_id: String(900_000 + id),
      errors: errors.length > 0 ? errors : null,
      is_read: false,
      send: { identifier, prestatore, meta_data, documents, date_sent, latest_state: state },
    });
    notify("update", id);
    return said;
  };

  const answerAsSdi = (send: StoredSend): void => {
    const fattura = fatturaOf(send);
    if (send.latest_state === null) {
      say({ ...send, identifier: String(10_000_000 + send.id), date_sent: now() }, "Inviato", "Inviata allo SdI");
      return schedule(send.id);
    }
    if (send.latest_state === "NonConsegnato") {
      say(
        send,
        "AttestazioneTrasmissioneFattura",
        "Attestazione di avvenuta trasmissione con impossibilità di recapito",
      );
      return;
    }
    const [refusal] = refusalsOf(fattura, send, all());
    if (refusal) {
      say(send, "Scartato", refusal.description, [refusal]);
    } else if (/^XX.{4}$/.test(fattura.recipientCode)) {
      say(send, "NonConsegnato", "Notifica di mancata consegna");
      schedule(send.id);
    } else if (isUnaddressed(fattura)) {
      say(send, "ImpossibilitaDiRecapito", "Fattura messa a disposizione nell'area riservata del cessionario");
    } else say(send, "Consegnato", "Fattura consegnata al destinatario");
  };

  const decide = (state: State, description: string) => (id: string) => {
    const send = get(id.replace(/^send\//, ""));
    if (send.format !== "FPA12" || send.latest_state !== "Consegnato") {
      throw new Refusal(422, `Only a public office that has the invoice can say ${state}`);
    }
    say(send, state, description);
  };

  return {
    get,
    all,
    updates: () => ledger.list<Readonly<Record<string, unknown>>>("update"),
    /** Takes a file; `isValidated` refuses what SdI would refuse. */
    create({ bytes, payload, encoding, fileName, metaData }: Upload, isValidated: boolean): StoredSend {
      const fattura = validated(bytes, isValidated);
      const id = all().length + 1;
      const suffix = bytes[0] === 0x30 ? ".xml.p7m" : ".xml";
      const send = save({
        id,
        created: now(),
        payload,
        encoding,
        file_name: fileName ?? `IT01180680397ITRON_${id.toString(36).padStart(5, "0")}${suffix}`,
        format: fattura.format,
        prestatore: fattura.prestatore,
        committente: fattura.committente,
        nome_committente: fattura.nomeCommittente,
        documents: fattura.documents.map(({ number, date }) => ({ number, date: `${date}T00:00:00Z` })),
        meta_data: metaData ?? null,
        identifier: null,
        last_update: null,
        date_sent: null,
        latest_state: null,
        company_id: 1,
      });
      schedule(id);
      notify("send", id);
      return send;
    },
    advance() {
      for (const { id, dueAtMs } of ledger.list<Step>("due")) {
        if (dueAtMs > context.now().getTime()) continue;
        ledger.put("due", id, null);
        answerAsSdi(get(id));
      }
    },
    deeds: {
      accept: decide("AccettatoDalDestinatario", "Esito committente EC01"),
      reject: decide("RifiutatoDalDestinatario", "Esito committente EC02: importi non corretti"),
      lapse: decide("DecorrenzaTermini", "Notifica di decorrenza termini"),
    },
  };
}

/** @throws {Refusal} with every error, as validation before sending does */
export function validated(bytes: Uint8Array, isValidated = true): Fattura {
  const fattura = readFattura(bytes);
  if (typeof fattura === "string") throw new Refusal(422, `The document is no FatturaPA: ${fattura}`);
  const errors = isValidated ? checkFattura(fattura) : [];
  if (errors.length === 0) return fattura;
  throw new Refusal(422, errors.map(({ code, description }) => `${code} ${description}`).join("; "), { errors });
}

function fatturaOf({ payload, encoding }: StoredSend): Fattura {
  const fattura = readFattura(Buffer.from(payload, encoding === "Xml" ? "utf8" : "base64"));
  if (typeof fattura === "string") throw new Error(fattura);
  return fattura;
}

const isUnaddressed = ({ recipientCode, certifiedEmail }: Fattura): boolean =>
  recipientCode === "XXXXXXX" || (recipientCode === "0000000" && certifiedEmail === undefined);

/** What SdI finds when it looks beyond the file: who is addressed, and what the seller has sent before. */
function refusalsOf(fattura: Fattura, send: StoredSend, all: readonly StoredSend[]): SdiError[] {
  const errors = checkFattura(fattura);
  if (unknownCode.test(fattura.recipientCode)) {
    const description = `CodiceDestinatario ${fattura.recipientCode} non valido`;
    errors.push({ code: "00311", description, hint: "Verificare il codice con il destinatario" });
  }
  const keysOf = (each: Fattura) =>
    each.documents.map(({ number, date, type }) =>
      [each.prestatore, date.slice(0, 4), number, type === "TD04"].join("|"),
    );
  const own = new Set(keysOf(fattura));
  const isTaken = all.some(
    (earlier) =>
      earlier.id < send.id &&
      earlier.latest_state !== "Scartato" &&
      keysOf(fatturaOf(earlier)).some((key) => own.has(key)),
  );
  if (isTaken)
    errors.push({ code: "00404", description: "Fattura duplicata", hint: "Il numero è già stato trasmesso" });
  return errors;
}
