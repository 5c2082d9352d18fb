import type { SimulatorContext } from "../../../src/provider-kit/simulator.js";
import { parseXml } from "../../../src/xml/parse-xml.js";
import { attributeOf } from "../../../src/xml/xml-tree.js";
import { toStamp } from "../romanian-time.js";
import { writeHeader } from "./answers.js";
import { type Facts, readFacts } from "./facts.js";
import { type Circumstances, judge } from "./judge.js";
import { otherSeller } from "./taxpayers.js";

export interface Upload extends Circumstances {
  readonly index: string;
  readonly standard: string;
  /** Base64, for it is handed out byte for byte. */
  readonly source: string;
  readonly receivedAt: number;
  readonly state: "in prelucrare" | "ok" | "nok";
  /** The message that tells the one who uploaded it. */
  readonly message?: string;
}

export interface StoredMessage {
  readonly id: string;
  /** Whose list it is in. */
  readonly cif: string;
  readonly type: string;
  readonly about: string;
  readonly details: string;
  /** When it gets into the list, later than it is made. */
  readonly listedAt: number;
  /** Base64. */
  readonly original: string;
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");

/** Everything that was uploaded, and the messages it has led to. */
export function openRegistry({ ledger, now, stepMs }: SimulatorContext, listLagMs: number) {
  const uploads = () => ledger.list<Upload>("uploads");
  const messages = () => ledger.list<StoredMessage>("messages");
  const find = (index: string) => ledger.get<Upload>("uploads", index);
  const put = (upload: Upload) => ledger.put("uploads", upload.index, upload);
  const waiting = new Set(uploads().flatMap(({ state, index }) => (state === "in prelucrare" ? [index] : [])));

  /** Invoices that stand, by what makes two of them the same. */
  const standing = new Map(
    uploads().flatMap((upload) =>
      upload.state === "ok" && upload.standard !== "RASP" ? [[nameOf(factsOf(upload)), upload.index]] : [],
    ),
  );
  let uploadCount = uploads().length;
  let messageCount = messages().length;

  const tell = (message: Omit<StoredMessage, "id" | "listedAt">): string => {
    const id = String(3_000_000_000 + ++messageCount);
    ledger.put("messages", id, { ...message, id, listedAt: now().getTime() + listLagMs } satisfies StoredMessage);
    return id;
  };

  const clear = (upload: Upload, facts: Facts): void => {
    const { index, cif, source: original, isAbroad, isConsumer } = upload;
    const details = `Factura cu id_incarcare=${index} emisa de cif_emitent=${facts.seller.cif} pentru cif_beneficiar=${facts.buyer.cif}`;
    const common = { about: index, details, original };
    const message = tell({ ...common, cif, type: "FACTURA TRIMISA" });
    if (!isAbroad && !isConsumer) tell({ ...common, cif: facts.buyer.cif, type: "FACTURA PRIMITA" });
    standing.set(nameOf(facts), index);
    put({ ...upload, state: "ok", message });
  };

  const refuse = (upload: Upload, errors: readonly string[]): void => {
    const { index, cif } = upload;
    const attributes = { Index_incarcare: index, Cif_emitent: cif };
    const details = `Erori de validare identificate la factura primita cu id_incarcare=${index}`;
    const original = base64(writeHeader({ kind: "errors", attributes, errors }));
    put({ ...upload, state: "nok", message: tell({ cif, type: "ERORI FACTURA", about: index, details, original }) });
  };

  /** From the buyer, who uploaded it, to the seller. */
  const carry = (upload: Upload): void => {
    const about = aboutOf(upload);
    const invoice = find(about);
    const facts = invoice && factsOf(invoice);
    if (facts?.buyer.cif !== upload.cif) {
      return refuse(upload, [`Nu exista factura primita cu id_incarcare= ${about}`]);
    }
    const details = `Mesaj pentru factura cu id_incarcare=${about}`;
    const common = { about: upload.index, details, original: upload.source };
    const message = tell({ ...common, cif: upload.cif, type: "MESAJ CUMPARATOR TRANSMIS" });
    tell({ ...common, cif: facts.seller.cif, type: "MESAJ CUMPARATOR PRIMIT" });
    put({ ...upload, state: "ok", message });
  };

  const process = (upload: Upload): void => {
    if (upload.standard === "RASP") return carry(upload);
    const facts = factsOf(upload);
    const errors = judge(facts, upload);
    const other = errors.length === 0 ? find(standing.get(nameOf(facts)) ?? "") : undefined;
    if (other) {
      const day = new Date(other.receivedAt).toISOString().slice(0, 10);
      errors.push(`Factura a mai fost transmisa anterior cu index=${other.index} si data incarcare=${day}`);
    }
    if (errors.length > 0) refuse(upload, errors);
    else clear(upload, facts);
  };

  const take = (upload: Omit<Upload, "index" | "receivedAt" | "state">): string => {
    const index = String(5_000_000_000 + ++uploadCount);
    put({ ...upload, index, receivedAt: now().getTime(), state: "in prelucrare" });
    waiting.add(index);
    return index;
  };

  const plain = { isAbroad: false, isSelfBilled: false, isConsumer: false };

  return {
    find,
    findMessage: (id: string) => ledger.get<StoredMessage>("messages", id),
    messages,
    take,
    /** In the order of arrival, so that of two equal documents the first one stands. */
    advance(): void {
      for (const index of waiting) {
        const upload = find(index);
        if (upload && now().getTime() < upload.receivedAt + stepMs) return;
        waiting.delete(index);
        if (upload) process(upload);
      }
    },
    /** An invoice of somebody else for `cif`, past all checks. Answers the message. */
    bring(cif: string, bytes: Uint8Array): string {
      const source = base64(bytes);
      const index = take({ ...plain, cif: otherSeller.cif, standard: "UBL", source });
      waiting.delete(index);
      const upload = find(index);
      const details = `Factura cu id_incarcare=${index} emisa de cif_emitent=${otherSeller.cif} pentru cif_beneficiar=${cif}`;
      const message = tell({ cif, type: "FACTURA PRIMITA", about: index, details, original: source });
      if (upload) put({ ...upload, state: "ok", message });
      return message;
    },
    /** The buyer of an invoice writes to its seller. */
    answer(about: string, message: string): void {
      const invoice = find(about);
      if (invoice?.state !== "ok") throw new Error(`${about} is no invoice that a buyer has`);
      const bytes = writeHeader({ kind: "message", attributes: { index_incarcare: about, message } });
      take({ ...plain, cif: factsOf(invoice).buyer.cif, standard: "RASP", source: base64(bytes) });
    },
  };
}

export type Registry = ReturnType<typeof openRegistry>;

function rootOf({ index, source }: Upload) {
  const parsed = parseXml(Buffer.from(source, "base64"));
  if ("problem" in parsed) throw new Error(`upload ${index} was not checked: ${parsed.problem.message}`);
  return parsed.root;
}

const factsOf = (upload: Upload): Facts => readFacts(rootOf(upload));

const aboutOf = (upload: Upload): string => attributeOf(rootOf(upload), "index_incarcare")?.value ?? "";

const nameOf = ({ seller, number, issueDate, typeCode }: Facts): string =>
  JSON.stringify([seller.cif, number, issueDate, typeCode]);

/** YYYYMMDDhhmm of the moment it got into the list. */
export const stampOf = ({ listedAt }: StoredMessage): string => toStamp(new Date(listedAt));
