import { SaxesParser } from "saxes";

/** The texts at a path of element names below the root: a reading that shares nothing with the gateway's own. */
export function readTexts(xml: string): (path: string) => string[] {
  const texts = new Map<string, string[]>();
  const open: string[] = [];
  let text = "";
  const parser = new SaxesParser({ xmlns: true });
  parser.on("opentag", ({ local }) => {
    open.push(local);
    text = "";
  });
  parser.on("text", (part) => (text += part));
  parser.on("cdata", (part) => (text += part));
  parser.on("closetag", () => {
    const path = open.slice(1).join("/");
    texts.set(path, [...(texts.get(path) ?? []), text.trim()]);
    open.pop();
    text = "";
  });
  parser.on("error", (error) => {
    throw error;
  });
  parser.write(xml).close();
  return (path) => texts.get(path) ?? [];
}
