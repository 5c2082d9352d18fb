import { randomUUID } from "node:crypto";
import type { Notice, Word } from "./wire.js";

/** What is told about one document, one notice after the other. */
export type Story = readonly Notice[];

const life: readonly Word[] = [
  "CHECKED",
  "ARRIVED",
  "READING",
  "ASKED",
  "READING",
  "ASKED",
  "READING",
  "AGREED",
  "PAID",
];

/** The life of a document that was sent through us: every word of it changes the invoice. */
export const tellLife = (reference: string, fromMs: number): Story =>
  life.map((word, index) => ({
    id: randomUUID(),
    what: "status",
    reference,
    word,
    at: new Date(fromMs + index * 1000).toISOString(),
  }));

/** A document that came in and waits to be fetched. */
export const tellReceipt = (): Story => [{ id: randomUUID(), what: "received", reference: `in-${randomUUID()}` }];

/** So many documents are sent for one that comes in. */
export const lifesPerReceipt = 2;

/** By how many notices an invoice is followed, receipts included. */
export const noticesPerInvoice = life.length + 1 / lifesPerReceipt;
