import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { signature } from "../../../providers/invoicetronic/webhook.js";
import type { Verdict } from "../../../src/provider-kit/signature.js";

/** Our end of a webhook: an HTTP server that verifies what comes. */
export async function openReceiver() {
  const deliveries: { readonly verdict: Verdict; readonly body: unknown }[] = [];
  const secrets: string[] = [];
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const body = Buffer.concat(chunks);
      const headers = incoming.headers as Record<string, string>;
      const verdict = signature.verify({ headers, body, receivedAtMs: Date.now() }, secrets);
      deliveries.push({ verdict, body: JSON.parse(body.toString("utf8")) as unknown });
      outgoing.writeHead(202).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    deliveries,
    secrets,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
