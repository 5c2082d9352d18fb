import type { UnmappedValue } from "../../domain/invoice.js";
import { attributeOf, type XmlAttribute, type XmlElement } from "../../xml/xml-tree.js";
import { listUnmapped } from "../mapping/reading.js";

/** An element that is read, and the memory of what was: the rest is unmapped. Paths are local names. */
export interface Place {
  readonly element: XmlElement;
  /** Its own trimmed text. */
  value(): string;
  /** The trimmed text at the end of a path; undefined when it is missing or empty. */
  text(path: string): string | undefined;
  /** The same without having read it: for what is only compared. */
  peek(path: string): string | undefined;
  attribute(name: string): string | undefined;
  child(path: string): Place | undefined;
  children(path: string): readonly Place[];
  /** Passes over what says nothing beyond the rest. */
  ignore(...paths: readonly string[]): void;
  /** The same with all that is in it. */
  ignoreTree(path: string): void;
}

export interface Reader {
  readonly root: Place;
  unmapped(): readonly UnmappedValue[];
}

/** Attributes that `isSilent` count as read with their element. */
export function openReader(root: XmlElement, isSilent: (attribute: XmlAttribute) => boolean): Reader {
  const read = new Set<XmlElement | XmlAttribute>();
  const mark = (element: XmlElement): void => {
    read.add(element);
    element.attributes.filter(isSilent).forEach((attribute) => read.add(attribute));
  };
  const markTree = (element: XmlElement): void => {
    read.add(element);
    element.attributes.forEach((attribute) => read.add(attribute));
    element.children.forEach(markTree);
  };
  const placeAt = (element: XmlElement): Place => {
    const find = (path: string): readonly XmlElement[] =>
      path
        .split("/")
        .reduce<readonly XmlElement[]>(
          (places, name) => places.flatMap(({ children }) => children.filter((child) => child.name === name)),
          [element],
        );
    return {
      element,
      value() {
        mark(element);
        return element.text.trim();
      },
      text(path) {
        const [found] = find(path);
        if (!found) return undefined;
        mark(found);
        return found.text.trim() || undefined;
      },
      peek: (path) => find(path)[0]?.text.trim() || undefined,
      attribute(name) {
        const found = attributeOf(element, name);
        if (!found) return undefined;
        read.add(found);
        return found.value.trim() || undefined;
      },
      child(path) {
        const [found] = find(path);
        return found && placeAt(found);
      },
      children: (path) => find(path).map(placeAt),
      ignore: (...paths) => paths.flatMap(find).forEach(mark),
      ignoreTree: (path) => find(path).forEach(markTree),
    };
  };
  return { root: placeAt(root), unmapped: () => listUnmapped(root, read).filter(({ value }) => value !== "") };
}
