import { attributeOf } from "../xml/xml-tree.js";
import type { XmlElement } from "../xml/xml-tree.js";
import type { MessagePart } from "./schema-source.js";

/**
 * Our XML tree keeps the text of an element in one piece, without the places of its children. So the places in messages
 * are marked in the source, with a character that means nothing anywhere, before it is parsed.
 */
export const markPlaces = (source: string): string =>
  source.replaceAll(mark, "").replace(/<(?:[\w.-]+:)?(?:value-of|name|emph|dir|span)(?=[\s/>])/g, `${mark}$&`);

const mark = "\uE000";

export const withoutMarks = (text: string): string => text.replaceAll(mark, "");

/** Parts in the order of reading; in a tree without marks the values come after the text. */
export const readMessage = (element: XmlElement, substitute: (text: string) => string): readonly MessagePart[] => {
  const texts = element.text.split(mark);
  return texts.length - 1 === element.children.length
    ? [
        texts[0] ?? "",
        ...element.children.flatMap((child, index) => [partOf(child, substitute), texts[index + 1] ?? ""]),
      ]
    : [withoutMarks(element.text), ...element.children.flatMap((child) => [" ", partOf(child, substitute)])];
};

const partOf = (element: XmlElement, substitute: (text: string) => string): MessagePart => {
  const attribute = (name: string): string | undefined => {
    const value = attributeOf(element, name)?.value;
    return value === undefined ? undefined : substitute(value);
  };
  if (element.name === "value-of") return { select: attribute("select") ?? "." };
  if (element.name === "name") return { select: `name(${attribute("path") ?? "."})` };
  return withoutMarks(element.text);
};
