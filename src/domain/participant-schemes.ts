import { codesOf } from "./code-lists/code-lists.js";
import { peppolSchemes } from "./code-lists/participant-schemes.generated.js";
import type { Checksum } from "./participant-checksums.js";
import * as checksums from "./participant-checksums.js";

export type SchemeState = "active" | "deprecated" | "removed";

/** A numbering scheme of participants: Peppol's by EAS or ICD code, a country's own as `MY:TIN`. */
export interface ParticipantScheme {
  /** What `ParticipantId.scheme` holds: "0208", "MY:TIN". */
  readonly code: string;
  /** Its short name, e.g. "BE:EN"; the code itself where it has none. */
  readonly name: string;
  readonly title: string;
  /** ISO 3166-1 alpha-2; absent when international. */
  readonly country?: string;
  readonly state: SchemeState;
  /** Case does not matter: participant values compare without it. */
  readonly pattern: RegExp;
  readonly checksum?: Checksum;
}

interface ValueRule {
  readonly pattern: RegExp;
  readonly checksum?: Checksum;
}

/** No white space or control character; Peppol's policy limits values to 135 characters. */
const anyValue: ValueRule = { pattern: /^[!-~]{1,135}$/ };

/**
 * Patterns and check digits by code, as the Peppol list states them; those of 0007 and 0204 as their issuers do.
 * A scheme not named here has none.
 */
const valueRules: Readonly<Record<string, ValueRule>> = {
  "0002": { pattern: /^\d{9}(\d{5})?$/, checksum: checksums.sirenOrSiret },
  "0007": { pattern: /^\d{10}$/, checksum: checksums.luhn },
  "0009": { pattern: /^\d{14}$/, checksum: checksums.sirenOrSiret },
  "0060": { pattern: /^\d{9}$/ },
  "0088": { pattern: /^\d{13}$/, checksum: checksums.gs1 },
  "0096": { pattern: /^\d{10}$/ },
  "0097": { pattern: /^\d{11,16}$/ },
  // The list says 17 digits, yet the register issues 8.
  "0106": { pattern: /^(\d{8}|\d{17})$/ },
  "0151": { pattern: /^\d{11}$/, checksum: checksums.australianBusiness },
  "0158": { pattern: /^\d{8}$/, checksum: checksums.slovakCompany },
  "0183": { pattern: /^CHE\d{9}$/i, checksum: checksums.swissEnterprise },
  // Addresses with the country in front are in use.
  "0184": { pattern: /^(DK)?[1-9]\d{7}$/i },
  "0188": { pattern: /^[1-9]\d{12}$/, checksum: checksums.japaneseCorporate },
  "0190": { pattern: /^\d{20}$/ },
  "0191": { pattern: /^[1789]\d{7}$/, checksum: checksums.estonianCompany },
  "0192": { pattern: /^\d{9}$/, checksum: checksums.norwegianOrganisation },
  "0193": { pattern: /^[!-~]{4,50}$/ },
  "0195": { pattern: /^[A-Z]{5}[0-9A-Z]{9,10}$/i },
  "0196": { pattern: /^\d{10}$/, checksum: checksums.icelandicIdentifier },
  "0198": { pattern: /^DK\d{8}$/i, checksum: checksums.danishRegistration },
  "0199": { pattern: /^[A-Z0-9]{18}\d{2}$/i, checksum: checksums.mod97 },
  "0200": { pattern: /^\d{9}$/, checksum: checksums.lithuanianEntity },
  "0201": { pattern: /^[0-9A-Z]{6}$/i },
  "0204": { pattern: /^\d{2,12}(-[0-9A-Z]{0,30})?-\d{2}$/i, checksum: checksums.mod97 },
  "0205": { pattern: /^[0-9A-Z]{7}$/i },
  "0208": { pattern: /^[01]\d{9}$/, checksum: checksums.belgianEnterprise },
  "0210": { pattern: /^([0-9A-Z]{16}|\d{11})$/i },
  "0211": { pattern: /^IT\d{11}$/i, checksum: checksums.luhn },
  "0218": { pattern: /^\d{9}(\d{2})?$/ },
  "0221": { pattern: /^T[1-9]\d{12}$/i, checksum: checksums.japaneseCorporate },
  "0225": { pattern: /^[A-Z0-9_-]{1,130}$/i },
  "0235": { pattern: /^1\d{9}$/ },
  "0240": { pattern: /^\d{11}$/ },
  "0242": { pattern: /^\d{6}(-[0-9A-Z_]{3,12}(\.[0-9A-Z\-._~]{3,24})?)?$/i },
  "0244": { pattern: /^\d{13}$/ },
  "0245": { pattern: /^\d{10}$/ },
  "0246": { pattern: /^DE\d{9}(-\d{5})?(\.[0-9A-Z]{1,8})?$/i },
  "0248": { pattern: /^OM\d{10}$/i },
  "9909": { pattern: /^NO\d{9}MVA$/i, checksum: checksums.norwegianOrganisation },
  "9910": { pattern: /^HU\d{8}$/i, checksum: checksums.hungarianTaxNumber },
  "9912": { pattern: /^[A-Z]{2}[A-Z0-9]{0,20}$/i },
  "9915": { pattern: /^[A-Z][A-Z0-9]*$/i },
  "9917": { pattern: /^\d{10}$/, checksum: checksums.icelandicIdentifier },
  "9918": { pattern: /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/i, checksum: checksums.iban },
  EM: { pattern: /^[!-~]+@[!-~]+$/ },
};

/** Networks outside Peppol, named by country and kind of number. */
const nationalSchemes: readonly ParticipantScheme[] = [
  national("ES:NIF", "Spanish tax number", /^([A-Z]\d{7}[0-9A-Z]|\d{8}[A-Z])$/i, checksums.spanishNif),
  national("FR:SIREN", "French company number", /^\d{9}$/, checksums.luhn),
  national("FR:SIRET", "French establishment number", /^\d{14}$/, checksums.sirenOrSiret),
  national("HU:TAX", "Hungarian tax number", /^\d{8}(-?\d-?\d{2})?$/, checksums.hungarianTaxNumber),
  national("IT:CODDEST", "Italian recipient code of the exchange system", /^[0-9A-Z]{6,7}$/i),
  // Companies have letters and ten to eleven digits, persons IG and up to eleven, foreigners the EI constants. The
  // authority confirms a number only together with the holder's registration: "C123…:BRN:2020…".
  national("MY:TIN", "Malaysian tax identification number", /^[A-Z]{1,2}\d{9,12}(:(NRIC|PASSPORT|BRN|ARMY):[!-~]+)?$/i),
  national("PL:NIP", "Polish tax number", /^\d{10}$/, checksums.polishNip),
  national("RO:CIF", "Romanian fiscal code", /^(RO)?[1-9]\d{1,9}$/i, checksums.romanianCif),
];

const schemes = new Map<string, ParticipantScheme>();

/** The scheme of a code: national, Peppol's, or any other EAS or ICD code; undefined when nobody issues it. */
export const findParticipantScheme = (code: string): ParticipantScheme | undefined => {
  if (schemes.size === 0) for (const scheme of allSchemes()) schemes.set(scheme.code, scheme);
  return schemes.get(code.toUpperCase());
};

/** Later entries win: the published list knows more than the bare codes. */
function* allSchemes(): Iterable<ParticipantScheme> {
  for (const list of ["identifierSchemes", "addressSchemes"] as const)
    for (const code of codesOf(list))
      yield {
        code,
        name: code,
        title: `${list === "addressSchemes" ? "EAS" : "ICD"} ${code}`,
        ...activeWithRule(code),
      };
  for (const row of peppolSchemes.trim().split("\n")) yield fromRow(row);
  yield* nationalSchemes;
}

function activeWithRule(code: string): ValueRule & { readonly state: SchemeState } {
  return { state: "active", ...(valueRules[code] ?? anyValue) };
}

function fromRow(row: string): ParticipantScheme {
  const [code = "", name = "", country = "", state = "", title = ""] = row.split(" | ");
  return {
    code,
    name,
    title,
    ...(country === "international" ? {} : { country }),
    ...activeWithRule(code),
    state: state === "removed" || state === "deprecated" ? state : "active",
  };
}

function national(code: string, title: string, pattern: RegExp, checksum?: Checksum): ParticipantScheme {
  return {
    code,
    name: code,
    title,
    country: code.slice(0, 2),
    state: "active",
    pattern,
    ...(checksum === undefined ? {} : { checksum }),
  };
}
