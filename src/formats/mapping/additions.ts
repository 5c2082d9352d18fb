import type { XmlElement } from "../../xml/xml-tree.js";
import type { Where } from "./groups.js";
import { readAll, writeAll } from "./mapping.js";
import type { Draft, Mapping, Mappings } from "./mapping.js";
import { nameOf } from "./names.js";
import type { Reading } from "./reading.js";

/** What is mandatory in an entry of an addition: without it the entry stays unmapped. */
export const needed = "ADDITION";

/**
 * What is found in a place that may hold an addition to EN 16931; none when it cannot be read whole. Then it stays
 * unmapped and refuses nothing: the document is an invoice without it.
 */
export const readAddition = <Value>(mappings: Mappings<Value>, from: Reading): Draft | undefined => {
  const draft: Draft = {};
  const isReadable = from.attempt((place) => readAll(mappings, place, draft));
  return isReadable && Object.keys(draft).length > 0 ? draft : undefined;
};

/** A list of additions: the element stands once for each entry. */
export const additions = <Key extends string, Value>(
  key: Key,
  qualifiedName: string,
  mappings: Mappings<Value>,
  where: Where = () => true,
): Mapping<{ readonly [Property in Key]: readonly Value[] }> => {
  const name = nameOf(qualifiedName);
  const holds = (element: XmlElement | undefined) => element !== undefined && where(element);
  return {
    read(from, draft) {
      draft[key] = from
        .children(name)
        .filter(({ element }) => holds(element))
        .flatMap((place) => readAddition(mappings, place) ?? []);
    },
    write(value, to) {
      value[key].forEach((entry, index) => {
        to.field(key)
          .field(String(index))
          .element(name, (place) => writeAll(mappings, entry, place));
      });
    },
  };
};
