import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { Client, DatabaseError } from "pg";
import { port } from "./socket-directory.js";
import { runAs } from "./system-user.js";

export interface Connection {
  /** The directory of the server's socket. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  readonly ssl: false;
}

/** Complete, so that PGPORT or PGSSLMODE in the environment cannot lead elsewhere. */
export const connectionTo = (socketDirectory: string): Connection => ({
  host: socketDirectory,
  port,
  user: "postgres",
  database: "postgres",
  ssl: false,
});

/** What postmaster.pid says; it stays behind when the server is killed. */
export interface LockFile {
  readonly pid: number;
  readonly socketDirectory: string;
  readonly isReady: boolean;
}

export type Holder =
  | { readonly state: "none"; readonly stalePid?: number }
  /** Starting, recovering or shutting down. */
  | { readonly state: "busy"; readonly answers: boolean; readonly pid: number }
  | { readonly state: "ready"; readonly socketDirectory: string };

/** Who holds the database now. Only a server that is gone for certain counts as none. */
export async function findHolder(clusterDirectory: string): Promise<Holder> {
  const lock = await readLockFile(clusterDirectory);
  if (!lock) return { state: "none" };
  // The socket first: in another container on the same directory the process id means nothing, the socket still answers.
  const answer = lock.socketDirectory === "" ? "silent" : await probe(lock.socketDirectory);
  if (answer === "ready") return { state: "ready", socketDirectory: lock.socketDirectory };
  if (answer === "busy") return { state: "busy", answers: true, pid: lock.pid };
  if (await isServerOf(clusterDirectory, lock.pid)) return { state: "busy", answers: false, pid: lock.pid };
  return { state: "none", stalePid: lock.pid };
}

export async function readLockFile(clusterDirectory: string): Promise<LockFile | undefined> {
  const text = await readFile(path.join(clusterDirectory, "postmaster.pid"), "utf8").catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT" || error.code === "ENOTDIR") return "";
      throw error;
    },
  );
  const [pid = "", , , , socketDirectory = "", , , status = ""] = text.split("\n");
  if (!/^\d+$/.test(pid)) return undefined;
  return { pid: Number(pid), socketDirectory: socketDirectory.trim(), isReady: status.trim() === "ready" };
}

export async function probe(socketDirectory: string): Promise<"ready" | "busy" | "silent"> {
  const client = new Client({ ...connectionTo(socketDirectory), connectionTimeoutMillis: 5_000 });
  // The server may go away between the answer and the goodbye; that the next query finds out.
  client.on("error", () => {});
  try {
    await client.connect();
  } catch (error) {
    return readRefusal(error);
  }
  await client.end();
  return "ready";
}

function readRefusal(error: unknown): "ready" | "busy" | "silent" {
  const code = (error as { code?: string }).code;
  if (code === "ENOENT" || code === "ECONNREFUSED") return "silent";
  if (!(error instanceof DatabaseError)) return "busy";
  // Too many connections: it works, and hard.
  if (code === "53300") return "ready";
  if (code?.startsWith("57P")) return "busy";
  throw error;
}

/** A process id is used again, in containers soon; a server stands in its data directory. A zombie stands nowhere. */
async function isServerOf(clusterDirectory: string, pid: number): Promise<boolean> {
  if (process.platform !== "linux") {
    const { succeeded, output } = await runAs({ uid: 0, wrapper: [] }, "ps", ["-p", String(pid), "-o", "comm="]);
    return succeeded && path.basename(output).startsWith("postgres");
  }
  const [cluster, standing] = await Promise.all([
    stat(clusterDirectory),
    stat(`/proc/${pid}/cwd`).catch(() => undefined),
  ]);
  return standing?.dev === cluster.dev && standing.ino === cluster.ino;
}
