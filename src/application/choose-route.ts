import type { Invoice } from "../domain/invoice.js";
import type { RouteCandidate, RouteDecision } from "../domain/problem.js";
import type { Provider } from "../provider-kit/provider.js";
import type { Account } from "./account.js";
import { isSameJurisdiction } from "./jurisdiction.js";
import { findRule, type RoutingRule } from "./routing-rules.js";
import type { Routing } from "./tenant-gateway.js";

export interface Route {
  readonly decision: RouteDecision;
  readonly account?: Account;
}

/**
 * Which account sends this invoice, and for every other one why not. A rule of the tenant decides the order where one
 * holds, else the order of the configuration; an account whose provider is down comes after those that can stand in.
 */
export function chooseRoute(
  { accounts, rules }: { readonly accounts: readonly Account[]; readonly rules: readonly RoutingRule[] },
  invoice: Invoice,
  routing: Routing = {},
): Route {
  const rule = routing.provider === undefined ? findRule(rules, invoice) : undefined;
  const examined = accounts.map((account) => ({ account, obstacles: obstaclesOf(account, invoice, routing, rule) }));
  const preferred = examined
    .filter(({ obstacles }) => obstacles.length === 0)
    .map(({ account }) => account)
    .sort((left, right) => placeOf(left, rule) - placeOf(right, rule));
  const eligible = withStandInsFirst(preferred, routing);
  const chosen = eligible[0];
  const candidates = examined.map(({ account, obstacles }): RouteCandidate => {
    const rank = eligible.indexOf(account) + 1;
    return {
      provider: account.provider.id,
      account: account.id,
      eligible: obstacles.length === 0,
      reasons: obstacles.length > 0 ? obstacles : reasonsFor(account, routing, rule),
      ...(rank > 0 && { rank }),
    };
  });
  return {
    decision: { candidates, explanation: explain(chosen, candidates), ...(chosen && { chosen: chosen.provider.id }) },
    ...(chosen && { account: chosen }),
  };
}

function obstaclesOf(
  { id, provider }: Account,
  invoice: Invoice,
  routing: Routing,
  rule: RoutingRule | undefined,
): string[] {
  const country = invoice.seller.address.countryCode;
  const obstacles: string[] = provider.submit ? [] : ["It sends nothing"];
  if (routing.provider !== undefined && routing.provider !== provider.id) {
    obstacles.push(`The request names provider ${routing.provider}`);
  }
  if (routing.network !== undefined && !provider.networks.includes(routing.network)) {
    obstacles.push(`It does not send into the network ${routing.network}`);
  }
  if (rule && !rule.use.includes(id)) {
    obstacles.push(`Rule "${rule.name}" sends such invoices through ${rule.use.join(", ")}`);
  }
  if (isNational(provider) && !provider.countries.includes(country)) {
    obstacles.push(`It ${verbOf(provider)} sellers in ${provider.countries.join(", ")}, the seller is in ${country}`);
  }
  if (provider.networks.includes("peppol") && !isPeppolAddress(invoice.buyer.electronicAddress?.scheme)) {
    obstacles.push("The buyer has no electronic address (BT-49) of the Peppol network");
  }
  return obstacles;
}

const isPeppolAddress = (scheme: string | undefined): boolean => scheme !== undefined && /^\d{4}$/.test(scheme);

const placeOf = ({ id }: Account, rule: RoutingRule | undefined): number => rule?.use.indexOf(id) ?? 0;

/** While the first choice is down, those that can stand in for it come before it. */
function withStandInsFirst(preferred: readonly Account[], routing: Routing): readonly Account[] {
  const [first, ...others] = preferred;
  if (!first || !isDown(first, routing)) return preferred;
  const standIns = others.filter((account) => isSameJurisdiction(first, account) && !isDown(account, routing));
  return [...standIns, first, ...others.filter((account) => !standIns.includes(account))];
}

/** Who allows no failover waits for the first choice, up or down. */
const isDown = ({ pace }: Account, { allowFailover = true }: Routing): boolean =>
  allowFailover && pace.circuit().state !== "CLOSED";

function reasonsFor(account: Account, routing: Routing, rule: RoutingRule | undefined): string[] {
  const circuit = account.pace.circuit();
  return [
    fitness(account),
    ...(rule ? [`Rule "${rule.name}" names it as number ${placeOf(account, rule) + 1}`] : []),
    ...(isDown(account, routing)
      ? [`Its provider fails since ${circuit.since}: it comes after those that answer`]
      : []),
  ];
}

/** An access point reaches every country from any; what leads to an authority is for those it answers for. */
const isNational = ({ kind, countries }: Provider): boolean =>
  kind === "CLEARANCE" || (kind === "SERVICE_PROVIDER" && countries.length > 0);

const verbOf = ({ kind }: Provider): string => (kind === "CLEARANCE" ? "clears for" : "serves");

const fitness = ({ provider }: Account): string =>
  isNational(provider)
    ? `It ${verbOf(provider)} sellers in ${provider.countries.join(", ")}`
    : `It reaches the buyer over ${provider.networks.join(", ")}`;

function explain(chosen: Account | undefined, candidates: readonly RouteCandidate[]): string {
  if (chosen) return `${chosen.provider.name} takes it through account ${chosen.id}`;
  if (candidates.length === 0) return "No provider account is configured";
  return candidates.map(({ provider, reasons }) => `${provider}: ${reasons.join("; ")}`).join(". ");
}
