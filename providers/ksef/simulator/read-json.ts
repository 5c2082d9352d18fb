import type { z } from "zod";
import type { SimulatorRequest } from "../../../src/provider-kit/simulator.js";
import { invalid } from "./answers.js";

/** @throws {Refusal} 21405 for what has not the documented shape */
export function readJson<Shape>({ headers, body }: SimulatorRequest, shape: z.ZodType<Shape>): Shape {
  if (!headers["content-type"]?.startsWith("application/json"))
    throw invalid(["Content-Type must be application/json"]);
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(body).toString("utf8"));
  } catch {
    throw invalid(["the body is no JSON"]);
  }
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalid(parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`));
}
