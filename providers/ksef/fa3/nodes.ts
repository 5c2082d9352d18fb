import { serializeXml } from "../../../src/xml/serialize-xml.js";
import { XmlTreeBuilder } from "../../../src/xml/xml-tree.js";
import { fa3Namespace } from "../../../src/formats/fa3/codes.js";

/** An element of FA(3), or of another document whose elements are all in one namespace. */
export interface Fa3Node {
  readonly name: string;
  readonly content: string | readonly Fa3Node[];
  readonly attributes?: Readonly<Record<string, string>>;
}

export type Nodes = readonly (Fa3Node | undefined)[];

/** Undefined, and so left out, without content. */
export function node(name: string, content: string | Nodes | undefined): Fa3Node | undefined {
  if (content === undefined || content.length === 0) return undefined;
  if (typeof content === "string") return { name, content };
  const present = content.filter((child) => child !== undefined);
  return present.length === 0 ? undefined : { name, content: present };
}

/** The mark "1" where something holds. */
export const mark = (name: string, holds: boolean): Fa3Node | undefined => (holds ? node(name, "1") : undefined);

export function toXml(root: Fa3Node, namespace = fa3Namespace): Uint8Array {
  const tree = new XmlTreeBuilder();
  const build = ({ name, content, attributes = {} }: Fa3Node): void => {
    tree.openElement({ namespace, prefix: "", name });
    for (const [attribute, value] of Object.entries(attributes)) {
      tree.addAttribute({ namespace: "", prefix: "", name: attribute, value, origin: undefined });
    }
    if (typeof content === "string") tree.addText(content);
    else content.forEach(build);
    tree.closeElement();
  };
  build(root);
  return serializeXml(tree.finish());
}
