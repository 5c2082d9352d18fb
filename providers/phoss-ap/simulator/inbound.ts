import type { DocumentContent } from "../../../src/provider-kit/document.js";
import type { SimulatorContext, SimulatorRequest, SimulatorResponse } from "../../../src/provider-kit/simulator.js";
import { participants } from "./outbound.js";
import { wrap } from "./envelope.js";

interface Transaction {
  readonly sbdhInstanceID: string;
  readonly docTypeID: string;
  readonly as4MessageID: string;
  readonly receivedDT: string;
  readonly base64: string;
}

const process = "cenbii-procid-ubl::urn:fdc:peppol.eu:2017:poacc:billing:01:1.0";
const json = (body: unknown): SimulatorResponse => ({ status: 200, body });

/** Receives, keeps and forwards: https://github.com/phax/phoss-ap (forwarding mode http_post_async). */
export function createInbound({ ledger, now, newId, deliver }: SimulatorContext) {
  const find = (id: string) => ledger.get<Transaction>("inbound", id);
  const visible = ({ base64: _, ...transaction }: Transaction) => ({
    id: transaction.as4MessageID,
    status: ledger.get("push", "url") === undefined ? "received" : "forwarded",
    ...transaction,
  });
  return {
    pushTo: (url: string) => ledger.put("push", "url", { url }),

    arrive({ bytes }: DocumentContent): string {
      const root = /<(?:[\w.-]+:)?(\w+)[\s>]/.exec(
        Buffer.from(bytes)
          .toString("utf8")
          .replace(/<\?.*?\?>/gs, ""),
      )?.[1];
      const docTypeID = `busdox-docid-qns::urn:oasis:names:specification:ubl:schema:xsd:${root}-2::${root}##urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0::2.1`;
      const instanceId = newId();
      const createdAt = now().toISOString();
      const envelope = wrap(
        {
          instanceId,
          sender: "iso6523-actorid-upis::0208:0777777771",
          receiver: `iso6523-actorid-upis::${participants.known}`,
          documentType: docTypeID,
          process,
          country: "BE",
          createdAt,
        },
        bytes,
      );
      ledger.put("inbound", instanceId, {
        sbdhInstanceID: instanceId,
        docTypeID,
        as4MessageID: `${newId()}@phase4`,
        receivedDT: createdAt,
        base64: Buffer.from(envelope).toString("base64"),
      } satisfies Transaction);
      const push = ledger.get<{ url: string }>("push", "url");
      const headers = { "content-type": "application/xml", "x-sbdh-instance-id": instanceId };
      if (push) deliver({ url: push.url, headers, body: envelope });
      return instanceId;
    },

    /** The newest first. */
    history({ query }: SimulatorRequest): SimulatorResponse {
      const offset = Number(query.get("offset") ?? "0");
      const limit = Number(query.get("limit") ?? "50");
      const newestFirst = ledger.list<Transaction>("inbound").reverse();
      return json(newestFirst.slice(offset, offset + limit).map(visible));
    },

    status(id: string): SimulatorResponse {
      const found = find(id);
      return found ? json(visible(found)) : { status: 404 };
    },

    payload(id: string): SimulatorResponse {
      const found = find(id);
      if (!found) return { status: 404 };
      const headers = { "content-type": "application/octet-stream" };
      return { status: 200, headers, body: Buffer.from(found.base64, "base64") };
    },
  };
}
