import { createHash } from "node:crypto";
import type { SimulatorRequest, SimulatorResponse } from "../../../src/provider-kit/simulator.js";
import { badRequest, Refusal } from "./http.js";
import type { FlowStore } from "./store.js";

const largestFile = 10_000_000;
const syntaxes = ["CII", "UBL", "Factur-X", "CDAR", "FRR"];
const rules = ["B2B", "B2BInt", "B2C", "OutOfScope", "ArchiveOnly", "NotApplicable"];
const profiles = ["Basic", "CIUS", "Extended-CTC-FR"];

/** Takes a flow: what is said about it is checked at once, the flow itself afterwards. */
export async function postFlow(
  request: SimulatorRequest,
  store: FlowStore,
  nextAtMs: number,
): Promise<SimulatorResponse> {
  const { info, file } = await readParts(request);
  const text = (name: string, longest: number): string | undefined => {
    const value = info[name];
    if (value === undefined) return undefined;
    if (typeof value !== "string" || value.length > longest) throw badRequest("INVALID_FIELD", `${name} is not valid`);
    return value;
  };
  const oneOf = (name: string, words: readonly string[]): string | undefined => {
    const value = text(name, 50);
    if (value !== undefined && !words.includes(value)) throw badRequest("INVALID_FIELD", `${value} is no ${name}`);
    return value;
  };
  const flowSyntax = oneOf("flowSyntax", syntaxes);
  if (flowSyntax === undefined) throw badRequest("MISSING_REQUIRED_FIELD", "flowSyntax is missing");
  const [trackingId, name] = [text("trackingId", 36), text("name", 255)];
  const [processingRule, flowProfile] = [oneOf("processingRule", rules), oneOf("flowProfile", profiles)];
  const statedSha256 = text("sha256", 64);
  if (statedSha256 !== undefined && !/^[a-f0-9]{64}$/.test(statedSha256)) {
    throw badRequest("INVALID_FIELD", "sha256 is no fingerprint");
  }
  if (file.bytes.length > largestFile) throw new Refusal(413, "FILE_SIZE_EXCEEDED", "Provided file is too big");
  const isPdf = file.bytes.subarray(0, 5).toString("latin1") === "%PDF-";
  if (file.bytes.length > 0 && isPdf !== (flowSyntax === "Factur-X")) {
    throw new Refusal(422, "UNPROCESSABLE_ENTITY", `The file is not what ${flowSyntax} is`);
  }
  const sha256 = createHash("sha256").update(file.bytes).digest("hex");
  const { flow } = store.add(
    {
      ...(trackingId !== undefined && { trackingId }),
      flowType: flowSyntax === "CDAR" ? "SupplierInvoiceLC" : "CustomerInvoice",
      processingRule: processingRule ?? (flowSyntax === "CDAR" ? "NotApplicable" : "B2B"),
      processingRuleSource: processingRule === undefined ? "Computed" : "Input",
      flowDirection: "Out",
      flowSyntax,
      ...(flowProfile !== undefined && { flowProfile }),
      acknowledgement: { status: "Pending" },
    },
    {
      fileName: name ?? file.name,
      sha256,
      ...(statedSha256 !== undefined && { statedSha256 }),
      next: { step: "check", atMs: nextAtMs },
    },
    file.bytes,
  );
  const { flowId, submittedAt } = flow;
  return { status: 202, body: { ...info, sha256, flowId, submittedAt } };
}

async function readParts({ headers, body }: SimulatorRequest) {
  const contentType = headers["content-type"] ?? "";
  if (!contentType.startsWith("multipart/form-data")) {
    throw badRequest("INVALID_CONTENT_TYPE", "multipart/form-data is expected");
  }
  const form = await new Response(Buffer.from(body), { headers: { "content-type": contentType } })
    .formData()
    .catch(() => {
      throw badRequest("INVALID_FORMAT", "Invalid request format");
    });
  const [flowInfo, file] = [form.get("flowInfo"), form.get("file")];
  if (flowInfo === null) throw badRequest("MISSING_REQUIRED_FIELD", "flowInfo is missing");
  if (!(file instanceof File)) throw badRequest("MISSING_REQUIRED_FIELD", "file is missing");
  const text = flowInfo instanceof File ? await flowInfo.text() : flowInfo;
  const bytes = Buffer.from(await file.arrayBuffer());
  return { info: parseInfo(text), file: { name: file.name, bytes } };
}

function parseInfo(text: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === "object" && parsed !== null) return { ...parsed };
  } catch {
    // Said below.
  }
  throw badRequest("INVALID_FORMAT", "flowInfo is no JSON object");
}
