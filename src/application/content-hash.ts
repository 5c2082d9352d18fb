import { createHash } from "node:crypto";

/** SHA-256, hexadecimal. */
export const hashOf = (content: Uint8Array): string => createHash("sha256").update(content).digest("hex");
