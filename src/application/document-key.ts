import type { Invoice } from "../domain/invoice.js";
import { requestHash } from "./request-hash.js";

/** What makes a second sending the same document, whatever its idempotency key: the content, not the hour it was made. */
export const documentKeyOf = ({ issueTime: _time, unmapped: _unmapped, ...content }: Invoice): string =>
  requestHash(content);
