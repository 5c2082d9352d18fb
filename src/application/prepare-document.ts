import type { PrepareOrder, Prepared, Provider } from "../provider-kit/provider.js";

/** What the provider will be sent, or why not; undefined where it sends nothing. */
export function prepareDocument(provider: Provider, order: PrepareOrder): Prepared | undefined {
  const { id, name, limits } = provider;
  const prepared = provider.prepare?.(order);
  const most = limits.documentBytes;
  if (!prepared || !("document" in prepared) || most === undefined) return prepared;
  const { byteLength } = prepared.document.bytes;
  if (byteLength <= most) return prepared;
  const message = `BG-25: the document of ${order.invoice.number} has ${byteLength} bytes; ${name} takes ${most}`;
  return { violations: [{ rule: "GW-SIZE-01", ruleset: id, severity: "ERROR", message, path: ["lines"] }] };
}
