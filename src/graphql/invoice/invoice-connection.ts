import { Field, ObjectType } from "../decorators.js";
import type { InvoiceFilter, InvoiceOrder } from "../../application/queries.js";
import type { InvoiceRecord } from "../../application/records.js";
import { PageInfoType } from "../page.js";
import { InvoiceType } from "./invoice.js";

/** What the fields of a connection are resolved from. */
export interface InvoiceList {
  readonly nodes: readonly InvoiceRecord[];
  readonly filter: InvoiceFilter;
  readonly order: InvoiceOrder;
  readonly pageInfo: PageInfoType;
}

@ObjectType("InvoiceEdge", { simpleResolvers: true, description: "An invoice and its place in the list." })
export class InvoiceEdgeType {
  @Field(() => InvoiceType, { description: "The invoice." })
  readonly node!: InvoiceRecord;
}

@ObjectType("InvoiceConnection", { simpleResolvers: true, description: "A page of invoices." })
export class InvoiceConnectionType {
  @Field(() => [InvoiceType], { description: "The invoices of the page." })
  readonly nodes!: readonly InvoiceRecord[];

  @Field(() => PageInfoType, { description: "Where the page stands." })
  readonly pageInfo!: PageInfoType;
}
