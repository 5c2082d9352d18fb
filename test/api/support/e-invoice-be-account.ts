import type { TestGateway } from "../../setup/open-gateway.js";

/** What the owner of the account sees at the provider itself. */
export function openAccount({ simulators }: Pick<TestGateway, "simulators">) {
  const url = simulators.get("e-invoice-be")?.url ?? "";
  const headers = { authorization: "Bearer simulator-api-key" };
  const read = async (path: string): Promise<any> => {
    const response = await fetch(`${url}${path}`, { headers });
    if (!response.ok) throw new Error(`${path} was answered ${response.status}`);
    return response.json();
  };
  return {
    document: (id: string) => read(`/api/documents/${id}`),
    /** The bytes as the provider keeps them. */
    async fetchBytes(id: string): Promise<Buffer> {
      const { signed_url: link } = await read(`/api/documents/${id}/ubl`);
      return Buffer.from(await (await fetch(link)).arrayBuffer());
    },
    async countDocuments(number: string): Promise<number> {
      const { items } = await read(`/api/outbox/?page=1&page_size=100&search=${encodeURIComponent(number)}`);
      return items.filter((item: { invoice_id: string }) => item.invoice_id === number).length;
    },
    async webhookSecret(): Promise<string> {
      const [hook] = await read("/api/webhooks/");
      return hook.secret;
    },
  };
}
