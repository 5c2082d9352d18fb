import type { XmlElement } from "../../xml/xml-tree.js";
import { attribute, content } from "./contents.js";
import { readAll, writeAll } from "./mapping.js";
import type { Draft, Mapping, Mappings } from "./mapping.js";
import { stepsOf } from "./names.js";

/** Tells elements of one name apart by what they hold. */
export type Where = (element: XmlElement) => boolean;

/** Fields of the same model object that stand in an element of their own: the first one at the path. */
export const inside = <Value>(path: string, mappings: Mappings<NoInfer<Value>>, where?: Where): Mapping<Value> => {
  const [first, ...rest] = stepsOf(path);
  if (!first) throw new Error("An element of its own needs a name");
  return {
    read: (from, draft) => readAll(mappings, from.child(first, where).descend(rest), draft),
    write: (value, to) => to.nested([first, ...rest], (place) => writeAll(mappings, value, place)),
  };
};

/**
 * A model object in an element of its own, or with the empty path in the same element. Several groups with one key
 * make one object.
 * @param mandatory the rule that demands the element; `true` when the rules of its own mandatory fields say enough
 */
export const group = <Key extends string, Value>(
  key: Key,
  path: string,
  mappings: Mappings<Value>,
  mandatory?: { readonly term: string; readonly rule: string } | true,
): Mapping<{ readonly [Property in Key]?: Value }> => {
  const steps = stepsOf(path);
  return {
    read(from, draft) {
      const place = from.descend(steps);
      if (!place.element && mandatory !== true) {
        if (mandatory) place.reportMissing(mandatory.rule, mandatory.term);
        return;
      }
      const inner = (draft[key] as Draft | undefined) ?? {};
      readAll(mappings, place, inner);
      if (mandatory || Object.keys(inner).length > 0) draft[key] = inner;
    },
    write(value, to) {
      const given = value[key];
      if (given !== undefined) to.field(key).nested(steps, (place) => writeAll(mappings, given, place));
    },
  };
};

/** A list: the first element of the path stands once for each entry. */
export const list = <Key extends string, Value>(
  key: Key,
  path: string,
  mappings: Mappings<Value>,
  where?: Where,
): Mapping<{ readonly [Property in Key]: readonly Value[] }> => {
  const [first, ...rest] = stepsOf(path);
  if (!first) throw new Error("The entries of a list need a name");
  return {
    read(from, draft) {
      const entries: Draft[] = [];
      for (const child of from.children(first)) {
        const place = child.descend(rest);
        if (!place.element || (where && !where(child.element!))) continue;
        const entry: Draft = {};
        readAll(mappings, place, entry);
        if (Object.keys(entry).length > 0) entries.push(entry);
      }
      draft[key] = entries;
    },
    write(value, to) {
      value[key].forEach((entry, index) => {
        to.field(key)
          .field(String(index))
          .nested([first, ...rest], (place) => writeAll(mappings, entry, place));
      });
    },
  };
};

/** A list the syntax has no room for: none when read, and said when written. */
export const uncarriedList = <Key extends string>(
  key: Key,
  reason: string,
): Mapping<{ readonly [Property in Key]: readonly unknown[] }> => ({
  read: (_, draft) => {
    draft[key] = [];
  },
  write: (value, to) => {
    if (value[key].length > 0) to.field(key).reportCapacity(reason);
  },
});

/** The value of an identifier with its scheme in `schemeID`. */
export const identifier = (term: string): Mappings<{ readonly value?: string; readonly scheme?: string }> => [
  content("value", "text", term),
  attribute("scheme", "schemeID", term),
];
