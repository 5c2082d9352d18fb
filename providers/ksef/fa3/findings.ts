import { collectFindings as collect, type Findings } from "../../../src/provider-kit/findings.js";

export type { Findings };

export const ruleset = "KSeF";

export type Path = readonly string[];

export const collectFindings = (): Findings => collect({ ruleset, prefix: "KSEF" });
