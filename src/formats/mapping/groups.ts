import type { XmlElement } from "../../xml/xml-tree.js";
import { attribute, content } from "./contents.js";
import { readAll, writeAll } from "./mapping.js";
import type { Draft, Mapping, Mappings } from "./mapping.js";
import { nameOf, stepsOf } from "./names.js";
import type { Reading } from "./reading.js";
import type { Writing } from "./writing.js";

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

/** The same for an element that has to stand, even when there is nothing to say in it. */
export const standing = <Value>(qualifiedName: string, mappings: Mappings<NoInfer<Value>>): Mapping<Value> => {
  const name = nameOf(qualifiedName);
  return {
    read(from, draft) {
      const place = from.child(name);
      if (place.element?.children.length === 0 && place.text() === undefined) place.markMapped();
      readAll(mappings, place, draft);
    },
    write(value, to) {
      to.document.tree.openElement(name);
      writeAll(mappings, value, to);
      to.document.tree.closeElement();
    },
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
  where?: Where,
): Mapping<{ readonly [Property in Key]?: Value }> => {
  const steps = stepsOf(path);
  const [first, ...rest] = steps;
  return {
    read(from, draft) {
      const place = first ? from.child(first, where).descend(rest) : from;
      if (!place.element && mandatory !== true) {
        if (mandatory) place.reportMissing(mandatory.rule, mandatory.term);
        if (!mandatory || !from.document.isFragment) return;
      }
      const inner = (draft[key] as Draft | undefined) ?? {};
      readAll(mappings, place, inner);
      const isThere = Object.keys(inner).length > 0 || (from.document.isFragment && first && place.element);
      if (mandatory || isThere) draft[key] = inner;
    },
    write(value, to) {
      const given = value[key];
      if (given !== undefined) to.field(key).nested(steps, (place) => writeAll(mappings, given, place));
    },
  };
};

/** Where entries of a list stand: the first element of the path stands once for each entry. */
interface ListPlace<Value> {
  readonly path: string;
  readonly mappings: Mappings<Value>;
  readonly where?: Where | undefined;
  /** Which entries are written here. */
  readonly holds?: (entry: Value) => boolean;
}

type ListField<Key extends string, Value> = { readonly [Property in Key]: readonly Value[] };

/** A list whose entries stand in elements of several names: read one name after the other. */
export const mixedList = <Key extends string, Value>(
  key: Key,
  ...places: readonly ListPlace<Value>[]
): Mapping<ListField<Key, Value>> => {
  const entriesAt = places.map(listPlace);
  return {
    read(from, draft) {
      draft[key] = entriesAt.flatMap(({ read }) => read(from));
    },
    write(value, to) {
      for (const { holds, write } of entriesAt) {
        value[key].forEach((entry, index) => {
          if (holds(entry)) write(entry, to.field(key).field(String(index)));
        });
      }
    },
  };
};

/** A list: the first element of the path stands once for each entry. */
export const list = <Key extends string, Value>(
  key: Key,
  path: string,
  mappings: Mappings<Value>,
  where?: Where,
): Mapping<ListField<Key, Value>> => mixedList(key, { path, mappings, where });

/** A list of which the syntax has room for one entry: all are read, the first is written, more are said. */
export const listOfOne = <Key extends string, Value>(
  key: Key,
  path: string,
  mappings: Mappings<Value>,
  reason: string,
  where?: Where,
): Mapping<ListField<Key, Value>> => {
  const { read, write } = listPlace({ path, mappings, where });
  return {
    read(from, draft) {
      draft[key] = read(from);
    },
    write(value, to) {
      const [first, ...more] = value[key];
      if (more.length > 0) to.field(key).reportCapacity(reason);
      if (first !== undefined) write(first, to.field(key).field("0"));
    },
  };
};

const listPlace = <Value>({ path, mappings, where, holds = () => true }: ListPlace<Value>) => {
  const [first, ...rest] = stepsOf(path);
  if (!first) throw new Error("The entries of a list need a name");
  return {
    holds,
    read(from: Reading): readonly Draft[] {
      const entries: Draft[] = [];
      for (const child of from.children(first)) {
        const place = child.descend(rest);
        if (!place.element && !from.document.isFragment) continue;
        if (where && !where(child.element!)) continue;
        const entry: Draft = {};
        readAll(mappings, place, entry);
        if (Object.keys(entry).length > 0) entries.push(entry);
      }
      return entries;
    },
    write: (entry: Value, to: Writing): void =>
      to.nested([first, ...rest], (place) => writeAll(mappings, entry, place)),
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

/** A value the syntax has no room for: it is not read, and said when written. */
export const uncarried = <Key extends string>(
  key: Key,
  reason: string,
): Mapping<{ readonly [Property in Key]?: unknown }> => ({
  read: () => {},
  write: (value, to) => {
    if (value[key] !== undefined) to.field(key).reportCapacity(reason);
  },
});

/** The value of an identifier with its scheme in `schemeID`. */
export const identifier = (term: string): Mappings<{ readonly value?: string; readonly scheme?: string }> => [
  content("value", "text", term),
  attribute("scheme", "schemeID", term),
];
