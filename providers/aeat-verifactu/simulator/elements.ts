import type { XmlElement } from "../../../src/xml/xml-tree.js";

/** All elements at the end of the path, by local names. */
export const findAll = (element: XmlElement, ...path: readonly string[]): readonly XmlElement[] =>
  path.reduce<readonly XmlElement[]>(
    (found, name) => found.flatMap(({ children }) => children.filter((child) => child.name === name)),
    [element],
  );

export const textAt = (element: XmlElement, ...path: readonly string[]): string | undefined =>
  findAll(element, ...path)[0]?.text;
