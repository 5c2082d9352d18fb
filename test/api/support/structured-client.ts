import type { TestGateway } from "../../setup/open-gateway.js";
import type { InvoiceInput } from "./an-invoice-input.js";
import { invoiceContent, listEvents, submitInvoice } from "./operations.js";
import { until } from "./until.js";

/** A client that sends structured invoices and watches what becomes of them. */
export function createStructuredClient(gateway: () => TestGateway) {
  const readInvoice = async (by: object): Promise<any> => (await gateway().client.ask(invoiceContent, { by })).invoice;
  return {
    readInvoice,
    async submit(input: { idempotencyKey: string; invoice: InvoiceInput; [more: string]: unknown }): Promise<any> {
      const { invoice, ...rest } = input;
      const answer = await gateway().client.ask(submitInvoice, { input: { ...rest, content: { invoice } } });
      return answer.submitInvoice;
    },
    untilStatus: (id: string, ...wanted: string[]): Promise<any> =>
      until(
        () => readInvoice({ id }),
        (invoice) => wanted.includes(invoice.status.value),
      ),
    async eventsOf(invoiceId: string): Promise<any[]> {
      const { invoiceEvents } = await gateway().client.ask(listEvents, { filter: { invoiceIds: [invoiceId] } });
      return invoiceEvents.edges.map(({ node }: any) => node);
    },
  };
}
