/** A stretch of text of one direction; its characters stay in reading order. */
export interface Run {
  readonly text: string;
  readonly isRightToLeft: boolean;
}

type Direction = "ltr" | "rtl";
/** Bidirectional classes of UAX #9 as far as invoices need them; N is any neutral. */
type BidiClass = "L" | "R" | "AL" | "EN" | "AN" | "ES" | "ET" | "CS" | "NSM" | "N";

const rightToLeftLetter = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;

const classes: readonly (readonly [RegExp, BidiClass])[] = [
  [/[0-9\u06f0-\u06f9]/u, "EN"],
  [/[\u0660-\u0669\u066b\u066c]/u, "AN"],
  [/[+\-\u2212]/u, "ES"],
  [/[,.:/\u00a0\u202f\u060c]/u, "CS"],
  [/[#$%\u00a2-\u00a5\u00b0\u00b1\u2030\u20a0-\u20bf\u066a]/u, "ET"],
  [/\p{M}/u, "NSM"],
  [/(?=\p{L})\p{Script=Hebrew}/u, "R"],
  [/(?=\p{L})[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u, "AL"],
  [/\p{L}/u, "L"],
];

const mirrors: Readonly<Record<string, string>> = {
  "(": ")",
  ")": "(",
  "[": "]",
  "]": "[",
  "{": "}",
  "}": "{",
  "<": ">",
  ">": "<",
  "«": "»",
  "»": "«",
  "‹": "›",
  "›": "‹",
};

/** The direction of the first letter; left to right without one. */
export const directionOfText = (text: string): Direction => {
  const letter = /\p{L}/u.exec(text)?.[0];
  return letter !== undefined && rightToLeftLetter.test(letter) ? "rtl" : "ltr";
};

/**
 * The runs of one line from left to right, by the Unicode bidirectional algorithm (UAX #9) without explicit embeddings
 * and without bracket pairs. Each value is laid out on its own, which is what isolates would do.
 */
export const toVisualRuns = (text: string, base: Direction): Run[] => {
  if (base === "ltr" && !rightToLeftLetter.test(text)) return text === "" ? [] : [{ text, isRightToLeft: false }];
  const signs = Array.from(text);
  const levels = levelsOf(resolve(signs.map(classOf), base), base);
  resetTrailingSpace(signs, levels, base);
  const runs: { text: string; level: number }[] = [];
  for (const [index, sign] of signs.entries()) {
    const level = levels[index] ?? 0;
    const last = runs.at(-1);
    const shown = level % 2 === 1 ? (mirrors[sign] ?? sign) : sign;
    if (last?.level === level) last.text += shown;
    else runs.push({ text: shown, level });
  }
  return reorder(runs).map(({ text: run, level }) => ({ text: run, isRightToLeft: level % 2 === 1 }));
};

const classOf = (sign: string): BidiClass => classes.find(([pattern]) => pattern.test(sign))?.[1] ?? "N";

/** Rules W1 to W7, N1 and N2: every position becomes L, R, EN or AN. */
const resolve = (classes: BidiClass[], base: Direction): BidiClass[] => {
  const start = base === "rtl" ? "R" : "L";
  let strong: BidiClass = start;
  let previous: BidiClass = start;
  const weak = classes.map((found) => {
    const current = found === "NSM" ? previous : found;
    previous = current;
    if (current === "L" || current === "R" || current === "AL") strong = current;
    return current === "EN" && strong === "AL" ? "AN" : current;
  });
  joinNumbers(weak);
  strong = start;
  for (const [index, current] of weak.entries()) {
    if (current === "AL") weak[index] = "R";
    if (current === "ES" || current === "ET" || current === "CS") weak[index] = "N";
    if (weak[index] === "L" || weak[index] === "R") strong = weak[index];
    if (current === "EN" && strong === "L") weak[index] = "L";
  }
  fillNeutrals(weak, start);
  return weak;
};

/** W4 and W5: a separator between two numbers and a sign beside one belong to the number. */
const joinNumbers = (classes: BidiClass[]) => {
  for (const [index, current] of classes.entries()) {
    const before = classes[index - 1];
    const isBetween = before === classes[index + 1];
    if (isBetween && before === "EN" && (current === "ES" || current === "CS")) classes[index] = "EN";
    if (isBetween && before === "AN" && current === "CS") classes[index] = "AN";
  }
  for (let index = 0; index < classes.length; index += 1) {
    if (classes[index] !== "ET") continue;
    let end = index;
    while (classes[end] === "ET") end += 1;
    if (classes[index - 1] === "EN" || classes[end] === "EN") classes.fill("EN", index, end);
    index = end;
  }
};

/** N1 and N2: neutrals between equal neighbours take their direction, others that of the line; numbers count as R. */
const fillNeutrals = (classes: BidiClass[], start: BidiClass) => {
  const side = (found: BidiClass | undefined): BidiClass => (found === undefined ? start : found === "L" ? "L" : "R");
  for (let index = 0; index < classes.length; index += 1) {
    if (classes[index] !== "N") continue;
    let end = index;
    while (classes[end] === "N") end += 1;
    const left = side(classes[index - 1]);
    classes.fill(left === side(classes[end]) ? left : start, index, end);
    index = end;
  }
};

/** Rules I1 and I2. */
const levelsOf = (classes: readonly BidiClass[], base: Direction): number[] =>
  classes.map((found) => {
    if (found === "R") return 1;
    if (found === "L") return base === "rtl" ? 2 : 0;
    return 2;
  });

/** Rule L1 for the end of a line. */
const resetTrailingSpace = (signs: readonly string[], levels: number[], base: Direction) => {
  for (let index = signs.length - 1; index >= 0 && /\s/u.test(signs[index] ?? ""); index -= 1) {
    levels[index] = base === "rtl" ? 1 : 0;
  }
};

/** Rule L2: from the highest level down to the lowest odd one, every stretch at that level or above is reversed. */
const reorder = <Leveled extends { readonly level: number }>(runs: readonly Leveled[]): Leveled[] => {
  let ordered = [...runs];
  for (let level = Math.max(0, ...runs.map((run) => run.level)); level > 0; level -= 1) {
    const next: Leveled[] = [];
    let stretch: Leveled[] = [];
    for (const run of ordered) {
      if (run.level >= level) {
        stretch.push(run);
        continue;
      }
      next.push(...stretch.reverse(), run);
      stretch = [];
    }
    ordered = [...next, ...stretch.reverse()];
  }
  return ordered;
};
