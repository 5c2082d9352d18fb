import type { ClearanceState } from "../../src/domain/lifecycle.js";
import type { Call } from "../../src/provider-kit/call.js";
import type { DocumentContent, Reference } from "../../src/provider-kit/provider.js";
import type { Credentials } from "./credentials.js";
import { DocumentDetails, FullDocument } from "./wire.js";

/**
 * MyInvois' own answer, as it came: the document with the facts of its validation, or, for an invalid one, the steps
 * that it failed. Of an invalid document there is nothing else to fetch, and of others the steps are not to be asked for.
 */
export async function fetchEvidence(
  { id }: Reference,
  call: Call<Credentials>,
  clearance: ClearanceState,
): Promise<readonly DocumentContent[]> {
  if (clearance === "PENDING") return [];
  const isInvalid = clearance === "REJECTED";
  const shape = isInvalid ? DocumentDetails : FullDocument;
  const view = isInvalid ? "details" : "raw";
  const bytes = await call.http.send({
    operation: isInvalid ? "details" : "document",
    method: "GET",
    path: `/api/v1.0/documents/${encodeURIComponent(id)}/${view}`,
    expect: {
      bytes(answer) {
        const { uuid } = shape.parse(JSON.parse(Buffer.from(answer).toString("utf8")));
        if (uuid !== id) throw new Error(`it is about ${uuid}, not ${id}`);
        return answer;
      },
    },
    effect: "read",
  });
  return [{ format: "JSON", mediaType: "application/json", fileName: `${id}-${view}.json`, bytes }];
}
