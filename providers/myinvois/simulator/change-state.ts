import { z } from "zod";
import type { SimulatorResponse } from "../../../src/provider-kit/simulator.js";
import { badArgument, notFound, refuse } from "./answers.js";
import type { Archive } from "./archive.js";
import { isVisible } from "./listing.js";

const windowMs = 72 * 60 * 60_000;

const Change = z.object({ status: z.enum(["cancelled", "rejected"]), reason: z.string().min(1).max(300) });

/** PUT /api/v1.0/documents/state/{uuid}/state: the issuer cancels, the receiver asks for it. */
export function changeState(
  archive: Archive,
  uuid: string,
  body: Uint8Array,
  tin: string,
  now: () => Date,
): SimulatorResponse {
  const change = toChange(body);
  if (!change)
    return badArgument("status", "status must be cancelled or rejected, with a reason of 1 to 300 characters");
  const document = archive.get(uuid);
  const isParty = document !== undefined && [document.buyerTin, document.supplierTin].includes(tin);
  if (!document || (isParty && !isVisible(document, tin))) return notFound(`document ${uuid}`);
  if (!isParty) return refuse(403, "Forbidden", `document ${uuid} is another taxpayer's`);
  const isIssuer = document.issuerTin === tin;
  if (isIssuer !== (change.status === "cancelled"))
    return refuse(403, "Forbidden", `${tin} may not have document ${uuid} ${change.status}`);
  if (document.status !== "Valid" || (change.status === "rejected" && document.rejectionRequestedAt))
    return refuse(400, "IncorrectState", `document ${uuid} is ${document.status}`);
  if (now().getTime() - Date.parse(document.validatedAt ?? "") > windowMs)
    return refuse(400, "OperationPeriodOver", `document ${uuid} was validated at ${document.validatedAt}`);
  const referring = archive.list().filter((other) => other.refersTo.includes(uuid) && other.status === "Valid");
  if (referring.length > 0)
    return refuse(400, "ActiveReferencingDocuments", `document ${referring[0]?.uuid} refers to ${uuid}`);

  if (change.status === "cancelled") {
    archive.cancel(document, change.reason);
    return { status: 200, body: { uuid, status: "Cancelled" } };
  }
  archive.requestRejection(uuid, change.reason);
  return { status: 200, body: { uuid, status: "Requested for Rejection" } };
}

function toChange(body: Uint8Array): z.infer<typeof Change> | undefined {
  try {
    const given = JSON.parse(Buffer.from(body).toString("utf8")) as { status?: unknown };
    return Change.parse({ ...given, status: String(given.status).toLowerCase() });
  } catch {
    return undefined;
  }
}
