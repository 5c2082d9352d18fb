import { Ctx, FieldResolver, Query, Resolver } from "../decorators.js";
import type { TenantRecord } from "../../application/records.js";
import type { Context, Viewer } from "../context.js";
import { TenantType, ViewerType } from "./viewer.js";

@Resolver(() => ViewerType)
export class ViewerResolver {
  @Query(() => ViewerType, { description: "Who asks." })
  viewer(@Ctx() { viewer }: Context): Viewer {
    return viewer;
  }

  @FieldResolver(() => TenantType, { description: "The company on whose behalf the viewer acts." })
  tenant(@Ctx() { gateway }: Context): TenantRecord {
    return gateway.tenant;
  }
}
