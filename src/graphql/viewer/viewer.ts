import { Field, ObjectType } from "../decorators.js";
import type { TenantRecord } from "../../application/records.js";
import type { Viewer } from "../context.js";
import { NodeType } from "../node/node.js";

@ObjectType("Tenant", {
  simpleResolvers: true,
  implements: NodeType,
  description: "The company on whose behalf we act.",
})
export class TenantType implements TenantRecord, NodeType {
  readonly id!: string;

  @Field(() => String, { description: "Its name." })
  readonly name!: string;
}

@ObjectType("Viewer", { simpleResolvers: true, description: "Who asks." })
export class ViewerType implements Omit<Viewer, "tenantId"> {
  @Field(() => String, { description: "The user or API key behind the credentials." })
  readonly subject!: string;

  @Field(() => [String], { description: "What the credentials allow; `*` is everything." })
  readonly scopes!: readonly string[];
}
