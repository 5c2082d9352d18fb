import type { Call } from "../../src/provider-kit/call.js";
import { ask, readJson, type Said } from "./answers.js";
import type { Credentials } from "./credentials.js";
import { toStamp } from "./romanian-time.js";
import { type Message, MessagePage } from "./wire.js";

/** What a list is limited to: invoices sent, invoices received, messages of buyers in both directions. */
export type Filter = "T" | "P" | "R";

export interface Window {
  readonly fromMs: number;
  readonly untilMs: number;
}

export interface Slice {
  /** Oldest first. */
  readonly messages: readonly Message[];
  readonly untilMs: number;
  /** Only the beginning of the window fitted into one answer. */
  readonly more: boolean;
}

const minuteMs = 60_000;
/** Older messages are gone, and asking for them is an error; the margin is for clocks that differ. */
const keptMs = 60 * 24 * 60 * minuteMs - 10 * minuteMs;

/** A list may be one second behind what it answers for. */
const clockMarginMs = 1_000;

/** A slice with more pages is made shorter, so that one question stays one of seconds. */
const mostPages = 10;
const shortestSliceMs = 10 * minuteMs;

/**
 * The messages of the window, or of as much of its beginning as is read at once. The order of a list is not documented,
 * so a slice is always read whole.
 */
export async function listMessages(filter: Filter, window: Window, call: Call<Credentials>): Promise<Slice> {
  const fromMs = Math.max(window.fromMs, Date.now() - keptMs);
  let { untilMs } = window;
  for (let more = false; untilMs > fromMs;) {
    const first = await askPage(filter, { fromMs, untilMs }, 1, call);
    if ("clockMs" in first) {
      untilMs = Math.min(untilMs, first.clockMs) - clockMarginMs;
    } else if (first.pages > mostPages && untilMs - fromMs > shortestSliceMs) {
      untilMs = Math.floor((fromMs + untilMs) / 2);
      more = true;
    } else {
      const further = await askFurther(filter, { fromMs, untilMs }, first.pages, call);
      const byId = new Map([...first.messages, ...further].map((message) => [message.id, message]));
      return { messages: [...byId.values()].sort(byAge), untilMs, more };
    }
  }
  return { messages: [], untilMs: fromMs, more: false };
}

async function askFurther(filter: Filter, window: Window, pages: number, call: Call<Credentials>): Promise<Message[]> {
  const messages: Message[] = [];
  for (let page = 2; page <= pages; page += 1) {
    const answer = await askPage(filter, window, page, call);
    if ("messages" in answer) messages.push(...answer.messages);
  }
  return messages;
}

/** The latest end of a window that ANAF is likely to take. */
export const now = (): number => Date.now() - clockMarginMs;

const byAge = (left: Message, right: Message): number =>
  left.data_creare.localeCompare(right.data_creare) || (BigInt(left.id) < BigInt(right.id) ? -1 : 1);

interface Page {
  readonly messages: readonly Message[];
  readonly pages: number;
}

/** ANAF's clock says that the end of the window lies ahead of it. */
interface Ahead {
  readonly clockMs: number;
}

const nothing = /^Nu exista mesaje/;
/** Messages that have grown too old since the first page was read. */
const noSuchPage = /^Pagina solicitata/;
const ahead = /^endTime\b.*viitor/;

function askPage(filter: Filter, window: Window, page: number, call: Call<Credentials>): Promise<Page | Ahead> {
  return ask<Page | Ahead>(
    {
      operation: "list",
      method: "GET",
      path: "/listaMesajePaginatieFactura",
      query: {
        startTime: String(window.fromMs),
        endTime: String(window.untilMs),
        cif: call.credentials.cif,
        pagina: String(page),
        filtru: filter,
      },
      read: (bytes, headers) => toPage(readPage(bytes), headers["date"]),
      effect: "read",
    },
    call,
  );
}

const readPage = readJson(MessagePage);

function toPage(said: Said<MessagePage>, date: string | undefined): Said<Page | Ahead> {
  if ("content" in said) return { content: { messages: said.content.mesaje, pages: said.content.numar_total_pagini } };
  if (!("errors" in said)) return said;
  const sentence = said.errors.join();
  if (nothing.test(sentence) || noSuchPage.test(sentence)) return { content: { messages: [], pages: 1 } };
  const clock = Date.parse(date ?? "");
  if (!ahead.test(sentence) || Number.isNaN(clock)) return said;
  return { content: { clockMs: clock } };
}

/**
 * How long a message may take to appear behind later ones. Lists lag behind the processing, by a quarter of an hour at
 * most as far as anybody has seen.
 */
const overlapMs = 30 * minuteMs;

interface Cursor {
  /** Where to go on: behind what was read, or a little before it at the end of a list, which may still grow there. */
  readonly fromMs: number;
  /** What was listed since then. */
  readonly seen: readonly string[];
}

export interface Walk {
  readonly messages: readonly Message[];
  readonly cursor: string;
  readonly more: boolean;
}

/** What a list has that it did not have before, from as far back as messages are kept. */
export async function walkMessages(filter: Filter, cursor: string | undefined, call: Call<Credentials>): Promise<Walk> {
  const { fromMs, seen } = readCursor(cursor);
  const { messages, untilMs, more } = await listMessages(filter, { fromMs, untilMs: now() }, call);
  const known = new Set(seen);
  const nextMs = more ? untilMs : untilMs - overlapMs;
  // The moments of messages have no seconds.
  const earliest = toStamp(new Date(nextMs - minuteMs));
  const nextSeen = new Set([...seen, ...messages.map(toEntry)].filter((entry) => entry >= earliest));
  return {
    messages: messages.filter((message) => !known.has(toEntry(message))),
    cursor: `${nextMs}:${[...nextSeen].join(",")}`,
    more,
  };
}

/** Sorts by moment. */
const toEntry = ({ data_creare: stamp, id }: Message): string => `${stamp}-${id}`;

function readCursor(cursor: string | undefined): Cursor {
  const [, from, seen] = /^(\d+):([\d,-]*)$/.exec(cursor ?? "") ?? [];
  return { fromMs: Number(from ?? 0), seen: (seen ?? "").split(",").filter(Boolean) };
}
