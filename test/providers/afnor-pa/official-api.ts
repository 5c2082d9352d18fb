import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import type { SimulatorDeclaration, SimulatorRequest, SimulatorResponse } from "../../../src/provider-kit/simulator.js";

type Json = Readonly<Record<string, unknown>>;
type Content = Readonly<Record<string, { readonly schema?: Json }>>;

interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content } | { readonly $ref: string };
  readonly responses: Readonly<Record<string, { readonly content?: Content } | { readonly $ref: string }>>;
}

type Parameter =
  | { readonly name: string; readonly in: string; readonly schema: Json; readonly explode?: boolean }
  | { readonly $ref: string };

export interface Exchange {
  readonly request: SimulatorRequest;
  readonly response: SimulatorResponse;
}

/** The same simulator, and all it was asked and has answered. */
export function recorded(declaration: SimulatorDeclaration): {
  declaration: SimulatorDeclaration;
  exchanges: Exchange[];
} {
  const exchanges: Exchange[] = [];
  return {
    exchanges,
    declaration: {
      ...declaration,
      async create(context) {
        const simulator = await declaration.create(context);
        return {
          ...simulator,
          async handle(request) {
            const response = await simulator.handle(request);
            exchanges.push({ request, response });
            return response;
          },
        };
      },
    },
  };
}

/** The file of AFNOR's folder whose name has this in it; undefined where there is none. */
function officialFile(part: string): Json | undefined {
  const folder = process.env["AFNOR_NORM_FOLDER"];
  const name = folder && readdirSync(folder).find((file) => file.includes(part));
  return name ? (JSON.parse(readFileSync(join(folder, name), "utf8")) as Json) : undefined;
}

/** One of the two services as its swagger describes it. */
function openService(part: string, prefix: string) {
  const description = officialFile(part);
  if (!description) return undefined;
  // OpenAPI 3.0 writes some words otherwise than JSON Schema; the schemas used here do not have them.
  const ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false });
  addFormats.default(ajv);
  ajv.addFormat("int32", true);
  ajv.addFormat("binary", true);
  // A known reason code is a text too: "exactly one" of both can never hold, and is no more than a slip of the swagger.
  const text = JSON.stringify(description).replace(
    /"oneOf":(?=\[\{"\$ref":"#\/components\/schemas\/ReasonCodeEnum"\})/,
    '"anyOf":',
  );
  ajv.addSchema({ $id: part, ...(JSON.parse(text) as Json) });
  const paths = description["paths"] as Readonly<Record<string, Readonly<Record<string, Operation>>>>;

  const resolve = <Node extends object>(node: Node): Exclude<Node, { $ref: string }> => {
    if (!("$ref" in node)) return node as Exclude<Node, { $ref: string }>;
    const steps = String(node.$ref).replace("#/", "").split("/");
    return steps.reduce<unknown>((place, step) => (place as Json)[step], description) as Exclude<
      Node,
      { $ref: string }
    >;
  };
  const faultsOf = (schema: Json | undefined, value: unknown, place: string): string[] => {
    if (!schema) return [];
    const absolute = JSON.stringify(schema).replaceAll('"#/', `"${part}#/`);
    const validate = ajv.compile(JSON.parse(absolute) as Json);
    return validate(value)
      ? []
      : (validate.errors ?? []).map(({ instancePath, message }) => `${place}${instancePath} ${message}`);
  };

  return async ({ request, response }: Exchange): Promise<Checked | undefined> => {
    if (!request.path.startsWith(prefix)) return undefined;
    const path = request.path.slice(prefix.length);
    const method = request.method.toLowerCase();
    const found = Object.entries(paths)
      .filter(([template, operations]) => operations[method] && patternOf(template).test(path))
      .toSorted(([left], [right]) => left.split("{").length - right.split("{").length)[0];
    const operation = found?.[1][method];
    const name = `${request.method} ${found?.[0] ?? path} ${response.status}`;
    if (!operation) return { name, faults: ["is not described"] };
    const faults: string[] = [];

    for (const parameter of (operation.parameters ?? []).map((each) => resolve(each))) {
      const value =
        parameter.in === "query"
          ? (request.query.get(parameter.name) ?? undefined)
          : parameter.in === "header"
            ? request.headers[parameter.name.toLowerCase()]
            : undefined;
      const read = parameter.explode === false ? value?.split(",") : value;
      if (read !== undefined) faults.push(...faultsOf(parameter.schema, read, parameter.name));
    }
    const asked = operation.requestBody && resolve(operation.requestBody).content;
    if (asked?.["application/json"]) {
      faults.push(...faultsOf(asked["application/json"].schema, parse(request.body), "request"));
    }
    if (asked?.["multipart/form-data"]) {
      faults.push(...faultsOf(asked["multipart/form-data"].schema, await readForm(request), "request"));
    }
    const answer = operation.responses[String(response.status)];
    if (!answer) return { name, faults: [...faults, `${response.status} is not described`] };
    const said = resolve(answer).content?.["application/json"]?.schema;
    if (said && !(response.body instanceof Uint8Array)) faults.push(...faultsOf(said, response.body, "response"));
    return { name, faults };
  };
}

export interface Checked {
  readonly name: string;
  readonly faults: readonly string[];
}

/** Holds exchanges against both swaggers; undefined where they are not at hand. */
export function openOfficialApi() {
  const flows = openService("Flow_Service", "/flow-service");
  const directory = openService("Directory_Service", "/directory-service");
  return flows && directory && (async (exchange: Exchange) => (await flows(exchange)) ?? (await directory(exchange)));
}

const patternOf = (template: string): RegExp => new RegExp(`^${template.replace(/\{[^}]+\}/g, "[^/]+")}$`);

const parse = (body: Uint8Array): unknown => JSON.parse(Buffer.from(body).toString("utf8"));

async function readForm({ headers, body }: SimulatorRequest): Promise<Json> {
  const contentType = headers["content-type"] ?? "";
  const form = await new Response(Buffer.from(body), { headers: { "content-type": contentType } }).formData();
  const [info, file] = [form.get("flowInfo"), form.get("file")];
  const text = info instanceof File ? await info.text() : info;
  return { flowInfo: JSON.parse(text ?? "null"), ...(file instanceof File && { file: await file.text() }) };
}
