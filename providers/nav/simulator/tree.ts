import type { XmlElement } from "../../../src/xml/xml-tree.js";

export const all = (element: XmlElement | undefined, ...names: readonly string[]): readonly XmlElement[] =>
  names.reduce<readonly XmlElement[]>(
    (found, name) => found.flatMap(({ children }) => children.filter((child) => child.name === name)),
    element ? [element] : [],
  );

export const one = (element: XmlElement | undefined, ...names: readonly string[]): XmlElement | undefined =>
  all(element, ...names)[0];

export const textAt = (element: XmlElement | undefined, ...names: readonly string[]): string | undefined =>
  one(element, ...names)?.text;
