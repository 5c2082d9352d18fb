/** Whether the check digits of an identifier are right. The value has its scheme's pattern already. */
export type Checksum = (value: string) => boolean;

const digitsOf = (value: string): number[] => Array.from(value.replaceAll(/\D/g, ""), Number);

const weighted = (digits: readonly number[], weights: readonly number[]): number =>
  weights.reduce((total, weight, index) => total + weight * (digits[index] ?? 0), 0);

/** Every second digit from the right is doubled, the digits of the results are added (SIREN, SIRET, Swedish number). */
export const luhn: Checksum = (value) =>
  digitsOf(value)
    .toReversed()
    .reduce((total, digit, index) => total + (index % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2), 0) %
    10 ===
  0;

/** La Poste has 35,000 establishments under one SIREN; their SIRET obeys a plain digit sum, not Luhn. */
export const sirenOrSiret: Checksum = (value) =>
  luhn(value) ||
  (value.length === 14 &&
    value.startsWith("356000000") &&
    digitsOf(value).reduce((total, digit) => total + digit, 0) % 5 === 0);

/** GS1: weights 1 and 3 alternate from the right. */
export const gs1: Checksum = (value) =>
  digitsOf(value)
    .toReversed()
    .reduce((total, digit, index) => total + digit * (index % 2 === 0 ? 1 : 3), 0) %
    10 ===
  0;

/** ISO 7064 mod 97-10 over digits and letters (LEI, Leitweg-ID). */
export const mod97: Checksum = (value) => {
  let remainder = 0;
  for (const character of value.toUpperCase().replaceAll(/[^0-9A-Z]/g, "")) {
    const number = Number.parseInt(character, 36);
    remainder = (remainder * (number > 9 ? 100 : 10) + number) % 97;
  }
  return remainder === 1;
};

/** Country and check digits move to the end before ISO 7064 is applied. */
export const iban: Checksum = (value) => mod97(value.slice(4) + value.slice(0, 4));

/** Belgian enterprise number: the last two digits are 97 minus the rest modulo 97. */
export const belgianEnterprise: Checksum = (value) => {
  const digits = value.replaceAll(/\D/g, "");
  return 97 - (Number(digits.slice(0, 8)) % 97) === Number(digits.slice(8));
};

/** The last digit makes the weighted sum, taken from eleven, come out; a result of ten is never issued. */
const complementOf11 =
  (weights: readonly number[]): Checksum =>
  (value) => {
    const digits = digitsOf(value);
    return (11 - (weighted(digits, weights) % 11)) % 11 === digits[weights.length];
  };

export const norwegianOrganisation: Checksum = complementOf11([3, 2, 7, 6, 5, 4, 3, 2]);
/** The ninth digit is the check digit, the tenth tells the century. */
export const icelandicIdentifier: Checksum = complementOf11([3, 2, 7, 6, 5, 4, 3, 2]);
export const swissEnterprise: Checksum = complementOf11([5, 4, 3, 2, 7, 6, 5, 4]);

/** Slovak company number: like the others by eleven, but ten becomes 0 and eleven 1. */
export const slovakCompany: Checksum = (value) => {
  const digits = digitsOf(value);
  return (11 - (weighted(digits, [8, 7, 6, 5, 4, 3, 2]) % 11)) % 10 === digits[7];
};

export const danishRegistration: Checksum = (value) => weighted(digitsOf(value), [2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0;

/** Ten is answered by a second round of weights; ten again counts as zero. */
const twoRounds =
  (first: readonly number[], second: readonly number[]): Checksum =>
  (value) => {
    const digits = digitsOf(value);
    const remainder = weighted(digits, first) % 11;
    return (remainder < 10 ? remainder : (weighted(digits, second) % 11) % 10) === digits[first.length];
  };

export const estonianCompany: Checksum = twoRounds([1, 2, 3, 4, 5, 6, 7], [3, 4, 5, 6, 7, 8, 9]);
export const lithuanianEntity: Checksum = twoRounds([1, 2, 3, 4, 5, 6, 7, 8], [3, 4, 5, 6, 7, 8, 9, 1]);

/** Australian Business Number: one is taken from the first digit, then modulo 89. */
export const australianBusiness: Checksum = (value) => {
  const [first = 0, ...others] = digitsOf(value);
  return weighted([first - 1, ...others], [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) % 89 === 0;
};

/** Japanese corporate number: the check digit stands in front. */
export const japaneseCorporate: Checksum = (value) => {
  const [check, ...base] = digitsOf(value);
  const total = base.toReversed().reduce((sum, digit, index) => sum + digit * (index % 2 === 0 ? 1 : 2), 0);
  return 9 - (total % 9) === check;
};

/** Hungarian tax number: the first eight digits carry the check. */
export const hungarianTaxNumber: Checksum = (value) => weighted(digitsOf(value), [9, 7, 3, 1, 9, 7, 3, 1]) % 10 === 0;

/** Polish NIP; a remainder of ten is never issued. */
export const polishNip: Checksum = (value) => {
  const digits = digitsOf(value);
  return weighted(digits, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 === digits[9];
};

/** Romanian fiscal code: weights are set against the right end. */
export const romanianCif: Checksum = (value) => {
  const digits = digitsOf(value);
  const check = digits.pop();
  const weights = [7, 5, 3, 2, 1, 7, 5, 3, 2].slice(9 - digits.length);
  return ((weighted(digits, weights) * 10) % 11) % 10 === check;
};

const spanishLetters = "TRWAGMYFPDXBNJZSQVHLCKE";
const spanishControlLetters = "JABCDEFGHI";

/** Spanish NIF: persons (also foreigners, X Y Z) by a letter of 23, entities by a Luhn digit or its letter. */
export const spanishNif: Checksum = (value) => {
  const nif = value.toUpperCase();
  const control = nif.slice(-1);
  if (/^[0-9XYZ]/.test(nif)) {
    const number = nif.slice(0, -1).replace(/^[XYZ]/, (letter) => String("XYZ".indexOf(letter)));
    return spanishLetters[Number(number) % 23] === control;
  }
  if (/^[KLM]/.test(nif)) return spanishLetters[Number(nif.slice(1, 8)) % 23] === control;
  const digits = nif.slice(1, 8);
  const check = Array.from({ length: 10 }, (_, digit) => digit).find((digit) => luhn(digits + String(digit))) ?? 0;
  return control === String(check) || control === spanishControlLetters[check];
};
