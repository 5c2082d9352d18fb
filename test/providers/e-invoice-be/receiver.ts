import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { signature } from "../../../providers/e-invoice-be/webhook.js";
import type { Verdict } from "../../../src/provider-kit/signature.js";

export interface ReceivedDelivery {
  readonly verdict: Verdict;
  readonly body: unknown;
}

/** A real HTTP server that takes webhooks and verifies them as the gateway does. */
export async function openReceiver(path = "/hook") {
  const secrets: string[] = [];
  const deliveries: ReceivedDelivery[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks);
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      const verdict = signature.verify({ headers, body, receivedAtMs: Date.now() }, secrets);
      deliveries.push({ verdict, body: JSON.parse(body.toString("utf8")) });
      response.writeHead(200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
    secrets,
    deliveries,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
