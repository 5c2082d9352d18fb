import type { Invoice } from "../../src/domain/invoice.js";

/** A text in an invoice and where it stands, e.g. `lines.0.item.name`. */
export interface Leaf {
  readonly path: string;
  readonly text: string;
}

/** Every text in the invoice. */
export const leavesOf = (value: unknown, path = ""): Leaf[] => {
  if (typeof value === "string") return [{ path, text: value }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => leavesOf(child, path === "" ? key : `${path}.${key}`));
};

/** The invoice with every text replaced, save its kind, which is no text of the document. */
export const withEveryText = (invoice: Invoice, replace: (leaf: Leaf) => string): Invoice => {
  const change = (value: unknown, path: string): unknown => {
    if (typeof value === "string") return path === "kind" ? value : replace({ path, text: value });
    if (Array.isArray(value)) return value.map((child, index) => change(child, `${path}.${index}`));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, child]) => [key, change(child, path === "" ? key : `${path}.${key}`)]),
    );
  };
  // The shape is kept: texts are replaced by texts.
  return change(invoice, "") as Invoice;
};
