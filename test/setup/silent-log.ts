import type { Log } from "../../src/application/gateway.js";

/** For what is expected to go wrong; TEST_LOG=1 shows it. */
const write = (level: string) => (details: object, message: string) => {
  if (process.env["TEST_LOG"]) console.error(level, message, details);
};

export const silentLog: Log = { info: write("info"), warn: write("warn"), error: write("error") };
