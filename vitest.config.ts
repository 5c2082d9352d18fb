import { defineConfig } from "vitest/config";

export default defineConfig({
  // graphql 16 has no "exports": without the alias Vite and Node load two copies ("another module or realm").
  resolve: { alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }] },
  test: {
    include: ["test/**/*.test.ts"],
    // The persistent transform cache does not notice tsconfig changes.
    fsModuleCache: false,
    globalSetup: ["test/setup/services.ts"],
    // Most of the time a test waits for a gateway or a provider: two share a core well.
    maxWorkers: 2,
    // Hundreds of real processes share a machine with others there: a promise that is broken is broken twice.
    retry: process.env["CI"] === undefined ? 0 : 1,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
