import { extendSchema, GraphQLSchema, isInputObjectType, isObjectType, parse } from "graphql";
import {
  type PublishedField,
  type PublishedObject,
  type PublishedType,
  toPublishedObject,
} from "../../provider-kit/extensions/published-shapes.js";
import {
  type ExtensionAnchor,
  extensionAnchors,
  type SystemExtensions,
} from "../../provider-kit/extensions/system-extensions.js";
import { UnresolvedExtensions } from "./extensions-field.js";

interface PublishedAnchor {
  /** Output types that carry the extensions; the input types are called the same, with `Input` behind. */
  readonly types: readonly string[];
  readonly what: string;
}

const anchors: Readonly<Record<ExtensionAnchor, PublishedAnchor>> = {
  invoice: { types: ["Invoice"], what: "the invoice" },
  party: { types: ["Seller", "Buyer"], what: "the party" },
  line: { types: ["InvoiceLine"], what: "the line" },
  tax: { types: ["VatBreakdown"], what: "this category and rate" },
  payment: { types: ["PaymentInstructions"], what: "the payment" },
};

/** The schema with a type for every system at every anchor that it has something for. */
export function extendWithSystems(schema: GraphQLSchema, systems: readonly SystemExtensions[]): GraphQLSchema {
  const definitions = extensionAnchors.flatMap((anchor) => defineAnchor(anchor, systems));
  const bare = withoutPlaceholders(schema);
  return definitions.length === 0 ? bare : extendSchema(bare, parse(definitions.join("\n")));
}

function withoutPlaceholders(schema: GraphQLSchema): GraphQLSchema {
  const { types, ...config } = schema.toConfig();
  for (const type of types) {
    if (!isObjectType(type) && !isInputObjectType(type)) continue;
    const fields = type.getFields();
    if (fields["extensions"]?.type === UnresolvedExtensions) delete fields["extensions"];
  }
  return new GraphQLSchema({ ...config, types: types.filter((type) => type !== UnresolvedExtensions) });
}

function defineAnchor(anchor: ExtensionAnchor, systems: readonly SystemExtensions[]): string[] {
  const contributions = systems.flatMap((declared) => {
    const shape = declared[anchor];
    const typeName = capitalised(declared.system) + capitalised(anchor);
    return shape ? [{ system: declared.system, typeName, object: toPublishedObject(shape, typeName) }] : [];
  });
  if (contributions.length === 0) return [];
  const { types, what } = anchors[anchor];
  const name = `${capitalised(anchor)}Extensions`;
  const members = contributions.map(({ system, typeName, object }) => ({ system, typeName, text: object.description }));
  const define = (keyword: "type" | "input", ending: "" | "Input") => [
    ...types.map(
      (type) =>
        `extend ${keyword} ${type}${ending} { ${quoted(`Not in EN 16931. What only some systems ask for about ${what}.`)} extensions: ${name}${ending} }`,
    ),
    `${quoted(`Not in EN 16931. What only some systems ask for about ${what}, by system.`)} ${keyword} ${name}${ending} {
      ${members.map(({ system, typeName, text }) => `${quoted(`Not in EN 16931. ${text}`)} ${system}: ${typeName}${ending}`).join("\n")}
    }`,
  ];
  return [
    ...define("type", ""),
    ...define("input", "Input"),
    ...contributions.flatMap(({ typeName, object }) => defineObject(typeName, object)),
  ];
}

/** An object as output, as input, and everything that only it uses. */
function defineObject(name: string, { description, fields }: PublishedObject): string[] {
  const define = (keyword: "type" | "input", ending: "" | "Input") =>
    `${quoted(`Not in EN 16931. ${description}`)} ${keyword} ${name}${ending} {
      ${fields.map((field) => defineField(field, name, ending)).join("\n")}
    }`;
  const parts = fields.flatMap((field) => defineParts(field.type, name + capitalised(field.name)));
  return [define("type", ""), define("input", "Input"), ...parts];
}

function defineField(field: PublishedField, owner: string, ending: "" | "Input"): string {
  const type = reference(field.type, owner + capitalised(field.name), ending);
  return `${quoted(`Not in EN 16931. ${field.description}`)} ${field.name}: ${type}${field.isRequired ? "!" : ""}`;
}

function reference(type: PublishedType, ownName: string, ending: "" | "Input"): string {
  if (type.kind === "scalar") return type.name;
  if (type.kind === "list") return `[${reference(type.of, ownName, ending)}!]`;
  return type.kind === "enum" ? ownName : ownName + ending;
}

function defineParts(type: PublishedType, name: string): string[] {
  if (type.kind === "scalar") return [];
  if (type.kind === "list") return defineParts(type.of, name);
  if (type.kind === "object") return defineObject(name, type.object);
  const words = Object.entries(type.words).map(([word, meaning]) => `${quoted(meaning)} ${word}`);
  return [`${quoted(`Not in EN 16931. ${type.description}`)} enum ${name} { ${words.join("\n")} }`];
}

const capitalised = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** GraphQL escapes text the way JSON does. */
const quoted = (text: string): string => JSON.stringify(text);
