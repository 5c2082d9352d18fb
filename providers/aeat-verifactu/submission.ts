import type { Call } from "../../src/provider-kit/call.js";
import type {
  DocumentContent,
  NetworkReference,
  Receipt,
  Reference,
  SubmitOrder,
} from "../../src/provider-kit/provider.js";
import type { XmlElement } from "../../src/xml/xml-tree.js";
import { chainRegistration, type ChainedRecord } from "./chain.js";
import { isOurs } from "./consultation.js";
import type { Credentials } from "./credentials.js";
import { duplicate, type Faulty, toRejection, toViolation } from "./errors.js";
import { exchange, type Operation } from "./exchange.js";
import { findNif } from "./record/parties.js";
import { factsOf } from "./prepared.js";
import { isNamed, type Part, toBytes, toPart } from "./soap.js";
import { toVerification } from "./verification.js";
import { type Line, type Row, SubmissionAnswer } from "./wire.js";

interface Sent extends ChainedRecord {
  readonly order: SubmitOrder;
  readonly reference: Reference;
}

/** Chains the orders in their order and sends them in one request. */
export async function submitOrders(
  orders: readonly SubmitOrder[],
  call: Call<Credentials>,
): Promise<readonly Receipt[]> {
  const receipts = new Map<SubmitOrder, Receipt>();
  const sending: Sent[] = [];
  for (const order of orders) {
    const foreign = foreignIssuer(order, call.credentials);
    if (foreign) receipts.set(order, foreign);
    // One after the other: the place in the chain is given here.
    else sending.push(await chain(order, call));
  }
  if (sending.length > 0) {
    const { answer, element } = await exchange(
      { ...toSubmission(sending, call.credentials), shape: answersFor(sending) },
      call,
    );
    for (const sent of sending) receipts.set(sent.order, toReceipt(sent, answer, element));
  }
  return orders.map((order) => receipts.get(order)!);
}

/** The AEAT refuses records of other issuers (1108); they must not enter this one's chain. */
function foreignIssuer({ invoice }: SubmitOrder, { nif }: Credentials): Receipt | undefined {
  const issuer = findNif(invoice.seller);
  if (issuer === nif) return undefined;
  const message = `${invoice.number} is issued by ${issuer}, but this account is of ${nif}`;
  return { outcome: "rejected", rejection: { code: "1108", message, violations: [] } };
}

async function chain(order: SubmitOrder, call: Call<Credentials>): Promise<Sent> {
  const chained = await chainRegistration(order.key, order.document.bytes, call);
  return { ...chained, order, reference: toReference(order.key, chained) };
}

/** The hash names a record; the AEAT is asked by the invoice, and the key tells whose record that is. */
function toReference(key: string, { link, record }: ChainedRecord): Reference {
  const { issuer, number, date, operationDate } = factsOf(record);
  return { id: link.id, key, issuer, number, date, ...(operationDate !== undefined && { operationDate }) };
}

/** The request that carries records; how long to wait comes with the answer. */
export function toSubmission(
  records: readonly ChainedRecord[],
  { nif, name, representative }: Credentials,
): Operation<SubmissionAnswer> {
  const person = (who: { nif: string; name: string }): Part[] => [
    ["sf:NombreRazon", who.name],
    ["sf:NIF", who.nif],
  ];
  return {
    operation: "submit",
    request: [
      "sfLR:RegFactuSistemaFacturacion",
      [
        [
          "sfLR:Cabecera",
          [
            ["sf:ObligadoEmision", person({ nif, name })],
            representative && ["sf:Representante", person(representative)],
            records.some(isLate) ? ["sf:RemisionVoluntaria", [["sf:Incidencia", "S"]]] : undefined,
          ],
        ],
        ...records.map(({ record }): Part => ["sfLR:RegistroFactura", [record]]),
      ],
    ],
    answer: "sfR:RespuestaRegFactuSistemaFacturacion",
    shape: SubmissionAnswer,
    effect: "write",
    pauseSeconds: ({ TiempoEsperaEnvio }) => Number(TiempoEsperaEnvio),
  };
}

/** Generated this long before it is sent, a record was held up (article 16.4 of Orden HAC/1177/2024). */
const lateAfterMs = 240_000;

const isLate = ({ link }: ChainedRecord): boolean => Date.now() - Date.parse(link["generatedAt"] ?? "") > lateAfterMs;

/** Whoever is not mentioned may have been accepted: an answer like that is not trusted. */
const answersFor = (sending: readonly Sent[]) =>
  SubmissionAnswer.refine(({ RespuestaLinea }) => sending.every((sent) => findLine(sent, RespuestaLinea)), {
    message: "does not name every record",
  });

function findLine({ reference }: Pick<Sent, "reference">, lines: readonly Line[]): Line | undefined {
  return lines.find(({ RefExterna, IDFactura: { NumSerieFactura, FechaExpedicionFactura } }) =>
    RefExterna === undefined
      ? NumSerieFactura === reference["number"] && FechaExpedicionFactura === reference["date"]
      : RefExterna === reference["key"],
  );
}

function toReceipt(sent: Sent, { CSV, RespuestaLinea }: SubmissionAnswer, element: XmlElement): Receipt {
  const line = findLine(sent, RespuestaLinea)!;
  const status = line.EstadoRegistro;
  const own = answerWith(RespuestaLinea.indexOf(line), element);
  const evidence = [toEvidence("registro", sent.record, sent), toEvidence("respuesta", own, sent)];
  if (status !== "Incorrecto") return { ...toAccepted(sent, status, line, CSV), evidence };
  if (line.CodigoErrorRegistro !== duplicate) return { outcome: "rejected", rejection: toRejection(line) };
  // Ours, when an earlier answer was lost; somebody else's, when the number was used before: asking tells.
  const doubtful = { ...sent, reference: { ...sent.reference, isDoubtful: "S" } };
  return { ...toAccepted(doubtful, "RegistroDuplicado"), evidence: evidence.slice(0, 1) };
}

function toAccepted({ reference, record }: Sent, status: string, faulty: Faulty = {}, csv?: string) {
  const networkReferences: NetworkReference[] = [toVerification(factsOf(record))];
  if (csv !== undefined) networkReferences.push({ kind: "AEAT CSV", value: csv });
  const isFaulty = faulty.CodigoErrorRegistro !== undefined;
  return {
    outcome: "accepted",
    reference,
    status,
    networkReferences,
    ...(isFaulty && { warnings: [toViolation(faulty, "WARNING")] }),
  } as const;
}

/** The receipt of an order whose answer was lost, from what the AEAT has; undefined when that is of somebody else. */
export async function adopt(order: SubmitOrder, row: Row, call: Call<Credentials>): Promise<Receipt | undefined> {
  if (!isOurs(row, order.key)) return undefined;
  const { EstadoRegistro: status, ...faulty } = row.EstadoRegistro;
  // The AEAT has it, so it has its place: this only reads the link.
  const sent = await chain(order, call);
  return { ...toAccepted(sent, status, faulty), evidence: [toEvidence("registro", sent.record, sent)] };
}

function toEvidence(word: string, part: Part, { reference }: Sent): DocumentContent {
  const number = (reference["number"] ?? "").replace(/[^\w.-]+/g, "-");
  return { format: "OTHER", mediaType: "application/xml", fileName: `${word}-${number}.xml`, bytes: toBytes(part) };
}

/** The answer with one line: the others are about other invoices. */
function answerWith(index: number, element: XmlElement): Part {
  const lines = element.children.filter((child) => isNamed(child, "sfR:RespuestaLinea"));
  const kept = element.children.filter((child) => !lines.includes(child) || child === lines[index]);
  return [toPart(element)[0], kept.map(toPart)];
}
