import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLField,
  GraphQLNamedType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
} from "graphql";
import { GraphQLInt, Kind, getNamedType, isInterfaceType, isListType, isNonNullType, isObjectType } from "graphql";
import { defaultPageSize, largestPageSize } from "./page.js";

/** How large an operation is when every fragment is put in its place. */
export interface Size {
  /** Levels of selections; introspection does not count. */
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  /** Fields at the top, each of which is work of its own. */
  readonly rootFields: number;
  /** Objects that pages of pages may add up to. */
  readonly objects: number;
}

const nothing: Size = { depth: 0, aliases: 0, directives: 0, rootFields: 0, objects: 0 };

const add = (left: Size, right: Size): Size => ({
  depth: Math.max(left.depth, right.depth),
  aliases: left.aliases + right.aliases,
  directives: left.directives + right.directives,
  rootFields: left.rootFields + right.rootFields,
  objects: left.objects + right.objects,
});

/** Every fragment is measured once per type, so a short document cannot make its measuring long. */
export function createMeasure(schema: GraphQLSchema, document: DocumentNode) {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const measured = new Map<string, Size>();

  function measureSet(set: SelectionSetNode | undefined, type: GraphQLNamedType | undefined): Size {
    return (set?.selections ?? []).map((selection) => measureSelection(selection, type)).reduce(add, nothing);
  }

  function measureSelection(selection: SelectionNode, type: GraphQLNamedType | undefined): Size {
    const directives = selection.directives?.length ?? 0;
    const inside =
      selection.kind === Kind.FIELD
        ? measureField(selection, type)
        : selection.kind === Kind.INLINE_FRAGMENT
          ? measureSet(selection.selectionSet, typeNamed(selection.typeCondition?.name.value) ?? type)
          : measureFragment(selection.name.value);
    return { ...inside, directives: inside.directives + directives };
  }

  function measureField(node: FieldNode, type: GraphQLNamedType | undefined): Size {
    const aliases = node.alias ? 1 : 0;
    const field = findField(type, node.name.value);
    const inside = measureSet(node.selectionSet, field && getNamedType(field.type));
    const pageSize = field ? pageSizeOf(node, field) : undefined;
    return {
      depth: node.name.value.startsWith("__") ? 0 : inside.depth + 1,
      aliases: inside.aliases + aliases,
      directives: inside.directives,
      rootFields: 1,
      objects: pageSize === undefined ? inside.objects : pageSize * (1 + inside.objects),
    };
  }

  function measureFragment(name: string): Size {
    const known = measured.get(name);
    if (known) return known;
    // A fragment that reaches itself is refused by another rule; here it must only come to an end.
    measured.set(name, nothing);
    const fragment = fragments.get(name);
    const size = fragment ? measureSet(fragment.selectionSet, typeNamed(fragment.typeCondition.name.value)) : nothing;
    measured.set(name, size);
    return size;
  }

  const typeNamed = (name: string | undefined) => (name === undefined ? undefined : schema.getType(name));

  return (operation: OperationDefinitionNode): Size => {
    const size = measureSet(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined);
    return { ...size, directives: size.directives + (operation.directives?.length ?? 0) };
  };
}

const findField = (type: GraphQLNamedType | undefined, name: string) =>
  isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;

type AnyField = GraphQLField<unknown, unknown>;

/** Undefined for what is no page. A size in a variable is not known here and counts as the largest. */
function pageSizeOf(node: FieldNode, field: AnyField): number | undefined {
  if (field.args.some(({ name, type }) => name === "ids" && isListType(isNonNullType(type) ? type.ofType : type)))
    return listLength(node, "ids");
  if (!field.args.some(({ name, type }) => name === "first" && type === GraphQLInt)) return undefined;
  const given = node.arguments?.find(({ name }) => name.value === "first" || name.value === "last");
  if (!given || given.value.kind === Kind.NULL) return defaultPageSize;
  return given.value.kind === Kind.INT ? Math.max(0, Number(given.value.value)) : largestPageSize;
}

const longestList = 100;

function listLength(node: FieldNode, argument: string): number {
  const value = node.arguments?.find(({ name }) => name.value === argument)?.value;
  return value?.kind === Kind.LIST ? value.values.length : longestList;
}
