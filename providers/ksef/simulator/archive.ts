import { createDecipheriv, createHash } from "node:crypto";
import { type ArchiveFile, readArchive } from "../../../src/provider-kit/read-archive.js";
import type { SimulatorContext } from "../../../src/provider-kit/simulator.js";
import { type Facts, judge } from "./check-fa3.js";
import { toKsefNumber, toReferenceNumber } from "./reference-numbers.js";
import { taxpayers } from "./taxpayers.js";

export interface State {
  readonly code: number;
  readonly description: string;
  readonly details?: readonly string[];
  readonly extensions?: Readonly<Record<string, string>>;
}

export interface StoredInvoice {
  readonly reference: string;
  readonly session: string;
  readonly ordinal: number;
  readonly hash: string;
  readonly fileName?: string;
  readonly receivedAt: string;
  /** An archive's invoices are as old as its session. */
  readonly invoicedAt: string;
  /** As the sender declared it, or because it was issued on an earlier day. */
  readonly isOffline: boolean;
  readonly status: State;
  readonly facts?: Facts;
  readonly ksefNumber?: string;
  readonly acquiredAt?: string;
  readonly storedAt?: string;
}

export interface StoredSession {
  readonly reference: string;
  readonly mode: "online" | "batch";
  readonly nip: string;
  readonly key: string;
  readonly vector: string;
  readonly status: State;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly validUntil: string;
  readonly invoices: readonly string[];
  /** Of a batch: what was declared. */
  readonly archive?: {
    readonly hash: string;
    readonly size: number;
    readonly parts: readonly { readonly hash: string; readonly size: number }[];
    readonly isOffline: boolean;
  };
  readonly isKeyBroken?: boolean;
}

/** https://github.com/CIRFMF/ksef-docs/blob/main/limity/limity.md */
export interface BatchLimits {
  /** Of any session. */
  readonly mostInvoices: number;
  /** Of a part before its encryption. */
  readonly partBytes: number;
}

export const publishedBatchLimits: BatchLimits = { mostInvoices: 10_000, partBytes: 100_000_000 };

export const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("base64");

export function decipher(
  { key, vector }: Pick<StoredSession, "key" | "vector">,
  bytes: Uint8Array,
): Buffer | undefined {
  try {
    const decoder = createDecipheriv("aes-256-cbc", Buffer.from(key, "base64"), Buffer.from(vector, "base64"));
    return Buffer.concat([decoder.update(bytes), decoder.final()]);
  } catch {
    return undefined;
  }
}

/** Undefined for what is no archive. */
function unpackFiles(archive: Buffer): readonly ArchiveFile[] | undefined {
  try {
    return readArchive(archive, { mostFiles: Infinity, mostBytes: Infinity });
  } catch {
    return undefined;
  }
}

/** Everything that was sent, and what becomes of it when its time has come. */
export function openArchive({ ledger, now, newId, stepMs }: SimulatorContext, { mostInvoices }: BatchLimits) {
  const invoice = (reference: string) => ledger.get<StoredInvoice>("invoices", reference);
  const session = (reference: string) => ledger.get<StoredSession>("sessions", reference);
  const putInvoice = (stored: StoredInvoice) => ledger.put("invoices", stored.reference, stored);
  const putSession = (stored: StoredSession) =>
    ledger.put("sessions", stored.reference, { ...stored, updatedAt: now().toISOString() });
  const documentOf = (reference: string) =>
    Buffer.from(ledger.get<{ base64: string }>("documents", reference)?.base64 ?? "", "base64");
  const invoicesOf = ({ invoices }: StoredSession) => invoices.flatMap((reference) => invoice(reference) ?? []);
  const waiting = new Set(
    ledger.list<StoredInvoice>("invoices").flatMap(({ status, reference }) => (status.code < 200 ? [reference] : [])),
  );

  const add = (
    to: StoredSession,
    hash: string,
    plain: Uint8Array | undefined,
    { isOffline, fileName }: { readonly isOffline: boolean; readonly fileName?: string },
  ): string => {
    const current = session(to.reference) ?? to;
    const at = now();
    const reference = toReferenceNumber("EE", newId(), at);
    putInvoice({
      reference,
      session: to.reference,
      ordinal: current.invoices.length + 1,
      hash,
      receivedAt: at.toISOString(),
      invoicedAt: to.mode === "batch" ? to.createdAt : at.toISOString(),
      isOffline,
      status: { code: 100, description: "Faktura przyjęta do dalszego przetwarzania" },
      ...(fileName !== undefined && { fileName }),
    });
    if (plain) ledger.put("documents", reference, { base64: Buffer.from(plain).toString("base64") });
    putSession({ ...current, invoices: [...current.invoices, reference] });
    waiting.add(reference);
    return reference;
  };

  const verdictOf = (stored: StoredInvoice): State | { readonly facts: Facts } => {
    const bytes = documentOf(stored.reference);
    const place = session(stored.session);
    if (place?.isKeyBroken) return { code: 405, description: "Przetwarzanie anulowane z powodu błędu sesji" };
    if (bytes.length === 0) return { code: 435, description: "Błąd odszyfrowania pliku" };
    const judgement = judge(bytes, now().toISOString().slice(0, 10));
    if ("fault" in judgement) {
      const { code, details } = judgement.fault;
      const what = code === 430 ? "Błąd weryfikacji pliku faktury" : "Błąd weryfikacji semantyki dokumentu faktury";
      return { code, description: what, details };
    }
    const { facts } = judgement;
    const issuer = facts.isSelfBilled ? facts.buyerNip : facts.sellerNip;
    if (place && issuer !== place.nip) return { code: 410, description: "Nieprawidłowy zakres uprawnień" };
    const mayAttach =
      place?.mode === "batch" && taxpayers.some((each) => each.nip === place.nip && each.maySendAttachments);
    if (facts.hasAttachment && !mayAttach)
      return { code: 415, description: "Brak możliwości wysyłania faktury z załącznikiem" };
    const first = ledger.get<{ reference: string }>("numbers", uniqueKey(facts));
    const original = first && invoice(first.reference);
    if (!original) return { facts };
    return {
      code: 440,
      description: "Duplikat faktury",
      details: [
        `Faktura o numerze KSeF: ${original.ksefNumber} została już prawidłowo przesłana do systemu w sesji: ${original.session}`,
      ],
      extensions: {
        originalSessionReferenceNumber: original.session,
        originalKsefNumber: original.ksefNumber ?? "",
      },
    };
  };

  const settle = (stored: StoredInvoice): void => {
    const verdict = verdictOf(stored);
    if (!("facts" in verdict)) return putInvoice({ ...stored, status: verdict });
    const { facts } = verdict;
    const at = now();
    ledger.put("numbers", uniqueKey(facts), { reference: stored.reference });
    const ksefNumber = toKsefNumber(facts.sellerNip, stored.reference, new Date(stored.receivedAt));
    ledger.put("ksef-numbers", ksefNumber, { reference: stored.reference });
    putInvoice({
      ...stored,
      facts,
      ksefNumber,
      // https://github.com/CIRFMF/ksef-docs/blob/main/offline/automatyczne-okreslanie-trybu-offline.md
      isOffline: stored.isOffline || facts.issueDate < stored.invoicedAt.slice(0, 10),
      status: { code: 200, description: "Sukces" },
      acquiredAt: at.toISOString(),
      storedAt: new Date(at.getTime() + stepMs).toISOString(),
    });
  };

  const unpack = (stored: StoredSession): void => {
    const fail = (code: number, description: string) => putSession({ ...stored, status: { code, description } });
    if (stored.isKeyBroken) return fail(415, "Błąd odszyfrowania dostarczonego klucza");
    const parts = (stored.archive?.parts ?? []).map((_, index) => {
      const part = ledger.get<{ base64: string }>("parts", `${stored.reference}/${index + 1}`);
      return decipher(stored, Buffer.from(part?.base64 ?? "", "base64"));
    });
    if (parts.some((part) => part === undefined)) return fail(435, "Błąd odszyfrowania zaszyfrowanych części archiwum");
    const archive = Buffer.concat(parts.flatMap((part) => part ?? []));
    if (hashOf(archive) !== stored.archive?.hash || archive.byteLength !== stored.archive.size)
      return fail(405, "Błąd weryfikacji poprawności dostarczonych elementów paczki");
    const files = unpackFiles(archive);
    if (!files) return fail(430, "Błąd dekompresji pierwotnego archiwum");
    if (files.length > mostInvoices) return fail(420, "Przekroczony limit faktur w sesji");
    putSession({ ...stored, status: { code: 150, description: "Trwa przetwarzanie" } });
    const { isOffline } = stored.archive;
    for (const { name, bytes } of files) add(stored, hashOf(bytes), bytes, { isOffline, fileName: name });
  };

  const finish = (stored: StoredSession): void => {
    const invoices = invoicesOf(stored);
    if (invoices.length === 0) {
      // A closed batch is unpacked first.
      if (stored.mode === "batch") return unpack(stored);
      const details = ["Nie przesłano faktur"];
      return putSession({ ...stored, status: { code: 440, description: "Sesja anulowana", details } });
    }
    if (invoices.some(({ status }) => status.code < 200)) return;
    const isGood = invoices.some(({ status }) => status.code === 200);
    const done = stored.mode === "online" ? "Sesja interaktywna" : "Sesja wsadowa";
    putSession({
      ...stored,
      status: isGood
        ? { code: 200, description: `${done} przetworzona pomyślnie` }
        : { code: 445, description: "Błąd weryfikacji, brak poprawnych faktur" },
    });
  };

  const closing = new Set(
    ledger
      .list<StoredSession>("sessions")
      .flatMap(({ status, reference }) => (status.code === 150 || status.code === 170 ? [reference] : [])),
  );

  return {
    invoice,
    session,
    documentOf,
    invoicesOf,
    putSession,
    add,
    sessions: () => ledger.list<StoredSession>("sessions"),
    all: () => ledger.list<StoredInvoice>("invoices"),
    findByNumber(ksefNumber: string): StoredInvoice | undefined {
      const found = ledger.get<{ reference: string }>("ksef-numbers", ksefNumber);
      return found && invoice(found.reference);
    },
    /** Data below it are complete. */
    highWaterMark: () => new Date(now().getTime() - stepMs),
    close(stored: StoredSession): void {
      const status =
        stored.mode === "online"
          ? { code: 170, description: "Sesja interaktywna zamknięta" }
          : { code: 150, description: "Trwa przetwarzanie" };
      putSession({ ...stored, status });
      closing.add(stored.reference);
    },
    /** An invoice of somebody else's, as if it had been sent; answers its number in KSeF. */
    arrive(bytes: Uint8Array): string {
      const reference = toReferenceNumber("EE", newId(), now());
      const receivedAt = now().toISOString();
      const status = { code: 100, description: "Faktura przyjęta do dalszego przetwarzania" };
      const at = { receivedAt, invoicedAt: receivedAt, isOffline: false };
      const stored: StoredInvoice = { reference, session: "", ordinal: 1, hash: hashOf(bytes), ...at, status };
      ledger.put("documents", reference, { base64: Buffer.from(bytes).toString("base64") });
      settle(stored);
      const { ksefNumber, status: verdict } = invoice(reference) ?? stored;
      if (!ksefNumber) throw new Error(`${verdict.description}: ${verdict.details?.join("; ")}`);
      return ksefNumber;
    },
    advance(): void {
      const nowMs = now().getTime();
      for (const reference of waiting) {
        const stored = invoice(reference);
        const age = stored ? nowMs - Date.parse(stored.receivedAt) : 0;
        // In the order of arrival, so that of two duplicates the first one stands.
        if (stored && age < stepMs) break;
        if (stored && age < 2 * stepMs) {
          if (stored.status.code === 100)
            putInvoice({ ...stored, status: { code: 150, description: "Trwa przetwarzanie" } });
          continue;
        }
        waiting.delete(reference);
        if (stored) settle(stored);
      }
      for (const reference of closing) {
        const stored = session(reference);
        if (stored && nowMs - Date.parse(stored.updatedAt) < stepMs) continue;
        if (stored) finish(stored);
        if ((session(reference)?.status.code ?? 200) >= 200) closing.delete(reference);
      }
    },
  };
}

export type Archive = ReturnType<typeof openArchive>;

/** Seller, kind and number, for ten years. */
const uniqueKey = ({ sellerNip, kind, number }: Facts): string => JSON.stringify([sellerNip, kind, number]);
