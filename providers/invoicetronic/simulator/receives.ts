import type { DocumentContent } from "../../../src/provider-kit/document.js";
import type { SimulatorContext } from "../../../src/provider-kit/simulator.js";
import { readFattura } from "./fattura.js";
import { Refusal } from "./http.js";

export interface StoredReceive {
  readonly id: number;
  readonly payload: string;
  readonly is_read: boolean;
  readonly [field: string]: unknown;
}

/** Invoices that came in. Ids are never used again, also when something was deleted. */
export function createReceives(context: SimulatorContext, notify: (endpoint: string, id: number) => void) {
  const { ledger } = context;
  const get = (id: string): StoredReceive => {
    const receive = ledger.get<StoredReceive>("receive", id);
    if (!receive) throw new Refusal(404, `There is no received invoice ${id}`);
    return receive;
  };
  return {
    get,
    all: () => ledger.list<StoredReceive>("receive"),
    /** With its content; that is an operation, and makes the invoice a read one. */
    open(id: string): StoredReceive {
      const opened = { ...get(id), is_read: true };
      ledger.put("receive", id, opened);
      ledger.put("operations", "used", (ledger.get<number>("operations", "used") ?? 0) + 1);
      return opened;
    },
    operationsUsed: () => ledger.get<number>("operations", "used") ?? 0,
    remove(id: string): StoredReceive {
      const receive = get(id);
      ledger.put("receive", id, null);
      return receive;
    },
    arrive({ bytes, fileName }: DocumentContent): number {
      const fattura = readFattura(bytes);
      if (typeof fattura === "string") throw new Error(fattura);
      const id = (ledger.get<number>("ids", "receive") ?? 0) + 1;
      ledger.put("ids", "receive", id);
      const moment = context.now().toISOString();
      const isSigned = bytes[0] === 0x30;
      ledger.put("receive", String(id), {
        id,
        created: moment,
        version: 1,
        user_id: 1,
        company_id: 1,
        committente: fattura.committente,
        prestatore: fattura.prestatore,
        identifier: String(20_000_000 + id),
        file_name: fileName,
        format: fattura.format,
        payload: Buffer.from(bytes).toString(isSigned ? "base64" : "utf8"),
        last_update: moment,
        date_sent: moment,
        documents: fattura.documents.map(({ number, date }) => ({ number, date: `${date}T00:00:00Z` })),
        encoding: isSigned ? "Base64" : "Xml",
        nome_prestatore: fattura.nomePrestatore,
        is_read: false,
        message_id: String(800_000 + id),
      } satisfies StoredReceive);
      notify("receive", id);
      return id;
    },
  };
}
