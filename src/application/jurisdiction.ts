import type { Account } from "./account.js";

/**
 * Whether one account may stand in for another: an authority answers for its country alone; access points stand in for
 * each other on their networks.
 */
export function isSameJurisdiction({ provider: one }: Account, { provider: other }: Account): boolean {
  if (one.kind === "CLEARANCE" || other.kind === "CLEARANCE") {
    return one.kind === other.kind && one.countries.join() === other.countries.join();
  }
  return one.networks.some((network) => other.networks.includes(network));
}
