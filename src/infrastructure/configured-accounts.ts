import type { Account, Accounts, ProviderEnvironment, ValidationPolicy } from "../application/account.js";
import type { RoutingRule } from "../application/routing-rules.js";
import type { ParticipantId } from "../domain/participant.js";
import type { Provider } from "../provider-kit/provider.js";
import { connectProvider, type ConnectionOptions } from "./network/connect-provider.js";

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
  /** Its provider pushes unless this is false. */
  readonly webhooks?: boolean;
}

export interface OpenAccounts extends Accounts {
  close(): Promise<void>;
}

/** Opens the way to every configured account. */
export function openAccounts(
  configurations: readonly AccountConfiguration[],
  options: ConnectionOptions & { readonly rules?: ReadonlyMap<string, readonly RoutingRule[]> },
): OpenAccounts {
  const connections = configurations.map((configuration) => ({
    configuration,
    connection: connectProvider(configuration.provider, configuration, options),
  }));
  const accounts = connections.map(({ configuration, connection }): Account => {
    const { id, tenantId, provider, environment, sender, validation, webhooks } = configuration;
    return {
      id,
      tenantId,
      provider,
      environment,
      validation: validation ?? "refuse",
      call: connection.call,
      callUntil: connection.callUntil,
      backgroundCall: connection.backgroundCall,
      pace: connection.pace,
      vitals: connection.vitals,
      ...portalOf(configuration),
      ...(sender && { sender }),
      ...(webhooks !== undefined && { webhooks }),
    };
  });
  const byId = new Map(accounts.map((account) => [account.id, account]));
  const byTenant = Map.groupBy(accounts, ({ tenantId }) => tenantId);
  return {
    rulesOf: (tenantId) => options.rules?.get(tenantId) ?? [],
    ofTenant: (tenantId) => byTenant.get(tenantId) ?? [],
    find: (id) => byId.get(id),
    all: () => accounts,
    async close() {
      await Promise.all(connections.map(({ connection }) => connection.close()));
    },
  };
}

/** A stand-in verifies its documents itself: no real page knows them. */
function portalOf({ provider, environment, baseUrl }: AccountConfiguration): Pick<Account, "portal"> {
  if (!provider.verification) return {};
  const { live, sandbox } = provider.verification.portal;
  return { portal: { PRODUCTION: live, SANDBOX: sandbox, SIMULATED: baseUrl }[environment] };
}
