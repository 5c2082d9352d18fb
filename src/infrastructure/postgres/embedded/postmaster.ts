import { spawn } from "node:child_process";
import { once } from "node:events";
import { open, readFile, rename } from "node:fs/promises";
import { Socket } from "node:net";
import path from "node:path";
import type { Binaries } from "./binaries.js";
import { port } from "./socket-directory.js";
import { commandAs, serverEnvironment, type SystemUser } from "./system-user.js";

/** A server process this process started. */
export interface Postmaster {
  readonly pid: number;
  /** Settles with the exit code when the server is gone. */
  readonly exited: Promise<number>;
  hasExited(): boolean;
  /** Its last words. */
  readLogTail(): Promise<string>;
  /** Fast shutdown: open transactions are rolled back, committed ones are on disk. */
  stop(): Promise<void>;
}

/**
 * Stops the server when the other end of file 3 closes, which the kernel does however the gateway ends.
 * The signal is repeated because a server that has only just been started ignores it, and the shell ignores
 * SIGTERM because service managers send it to every process at once.
 */
const watchdog = `
trap "" HUP INT TERM
"$@" 3<&- &
server=$!
echo "$server" >&3
{ read -r _ <&3; while kill -INT "$server"; do sleep 1; done; } 2>/dev/null &
watcher=$!
exec 3<&-
wait "$server"
status=$?
kill -KILL "$watcher" 2>/dev/null
exit "$status"
`;

const largestLogBytes = 16 * 1024 * 1024;

const usualSettings: Readonly<Record<string, string>> = {
  shared_buffers: "128MB",
  max_connections: "100",
  wal_compression: "on",
  // A backup copies the files and then the log written meanwhile, which must still be there.
  wal_keep_size: "256MB",
  jit: "off",
  // Where a container limits huge pages, trying ends in SIGBUS.
  huge_pages: "off",
  // Tables that grow from nothing are planned for as if they were empty until the first look at them.
  autovacuum_naptime: "10s",
  timezone: "UTC",
  log_timezone: "UTC",
  log_checkpoints: "off",
  // Details and statements would carry invoices into the log.
  log_error_verbosity: "terse",
  log_min_error_statement: "panic",
};

/** Durability and reach are not for settings to change. */
const fixedSettings: Readonly<Record<string, string>> = {
  fsync: "on",
  full_page_writes: "on",
  synchronous_commit: "on",
  listen_addresses: "",
  port: String(port),
  unix_socket_permissions: "0700",
};

export async function spawnPostmaster(options: {
  binaries: Binaries;
  user: SystemUser;
  clusterDirectory: string;
  socketDirectory: string;
  settings: Readonly<Record<string, string>>;
  /** A lock file naming this process is left over from a server that is gone. */
  stalePid?: number;
}): Promise<Postmaster> {
  const { binaries, user, clusterDirectory, socketDirectory, stalePid } = options;
  const settings = {
    ...usualSettings,
    ...options.settings,
    ...fixedSettings,
    unix_socket_directories: socketDirectory,
  };
  const parameters = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const postgres = [path.join(binaries.directory, "postgres"), "-D", clusterDirectory, ...parameters];

  const log = await openLog(`${clusterDirectory}.log`, user);
  const child = spawn(...commandAs(user, "sh", ["-c", watchdog, "sh", ...postgres]), {
    cwd: "/",
    env: {
      ...serverEnvironment,
      // How PostgreSQL is told that this process id is no rival. It then clears the lock itself, and only
      // if the lock still names that id: deleting the file from here could hit a server started meanwhile.
      ...(stalePid === undefined ? {} : { PG_GRANDPARENT_PID: String(stalePid) }),
    },
    // In its own group, so that Ctrl-C reaches the gateway alone, which drains first.
    detached: true,
    stdio: ["ignore", log.handle.fd, log.handle.fd, "pipe"],
    ...user.switchTo,
  });

  let gone = false;
  const exited = new Promise<number>((resolve, reject) => {
    child.once("exit", (code) => {
      gone = true;
      resolve(code ?? -1);
    });
    child.once("error", (error) => {
      gone = true;
      reject(new Error("PostgreSQL could not be started.", { cause: error }));
    });
  });
  exited.catch(() => {});
  await log.handle.close();

  const lifeline = child.stdio[3];
  if (!(lifeline instanceof Socket)) throw new Error("The watchdog of PostgreSQL has no lifeline.");
  // A broken lifeline shows as the server's exit.
  lifeline.on("error", () => {});
  const announced = once(lifeline, "data").then(([chunk]) => Number(String(chunk)));
  announced.catch(() => {});
  const pid = await Promise.race([announced, exited.then(() => -1)]);
  lifeline.unref();
  child.unref();

  return {
    pid,
    exited,
    hasExited: () => gone,
    readLogTail: async () => {
      const text = await readFile(log.file);
      return text.subarray(log.start).toString().trim().split("\n").slice(-20).join("\n");
    },
    stop: async () => {
      child.ref();
      lifeline.destroy();
      await exited;
    },
  };
}

/** A file, not a pipe: the server outlives the gateway by the moment it takes to shut down. */
async function openLog(file: string, user: SystemUser) {
  let handle = await open(file, "a", 0o600);
  if ((await handle.stat()).size > largestLogBytes) {
    await handle.close();
    await rename(file, `${file}.1`);
    handle = await open(file, "a", 0o600);
  }
  if (user.switchTo) await handle.chown(user.switchTo.uid, user.switchTo.gid);
  return { file, handle, start: (await handle.stat()).size };
}
