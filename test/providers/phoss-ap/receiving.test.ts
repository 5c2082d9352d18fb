import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import material from "../../../providers/phoss-ap/conformance.js";
import { openEnvelope } from "../../../providers/phoss-ap/envelope.js";
import provider from "../../../providers/phoss-ap/index.js";
import { wrap } from "../../../providers/phoss-ap/simulator/envelope.js";
import { readUbl } from "../../../src/formats/ubl/read-ubl.js";
import { openPhossAp, until } from "./open-phoss-ap.js";

let open: Awaited<ReturnType<typeof openPhossAp>>;

beforeEach(async () => {
  open = await openPhossAp();
});
afterEach(() => open.close());

const aDocument = (number: string) => {
  const document = material.inbound?.(number);
  if (!document) throw new Error("there is no sample");
  return document;
};
const comesIn = (number = "IN-1") => open.simulator.simulator.arrive?.(aDocument(number)) ?? "";
const bytes = (text: string) => new TextEncoder().encode(text);
const idsOf = ({ items }: { items: readonly { reference: { id: string } }[] }) =>
  items.map(({ reference }) => reference.id);

describe("what phoss AP receives", () => {
  it("is pushed, again until somebody takes it", async () => {
    const deliveries: { headers: Record<string, string>; body: Buffer }[] = [];
    let refusals = 1;
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        deliveries.push({ headers: request.headers as Record<string, string>, body: Buffer.concat(chunks) });
        response.writeHead(refusals-- > 0 ? 503 : 202).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    open.simulator.simulator.pushTo?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);

    const id = comesIn();

    const second = await until(() => deliveries[1]);
    expect(second.headers).toMatchObject({ "content-type": "application/xml", "x-sbdh-instance-id": id });
    expect(provider.webhook.readBytes(second.body)).toEqual({
      eventId: id,
      news: { kind: "received", reference: { id } },
    });
    await new Promise((resolve) => server.close(resolve));
  });

  it("is listed oldest first over several pages, and then only what came later", async () => {
    const sent = Array.from({ length: 230 }, (_, index) => comesIn(`IN-${index}`));

    const first = await provider.listReceived(undefined, open.call);
    const later = comesIn("IN-LATER");
    const second = await provider.listReceived(first.cursor, open.call);

    expect(idsOf(first)).toEqual(sent);
    expect(idsOf(second).at(-1)).toBe(later);
    expect(idsOf(second).length).toBeLessThan(sent.length);
  });

  it("comes out of its envelope byte for byte", async () => {
    const id = comesIn();

    const received = await provider.fetchReceived({ id }, open.call);

    expect(received).toMatchObject({ status: "received", document: { format: "UBL" } });
    expect(Buffer.compare(received.document.bytes, aDocument("IN-1").bytes)).toBe(0);
  });
});

describe("an envelope", () => {
  const header = (extra = "") =>
    `<StandardBusinessDocumentHeader><DocumentIdentification><InstanceIdentifier>id-1</InstanceIdentifier></DocumentIdentification>${extra}</StandardBusinessDocumentHeader>`;
  const namespace = "http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader";

  it("gives a document that leans on its namespaces in a form that stands alone", () => {
    const ubl = Buffer.from(aDocument("IN-1").bytes).toString("utf8");
    const declarations = [...ubl.matchAll(/ xmlns:\w+="[^"]+"/g)].map(([text]) => text);
    const leaning = declarations.reduce((text, declaration) => text.replace(declaration, ""), ubl);
    const text = `<StandardBusinessDocument xmlns="${namespace}"${declarations.join("")}>${header()}${leaning}</StandardBusinessDocument>`;

    const { document } = openEnvelope(bytes(text));

    expect(readUbl(document)).toMatchObject({ invoice: { number: "IN-1" } });
    expect(readUbl(bytes(leaning))).toHaveProperty("violations");
  });

  it("does not lend its own namespace to a document without one", () => {
    const text = `<s:StandardBusinessDocument xmlns:s="${namespace}" xmlns="urn:d">${header().replace(/<(\/?)/g, "<$1s:")}<x:Invoice xmlns:x="urn:x"><Note/></x:Invoice></s:StandardBusinessDocument>`;

    expect(Buffer.from(openEnvelope(bytes(text)).document).toString("utf8")).toContain('xmlns="urn:d"');
  });

  it("with anything but an invoice is other news", () => {
    const text = `<StandardBusinessDocument xmlns="${namespace}">${header()}<ApplicationResponse xmlns="urn:oasis:names:specification:ubl:schema:xsd:ApplicationResponse-2"/></StandardBusinessDocument>`;

    expect(provider.webhook.readBytes(bytes(text))).toEqual({
      eventId: "id-1",
      news: { kind: "other", name: "ApplicationResponse" },
    });
  });

  it("that is none cannot be read", () => {
    expect(() => openEnvelope(aDocument("IN-1").bytes)).toThrow("no envelope");
    expect(() => openEnvelope(bytes("<a"))).toThrow();
    expect(() =>
      openEnvelope(bytes(`<StandardBusinessDocument xmlns="${namespace}">${header()}</StandardBusinessDocument>`)),
    ).toThrow("no envelope");
  });

  it("names the document that it carries", () => {
    const envelope = wrap(
      {
        instanceId: "id-1",
        sender: "iso6523-actorid-upis::0208:1",
        receiver: "iso6523-actorid-upis::0208:2",
        documentType: "busdox-docid-qns::urn:x::Invoice##urn:y::2.1",
        process: "cenbii-procid-ubl::urn:p",
        country: "BE",
        createdAt: "2026-11-23T00:00:00Z",
      },
      bytes('<?xml version="1.0"?><Invoice xmlns="urn:x"> <Note/></Invoice>'),
    );

    expect(openEnvelope(envelope)).toMatchObject({ instanceId: "id-1", root: { namespace: "urn:x", name: "Invoice" } });
    expect(Buffer.from(openEnvelope(envelope).document).toString()).toBe('<Invoice xmlns="urn:x"> <Note/></Invoice>');
  });
});
