import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { parse } from "yaml";
import { afterEach, describe, expect, it } from "vitest";
import provider from "../../../providers/invoicetronic/index.js";
import declaration from "../../../providers/invoicetronic/simulator.js";
import type {
  Simulator,
  SimulatorDeclaration,
  SimulatorRequest,
  SimulatorResponse,
} from "../../../src/provider-kit/simulator.js";
import { type OpenProvider, openProvider } from "../open-provider.js";
import { anItalianInvoice } from "../../builders/an-italian-invoice.js";
import { anEnvelope } from "./an-envelope.js";
import { accepted, anOrder, anOrderTo, prepared, until } from "./an-order.js";
import { openReceiver } from "./receiver.js";

const file = path.resolve(import.meta.dirname, "../../../../shared/specs/invoicetronic/openapi.yml");
const isThere = existsSync(file);
if (!isThere)
  console.warn("SKIPPED: Invoicetronic against its OpenAPI, because ../shared/specs/invoicetronic is not there.");

type Json = Record<string, unknown>;
interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: Json }[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: Json }> };
  readonly responses: Record<string, { readonly content?: Record<string, { readonly schema: Json }> }>;
}
interface Document {
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, Json> };
}

/** OpenAPI 3.0 says `nullable` where JSON Schema names the type null. */
function toJsonSchema(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(toJsonSchema);
  if (typeof node !== "object" || node === null) return node;
  const { nullable, example: _, ...rest } = node as Json & { nullable?: boolean };
  const converted = Object.fromEntries<unknown>(Object.entries(rest).map(([key, value]) => [key, toJsonSchema(value)]));
  if (typeof converted["$ref"] === "string")
    converted["$ref"] = converted["$ref"].replace("#/components/schemas/", "#/$defs/");
  if (!nullable) return converted;
  const { type, enum: words } = converted;
  return { ...converted, type: [type, "null"], ...(Array.isArray(words) && { enum: [...(words as unknown[]), null] }) };
}

function openApi() {
  const document = parse(readFileSync(file, "utf8")) as Document;
  // The description says that the content comes only when it is asked for, and the schema demands it all the same.
  const schemas = structuredClone(document.components.schemas);
  for (const name of ["Send", "Receive"]) {
    const schema = schemas[name] as { required?: string[]; properties: Record<string, Json> };
    delete schema.required;
    schema.properties["payload"] = { type: "string", nullable: true };
  }
  const ajv = new Ajv({ strict: false, allErrors: true, coerceTypes: false });
  addFormats.default(ajv);
  for (const format of ["int32", "double", "byte", "binary"]) ajv.addFormat(format, true);
  const $defs = toJsonSchema(schemas);
  const compiled = new Map<string, ReturnType<typeof ajv.compile>>();
  const faultsOf = (schema: Json, value: unknown): string[] => {
    const name = JSON.stringify(schema);
    const validate = compiled.get(name) ?? ajv.compile({ ...(toJsonSchema(schema) as Json), $defs });
    compiled.set(name, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
  return { document, faultsOf };
}

interface Exchange {
  readonly request: SimulatorRequest;
  readonly response: SimulatorResponse;
}

/** What is not as the OpenAPI says, in the question and in the answer. */
function faultsOfExchange(
  { document, faultsOf }: ReturnType<typeof openApi>,
  { request, response }: Exchange,
): string[] {
  const name = `${request.method} ${request.path}`;
  const template = Object.keys(document.paths).find(
    (each) => each === request.path || new RegExp(`^${each.replace(/\{(id)\}/g, "\\d+")}$`).test(request.path),
  );
  const operation = template && document.paths[template]?.[request.method.toLowerCase()];
  if (!operation) return [`${name} is not in the OpenAPI`];
  const faults: string[] = [];
  for (const [key, value] of request.query) {
    const parameter = operation.parameters?.find((each) => each.in === "query" && each.name === key);
    if (!parameter) faults.push(`${name}: there is no parameter ${key}`);
    else
      faults.push(
        ...faultsOf(parameter.schema, read(value, parameter.schema)).map((fault) => `${name} ${key}${fault}`),
      );
  }
  const mediaType = request.headers["content-type"]?.split(";")[0] ?? "";
  if (request.body.length > 0) {
    const body = operation.requestBody?.content[mediaType];
    if (!body) faults.push(`${name} takes no ${mediaType}`);
    else if (mediaType === "application/json") faults.push(...faultsOf(body.schema, JSON.parse(text(request.body))));
  }
  const answer = operation.responses[String(response.status)];
  if (!answer) return [...faults, `${name} is never answered ${response.status}`];
  const schema = answer.content?.["application/json"]?.schema ?? answer.content?.["application/problem+json"]?.schema;
  return schema ? [...faults, ...faultsOf(schema, response.body).map((fault) => `${name} answers ${fault}`)] : faults;
}

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString("utf8");
const read = (value: string, { type }: Json): unknown =>
  type === "integer" ? Number(value) : type === "boolean" ? value === "true" : value;

let open: OpenProvider<{ apiKey: string }> | undefined;
afterEach(() => open?.close());

describe.skipIf(!isThere)("Invoicetronic's own OpenAPI", () => {
  it("knows every question the adapter asks and every answer the simulator gives", async () => {
    const exchanges: Exchange[] = [];
    let running: Simulator | undefined;
    const recorded: SimulatorDeclaration = {
      ...declaration,
      async create(context) {
        running = await declaration.create(context);
        const { handle } = running;
        return {
          ...running,
          async handle(request) {
            const response = await handle(request);
            exchanges.push({ request, response });
            return response;
          },
        };
      },
    };
    open = await openProvider<{ apiKey: string }>(provider, recorded, { stepMs: 50 });
    const { call } = open;
    const receiver = await openReceiver();
    const registration = await provider.webhook.register?.(receiver.url, call);
    const inbound = prepared(anItalianInvoice({ number: "IN-1" }));
    const signed = anItalianInvoice({ number: "S-1" });

    const first = accepted(await provider.submit(anOrder(), call));
    await provider.submit(anOrderTo("ZZZZZZZ", { number: "FV-2" }), call);
    const document = { ...prepared(signed), bytes: anEnvelope(prepared(signed).bytes) };
    await provider.submit(anOrder({ invoice: signed, document }), call);
    const refused = anOrder({ document: { ...document, bytes: Buffer.from("<Fattura/>") } });
    await expect(provider.submit(refused, call)).rejects.toThrow("no FatturaPA");
    await provider.reconcile(anOrder(), call);
    await until(async () => {
      const reports = await provider.polling.fetch([first.reference, { id: "send/2" }], call);
      return reports.map(({ status }) => status).join() === "Consegnato,Scartato" ? true : undefined;
    });
    const { cursor } = await provider.feed.list(undefined, call);
    await provider.feed.list(cursor, call);
    await provider.fetchEvidence(first.reference, call);
    running?.arrive?.(inbound);
    await provider.listReceived(undefined, call);
    await provider.fetchReceived({ id: "receive/1" }, call);
    await provider.webhook.unregister?.(registration?.id ?? "", call);
    await receiver.close();

    const api = openApi();
    expect(exchanges.flatMap((exchange) => faultsOfExchange(api, exchange))).toEqual([]);
    expect(
      new Set(exchanges.map(({ request }) => `${request.method} ${request.path.replace(/\d+/, "{id}")}`)).size,
    ).toBe(10);
    expect(receiver.deliveries.length).toBeGreaterThan(0);
    const event = api.document.components.schemas["Event"] ?? {};
    expect(receiver.deliveries.flatMap(({ body }) => api.faultsOf(event, body))).toEqual([]);
  });
});
