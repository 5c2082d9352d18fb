import { fork } from "node:child_process";
import type { Weather } from "../stand-in/faults.js";
import { type JournalEntry, readJournal } from "../stand-in/journal.js";
import type { StandInOrder, StandInWord } from "../stand-in/stand-in-process.js";
import { endProcess } from "./end-process.js";

/** A stand-in in a process of its own. */
export interface StandIn {
  readonly url: string;
  /** Holds for every call that comes after it. */
  setWeather(weather: Weather): Promise<void>;
  readJournal(): JournalEntry[];
  stop(): Promise<void>;
}

export async function startStandIn(program: string, order: StandInOrder): Promise<StandIn> {
  const child = fork(program, { execArgv: [], env: { ...process.env, STAND_IN: JSON.stringify(order) } });
  const hear = <Word extends StandInWord>(is: (word: StandInWord) => word is Word): Promise<Word> =>
    new Promise((resolve, reject) => {
      const listen = (message: unknown) => {
        const word = message as StandInWord;
        if (!is(word)) return;
        child.off("message", listen);
        child.off("exit", fail);
        resolve(word);
      };
      const fail = (code: number | null) => reject(new Error(`The stand-in ${order.kind} ended with ${code}`));
      child.on("message", listen);
      child.once("exit", fail);
    });
  const { port } = await hear((word) => "port" in word);
  return {
    url: `http://127.0.0.1:${port}`,
    async setWeather(weather) {
      const heard = hear((word) => "weather" in word);
      child.send(weather);
      await heard;
    },
    readJournal: () => readJournal(order.journalFile),
    stop: () => endProcess(child, "SIGKILL"),
  };
}
