import { wrongField } from "./http.js";
import type { StoredDocument } from "./documents.js";

/** Filters, sorts and pages as the inbox and outbox do: newest first unless asked otherwise. */
export function listDocuments(documents: readonly StoredDocument[], query: URLSearchParams) {
  const page = readNumber(query, "page", 1, Number.MAX_SAFE_INTEGER);
  const pageSize = readNumber(query, "page_size", 20, 100);
  const filters = filtersOf(query);
  const sortBy = query.get("sort_by") ?? "created_at";
  const found = documents
    .map((document, order) => ({ document, order }))
    .filter(({ document }) => filters.every((filter) => filter(document)))
    .toSorted((left, right) => {
      const [a, b] = [sortKey(left.document, sortBy), sortKey(right.document, sortBy)];
      return a === b ? left.order - right.order : a < b ? -1 : 1;
    })
    .map(({ document }) => document);
  if (query.get("sort_order") !== "asc") found.reverse();
  return {
    items: found.slice((page - 1) * pageSize, page * pageSize),
    page,
    page_size: pageSize,
    pages: Math.ceil(found.length / pageSize),
    total: found.length,
  };
}

function readNumber(query: URLSearchParams, name: string, fallback: number, largest: number): number {
  const value = Number(query.get(name) ?? fallback);
  if (Number.isInteger(value) && value >= 1 && value <= largest) return value;
  throw wrongField(["query", name], `Input should be a number from 1 to ${largest}`, "int_parsing");
}

const sortKey = ({ createdAt, fields }: StoredDocument, sortBy: string): string =>
  sortBy === "created_at" ? createdAt : textOf(fields[sortBy]);

type Filter = (document: StoredDocument) => boolean;

function filtersOf(query: URLSearchParams): Filter[] {
  const date = ({ fields }: StoredDocument) => fields.invoice_date ?? "";
  const makers: Readonly<Record<string, (wanted: string) => Filter>> = {
    state: (wanted) => (document) => document.state === wanted,
    type: (wanted) => (document) => document.fields.document_type === wanted,
    sender: (wanted) => (document) => isAddress(document.sender, wanted),
    receiver: (wanted) => (document) => isAddress(document.receiver, wanted),
    date_from: (wanted) => (document) => date(document) >= wanted,
    date_to: (wanted) => (document) => date(document) <= wanted,
    search: (wanted) => (document) =>
      ["invoice_id", "vendor_name", "customer_name"].some((name) =>
        textOf(document.fields[name]).toLowerCase().includes(wanted.toLowerCase()),
      ),
  };
  return Object.entries(makers).flatMap(([name, make]) => {
    const wanted = query.get(name);
    return wanted ? [make(wanted)] : [];
  });
}

const isAddress = (address: StoredDocument["sender"], wanted: string) =>
  address !== undefined && (address.id === wanted || `${address.scheme}:${address.id}` === wanted);

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
