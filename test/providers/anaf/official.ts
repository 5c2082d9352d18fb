import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** The official OpenAPI files, which are read where they are and are no part of this project. */
const folder = path.resolve(import.meta.dirname, "../../../../shared/specs/anaf-efactura");

export const isThere = existsSync(folder);

interface Media {
  readonly schema?: Schema;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly xml?: { readonly name?: string; readonly attribute?: boolean };
}

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[];
  readonly requestBody?: { readonly required?: boolean };
  readonly responses: Readonly<Record<string, { readonly content: Readonly<Record<string, Media>> }>>;
}

interface Api {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const apis: readonly Api[] = ["upload", "staremesaj", "listamesaje", "descarcare", "xmltopdf"]
  .filter(() => isThere)
  .map((name) => JSON.parse(readFileSync(path.join(folder, `${name}.openapi.json`), "utf8")) as Api);

export interface Documented {
  readonly api: Api;
  readonly template: string;
  readonly operation: Operation;
}

export function find(method: string, requested: string): Documented | undefined {
  for (const api of apis) {
    for (const [template, operations] of Object.entries(api.paths)) {
      const pattern = new RegExp(`^${template.replaceAll(/\{\w+\}/g, "[^/]+")}$`);
      const operation = operations[method.toLowerCase()];
      if (operation && pattern.test(requested)) return { api, template, operation };
    }
  }
  return undefined;
}

/** Every answer that is shown for an operation, with its status. */
export function examplesOf(method: string, requested: string): { name: string; status: number; body: unknown }[] {
  const { responses = {} } = find(method, requested)?.operation ?? {};
  return Object.entries(responses).flatMap(([status, { content }]) =>
    Object.values(content).flatMap(({ examples = {} }) =>
      Object.entries(examples).map(([name, { value }]) => ({ name, status: Number(status), body: value })),
    ),
  );
}

/** What a request has that is not documented, and what it lacks. */
export function faultsOfRequest(
  { operation }: Documented,
  query: URLSearchParams,
  body: Uint8Array,
): readonly string[] {
  const known = (operation.parameters ?? []).filter((parameter) => parameter.in === "query");
  const missing = known.filter(({ name, required }) => required && !query.get(name)).map(({ name }) => `no ${name}`);
  const strange = [...query.keys()].filter((name) => !known.some((each) => each.name === name));
  return [
    ...missing,
    ...strange.map((name) => `${name} is not documented`),
    ...(operation.requestBody?.required && body.length === 0 ? ["no body"] : []),
  ];
}

/** What a JSON value, or an XML answer as its attributes and errors, has against a schema: unknown names included. */
export function faultsOf(value: unknown, schema: Schema, api: Api, at = "body"): readonly string[] {
  const { $ref, type, properties, required = [], items } = schema;
  if ($ref !== undefined) return faultsOf(value, api.components.schemas[$ref.split("/").at(-1) ?? ""] ?? {}, api, at);
  if (type === "integer") return Number.isInteger(Number(value)) ? [] : [`${at} is no integer`];
  if (type === "string") return typeof value === "string" ? [] : [`${at} is no text`];
  if (type === "array") {
    if (!Array.isArray(value)) return [`${at} is no list`];
    return value.flatMap((entry: unknown, index) => faultsOf(entry, items ?? {}, api, `${at}.${index}`));
  }
  if (typeof value !== "object" || value === null) return [`${at} is no object`];
  const named = new Map(
    Object.entries(properties ?? {}).map(([name, property]) => [property.xml?.name ?? name, property]),
  );
  return [
    ...required.filter((name) => !(name in value)).map((name) => `${at} has no ${name}`),
    ...Object.entries(value).flatMap(([name, inner]) => {
      const property = named.get(name);
      return property ? faultsOf(inner, property, api, `${at}.${name}`) : [`${at}.${name} is not documented`];
    }),
  ];
}

export const schemaOf = ({ operation }: Documented, status: number, mediaType: string): Schema | undefined => {
  const content = operation.responses[String(status)]?.content ?? {};
  return (content[mediaType] ?? content["*/*"])?.schema;
};
