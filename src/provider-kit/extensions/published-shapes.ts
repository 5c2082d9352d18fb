import { z } from "zod";
import { isDecimal } from "../../domain/decimal.js";

interface Publication {
  readonly scalar?: "Decimal";
  readonly words?: Readonly<Record<string, string>>;
}

const publications = z.registry<Publication>();

/** An exact number as text; the scalar Decimal in GraphQL. */
export const decimal = () =>
  z.string().refine(isDecimal, "is no Decimal").register(publications, { scalar: "Decimal" });

/** A calendar day; the scalar Date in GraphQL. */
export const calendarDate = () => z.iso.date("is no calendar day");

/** One of some words, each with what it means; an enum in GraphQL. */
export const oneOf = <Word extends string>(words: Readonly<Record<Word, string>>) =>
  z.enum(Object.keys(words) as [Word, ...Word[]]).register(publications, { words });

/** An object as it is published. */
export interface PublishedObject {
  readonly description: string;
  readonly fields: readonly PublishedField[];
}

export interface PublishedField {
  readonly name: string;
  readonly description: string;
  readonly isRequired: boolean;
  readonly type: PublishedType;
}

export type PublishedType =
  | { readonly kind: "scalar"; readonly name: "String" | "Boolean" | "Int" | "Decimal" | "Date" }
  | { readonly kind: "enum"; readonly description: string; readonly words: Readonly<Record<string, string>> }
  | { readonly kind: "list"; readonly of: PublishedType }
  | { readonly kind: "object"; readonly object: PublishedObject };

/**
 * What can be published of a shape.
 * @throws for a shape without description and for one that GraphQL has no type for; `place` names it
 */
export function toPublishedObject(shape: z.ZodObject, place: string): PublishedObject {
  return {
    description: needDescription(shape.description, place),
    fields: Object.entries(shape.shape).map(([name, given]) => {
      const isOptional = given instanceof z.ZodOptional;
      const inner = isOptional ? given.unwrap() : given;
      const own = `${place}.${name}`;
      const description = needDescription((given as z.ZodType).description ?? (inner as z.ZodType).description, own);
      return {
        name,
        description,
        isRequired: !isOptional,
        type: toPublishedType(inner as z.ZodType, own, description),
      };
    }),
  };
}

function toPublishedType(shape: z.ZodType, place: string, description: string): PublishedType {
  const { scalar, words } = publications.get(shape) ?? {};
  if (scalar) return { kind: "scalar", name: scalar };
  if (words) return { kind: "enum", description, words };
  if (shape instanceof z.ZodISODate) return { kind: "scalar", name: "Date" };
  if (shape instanceof z.ZodString || shape instanceof z.ZodStringFormat) return { kind: "scalar", name: "String" };
  if (shape instanceof z.ZodBoolean) return { kind: "scalar", name: "Boolean" };
  if (shape instanceof z.ZodNumberFormat) return { kind: "scalar", name: "Int" };
  if (shape instanceof z.ZodObject) return { kind: "object", object: toPublishedObject(shape, place) };
  if (shape instanceof z.ZodArray)
    return { kind: "list", of: toPublishedType(shape.element as z.ZodType, place, description) };
  throw new Error(`${place} is a ${shape.type}, which cannot be published`);
}

function needDescription(description: string | undefined, place: string): string {
  if (description) return description;
  throw new Error(`${place} has no description`);
}
