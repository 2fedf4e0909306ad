// The four kinds of tests. They run one kind after the other, and those on the engine one file at a time: two cores are
// enough for one lab under load, and a check's deadline must not depend on what else is tested.
import { defineConfig } from "vitest/config";

const MINUTE_MS = 60_000;

export default defineConfig({
  test: {
    reporters: ["default", ["json", { outputFile: "data/test-results.json" }]],
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/unit/**/*.test.ts"],
          // Some start processes or try hundreds of inputs, which on a busy machine takes its time.
          testTimeout: MINUTE_MS,
          hookTimeout: MINUTE_MS,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: "docker",
          include: ["test/docker/**/*.test.ts"],
          exclude: ["test/docker/labs.test.ts"],
          ...onEngine(1),
          testTimeout: 2 * MINUTE_MS,
        },
      },
      { test: { name: "browser", include: ["test/browser/**/*.test.ts"], ...onEngine(2), testTimeout: 4 * MINUTE_MS } },
      { test: { name: "labs", include: ["test/docker/labs.test.ts"], ...onEngine(3) } },
    ],
  },
});

function onEngine(groupOrder: number) {
  return {
    globalSetup: ["test/nothing-left.ts"],
    hookTimeout: 2 * MINUTE_MS,
    teardownTimeout: MINUTE_MS,
    fileParallelism: false,
    sequence: { groupOrder },
  };
}
