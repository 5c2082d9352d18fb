import { z } from "zod";

/** Peppol Directory, "REST API": https://directory.peppol.eu/public/menuitem-docs-rest-api */
const Identifier = z.object({ scheme: z.string(), value: z.string() });

const Entity = z.object({
  name: z.array(z.object({ name: z.string() })).optional(),
  countryCode: z.string().optional(),
});
export type Entity = z.infer<typeof Entity>;

export const SearchResult = z.object({
  matches: z.array(z.object({ participantID: Identifier, entities: z.array(Entity).default([]) })),
});
export type SearchResult = z.infer<typeof SearchResult>;
