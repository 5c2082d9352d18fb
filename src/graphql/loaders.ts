import DataLoader from "dataloader";
import type { ActionRecord } from "../application/actions.js";
import type { DeadLetterRecord } from "../application/dead-letters.js";
import type { Cache } from "../application/gateway.js";
import type { Reader } from "../application/store.js";
import type {
  AttemptRecord,
  BatchRecord,
  DocumentRecord,
  InvoiceRecord,
  SubmissionRecord,
} from "../application/records.js";
import type { RelationRecord } from "../application/relate-invoices.js";
import type { Invoice } from "../domain/invoice.js";

/** One set per operation: everything a level of the answer asks for is read at once, and only once. */
export interface Loaders {
  readonly invoices: DataLoader<string, InvoiceRecord | undefined>;
  readonly contents: DataLoader<string, Invoice | undefined>;
  readonly submissions: DataLoader<string, SubmissionRecord | undefined>;
  readonly submissionsOf: DataLoader<string, readonly SubmissionRecord[]>;
  readonly attemptsOf: DataLoader<string, readonly AttemptRecord[]>;
  readonly documents: DataLoader<string, DocumentRecord | undefined>;
  readonly documentsOf: DataLoader<string, readonly DocumentRecord[]>;
  readonly batches: DataLoader<string, BatchRecord | undefined>;
  readonly actionsOf: DataLoader<string, readonly ActionRecord[]>;
  readonly relationsOf: DataLoader<string, readonly RelationRecord[]>;
  /** Only those that wait for a person. */
  readonly deadLetters: DataLoader<string, DeadLetterRecord | undefined>;
  /** Before every event of a subscription: one context serves them all, and each must see the present. */
  clear(): void;
}

const contentKind = "invoice-content";
const contentSeconds = 3_600;

export function createLoaders(reader: Reader, cache: Cache, tenantId: string): Loaders {
  const loaders = {
    invoices: oneEach((ids) => reader.invoices(ids), byId),
    contents: new DataLoader((ids: readonly string[]) => loadContents(reader, cache, tenantId, ids)),
    submissions: oneEach((ids) => reader.submissions(ids), byId),
    submissionsOf: listEach(
      (ids) => reader.submissionsOf(ids),
      ({ invoiceId }) => invoiceId,
    ),
    attemptsOf: listEach(
      (ids) => reader.attemptsOf(ids),
      ({ submissionId }) => submissionId,
    ),
    documents: oneEach((ids) => reader.documents(ids), byId),
    documentsOf: listEach(
      (ids) => reader.documentsOf(ids),
      ({ invoiceId }) => invoiceId,
    ),
    batches: oneEach((ids) => reader.batches(ids), byId),
    actionsOf: listEach(
      (ids) => reader.actionsOf(ids),
      ({ invoiceId }) => invoiceId,
    ),
    relationsOf: listEach(
      (ids) => reader.relationsOf(ids),
      ({ invoiceId }) => invoiceId,
    ),
    deadLetters: oneEach((ids) => reader.deadLetters(ids), byId),
  };
  return {
    ...loaders,
    clear: () => Object.values(loaders).forEach((loader) => loader.clearAll()),
  };
}

const byId = ({ id }: { readonly id: string }): string => id;

function oneEach<Item>(
  read: (ids: readonly string[]) => Promise<readonly Item[]>,
  keyOf: (item: Item) => string,
): DataLoader<string, Item | undefined> {
  return new DataLoader(async (ids) => {
    const items = new Map((await read(ids)).map((item) => [keyOf(item), item]));
    return ids.map((id) => items.get(id));
  });
}

function listEach<Item>(
  read: (ids: readonly string[]) => Promise<readonly Item[]>,
  keyOf: (item: Item) => string,
): DataLoader<string, readonly Item[]> {
  return new DataLoader(async (ids) => {
    const lists = Map.groupBy(await read(ids), keyOf);
    return ids.map((id) => lists.get(id) ?? []);
  });
}

/** The content of an invoice never changes: what the cache has is right. */
async function loadContents(
  reader: Reader,
  cache: Cache,
  tenantId: string,
  ids: readonly string[],
): Promise<(Invoice | undefined)[]> {
  const cached = await cache.getMany<Invoice>(tenantId, contentKind, ids);
  const missing = ids.filter((_, index) => cached[index] === undefined);
  if (missing.length === 0) return cached.map((entry) => entry?.value);
  const read = await reader.contents(missing);
  const contents = new Map(read.map(({ invoiceId, content }) => [invoiceId, content]));
  await cache.setMany(
    tenantId,
    contentKind,
    read.map(({ invoiceId, content }) => ({ key: invoiceId, value: content, ttlSeconds: contentSeconds })),
  );
  return ids.map((id, index) => cached[index]?.value ?? contents.get(id));
}
