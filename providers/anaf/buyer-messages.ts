import type { BusinessResponse, BusinessResponseKind } from "../../src/domain/business-response.js";
import type { Call } from "../../src/provider-kit/call.js";
import type { Page, Reference, StatusReport } from "../../src/provider-kit/provider.js";
import { serializeXml } from "../../src/xml/serialize-xml.js";
import { XmlTreeBuilder } from "../../src/xml/xml-tree.js";
import type { Credentials } from "./credentials.js";
import { download, tryToReadHeader } from "./documents.js";
import { listMessages, now, walkMessages } from "./messages.js";
import { toInstant } from "./romanian-time.js";
import { upload, uploadKind } from "./upload.js";
import { BuyerMessage, buyerMessageNamespace, type Message } from "./wire.js";

const received = "MESAJ CUMPARATOR PRIMIT";
const sent = "MESAJ CUMPARATOR TRANSMIS";

/** The seller reads free text: ours begins with what the response is. */
const openings: Readonly<Record<BusinessResponseKind, string>> = {
  ACKNOWLEDGE: "Factura a fost primita",
  IN_PROCESS: "Factura este in curs de verificare",
  UNDER_QUERY: "Factura necesita clarificari",
  CONDITIONALLY_ACCEPT: "Factura este acceptata conditionat",
  ACCEPT: "Factura este acceptata",
  DISPUTE: "Factura este contestata",
  REJECT: "Factura este refuzata",
  PAID: "Factura a fost platita",
};

export function toText({ kind, reasons, note, amount, effectiveAt }: BusinessResponse): string {
  const facts = [
    ...(amount === undefined ? [] : [`suma ${amount}`]),
    ...(effectiveAt === undefined ? [] : [`data ${effectiveAt.slice(0, 10)}`]),
    ...reasons.map(({ code, text }) => (text === undefined ? code : `${code} ${text}`)),
    ...(note === undefined ? [] : [note]),
  ];
  return facts.length === 0 ? openings[kind] : `${openings[kind]}: ${facts.join("; ")}`;
}

export async function sendMessage(
  reference: Reference,
  response: BusinessResponse,
  call: Call<Credentials>,
): Promise<StatusReport> {
  const bytes = writeMessage(reference["upload"] ?? "", toText(response));
  const index = await upload({ operation: "respond", path: "/upload", standard: "RASP", bytes }, call);
  return { reference, status: sent, networkReferences: [{ kind: uploadKind, value: index }] };
}

/** Who lost the answer to a message asks within days. */
const lookBackMs = 2 * 24 * 60 * 60_000;

/** The same words about the same invoice are the same message. */
export async function findMessage(
  reference: Reference,
  response: BusinessResponse,
  call: Call<Credentials>,
): Promise<StatusReport | undefined> {
  const end = now();
  const text = toText(response);
  let fromMs = end - lookBackMs;
  for (let more = true; more;) {
    const slice = await listMessages("R", { fromMs, untilMs: end }, call);
    for (const each of slice.messages.filter(({ tip }) => tip === sent)) {
      const said = await readMessage(each, call);
      if (said?.index_incarcare === reference["upload"] && said?.message === text) {
        return { reference, status: sent, at: toInstant(each.data_creare).toISOString() };
      }
    }
    ({ more, untilMs: fromMs } = slice);
  }
  return undefined;
}

/** What buyers say about invoices that were sent. */
export async function listBuyerMessages(
  cursor: string | undefined,
  call: Call<Credentials>,
): Promise<Page<StatusReport>> {
  const walk = await walkMessages("R", cursor, call);
  const items: StatusReport[] = [];
  for (const each of walk.messages.filter(({ tip }) => tip === received)) {
    const said = await readMessage(each, call);
    if (!said) continue;
    items.push({
      reference: { id: said.index_incarcare },
      status: received,
      label: said.message,
      at: toInstant(each.data_creare).toISOString(),
      networkReferences: [{ kind: "ANAF message", value: each.id }],
      native: { ...each, message: said.message },
    });
  }
  return { items, cursor: walk.cursor, more: walk.more };
}

/** Undefined for one that does not say what it is about: nobody could do anything with it. */
async function readMessage({ id }: Message, call: Call<Credentials>): Promise<BuyerMessage | undefined> {
  const { original } = await download(id, call);
  return BuyerMessage.safeParse(tryToReadHeader(original.bytes)).data;
}

function writeMessage(index: string, message: string): Uint8Array {
  const tree = new XmlTreeBuilder();
  tree.openElement({ namespace: buyerMessageNamespace, prefix: "", name: "header" });
  for (const [name, value] of Object.entries({ index_incarcare: index, message })) {
    tree.addAttribute({ namespace: "", prefix: "", name, value, origin: undefined });
  }
  tree.closeElement();
  return serializeXml(tree.finish());
}
