import { registerEnumType } from "./decorators.js";

/** Publishes a union of words as a GraphQL enum: every word with its description, none missing. */
export function publishEnum<Word extends string>(
  name: string,
  description: string,
  words: Readonly<Record<Word, string>>,
): Readonly<Record<Word, Word>> {
  const names = Object.keys(words) as Word[];
  const published = Object.fromEntries(names.map((word) => [word, word])) as Record<Word, Word>;
  const valuesConfig = Object.fromEntries(names.map((word) => [word, { description: words[word] }]));
  registerEnumType(published, {
    name,
    description,
    // The index signature of Object.fromEntries does not name the words.
    valuesConfig: valuesConfig as Partial<Record<Word, { description: string }>>,
  });
  return published;
}
