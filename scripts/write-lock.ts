import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Writes package-lock.json anew from package.json, in an empty folder: with node_modules present npm leaves other
 * platforms' binaries out. A binary that the registry does not have would make `npm ci` fail for everyone; it is
 * taken out of the list of optional packages that names it.
 */
interface Package {
  version?: string;
  optionalDependencies?: Record<string, string>;
}

const folder = mkdtempSync(join(tmpdir(), "einvoice-gateway-lock-"));
try {
  for (const file of ["package.json", ".npmrc"]) copyFileSync(file, join(folder, file));
  execFileSync("npm", ["install", "--package-lock-only", "--ignore-scripts"], { cwd: folder, stdio: "inherit" });
  const lock = JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8")) as {
    packages: Record<string, Package>;
  };
  /** What Node would find from there, in that very version: platform packages are asked for exactly. */
  const has = (from: string, name: string, version: string): boolean => {
    for (let place = from; ; place = place.slice(0, Math.max(0, place.lastIndexOf("/node_modules/")))) {
      const found = lock.packages[`${place === "" ? "" : `${place}/`}node_modules/${name}`];
      if (found || place === "") return found !== undefined && (!/^\d/.test(version) || found.version === version);
      if (!place.includes("/node_modules/")) return has("", name, version);
    }
  };
  let removed = 0;
  for (const [place, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (place === "" || has(place, name, version)) continue;
      delete entry.optionalDependencies?.[name];
      removed += 1;
    }
  }
  writeFileSync("package-lock.json", `${JSON.stringify(lock, null, 2)}\n`);
  console.log(
    `package-lock.json: ${Object.keys(lock.packages).length} packages, ${removed} optional ones are not to be had`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
