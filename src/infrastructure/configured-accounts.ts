import type { Account, Accounts, ProviderEnvironment, ValidationPolicy } from "../application/gateway.js";
import type { ParticipantId } from "../domain/participant.js";
import type { Provider } from "../provider-kit/provider.js";
import { connectProvider } from "./network/connect-provider.js";

export interface AccountConfiguration {
  readonly id: string;
  readonly tenantId: string;
  readonly provider: Provider;
  readonly environment: ProviderEnvironment;
  readonly baseUrl: string;
  readonly credentials: unknown;
  readonly sender?: ParticipantId;
  /** `refuse` unless stated. */
  readonly validation?: ValidationPolicy;
}

export interface OpenAccounts extends Accounts {
  close(): Promise<void>;
}

/** Opens the way to every configured account. */
export function openAccounts(configurations: readonly AccountConfiguration[]): OpenAccounts {
  const connections = configurations.map((configuration) => ({
    configuration,
    connection: connectProvider(configuration.provider, configuration),
  }));
  const accounts = connections.map(
    ({ configuration: { id, tenantId, provider, environment, sender, validation }, connection }): Account => ({
      id,
      tenantId,
      provider,
      environment,
      validation: validation ?? "refuse",
      call: connection.call,
      ...(sender && { sender }),
    }),
  );
  const byId = new Map(accounts.map((account) => [account.id, account]));
  const byTenant = Map.groupBy(accounts, ({ tenantId }) => tenantId);
  return {
    ofTenant: (tenantId) => byTenant.get(tenantId) ?? [],
    find: (id) => byId.get(id),
    all: () => accounts,
    async close() {
      await Promise.all(connections.map(({ connection }) => connection.close()));
    },
  };
}
