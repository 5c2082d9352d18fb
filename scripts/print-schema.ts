import { writeFileSync } from "node:fs";
import { toSchemaText } from "../src/graphql/print-schema.js";
import { buildGatewaySchema } from "../src/graphql/schema.js";
import { loadProviders } from "../src/infrastructure/provider-folder.js";
import { collectExtensions } from "../src/provider-kit/extensions/system-extensions.js";

/** `tsx scripts/print-schema.ts schema/schema.graphql`: the contract of a gateway that has every provider there is. */
const [target = "schema/schema.graphql"] = process.argv.slice(2);
const providers = await loadProviders();
writeFileSync(target, toSchemaText(await buildGatewaySchema(collectExtensions(providers.values()))));
