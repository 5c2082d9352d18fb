import { type GraphQLSchema, isEnumType, isInputObjectType, isObjectType, printType } from "graphql";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { buildGatewaySchema } from "../../src/graphql/schema.js";
import { decimal, oneOf } from "../../src/provider-kit/extensions/published-shapes.js";
import { collectExtensions, type SystemExtensions } from "../../src/provider-kit/extensions/system-extensions.js";
import { archiveExtensions } from "../api/support/an-archive.js";

const aSystem = (invoice: z.ZodObject, system = "moon"): SystemExtensions => ({ system, invoice });
const described = (shape: z.ZodRawShape) => z.object(shape).describe("What the moon asks for.");

const fieldsOf = (schema: GraphQLSchema, name: string): Record<string, string> => {
  const type = schema.getType(name);
  if (!isObjectType(type) && !isInputObjectType(type)) throw new Error(`There is no ${name}`);
  return Object.fromEntries(Object.values(type.getFields()).map((field) => [field.name, String(field.type)]));
};

describe("a schema with a system", () => {
  let schema: GraphQLSchema;
  beforeAll(async () => {
    schema = await buildGatewaySchema([archiveExtensions]);
  });

  it.each(["", "Input"])("has a type for every kind of value (%s)", (ending) => {
    expect(fieldsOf(schema, `ArchiveInvoice${ending}`)).toEqual({
      shelf: "String!",
      isSealed: "Boolean",
      copies: "Int",
      keepUntil: "Date",
      fee: "Decimal",
      binding: "ArchiveInvoiceBinding",
      tags: "[String!]",
      loans: `[ArchiveInvoiceLoans${ending}!]`,
    });
    expect(fieldsOf(schema, `ArchiveInvoiceLoans${ending}`)).toEqual({
      reader: "String!",
      purpose: "ArchiveInvoiceLoansPurpose",
    });
  });

  it("has a place for it at every anchor, to read and to write", () => {
    const places = {
      Invoice: "InvoiceExtensions",
      Seller: "PartyExtensions",
      Buyer: "PartyExtensions",
      InvoiceLine: "LineExtensions",
      VatBreakdown: "TaxExtensions",
      PaymentInstructions: "PaymentExtensions",
    };
    for (const [owner, extensions] of Object.entries(places)) {
      const member = `Archive${extensions.replace("Extensions", "")}`;
      expect(fieldsOf(schema, owner)["extensions"]).toBe(extensions);
      expect(fieldsOf(schema, `${owner}Input`)["extensions"]).toBe(`${extensions}Input`);
      expect(fieldsOf(schema, extensions)).toEqual({ archive: member });
      expect(fieldsOf(schema, `${extensions}Input`)).toEqual({ archive: `${member}Input` });
    }
  });

  it("says what every word means", () => {
    const binding = schema.getType("ArchiveInvoiceBinding");

    const words = isEnumType(binding) ? binding.getValues() : [];

    expect(words.map(({ name, description }) => [name, description])).toEqual([
      ["PAPER", "In paper."],
      ["LEATHER", "In leather."],
    ]);
  });
});

describe("a schema", () => {
  it("without systems has no place for extensions", async () => {
    const schema = await buildGatewaySchema([]);

    const types = Object.values(schema.getTypeMap()).map((type) => printType(type));

    expect(types.filter((text) => /Extensions|extensions:/.test(text))).toEqual([]);
  });

  it("has only the anchors that some system has something for, with the systems side by side", async () => {
    const moon = aSystem(described({ phase: z.string().describe("Its phase.") }));
    const sun = aSystem(described({ height: decimal().describe("Its height.") }), "sun");

    const schema = await buildGatewaySchema(collectExtensions([{ extensions: sun }, { extensions: moon }, {}]));

    expect(fieldsOf(schema, "InvoiceExtensions")).toEqual({ moon: "MoonInvoice", sun: "SunInvoice" });
    expect(schema.getType("LineExtensions")).toBeUndefined();
    expect(fieldsOf(schema, "InvoiceLine")["extensions"]).toBeUndefined();
  });

  it("keeps quotation marks and line breaks of a description", async () => {
    const text = 'The "dark" side.\nIt is \\ not dark.';

    const schema = await buildGatewaySchema([aSystem(described({ side: z.string().describe(text) }))]);

    const type = schema.getType("MoonInvoice");
    expect(isObjectType(type) && type.getFields()["side"]?.description).toBe(`Not in EN 16931. ${text}`);
  });

  it.each([
    ["a field without description", { phase: z.string() }, "MoonInvoice.phase has no description"],
    [
      "an object without description",
      { crater: z.object({ name: z.string().describe("Its name.") }) },
      "MoonInvoice.crater has no description",
    ],
    [
      "a shape that GraphQL has no type for",
      { phase: z.union([z.string(), z.boolean()]).describe("Its phase.") },
      "MoonInvoice.phase is a union, which cannot be published",
    ],
    [
      "a number that may lose digits",
      { phase: z.number().describe("Its phase.") },
      "MoonInvoice.phase is a number, which cannot be published",
    ],
  ])("is not made of %s", async (_case, shape, message) => {
    await expect(buildGatewaySchema([aSystem(described(shape))])).rejects.toThrow(message);
  });

  it("takes one declaration per system, however many providers share it", () => {
    const moon = aSystem(described({ phase: oneOf({ FULL: "All of it." }).describe("Its phase.") }));

    expect(collectExtensions([{ extensions: moon }, { extensions: moon }])).toEqual([moon]);
    expect(() => collectExtensions([{ extensions: moon }, { extensions: { ...moon } }])).toThrow(
      "Two providers describe the system moon differently",
    );
  });
});
