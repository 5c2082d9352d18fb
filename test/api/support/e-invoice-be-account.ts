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
    /** The bytes as the provider keeps them. */
    async fetchBytes(id: string): Promise<Buffer> {
      const { signed_url: link } = await read(`/api/documents/${id}/ubl`);
      return Buffer.from(await (await fetch(link)).arrayBuffer());
    },
    /** Sent or not. */
    async countDocuments(number: string): Promise<number> {
      const query = `?page=1&page_size=100&search=${encodeURIComponent(number)}`;
      const lists = await Promise.all([read(`/api/outbox/${query}`), read(`/api/outbox/drafts${query}`)]);
      const found = lists.flatMap(({ items }) => items).filter((item) => item.invoice_id === number);
      return new Set(found.map(({ id }) => id)).size;
    },
    async webhookSecret(): Promise<string> {
      const [hook] = await read("/api/webhooks/");
      return hook.secret;
    },
  };
}
