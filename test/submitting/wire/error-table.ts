import { answers } from "./answers.js";
import { brokenAnswers } from "./broken-answers.js";
import { connections } from "./connections.js";
import type { Row } from "./row.js";

/** Everything that can become of a call to a provider. */
export const errorTable: readonly Row[] = [...answers, ...connections, ...brokenAnswers];
