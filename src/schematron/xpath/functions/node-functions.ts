import { qualified } from "../../../xml/xml-tree.js";
import { TreeNode } from "../document-tree.js";
import { contextItem } from "../evaluation.js";
import { Moment, momentFrom } from "../moment.js";
import { ExactDecimal } from "../exact-decimal.js";
import { toMoment } from "../cast.js";
import { UntypedText, typeNameOf } from "../values.js";
import type { Atomic, Item } from "../values.js";
import { XPathError } from "../xpath-error.js";
import { atom, define, orContext } from "./define.js";
import type { CoreFunction, FunctionTable } from "./define.js";

const node = orContext((item: Item | undefined): TreeNode | undefined => {
  if (item === undefined || item instanceof TreeNode) return item;
  throw new XPathError("XPTY0004", `A node is expected, found ${typeNameOf(item)}`);
});

const part = (type: "date" | "dateTime" | "time", read: (moment: Moment) => number): CoreFunction =>
  define("numeric", [atom], (_, value) => {
    const moment = momentOf(type, value);
    return moment === undefined ? undefined : BigInt(Math.trunc(read(moment)));
  });

const momentOf = (type: "date" | "dateTime" | "time", value: Atomic | undefined): Moment | undefined => {
  if (value === undefined) return undefined;
  if (value instanceof UntypedText) return toMoment(value, type);
  if (value instanceof Moment && value.type === type) return value;
  throw new XPathError("XPTY0004", `xs:${type} is expected, found ${typeNameOf(value)}`);
};

const seconds = define("numeric", [atom], (_, value) => {
  const moment = momentOf("dateTime", value);
  return moment === undefined ? undefined : new ExactDecimal(BigInt(Math.round(moment.seconds * 1_000)), 3);
});

/** Functions of nodes, of the context, and of dates. */
export const nodeFunctions: FunctionTable = new Map<string, CoreFunction>([
  ["name", define("text", [node], (_, value) => (value ? qualified(value) : ""))],
  ["local-name", define("text", [node], (_, value) => value?.name ?? "")],
  ["namespace-uri", define("text", [node], (_, value) => value?.namespace ?? "")],
  ["root", define("nodes", [node], ({ evaluation }, value) => (value ? evaluation.tree.document : undefined), true)],
  ["position", define("numeric", [], ({ position }) => BigInt(position), true)],
  ["last", define("numeric", [], ({ size }) => BigInt(size), true)],
  ["current", define("unknown", [], (context) => context.current ?? contextItem(context), true)],
  ["current-date", define("unknown", [], ({ evaluation }) => momentFrom("date", evaluation.now), true)],
  ["current-dateTime", define("unknown", [], ({ evaluation }) => momentFrom("dateTime", evaluation.now), true)],
  ["year-from-date", part("date", ({ year }) => year)],
  ["month-from-date", part("date", ({ month }) => month)],
  ["day-from-date", part("date", ({ day }) => day)],
  ["year-from-dateTime", part("dateTime", ({ year }) => year)],
  ["month-from-dateTime", part("dateTime", ({ month }) => month)],
  ["day-from-dateTime", part("dateTime", ({ day }) => day)],
  ["hours-from-dateTime", part("dateTime", ({ hours }) => hours)],
  ["minutes-from-dateTime", part("dateTime", ({ minutes }) => minutes)],
  ["seconds-from-dateTime", seconds],
]);
