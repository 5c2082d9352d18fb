import type { LifecycleDetail, LifecycleMessage, LifecycleParty } from "../../../src/formats/cdar/lifecycle-message.js";
import { writeCdar } from "../../../src/formats/cdar/write-cdar.js";
import { toParis } from "../paris-time.js";
import { lifecycleProfile } from "../respond.js";
import { labels, standardCodes } from "../status.js";
import type { Party, StoredFlow, Subject } from "./store.js";

export interface Saying {
  /** MDT-105. */
  readonly code: string;
  readonly details?: readonly LifecycleDetail[];
}

const fromPlatforms: ReadonlySet<string> = new Set(["200", "201", "202", "203", "213", "221"]);
const fromSellers: ReadonlySet<string> = new Set(["209", "212", "220"]);
const forTaxAuthority: ReadonlySet<string> = new Set(["200", "210", "212", "213"]);

const toParty = (role: string, { siren, name, address }: Party): LifecycleParty => ({
  role,
  ...(siren !== undefined && { id: { scheme: "0002", value: siren } }),
  name,
  ...(address && { address }),
});

/** The message by which a status comes to whom it concerns. */
export function writeStatus(
  { flow }: StoredFlow,
  subject: Subject,
  { code, details = [] }: Saying,
  at: Date,
): Uint8Array {
  const { seller, buyer, number, issueDate, typeCode } = subject;
  const isTransmission = fromPlatforms.has(code);
  const isFromSeller = fromSellers.has(code);
  const said = toParis(at);
  const { address: _, ...speaker } = isFromSeller ? toParty("SE", seller) : toParty("BY", buyer);
  const label = labels[code];
  const standardCode = standardCodes[code];
  const message: LifecycleMessage = {
    id: `${number}_${code}_${said.replace(/\D/g, "")}#${typeCode}_${issueDate.replaceAll("-", "")}`,
    name: `${number}_CDV-${code}`,
    process: "REGULATED",
    profile: lifecycleProfile,
    issuedAt: said,
    senderRole: "WK",
    issuer: isTransmission ? { role: "WK" } : speaker,
    recipients: [
      isFromSeller ? toParty("BY", buyer) : toParty("SE", seller),
      ...(forTaxAuthority.has(code) ? [{ role: "DFH", id: { scheme: "0238", value: "9998" }, name: "PPF" }] : []),
    ],
    phase: isTransmission ? "TRANSMISSION" : "TREATMENT",
    happenedAt: said,
    documents: [
      {
        number,
        ...(standardCode !== undefined && { standardCode }),
        typeCode,
        receivedAt: toParis(new Date(flow.submittedAt)),
        issueDate,
        code,
        ...(label !== undefined && { label }),
        ...(seller.siren !== undefined && { seller: { scheme: "0002", value: seller.siren } }),
        details,
      },
    ],
  };
  return writeCdar(message);
}

export const because = (reasonCode: string, reason: string): readonly LifecycleDetail[] => [
  { reasonCode, reason, notes: [], characteristics: [] },
];

/** What was paid (MPA) or cashed (MEN), and what is left of it. */
export const paying = (
  kind: "MPA" | "MEN",
  value: string,
  currency: string,
  left?: string,
): readonly LifecycleDetail[] => [
  {
    notes: [],
    characteristics: [
      { kind, isChange: false, amount: { value, currency } },
      ...(left === undefined ? [] : [{ kind: "RAP", isChange: false, amount: { value: left, currency } }]),
    ],
  },
];
