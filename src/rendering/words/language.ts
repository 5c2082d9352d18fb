/** The languages a rendering can speak, in the order of the columns of every word table. */
export const languages = ["en", "de", "fr", "nl", "it", "es", "pl", "ar"] as const;

export type Language = (typeof languages)[number];

/** The language for a tag such as `de-AT`: its first part when we speak it, otherwise English. */
export const toLanguage = (tag: string | undefined): Language => {
  const primary = tag?.toLowerCase().split(/[-_]/)[0];
  return languages.find((language) => language === primary) ?? "en";
};

const countriesOf: Readonly<Partial<Record<Language, string>>> = {
  de: "AT DE LI",
  fr: "FR MC",
  nl: "NL SR",
  it: "IT SM VA",
  es: "AR BO CL CO CR CU DO EC ES GQ GT HN MX NI PA PE PY SV UY VE",
  pl: "PL",
  ar: "AE BH DZ EG IQ JO KW LB LY MA MR OM PS QA SA SD SY TN YE",
};

/**
 * The language of a reader in a country (ISO 3166-1 alpha-2) of whom nothing else is known. English where the country
 * has several, as Belgium and Switzerland, or none of ours.
 */
export const languageOfCountry = (code: string): Language =>
  languages.find((language) => countriesOf[language]?.split(" ").includes(code.toUpperCase())) ?? "en";

export const directionOf = (language: Language): "ltr" | "rtl" => (language === "ar" ? "rtl" : "ltr");

/** The word in that language out of a row `en | de | fr | nl | it | es | pl | ar`. */
export const wordIn = (row: string, language: Language): string => {
  const words = row.split("|");
  return (words[languages.indexOf(language)] ?? words[0] ?? "").trim();
};
