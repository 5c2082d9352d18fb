import { codesByList } from "./code-lists.generated.js";

export type CodeListName = keyof typeof codesByList;

const sets = new Map<CodeListName, ReadonlySet<string>>();

/** All codes of a list, in the order of their text. */
export const codesOf = (list: CodeListName): ReadonlySet<string> => {
  const known = sets.get(list);
  if (known !== undefined) return known;
  const codes = new Set(codesByList[list].trim().split(/\s+/));
  sets.set(list, codes);
  return codes;
};

/** Whether the list holds the code exactly as written. */
export const isCodeOf = (list: CodeListName, code: string): boolean => codesOf(list).has(code);
