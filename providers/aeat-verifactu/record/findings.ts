import { collectFindings as collect, type Findings } from "../../../src/provider-kit/findings.js";

export type { Findings };

export const ruleset = "VERI*FACTU";

export const collectFindings = (): Findings => collect({ ruleset, prefix: "VERIFACTU" });
