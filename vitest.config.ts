import { defineConfig } from "vitest/config";

export default defineConfig({
  // graphql 16 has no "exports": without the alias Vite and Node load two copies ("another module or realm").
  resolve: { alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }] },
  test: {
    include: ["test/**/*.test.ts"],
    // The persistent transform cache does not notice tsconfig changes.
    fsModuleCache: false,
    globalSetup: ["test/setup/services.ts"],
    // Most of the time a test waits for a gateway or a provider: three share two cores well.
    maxWorkers: 3,
    // Reading the program anew for each file would take a third of the time. What a test changes, it puts back.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
