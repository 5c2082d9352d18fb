import type { Call } from "../../src/provider-kit/call.js";
import type { Credentials } from "./credentials.js";
import type { Place } from "./reference.js";
import { SessionInvoice, SessionInvoices, SessionState } from "./wire.js";

export type KsefCall = Call<Credentials>;

export const sessionPath = (session: string): string => `/sessions/${encodeURIComponent(session)}`;

const pageSize = "1000";

/** Everything in one session, by hash; of two with the same hash the one that was accepted. */
export async function listInvoices(session: string, call: KsefCall): Promise<ReadonlyMap<string, SessionInvoice>> {
  const found = new Map<string, SessionInvoice>();
  for (let continuation: string | undefined; ;) {
    const page = await call.http.send({
      operation: "list",
      method: "GET",
      path: `${sessionPath(session)}/invoices`,
      query: { pageSize },
      ...(continuation && { headers: { "x-continuation-token": continuation } }),
      expect: { json: SessionInvoices },
      effect: "read",
    });
    for (const invoice of page.invoices) {
      if (found.get(invoice.invoiceHash)?.status.code !== isThrough) found.set(invoice.invoiceHash, invoice);
    }
    if (!page.continuationToken || page.continuationToken === continuation) return found;
    continuation = page.continuationToken;
  }
}

const isThrough = 200;

/** One invoice by its own number, which KSeF lets be asked far more often than the list. */
export const fetchInvoice = ({ id, session }: Place, call: KsefCall): Promise<SessionInvoice> =>
  call.http.send({
    operation: "status",
    method: "GET",
    path: `${sessionPath(session)}/invoices/${encodeURIComponent(id)}`,
    expect: { json: SessionInvoice },
    effect: "read",
  });

export const fetchSession = (session: string, call: KsefCall): Promise<SessionState> =>
  call.http.send({
    operation: "session",
    method: "GET",
    path: sessionPath(session),
    expect: { json: SessionState },
    effect: "read",
  });
