import { spawn } from "node:child_process";
import { stat } from "node:fs/promises";
import { userInfo } from "node:os";

/** Who runs PostgreSQL: it refuses root, and initdb also refuses a user id without a name. */
export interface SystemUser {
  /** The owner its files have on disk. */
  readonly uid: number;
  readonly switchTo?: { readonly uid: number; readonly gid: number };
  /** Put in front of every command. */
  readonly wrapper: readonly string[];
}

const nobody = { uid: 65534, gid: 65534 };

/** Inside, the process is nobody; outside, its files keep belonging to the user who runs the gateway. */
const renamed = ["unshare", "--user", "--map-user=65534", "--map-group=65534", "--"];

/** The inherited environment stays out: PGPORT, PGDATA or a locale would change what the server does. */
export const serverEnvironment = { PATH: process.env["PATH"] ?? "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" };

export async function chooseSystemUser(dataDirectory: string, clusterDirectory: string): Promise<SystemUser> {
  const own = userInfoOrId();
  const cluster = await stat(clusterDirectory).catch(() => undefined);

  if (own.uid !== 0) {
    if (cluster && cluster.uid !== own.uid) {
      throw new Error(
        `The database in DATA_DIR (${dataDirectory}) belongs to user id ${cluster.uid}, but the gateway runs as ` +
          `user id ${own.uid}. Run it as the same user as before, or set DATA_DIR to another directory.`,
      );
    }
    if (own.hasName) return { uid: own.uid, wrapper: [] };
    if (await canRename()) return { uid: own.uid, wrapper: renamed };
    throw new Error(
      `PostgreSQL does not run as user id ${own.uid}, which has no name in /etc/passwd. ` +
        "Run the gateway as a named user, or set DATABASE_URL to a PostgreSQL server.",
    );
  }

  if (cluster?.uid !== 0) {
    const switchTo = cluster ? { uid: cluster.uid, gid: cluster.gid } : nobody;
    const candidate = { uid: switchTo.uid, switchTo, wrapper: [] };
    if ((await runAs(candidate, "sh", ["-c", 'cd "$1"', "sh", dataDirectory])).succeeded) return candidate;
  }
  if ((!cluster || cluster.uid === 0) && (await canRename())) return { uid: 0, wrapper: renamed };
  throw new Error(
    "The gateway runs as root, PostgreSQL refuses to, and the unprivileged user it would run as cannot enter " +
      `DATA_DIR (${dataDirectory}). Set DATA_DIR to a directory every user can reach, such as ` +
      "/var/lib/einvoice-gateway, or run the gateway as a plain user.",
  );
}

export const commandAs = (user: SystemUser, command: string, parameters: readonly string[]): [string, string[]] => {
  const [file = command, ...rest] = [...user.wrapper, command, ...parameters];
  return [file, rest];
};

/** Runs a short command to its end; a command that cannot be started counts as failed. */
export function runAs(
  user: SystemUser,
  command: string,
  parameters: readonly string[],
): Promise<{ succeeded: boolean; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(...commandAs(user, command, parameters), {
      // The gateway's own working directory may be closed to that user.
      cwd: "/",
      env: serverEnvironment,
      stdio: ["ignore", "pipe", "pipe"],
      ...user.switchTo,
    });
    let output = "";
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", (error) => resolve({ succeeded: false, output: error.message }));
    child.on("close", (code) => resolve({ succeeded: code === 0, output: output.trim() }));
  });
}

/** Containers often forbid user namespaces. */
const canRename = async () =>
  (await runAs({ uid: 0, wrapper: renamed }, "sh", ["-c", 'test "$(id -u)" = 65534'])).succeeded;

function userInfoOrId(): { uid: number; hasName: boolean } {
  try {
    return { uid: userInfo().uid, hasName: true };
  } catch {
    // No entry in /etc/passwd: the id is all there is.
    return { uid: process.geteuid?.() ?? -1, hasName: false };
  }
}
