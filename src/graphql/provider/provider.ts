import { Field, Int, ObjectType } from "../decorators.js";
import type { Account, ProviderEnvironment } from "../../application/account.js";
import type { Capability, ProviderProblem, ProviderProblemKind } from "../../domain/problem.js";
import type { ProviderKind } from "../../provider-kit/provider.js";
import { capabilitiesOf } from "../../provider-kit/provider.js";
import type { Context } from "../context.js";
import { NodeType } from "../node/node.js";
import { publishEnum } from "../published-enum.js";
import { DateTimeScalar } from "../scalars.js";

export const providerKinds = publishEnum<ProviderKind>("ProviderKind", "What a provider is.", {
  ACCESS_POINT: "Sends into a network such as Peppol.",
  CLEARANCE: "A tax authority's platform that clears or registers invoices.",
  SERVICE_PROVIDER: "A service that chooses the network itself.",
  SIMULATOR: "A stand-in for development and tests.",
});

const providerEnvironments = publishEnum<ProviderEnvironment>("ProviderEnvironment", "Where the account lives.", {
  PRODUCTION: "Real invoices, with legal effect.",
  SANDBOX: "The provider's own test system.",
  SIMULATED: "Our stand-in for the provider.",
});

export const capabilities = publishEnum<Capability>("Capability", "What a provider can do.", {
  SUBMIT: "Takes an invoice.",
  SUBMIT_BATCH: "Takes many invoices in one call.",
  CANCEL: "Takes an invoice back.",
  STATUS: "Says what became of an invoice.",
  LIST: "Lists what it has.",
  RECEIVE: "Hands over invoices sent to us.",
  RESPOND: "Carries the buyer's answer.",
  PARTICIPANT_LOOKUP: "Says whether a participant can be reached.",
  PARTICIPANT_SEARCH: "Finds participants by name.",
  DOCUMENT_ORIGINAL: "Hands over the document as it was sent.",
  DOCUMENT_PDF: "Makes a readable copy.",
  EVIDENCE: "Proves delivery.",
  WEBHOOK: "Pushes news.",
  WEBHOOK_SIGNED: "Signs the news it pushes.",
  IDEMPOTENCY_KEY: "Recognises a repeated call by its key.",
  LOOKUP_BY_CLIENT_REFERENCE: "Says what became of an invoice whose answer was lost.",
  VALIDATE: "Checks without sending.",
});

const problemKinds = publishEnum<ProviderProblemKind>("ProblemKind", "What went wrong at a provider.", {
  TIMEOUT: "No answer in time.",
  NETWORK: "No connection.",
  RATE_LIMITED: "Asked too often.",
  UNAVAILABLE: "Out of service.",
  CIRCUIT_OPEN: "Not asked, because it kept failing.",
  AUTHENTICATION: "The account's credentials are not accepted.",
  AUTHORIZATION: "The account may not do this.",
  INVALID_REQUEST: "The provider does not understand the request.",
  BUSINESS_REJECTION: "The provider refuses the invoice or its recipient.",
  DUPLICATE: "The provider has it already.",
  NOT_FOUND: "The provider does not have it.",
  INVALID_RESPONSE: "The answer makes no sense.",
  UNKNOWN: "Anything else.",
});

@ObjectType("ProviderProblem", {
  simpleResolvers: true,
  description: "One shape for every failure at a provider; also in `extensions.problem` of GraphQL errors.",
})
export class ProviderProblemType implements ProviderProblem {
  @Field(() => String, { description: "The key of the provider." })
  readonly provider!: string;

  @Field(() => problemKinds, { description: "What went wrong." })
  readonly kind!: ProviderProblemKind;

  @Field(() => String, { description: "A sentence about it." })
  readonly message!: string;

  @Field(() => String, { nullable: true, description: "The provider's own error code." })
  readonly nativeCode?: string;

  @Field(() => Int, { nullable: true, description: "The HTTP status of its answer." })
  readonly httpStatus?: number;

  @Field(() => DateTimeScalar, { nullable: true, description: "When to try again, if the provider said so." })
  readonly retryAt?: string;

  @Field(() => String, { nullable: true, description: "The provider's id of the request, for its support desk." })
  readonly requestId?: string;
}

@ObjectType("Provider", {
  simpleResolvers: true,
  implements: NodeType,
  description: "A service that invoices are sent through, as far as the tenant has an account there.",
})
export class ProviderType implements NodeType {
  readonly id!: string;

  @Field(() => String, { description: "Its short name in filters and routing, e.g. `storecove`." })
  readonly key!: string;

  @Field(() => String, { description: "Its name." })
  readonly name!: string;

  @Field(() => providerKinds, { description: "What it is." })
  readonly kind!: ProviderKind;

  @Field(() => [String], { description: "The countries whose sellers it serves (ISO 3166-1 alpha-2)." })
  readonly countries!: readonly string[];

  @Field(() => [String], { description: "The networks it sends into, e.g. `peppol`." })
  readonly networks!: readonly string[];

  @Field(() => providerEnvironments, { description: "Where the tenant's account lives." })
  readonly environment!: ProviderEnvironment;

  @Field(() => [capabilities], { description: "What it can do." })
  readonly capabilities!: readonly Capability[];
}

/** One account per provider is shown: the preferred one. */
export function providersOf({ gateway }: Context): ProviderType[] {
  const preferred = new Map<string, Account>();
  for (const account of gateway.accounts)
    if (!preferred.has(account.provider.id)) preferred.set(account.provider.id, account);
  return Array.from(preferred.values(), toPublished);
}

/** Undefined when the tenant has no account there, or no longer. */
export function findProvider({ gateway }: Context, key: string | undefined): ProviderType | undefined {
  const account = gateway.accounts.find(({ provider }) => provider.id === key);
  return account && toPublished(account);
}

const published = new WeakMap<Account, ProviderType>();

function toPublished(account: Account): ProviderType {
  const known = published.get(account);
  if (known) return known;
  const { provider, environment } = account;
  const { id, name, kind, countries, networks } = provider;
  const view = { id, key: id, name, kind, countries, networks, environment, capabilities: capabilitiesOf(provider) };
  published.set(account, view);
  return view;
}
