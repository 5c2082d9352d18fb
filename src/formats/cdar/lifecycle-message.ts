import type { Decimal } from "../../domain/decimal.js";

/**
 * A status of an invoice as platforms exchange it in France: UN/CEFACT Cross Domain Acknowledgement and Response D22B, as
 * far as XP Z12-012 uses it. The MDT numbers are its own. Moments are written as they stand, `2025-07-01T15:10:00`: the
 * format has no place for an offset, and France means its own time.
 */
export interface LifecycleMessage {
  /** MDT-4. */
  readonly id: string;
  /** MDT-5. */
  readonly name?: string;
  /** MDT-2: under which regime, e.g. REGULATED; not told to the tax authority. */
  readonly process?: string;
  /** MDT-3. */
  readonly profile: string;
  /** MDT-8: when the message was made. */
  readonly issuedAt: string;
  /** MDT-21: the role of who sends the message on; WK is a platform. */
  readonly senderRole: string;
  /** MDG-16: who says it; a platform has a role and no name. */
  readonly issuer: LifecycleParty;
  /** MDG-23. */
  readonly recipients: readonly LifecycleParty[];
  /** MDT-77: 305 where platforms speak of the transmission, 23 where the parties do of the treatment. */
  readonly phase: LifecyclePhase;
  /** MDT-78: when it happened. */
  readonly happenedAt?: string;
  /** MDG-32: nearly always one. */
  readonly documents: readonly LifecycleDocument[];
}

export type LifecyclePhase = "TRANSMISSION" | "TREATMENT";

export const phaseCodes: Readonly<Record<LifecyclePhase, string>> = { TRANSMISSION: "305", TREATMENT: "23" };

export interface LifecycleParty {
  /** MDT-40 or MDT-59 (UNCL 3035): SE, BY, WK, DFH, … */
  readonly role: string;
  /** MDT-38 or MDT-57, e.g. a SIREN under 0002. */
  readonly id?: SchemedId;
  readonly name?: string;
  /** MDT-73: where statuses are sent to. */
  readonly address?: SchemedId;
}

export interface SchemedId {
  readonly value: string;
  readonly scheme?: string;
}

export interface LifecycleDocument {
  /** MDT-87: the invoice's number, or the name of a file that could not be read as one. */
  readonly number: string;
  /** MDT-88 (UNTDID 1373). */
  readonly standardCode?: string;
  /** MDT-91: BT-3 of the invoice. */
  readonly typeCode?: string;
  /** MDT-95. */
  readonly receivedAt?: string;
  /** MDT-100: BT-2 of the invoice. */
  readonly issueDate?: string;
  /** MDT-105: the status, 200 to 221 for an invoice. */
  readonly code: string;
  /** MDT-106. */
  readonly label?: string;
  /** MDT-129: always the seller; with number and date it names the invoice. */
  readonly seller?: SchemedId;
  /** MDG-37. */
  readonly details: readonly LifecycleDetail[];
}

export interface LifecycleDetail {
  /** MDT-113. */
  readonly reasonCode?: string;
  /** MDT-114. */
  readonly reason?: string;
  /** MDT-121, MDT-122. */
  readonly actionCode?: string;
  readonly action?: string;
  /** MDT-126. */
  readonly notes: readonly string[];
  /** MDG-43. */
  readonly characteristics: readonly LifecycleCharacteristic[];
}

/** A value that the status is about, e.g. what was paid. */
export interface LifecycleCharacteristic {
  /** MDT-206: the business term, e.g. BT-152. */
  readonly term?: string;
  /** MDT-207: MEN what was cashed, MPA what was paid, RAP what is left to pay, DIV wrong, DVA right, … */
  readonly kind: string;
  /** MDT-209. */
  readonly isChange?: boolean;
  /** MDT-211. */
  readonly name?: string;
  /** MDT-213: an XPath into the invoice. */
  readonly location?: string;
  /** MDT-214. */
  readonly text?: string;
  /** MDT-215. */
  readonly amount?: { readonly value: Decimal; readonly currency?: string };
  /** MDT-218. */
  readonly date?: string;
  /** MDT-224. */
  readonly percent?: Decimal;
}
