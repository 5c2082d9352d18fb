import type { UnmappedValue } from "../../domain/invoice.js";
import { pathOf, type XmlElement } from "../../xml/xml-tree.js";

/** An element that is read, and the memory of what was: the rest is unmapped. */
export interface Place {
  readonly element: XmlElement;
  /** Its own trimmed text. */
  value(): string;
  /** The trimmed text at the end of a path of names; undefined when it is missing or empty. */
  text(path: string): string | undefined;
  child(path: string): Place | undefined;
  children(path: string): readonly Place[];
  /** Passes over what says nothing beyond the rest. */
  ignore(...paths: readonly string[]): void;
}

export interface Reader {
  readonly root: Place;
  unmapped(): readonly UnmappedValue[];
}

export function openReader(root: XmlElement): Reader {
  const read = new Set<XmlElement>();
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
        read.add(element);
        return element.text.trim();
      },
      text(path) {
        const [found] = find(path);
        if (!found) return undefined;
        read.add(found);
        return found.text.trim() || undefined;
      },
      child(path) {
        const [found] = find(path);
        return found && placeAt(found);
      },
      children: (path) => find(path).map(placeAt),
      ignore: (...paths) => paths.flatMap(find).forEach((each) => read.add(each)),
    };
  };
  const listUnread = (element: XmlElement): UnmappedValue[] => {
    if (element.children.length > 0) return element.children.flatMap(listUnread);
    const value = element.text.trim();
    return value === "" || read.has(element) ? [] : [{ path: pathOf(element), value }];
  };
  return { root: placeAt(root), unmapped: () => listUnread(root) };
}
