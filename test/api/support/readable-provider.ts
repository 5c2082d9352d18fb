import { z } from "zod";
import type { Configuration } from "../../../src/config.js";
import type { Provider } from "../../../src/provider-kit/provider.js";

const Attachments = z.array(z.looseObject({ file_type: z.string(), file_name: z.string(), file_url: z.url() }));

/** A provider as most are: one that makes a PDF of its own, here kept as the last attachment of the document. */
const withPdf = (provider: Provider): Provider => ({
  ...provider,
  async fetchPdf({ id }, { http }) {
    const read = { operation: "pdf", method: "GET", effect: "read" } as const;
    const list = await http.send({ ...read, path: `/api/documents/${id}/attachments`, expect: { json: Attachments } });
    const file = list.at(-1);
    if (!file) return undefined;
    const bytes = await http.send({ ...read, path: file.file_url, expect: { bytes: (answer) => answer } });
    return { format: "PDF", mediaType: file.file_type, fileName: file.file_name, bytes };
  },
});

/** The accounts with e-invoice.be as such a provider. */
export const withReadableProvider = ({ accounts }: Configuration): Configuration["accounts"] =>
  accounts.map((account) =>
    account.provider.id === "e-invoice-be" ? { ...account, provider: withPdf(account.provider) } : account,
  );

/** The provider makes its PDF of a document. */
export async function makePdf(url: string, id: string, bytes: Buffer): Promise<void> {
  const form = new FormData();
  form.append("file", new File([new Uint8Array(bytes)], "from the provider.pdf", { type: "application/pdf" }));
  const headers = { authorization: "Bearer simulator-api-key" };
  const answer = await fetch(`${url}/api/documents/${id}/attachments`, { method: "POST", headers, body: form });
  if (!answer.ok) throw new Error(await answer.text());
}
