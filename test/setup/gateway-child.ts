import eInvoiceBe from "../../providers/e-invoice-be/index.js";
import myInvois from "../../providers/myinvois/index.js";
import { startGateway } from "../../src/compose.js";
import type { Configuration } from "../../src/config.js";
import type { Provider } from "../../src/provider-kit/provider.js";
import { runUntilStopped } from "../../src/run-until-stopped.js";
import { silentLog } from "./silent-log.js";

/** A configuration that fits into an environment variable: bytes in base64, providers by id. */
export interface ChildConfiguration extends Omit<Configuration, "masterKey" | "accounts"> {
  readonly masterKey: string;
  readonly accounts: readonly ChildAccount[];
}

export interface ChildAccount {
  readonly id: string;
  readonly tenantId: string;
  readonly provider: string;
  readonly baseUrl: string;
  readonly credentials: unknown;
  /** Simulators on this machine settle sooner than the real ones. */
  readonly settlesWithinSeconds: number;
}

// Nothing outlives the tests, however they end.
process.stdin.resume().once("close", () => process.exit(1));

const given = JSON.parse(process.env["GATEWAY_CHILD"] ?? "") as ChildConfiguration;
const providers = new Map<string, Provider>([eInvoiceBe, myInvois].map((provider) => [provider.id, provider]));
const gateway = await startGateway(
  {
    ...given,
    masterKey: Buffer.from(given.masterKey, "base64"),
    accounts: given.accounts.map(({ provider: providerId, settlesWithinSeconds, ...account }) => {
      const provider = providers.get(providerId);
      if (!provider) throw new Error(`There is no provider ${providerId}`);
      return {
        ...account,
        environment: "SIMULATED" as const,
        provider: { ...provider, settlesWithinSeconds },
        credentials: provider.credentials.parse(account.credentials) as unknown,
      };
    }),
  },
  { log: silentLog },
);
process.stdout.write(`ready ${gateway.url}\n`);
await runUntilStopped(() => gateway.stop(), silentLog);
