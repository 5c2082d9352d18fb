import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import type { SimulatorRequest, SimulatorResponse } from "../../../src/provider-kit/simulator.js";
import { officialFile } from "./official-schemas.js";

type Json = Record<string, unknown>;
type Content = Record<string, { readonly schema: Json }>;
interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: Json }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Record<string, { readonly content?: Content }>;
}
interface Description {
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, Json> };
}

export interface Exchange {
  readonly request: SimulatorRequest;
  readonly response: SimulatorResponse;
}

/** OpenAPI 3.0 says `nullable` where JSON Schema names the type null. */
function toJsonSchema(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(toJsonSchema);
  if (typeof node !== "object" || node === null) return node;
  const { nullable, ...rest } = node as Json & { nullable?: boolean };
  const converted: Json = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, toJsonSchema(value)]));
  if (typeof converted["$ref"] === "string")
    converted["$ref"] = converted["$ref"].replace("#/components/schemas/", "#/$defs/");
  return nullable ? { anyOf: [converted, { type: "null" }] } : converted;
}

/** Holds exchanges against the official description of the API. */
export function openOfficialApi() {
  const description = JSON.parse(officialFile("open-api.json")) as Description;
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  for (const format of ["int32", "int64", "double", "byte"]) ajv.addFormat(format, true);
  ajv.addSchema({ $id: "api", $defs: toJsonSchema(description.components.schemas) as Json });
  const compiled = new Map<Json, ValidateFunction>();
  const faultsOf = (schema: Json, value: unknown, place: string): string[] => {
    const text = JSON.stringify(toJsonSchema(schema)).replaceAll('"#/$defs/', '"api#/$defs/');
    const validate = compiled.get(schema) ?? ajv.compile(JSON.parse(text) as Json);
    compiled.set(schema, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, message }) => `${place}${instancePath} ${message}`);
  };
  const routes = Object.entries(description.paths).map(([path, operations]) => ({
    path,
    pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, "[^/]+")}$`),
    operations,
  }));
  // "/auth/token/redeem" is not "/auth/{referenceNumber}".
  routes.sort((left, right) => left.path.split("{").length - right.path.split("{").length);

  return {
    /** The operation's name, and what is wrong with its request and its answer. */
    check({ request, response }: Exchange): { readonly name: string; readonly faults: readonly string[] } {
      const method = request.method.toLowerCase();
      const route = routes.find(({ pattern, operations }) => pattern.test(request.path) && operations[method]);
      const operation = route?.operations[method];
      const name = `${request.method} ${route?.path ?? request.path}`;
      if (!operation) return { name, faults: ["is not described"] };
      const faults: string[] = [];
      const asked = operation.requestBody?.content["application/json"];
      if (asked) faults.push(...faultsOf(asked.schema, parse(request.body), "request"));
      for (const [parameter, value] of request.query) {
        const known = operation.parameters?.find((each) => each.in === "query" && each.name === parameter);
        const typed = /^\d+$/.test(value) ? Number(value) : value;
        faults.push(
          ...(known ? faultsOf(known.schema, typed, `query ${parameter}`) : [`query ${parameter} is unknown`]),
        );
      }
      const answers = operation.responses[String(response.status)];
      if (!answers) return { name, faults: [...faults, `${response.status} is not described`] };
      const type = response.headers?.["content-type"] ?? "application/json";
      const answered = answers.content?.[type.split(";")[0] ?? ""];
      if (answered && type.includes("json")) faults.push(...faultsOf(answered.schema, response.body, "answer"));
      if (!answered && response.body !== undefined) faults.push(`${type} is not described for ${response.status}`);
      return { name, faults };
    },
  };
}

const parse = (bytes: Uint8Array): unknown => JSON.parse(Buffer.from(bytes).toString("utf8"));
