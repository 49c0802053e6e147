import { defineConfig } from "vitest/config";

// Minutes of work: every page of the samples before every reader, and hostile files before the preflight.
export default defineConfig({
  test: { include: ["tests/soak/**/*.test.ts"], testTimeout: 600_000, hookTimeout: 600_000, pool: "forks", maxWorkers: 2 },
});
