import { type Fa3Node, node } from "./nodes.js";
import { text } from "./texts.js";
import type { Findings, Path } from "./findings.js";

/**
 * DodatkowyOpis: FA(3)'s own place for data that it has no field for, as pairs. What EN 16931 has beyond FA(3) goes
 * there under its term, so that nothing is lost.
 */
export interface Extras {
  readonly nodes: readonly (Fa3Node | undefined)[];
  /** `row` is the number of the FaWiersz it is about. */
  add(key: string, value: string | undefined, path: Path, row?: number): void;
  /** A value of the client's own, whose key is the client's too. */
  addOwn(key: string, value: string, path: Path, row?: number): void;
}

const most = 10_000;

export function collectExtras(findings: Findings): Extras {
  const nodes: (Fa3Node | undefined)[] = [];
  const put = (term: string, key: string, value: string, path: Path, row?: number): void => {
    const origin = { term, path };
    if (nodes.length === most) findings.add(term, path, `FA(3) takes ${most} additional values`);
    nodes.push(
      node("DodatkowyOpis", [
        row === undefined ? undefined : node("NrWiersza", String(row)),
        text("Klucz", key, origin, findings),
        text("Wartosc", value, origin, findings),
      ]),
    );
  };
  return {
    nodes,
    add(key, value, path, row) {
      if (value?.trim()) put(key.split(" ")[0] ?? key, key, value, path, row);
    },
    addOwn: (key, value, path, row) => put("additionalData", key, value, path, row),
  };
}
