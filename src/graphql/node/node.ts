import { Field, ID, InterfaceType } from "../decorators.js";

@InterfaceType("Node", { description: "Whatever can be found again by its id alone." })
export abstract class NodeType {
  @Field(() => ID, { description: "Opaque, unique over all types, never reused." })
  readonly id!: string;
}
