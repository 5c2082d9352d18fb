#!/usr/bin/env node
import { pino } from "pino";
import { ConfigurationError, readConfiguration, readProviderDirectories } from "./config.js";
import { RulePackError } from "./infrastructure/rule-packs/rule-pack.js";
import { runUntilStopped, untilSignal } from "./run-until-stopped.js";
import { loadProviders } from "./infrastructure/provider-folder.js";
import { createApiKey } from "./server/api-key.js";

const help = `einvoice-gateway: one GraphQL API in front of every e-invoicing provider

Usage: einvoice-gateway [command]

Commands
  serve           run the gateway (the default); configured by the environment and a file
  demo            run it with simulators, an embedded database and a demo key: nothing to configure
  tour            play a tour against the running demo: submit, follow, cancel, a table
  documents       validate, convert or render invoices in files (documents --help)
  rules           install, list, verify and remove official rules (rules --help)
  simulators      run stand-ins for providers, with faults on demand (simulators --help)
  conformance     try adapters against their simulators or sandboxes (conformance --help)
  check-config    say everything that is wrong with the configuration, then end
  new-key         print a new API key, and the SHA-256 that goes into the configuration
  help            this text

Environment of serve and check-config (each also as NAME_FILE: the path of a file with the value)
  CONFIG_FILE         JSON file with tenants, their API keys and provider accounts      required
  MASTER_KEY          32 bytes in base64; seals secrets in the database                 required
  DATABASE_URL        PostgreSQL 15 or newer                                            default: an embedded server
  DATA_DIR            where the embedded server keeps its data                          default: .data
  REDIS_URL           shared cache and wake-ups between instances                       default: none
  PROVIDER_DIRS       directories of further providers, separated by commas             default: none
  RULE_PACKS          directory of installed official rules                             default: rule-packs, if it is there
  EVENT_RETENTION_DAYS  events older than so many days are deleted (7 or more)          default: kept for ever
  PUBLIC_URL          where providers reach this gateway; webhooks are registered there default: none
  HOST, PORT          where it listens                                                  default: 0.0.0.0, 4000
  JWT_ISSUER, JWT_AUDIENCE, JWT_JWKS_URL, JWT_TENANT_CLAIM   bearer tokens              default: API keys only
  ALLOWED_ORIGINS     web pages that may call from a browser, separated by commas       default: none
  WEBHOOK_ALLOW_PRIVATE  on lets webhooks go to private addresses: demos and tests   default: off
  INTROSPECTION       on or off                                                         default: off
  LOG_LEVEL           trace, debug, info, warn, error                                   default: info
`;

const log = pino({
  level: process.env["LOG_LEVEL"] ?? "info",
  serializers: { error: pino.stdSerializers.errWithCause },
});

const commands: Readonly<Record<string, () => Promise<void>>> = {
  async serve() {
    const configuration = readConfiguration(
      process.env,
      await loadProviders({ directories: readProviderDirectories(process.env) }),
    );
    const { startGateway } = await import("./compose.js");
    const gateway = await startGateway(configuration, { log, leaveMs: 2_000 });
    log.info({ url: gateway.url }, "the gateway is ready");
    await runUntilStopped(() => gateway.stop(), log);
  },
  async demo() {
    const { runDemo } = await import("./demo/run-demo.js");
    await runDemo(process.env);
  },
  async tour() {
    const { runTour } = await import("./demo/run-tour.js");
    if (!(await runTour(process.env))) process.exitCode = 1;
  },
  async documents() {
    const { runDocuments } = await import("./cli/documents.js");
    process.exitCode = await runDocuments(process.argv.slice(3), process.env);
  },
  async rules() {
    const { runRules } = await import("./cli/rules.js");
    process.exitCode = await runRules(process.argv.slice(3), process.env);
  },
  async simulators() {
    const { runSimulators } = await import("./simulators/command.js");
    process.exitCode = await runSimulators(process.argv.slice(3), untilSignal);
  },
  async conformance() {
    const { runConformanceCommand } = await import("./conformance/command.js");
    process.exitCode = await runConformanceCommand(process.argv.slice(3), process.env);
  },
  async "check-config"() {
    const { tenants, accounts, rulePacks } = readConfiguration(
      process.env,
      await loadProviders({ directories: readProviderDirectories(process.env) }),
    );
    const { loadRulePacks } = await import("./infrastructure/rule-packs/load-rule-packs.js");
    const packs = await loadRulePacks(rulePacks);
    const counts = `${tenants.length} tenant(s), ${accounts.length} account(s), ${packs.length} rule pack(s)`;
    process.stdout.write(`The configuration is good: ${counts}\n`);
  },
  "new-key"() {
    const { secret, hash } = createApiKey("live");
    process.stdout.write(`key     ${secret}\nsha256  ${Buffer.from(hash).toString("hex")}\n`);
    return Promise.resolve();
  },
  help() {
    process.stdout.write(help);
    return Promise.resolve();
  },
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const asked = process.argv[2] ?? "serve";
const command = commands[["--help", "-h"].includes(asked) ? "help" : asked];
if (!command) {
  process.stderr.write(`There is no command ${asked}\n\n${help}`);
  process.exitCode = 2;
} else {
  command().catch((error: unknown) => {
    if (error instanceof ConfigurationError || error instanceof RulePackError || asked === "tour")
      process.stderr.write(`${messageOf(error)}\n`);
    else log.fatal({ error }, "the gateway could not start");
    process.exit(1);
  });
}
