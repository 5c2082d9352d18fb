import type { SimulatorRequest, SimulatorResponse } from "../../../src/provider-kit/simulator.js";

/** Thrown by an endpoint to answer with FastAPI's error body. */
export class Refusal extends Error {
  readonly status: number;
  readonly detail: unknown;

  constructor(status: number, detail: unknown) {
    super(String(detail));
    this.status = status;
    this.detail = detail;
  }
}

export const answer = (body: unknown, status = 200): SimulatorResponse => ({ status, body });

/** One wrong field, in FastAPI's words. */
export const wrongField = (loc: readonly (string | number)[], msg: string, type = "value_error") =>
  new Refusal(422, [{ type, loc, msg }]);

export function readJson(request: SimulatorRequest): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(request.body).toString("utf8"));
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    throw wrongField(["body", 0], "JSON decode error", "json_invalid");
  }
  throw wrongField(["body"], "Input should be a valid dictionary", "model_attributes_type");
}

export interface UploadedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** The part named "file" of a multipart body. */
export async function readFile({ headers, body }: SimulatorRequest): Promise<UploadedFile> {
  const contentType = headers["content-type"] ?? "";
  if (contentType.startsWith("multipart/form-data")) {
    const form = await new Response(new Uint8Array(body), { headers: { "content-type": contentType } })
      .formData()
      .catch(() => undefined);
    const file = form?.get("file");
    if (file instanceof File) {
      return { name: file.name, mediaType: file.type, bytes: new Uint8Array(await file.arrayBuffer()) };
    }
  }
  throw wrongField(["body", "file"], "Field required", "missing");
}
