/** The languages a rendering can speak, in the order of the columns of every word table. */
export const languages = ["en", "de", "fr", "nl", "it", "es", "pl", "ar"] as const;

export type Language = (typeof languages)[number];

/** The language for a tag such as `de-AT`: its first part when we speak it, otherwise English. */
export const toLanguage = (tag: string | undefined): Language => {
  const primary = tag?.toLowerCase().split(/[-_]/)[0];
  return languages.find((language) => language === primary) ?? "en";
};

export const directionOf = (language: Language): "ltr" | "rtl" => (language === "ar" ? "rtl" : "ltr");

/** The word in that language out of a row `en | de | fr | nl | it | es | pl | ar`. */
export const wordIn = (row: string, language: Language): string => {
  const words = row.split("|");
  return (words[languages.indexOf(language)] ?? words[0] ?? "").trim();
};
