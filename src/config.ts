import { readFileSync } from "node:fs";
import { z } from "zod";
import type { RoutingRule } from "./application/routing-rules.js";
import type { AccountConfiguration } from "./infrastructure/configured-accounts.js";
import type { Provider } from "./provider-kit/provider.js";

/** Everything that can be set, checked. */
export interface Configuration {
  readonly host: string;
  readonly port: number;
  /** Where providers and browsers reach the gateway, without a slash at the end. */
  readonly publicUrl?: string;
  readonly databaseUrl?: string;
  /** Of the embedded database, when there is no databaseUrl. */
  readonly dataDirectory: string;
  readonly redisUrl?: string;
  /** Directory of the official rules that are installed. */
  readonly rulePacks?: string;
  /** Events older than so many days are deleted; without it they are kept for ever. */
  readonly eventRetentionDays?: number;
  /** 32 bytes; seals what is secret in the database. */
  readonly masterKey: Uint8Array;
  readonly jwt?: JwtConfiguration;
  readonly allowedOrigins: readonly string[];
  readonly introspection: boolean;
  /** Webhooks may go to our own network, and over http to this machine. */
  readonly allowPrivateWebhooks?: boolean;
  readonly tenants: readonly TenantConfiguration[];
  readonly accounts: readonly AccountConfiguration[];
}

export interface JwtConfiguration {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUrl: string;
  readonly tenantClaim: string;
}

export interface TenantConfiguration {
  readonly id: string;
  readonly name: string;
  readonly apiKeys: readonly {
    readonly name: string;
    /** SHA-256 of the key, hexadecimal. */
    readonly sha256: string;
    readonly scopes: readonly string[];
    readonly expiresAt?: string;
  }[];
  readonly routing?: readonly RoutingRule[];
}

/** All that is wrong with the configuration, at once. */
export class ConfigurationError extends Error {
  constructor(problems: readonly string[]) {
    super(`The configuration has ${problems.length} problem(s):\n${problems.map((line) => `  - ${line}`).join("\n")}`);
    this.name = "ConfigurationError";
  }
}

const name = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "needs small letters, digits and hyphens, at most 63");
const httpUrl = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/$/, ""));

const Environment = z.object({
  HOST: z.string().default("0.0.0.0"),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  PUBLIC_URL: httpUrl.optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATA_DIR: z.string().default(".data"),
  PROVIDER_DIRS: z.string().optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  RULE_PACKS: z.string().min(1).optional(),
  MASTER_KEY: z
    .string({ error: "is missing: 32 bytes in base64, e.g. from `openssl rand -base64 32`" })
    .transform((text) => Buffer.from(text, "base64"))
    .refine((key) => key.byteLength === 32, "needs 32 bytes in base64, e.g. from `openssl rand -base64 32`"),
  JWT_ISSUER: z.string().min(1).optional(),
  JWT_AUDIENCE: z.string().min(1).optional(),
  JWT_JWKS_URL: z.url({ protocol: /^https?$/ }).optional(),
  JWT_TENANT_CLAIM: z.string().min(1).default("tenant"),
  ALLOWED_ORIGINS: z
    .string()
    .default("")
    .transform((text) => text.split(",").filter(Boolean)),
  EVENT_RETENTION_DAYS: z.coerce.number().int().min(7).max(36_500).optional(),
  INTROSPECTION: z.enum(["on", "off"]).default("off"),
  WEBHOOK_ALLOW_PRIVATE: z.enum(["on", "off"]).default("off"),
});

const country = z.string().regex(/^[A-Z]{2}$/, "needs an ISO 3166-1 code, e.g. BE");
const amount = z.string().regex(/^-?\d{1,18}(\.\d{1,10})?$/, 'needs a decimal in quotes, e.g. "10000.00"');

const Rule = z.strictObject({
  name: z.string().min(1),
  when: z
    .strictObject({
      sellerCountry: z.array(country).min(1).exactOptional(),
      buyerCountry: z.array(country).min(1).exactOptional(),
      typeCode: z.array(z.string().min(1)).min(1).exactOptional(),
      currency: z
        .array(z.string().regex(/^[A-Z]{3}$/, "needs an ISO 4217 code, e.g. EUR"))
        .min(1)
        .exactOptional(),
      buyer: z
        .array(
          z.strictObject({
            scheme: z.string().min(1).exactOptional(),
            value: z.string().min(1).exactOptional(),
            startsWith: z.string().min(1).exactOptional(),
          }),
        )
        .min(1)
        .exactOptional(),
      amount: z.strictObject({ min: amount.exactOptional(), max: amount.exactOptional() }).exactOptional(),
    })
    .default({}),
  use: z.array(name).min(1, "needs the id of at least one account"),
});

const File = z.strictObject({
  tenants: z
    .array(
      z.strictObject({
        id: name,
        name: z.string().min(1),
        apiKeys: z
          .array(
            z.strictObject({
              name: z.string().min(1),
              sha256: z.string().regex(/^[0-9a-f]{64}$/, "needs the SHA-256 of the key in 64 hexadecimal digits"),
              scopes: z.array(z.string().min(1)).min(1),
              expiresAt: z.iso.datetime().optional(),
            }),
          )
          .default([]),
        accounts: z
          .array(
            z.strictObject({
              id: name,
              provider: name,
              environment: z.enum(["PRODUCTION", "SANDBOX"]),
              baseUrl: httpUrl.optional(),
              sender: z.strictObject({ scheme: z.string().min(1), value: z.string().min(1) }).optional(),
              validation: z.enum(["refuse", "warn", "off"]).optional(),
              webhooks: z.boolean().optional(),
              credentials: z.unknown(),
            }),
          )
          .default([]),
        routing: z.array(Rule).default([]),
      }),
    )
    .min(1, "needs at least one tenant"),
});

/** Where a value comes from when the file does not hold it itself: `{ "env": "NAME" }` or `{ "file": "/path" }`. */
const Elsewhere = z.union([z.strictObject({ env: z.string() }), z.strictObject({ file: z.string() })]);

/**
 * Reads the environment and the file it names (CONFIG_FILE). Every variable can also be given as NAME_FILE.
 * @throws {ConfigurationError} naming everything that is wrong
 */
export function readConfiguration(
  environment: Readonly<Record<string, string | undefined>>,
  providers: ReadonlyMap<string, Provider>,
): Configuration {
  const problems: string[] = [];
  const variables = fromFiles(environment, problems);
  const settings = Environment.safeParse(variables, { reportInput: true });
  if (!settings.success) problems.push(...describe(settings.error));
  const file = readFile(variables["CONFIG_FILE"], problems);
  const jwt = readJwt(variables, problems);
  const accounts = file ? readAccounts(file, environment, providers, problems) : [];
  if (file) checkRules(file, problems);
  if (problems.length > 0 || !settings.success || !file) throw new ConfigurationError(problems);
  const values = settings.data;
  return {
    host: values.HOST,
    port: values.PORT,
    dataDirectory: values.DATA_DIR,
    masterKey: values.MASTER_KEY,
    allowedOrigins: values.ALLOWED_ORIGINS,
    introspection: values.INTROSPECTION === "on",
    allowPrivateWebhooks: values.WEBHOOK_ALLOW_PRIVATE === "on",
    tenants: file.tenants.map(({ id, name, apiKeys, routing }) => ({
      id,
      name,
      routing,
      apiKeys: apiKeys.map(({ expiresAt, ...key }) => ({ ...key, ...(expiresAt !== undefined && { expiresAt }) })),
    })),
    accounts,
    ...(values.PUBLIC_URL !== undefined && { publicUrl: values.PUBLIC_URL }),
    ...(values.DATABASE_URL !== undefined && { databaseUrl: values.DATABASE_URL }),
    ...(values.REDIS_URL !== undefined && { redisUrl: values.REDIS_URL }),
    ...(values.EVENT_RETENTION_DAYS !== undefined && { eventRetentionDays: values.EVENT_RETENTION_DAYS }),
    ...(values.RULE_PACKS !== undefined && { rulePacks: values.RULE_PACKS }),
    ...(jwt && { jwt }),
  };
}

/**
 * Directories with a folder for each further provider. They are needed before the rest, which is checked against the
 * providers and which also reports a PROVIDER_DIRS_FILE that cannot be read.
 */
export const readProviderDirectories = (environment: Readonly<Record<string, string | undefined>>): string[] =>
  (fromFiles(environment, [])["PROVIDER_DIRS"] ?? "").split(",").filter(Boolean);

function fromFiles(
  environment: Readonly<Record<string, string | undefined>>,
  problems: string[],
): Record<string, string | undefined> {
  const variables: Record<string, string | undefined> = { ...environment };
  for (const variable of [...Object.keys(Environment.shape), "CONFIG_FILE"]) {
    const path = environment[`${variable}_FILE`];
    if (variable === "CONFIG" || path === undefined) continue;
    const text = readText(path, `${variable}_FILE`, problems);
    if (text !== undefined) variables[variable] = text.trim();
  }
  return variables;
}

function readText(path: string, what: string, problems: string[]): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    problems.push(`${what}: ${path} cannot be read (${error instanceof Error ? error.message : String(error)})`);
    return undefined;
  }
}

function readFile(path: string | undefined, problems: string[]): z.infer<typeof File> | undefined {
  if (path === undefined) {
    problems.push("CONFIG_FILE is missing: the path of a JSON file with tenants, their keys and accounts");
    return undefined;
  }
  const text = readText(path, "CONFIG_FILE", problems);
  if (text === undefined) return undefined;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    problems.push(`CONFIG_FILE: ${path} is no JSON (${error instanceof Error ? error.message : String(error)})`);
    return undefined;
  }
  const parsed = File.safeParse(json, { reportInput: true });
  if (!parsed.success) problems.push(...describe(parsed.error, "CONFIG_FILE: "));
  return parsed.data;
}

const describe = (error: z.ZodError, prefix = ""): string[] =>
  error.issues.map(({ path, message, input }) => {
    // Only what is plain and not secret is repeated.
    const value =
      typeof input === "number" || (typeof input === "string" && input.length <= 80)
        ? ` ${JSON.stringify(input)}:`
        : "";
    return `${prefix}${path.join(".")}${secretNames.test(path.join(".")) ? "" : value} ${message}`;
  });

const secretNames = /KEY|credentials|DATABASE_URL|REDIS_URL|sha256/;

function readJwt(variables: Record<string, string | undefined>, problems: string[]): JwtConfiguration | undefined {
  const {
    JWT_ISSUER: issuer,
    JWT_AUDIENCE: audience,
    JWT_JWKS_URL: jwksUrl,
    JWT_TENANT_CLAIM: tenantClaim = "tenant",
  } = variables;
  if (issuer && audience && jwksUrl) return { issuer, audience, jwksUrl, tenantClaim };
  if (issuer || audience || jwksUrl)
    problems.push("JWT_ISSUER, JWT_AUDIENCE and JWT_JWKS_URL go together: all or none");
  return undefined;
}

function readAccounts(
  file: z.infer<typeof File>,
  environment: Readonly<Record<string, string | undefined>>,
  providers: ReadonlyMap<string, Provider>,
  problems: string[],
): AccountConfiguration[] {
  const seen = new Set<string>();
  const accounts: AccountConfiguration[] = [];
  for (const tenant of file.tenants) {
    for (const account of tenant.accounts) {
      const {
        id,
        provider: providerId,
        environment: stage,
        baseUrl,
        sender,
        validation,
        webhooks,
        credentials,
      } = account;
      const where = `CONFIG_FILE: account ${id}`;
      if (seen.has(id)) problems.push(`${where}: the id is used twice; webhook addresses are made of it`);
      seen.add(id);
      const provider = providers.get(providerId);
      if (!provider) {
        problems.push(`${where}: there is no provider ${providerId} (there are ${[...providers.keys()].join(", ")})`);
        continue;
      }
      const parsed = provider.credentials.safeParse(resolveElsewhere(credentials, environment, where, problems));
      if (!parsed.success) {
        problems.push(...describe(parsed.error, `${where}: credentials.`));
        continue;
      }
      accounts.push({
        id,
        tenantId: tenant.id,
        provider,
        environment: stage,
        baseUrl: baseUrl ?? provider.baseUrl[stage === "PRODUCTION" ? "live" : "sandbox"],
        credentials: parsed.data,
        ...(sender && { sender }),
        ...(validation && { validation }),
        ...(webhooks !== undefined && { webhooks }),
      });
    }
  }
  return accounts;
}

function checkRules(file: z.infer<typeof File>, problems: string[]): void {
  for (const { id, accounts, routing } of file.tenants) {
    const known = accounts.map((account) => account.id);
    for (const rule of routing) {
      for (const account of rule.use.filter((candidate) => !known.includes(candidate))) {
        problems.push(`CONFIG_FILE: rule "${rule.name}" of tenant ${id}: it has no account ${account}`);
      }
    }
  }
}

function resolveElsewhere(
  value: unknown,
  environment: Readonly<Record<string, string | undefined>>,
  where: string,
  problems: string[],
): unknown {
  const elsewhere = Elsewhere.safeParse(value);
  if (elsewhere.success) {
    if ("file" in elsewhere.data) return readText(elsewhere.data.file, where, problems)?.trim();
    const text = environment[elsewhere.data.env];
    if (text === undefined) problems.push(`${where}: the variable ${elsewhere.data.env} is not set`);
    return text;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, resolveElsewhere(member, environment, where, problems)]),
  );
}
