import { mkdir, realpath } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { findBinaries } from "./embedded/binaries.js";
import { initialiseCluster, readMajorVersion, syncDirectory } from "./embedded/cluster.js";
import { connectionTo, findHolder, probe, readLockFile, type Connection } from "./embedded/holder.js";
import { spawnPostmaster, type Postmaster } from "./embedded/postmaster.js";
import { prepareSocketDirectory } from "./embedded/socket-directory.js";
import { chooseSystemUser, type SystemUser } from "./embedded/system-user.js";

/** A PostgreSQL server of this data directory, started here or by another gateway on the same machine. */
export interface EmbeddedServer {
  /** For `pg`. An idle client of a server that goes away emits an error: `pool.on("error")` is needed. */
  readonly connection: Connection;
  /** Stops the server if this process started it (fast shutdown), leaves an adopted one alone. */
  stop(): Promise<void>;
}

export interface EmbeddedServerOptions {
  /** Made when missing. The database lives in `pg` below it. */
  readonly dataDirectory: string;
  /**
   * The server this process started is gone, and not by `stop`. Of an adopted server only the lost connections
   * tell; in both cases, start again: one of the gateways that do so becomes the new owner.
   */
  readonly onExit?: (reason: string) => void;
  /** For the server's command line. Durability, port and socket stay as they are. */
  readonly settings?: Readonly<Record<string, string>>;
}

const pollMs = 20;
const retryMs = 100;
/** Without a sign of life; a server that says it is recovering may take as long as it needs. */
const patienceMs = 60_000;

/**
 * Starts PostgreSQL on the data directory, or joins the server that already runs there. The server stops when
 * this process ends, even if it is killed.
 */
export async function startEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  if (process.platform === "win32") {
    throw new Error("On Windows the gateway brings no PostgreSQL. Set DATABASE_URL to a PostgreSQL server.");
  }
  const dataDirectory = await prepareDataDirectory(options.dataDirectory);
  const clusterDirectory = path.join(dataDirectory, "pg");

  let lastSignAt = Date.now();
  let obstacle = "";
  while (Date.now() - lastSignAt < patienceMs) {
    const user = await chooseSystemUser(dataDirectory, clusterDirectory);
    const holder = await findHolder(clusterDirectory);
    if (holder.state === "ready") return adopted(holder.socketDirectory);
    if (holder.state === "none") {
      const attempt = await start({ ...options, dataDirectory, clusterDirectory, user, ...holder });
      if ("connection" in attempt) return attempt;
      obstacle = attempt.obstacle;
    } else {
      obstacle = `The server with process id ${holder.pid} holds it and does not answer.`;
      if (holder.answers) lastSignAt = Date.now();
    }
    await delay(retryMs);
  }
  throw new Error(`PostgreSQL could not be started on DATA_DIR (${dataDirectory}): ${obstacle}`);
}

const adopted = (socketDirectory: string): EmbeddedServer => ({
  connection: connectionTo(socketDirectory),
  stop: () => Promise.resolve(),
});

/** The server, or what keeps it from starting for now. */
async function start(options: {
  dataDirectory: string;
  clusterDirectory: string;
  user: SystemUser;
  stalePid?: number;
  onExit?: (reason: string) => void;
  settings?: Readonly<Record<string, string>>;
}): Promise<EmbeddedServer | { obstacle: string }> {
  const { dataDirectory, clusterDirectory, user, stalePid, onExit, settings = {} } = options;
  const majorVersion = await readMajorVersion(clusterDirectory);
  const binaries = await findBinaries(user, dataDirectory, majorVersion);
  if (majorVersion === undefined) await initialiseCluster(clusterDirectory, binaries, user);

  const socketDirectory = await prepareSocketDirectory(clusterDirectory, user);
  const postmaster = await spawnPostmaster({
    binaries,
    user,
    clusterDirectory,
    socketDirectory,
    settings,
    ...(stalePid === undefined ? {} : { stalePid }),
  });
  while (!(await isReady(postmaster, clusterDirectory))) {
    if (!postmaster.hasExited()) {
      await delay(pollMs);
      continue;
    }
    await postmaster.exited;
    const lastWords = await postmaster.readLogTail();
    // Another gateway was faster, or processes of a killed server are still leaving.
    if (/lock file .* (already exists|is empty)|still in use/.test(lastWords)) return { obstacle: lastWords };
    throw new Error(`PostgreSQL did not start on DATA_DIR (${dataDirectory}):\n${lastWords}`);
  }
  return owned(postmaster, socketDirectory, onExit);
}

async function isReady(postmaster: Postmaster, clusterDirectory: string): Promise<boolean> {
  const lock = await readLockFile(clusterDirectory);
  return lock?.pid === postmaster.pid && lock.isReady && (await probe(lock.socketDirectory)) === "ready";
}

function owned(
  postmaster: Postmaster,
  socketDirectory: string,
  onExit: ((reason: string) => void) | undefined,
): EmbeddedServer {
  let stopping: Promise<void> | undefined;
  void postmaster.exited.then(async (code) => {
    if (stopping) return;
    const lastWords = await postmaster.readLogTail().catch(() => "");
    onExit?.(`PostgreSQL exited with code ${code}.\n${lastWords}`.trim());
  });
  return {
    connection: connectionTo(socketDirectory),
    stop: () => (stopping ??= postmaster.stop()),
  };
}

/** The real path, so that gateways which reach it by different names meet. */
async function prepareDataDirectory(dataDirectory: string): Promise<string> {
  const wanted = path.resolve(dataDirectory);
  const firstMade = await mkdir(wanted, { recursive: true });
  if (firstMade) {
    for (let made = wanted; made.length >= firstMade.length; made = path.dirname(made)) {
      await syncDirectory(path.dirname(made));
    }
  }
  return realpath(wanted);
}
