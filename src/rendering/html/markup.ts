/** Markup that is safe to send: made by `markup` alone. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | Markup | readonly Markup[];

/** An HTML template whose values are escaped, except those that are markup already. */
export const markup = (literals: TemplateStringsArray, ...parts: readonly Part[]): Markup =>
  new Markup(literals.reduce((text, literal, index) => text + toText(parts[index - 1] ?? "") + literal));

const toText = (part: Part): string => {
  if (typeof part === "string") return escape(part);
  return part instanceof Markup ? part.text : part.map(({ text }) => text).join("");
};

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
