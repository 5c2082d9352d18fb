import type { SimulatorContext, SimulatorRequest, SimulatorResponse } from "../../../src/provider-kit/simulator.js";
import { parseXml } from "../../../src/xml/parse-xml.js";

/** Everybody can be reached but one; others are special in one way. */
export const participants = {
  known: "0208:0887290276",
  unknown: "0208:0999999922",
  /** Its access point is away at first. */
  slow: "0208:0888888895",
  /** Its access point stays away. */
  away: "0208:0100000246",
  /** Its message level status says that it was refused. */
  refusing: "0208:0100000048",
  /** It sends no message level status. */
  silent: "0208:0100000147",
};

interface Transaction {
  readonly id: string;
  readonly senderID: string;
  readonly receiverID: string;
  readonly docTypeID: string;
  readonly processID: string;
  readonly sbdhInstanceID: string;
  readonly status: string;
  readonly attemptCount: number;
  readonly createdDT: string;
  readonly completedDT: string | null;
  readonly nextRetryDT: string | null;
  readonly errorDetails: string | null;
  readonly mlsStatus: string;
  readonly movesAtMs: number | null;
}

/** Fewer than the five that are usual. */
const attempts = 2;

const json = (status: number, body: unknown): SimulatorResponse => ({
  status,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

const identifiers = [
  ["sending participant", /^iso6523-actorid-upis::\d{4}:.+$/],
  ["receiving participant", /^iso6523-actorid-upis::\d{4}:.+$/],
  ["document type", /^(busdox-docid-qns|peppol-doctype-wildcard)::.+::.+##.+::.+$/],
  ["process", /^cenbii-procid-ubl::.+$/],
] as const;

/** Sends when it is asked to, keeps everything, and refuses no id that it has already. */
export function createOutbound({ ledger, now, newId, stepMs }: SimulatorContext) {
  const all = () => ledger.list<Transaction>("outbound");
  const put = (transaction: Transaction) => ledger.put("outbound", transaction.id, transaction);

  const attempt = (transaction: Transaction): Transaction => {
    const at = now();
    const receiver = transaction.receiverID.split("::")[1];
    const attemptCount = transaction.attemptCount + 1;
    if (receiver === participants.unknown) {
      const errorDetails = `The participant ID '${transaction.receiverID}' is not registered in the Peppol Network`;
      return { ...transaction, attemptCount, status: "permanently_failed", errorDetails, movesAtMs: null };
    }
    const movesAtMs = at.getTime() + stepMs;
    if (receiver === participants.away && attemptCount >= attempts) {
      return { ...transaction, attemptCount, status: "permanently_failed", nextRetryDT: null, movesAtMs: null };
    }
    if (receiver === participants.away || (receiver === participants.slow && attemptCount === 1)) {
      const nextRetryDT = new Date(movesAtMs).toISOString();
      return { ...transaction, attemptCount, status: "failed", errorDetails: "Timeout", nextRetryDT, movesAtMs };
    }
    return {
      ...transaction,
      attemptCount,
      status: "sent",
      errorDetails: null,
      nextRetryDT: null,
      completedDT: at.toISOString(),
      movesAtMs: receiver === participants.silent ? null : movesAtMs,
    };
  };

  return {
    submit(ids: readonly string[], { query, body }: SimulatorRequest): SimulatorResponse {
      const [senderID = "", receiverID = "", docTypeID = "", processID = "", country = ""] = ids;
      for (const [index, [name, form]] of identifiers.entries()) {
        if (!form.test(ids[index] ?? "")) return json(400, `Failed to parse the ${name} ID '${ids[index]}'`);
      }
      if (!/^[A-Z]{2}$/.test(country) || "problem" in parseXml(body)) {
        return json(422, "Failed to submit outbound transaction");
      }
      const transaction = attempt({
        id: newId(),
        senderID,
        receiverID,
        docTypeID,
        processID,
        sbdhInstanceID: query.get("sbdhInstanceID") || newId(),
        status: "pending",
        attemptCount: 0,
        createdDT: now().toISOString(),
        completedDT: null,
        nextRetryDT: null,
        errorDetails: null,
        mlsStatus: "pending",
        movesAtMs: null,
      });
      put(transaction);
      const overallSuccess = transaction.status === "sent";
      return json(overallSuccess ? 200 : 422, {
        senderId: senderID,
        receiverId: receiverID,
        countryC1: country,
        sbdhInstanceIdentifier: transaction.sbdhInstanceID,
        sendingSuccess: overallSuccess,
        overallSuccess,
      });
    },

    /** An id that is there twice is not found: the access point's query wants exactly one row. */
    status(id: string): SimulatorResponse {
      const [found, ...more] = all().filter(({ sbdhInstanceID }) => sbdhInstanceID === id);
      if (!found || more.length > 0) return { status: 404 };
      const { movesAtMs: _, ...visible } = found;
      return json(200, { transactionType: "business_document", reportingStatus: "pending", ...visible });
    },

    advance() {
      const nowMs = now().getTime();
      for (const transaction of all()) {
        if (transaction.movesAtMs === null || transaction.movesAtMs > nowMs) continue;
        const isRefusing = transaction.receiverID.endsWith(participants.refusing);
        if (transaction.status === "failed") put(attempt(transaction));
        else put({ ...transaction, mlsStatus: isRefusing ? "received_re" : "received_ap", movesAtMs: null });
      }
    },

    taken: () => all().map(({ sbdhInstanceID }) => sbdhInstanceID),
  };
}
