import type { Invoice } from "../domain/invoice.js";
import type { RouteCandidate, RouteDecision } from "../domain/problem.js";
import type { Account } from "./gateway.js";
import type { Routing } from "./tenant-gateway.js";

export interface Route {
  readonly decision: RouteDecision;
  readonly account?: Account;
}

/** Which account sends this invoice, and for every other one why not. The order of the configuration decides. */
export function chooseRoute(accounts: readonly Account[], invoice: Invoice, routing: Routing = {}): Route {
  const examined = accounts.map((account) => ({ account, obstacles: obstaclesOf(account, invoice, routing) }));
  const eligible = examined.filter(({ obstacles }) => obstacles.length === 0).map(({ account }) => account);
  const chosen = eligible[0];
  const candidates = examined.map(({ account, obstacles }): RouteCandidate => {
    const rank = eligible.indexOf(account) + 1;
    return {
      provider: account.provider.id,
      account: account.id,
      eligible: obstacles.length === 0,
      reasons: obstacles.length > 0 ? obstacles : [fitness(account)],
      ...(rank > 0 && { rank }),
    };
  });
  return {
    decision: { candidates, explanation: explain(chosen, candidates), ...(chosen && { chosen: chosen.provider.id }) },
    ...(chosen && { account: chosen }),
  };
}

function obstaclesOf({ provider }: Account, invoice: Invoice, routing: Routing): string[] {
  const country = invoice.seller.address.countryCode;
  const obstacles: string[] = [];
  if (routing.provider !== undefined && routing.provider !== provider.id) {
    obstacles.push(`The request names provider ${routing.provider}`);
  }
  if (routing.network !== undefined && !provider.networks.includes(routing.network)) {
    obstacles.push(`It does not send into the network ${routing.network}`);
  }
  if (provider.kind === "CLEARANCE" && !provider.countries.includes(country)) {
    obstacles.push(`It clears for sellers in ${provider.countries.join(", ")}, the seller is in ${country}`);
  }
  if (provider.networks.includes("peppol") && !isPeppolAddress(invoice.buyer.electronicAddress?.scheme)) {
    obstacles.push("The buyer has no electronic address (BT-49) of the Peppol network");
  }
  return obstacles;
}

const isPeppolAddress = (scheme: string | undefined): boolean => scheme !== undefined && /^\d{4}$/.test(scheme);

const fitness = ({ provider }: Account): string =>
  provider.kind === "CLEARANCE"
    ? `It clears for sellers in ${provider.countries.join(", ")}`
    : `It reaches the buyer over ${provider.networks.join(", ")}`;

function explain(chosen: Account | undefined, candidates: readonly RouteCandidate[]): string {
  if (chosen) return `${chosen.provider.name} takes it through account ${chosen.id}`;
  if (candidates.length === 0) return "No provider account is configured";
  return candidates.map(({ provider, reasons }) => `${provider}: ${reasons.join("; ")}`).join(". ");
}
