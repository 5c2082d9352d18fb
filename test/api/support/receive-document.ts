import type { Invoice } from "../../../src/domain/invoice.js";
import { writeUbl } from "../../../src/formats/ubl/write-ubl.js";
import type { TestGateway } from "../../setup/open-gateway.js";
import { until } from "./until.js";

type Receiver = Pick<TestGateway, "simulators" | "client">;

/** Somebody sends us a document over the network; answers the provider's name for it. */
export async function deliverDocument({ simulators }: Receiver, bytes: Uint8Array | string): Promise<string> {
  const url = `${simulators.get("e-invoice-be")?.url}/simulator/inbound`;
  const answer = await fetch(url, { method: "POST", body: typeof bytes === "string" ? bytes : new Uint8Array(bytes) });
  if (!answer.ok) throw new Error(await answer.text());
  return ((await answer.json()) as { id: string }).id;
}

/** The same with an invoice; answers our id for it once it is here. */
export async function receiveInvoice(gateway: Receiver, invoice: Invoice): Promise<string> {
  const reference = await deliverDocument(gateway, writeUbl(invoice).bytes);
  const by = { providerReference: { provider: "e-invoice-be", reference } };
  const { invoice: received } = await until(
    () => gateway.client.ask("query ($by: InvoiceBy!) { invoice(by: $by) { id } }", { by }),
    (found) => found.invoice !== null,
  );
  return received.id as string;
}
