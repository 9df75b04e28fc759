import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

const inWorkerd = [
  "worker/db/**/*.test.ts",
  "worker/http/**/*.test.ts",
  "worker/routes/**/*.test.ts",
  "worker/*.test.ts",
];

export default defineConfig({
  test: {
    // The Worker logs a line a request: shown for tests that fail.
    silent: "passed-only",
    // One more than Vitest takes of two cores: many tests wait for processes of their own.
    maxWorkers: 2,
    projects: [
      {
        plugins: [
          cloudflareTest(async () => ({
            wrangler: { configPath: "./wrangler.toml" },
            miniflare: {
              bindings: {
                API_SECRET_KEY: "test-key",
                MIGRATIONS: await readD1Migrations("./worker/db/migrations"),
              },
            },
          })),
        ],
        test: {
          name: "worker",
          include: inWorkerd,
          setupFiles: ["./worker/testing/fresh-database.ts"],
          isolate: false,
        },
      },
      {
        test: {
          name: "node",
          // Many start processes, and a busy machine takes its time for that: only what hangs shall run into a limit.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          include: ["worker/**/*.test.ts", "site/**/*.test.ts", "site/**/*.test.tsx", "scripts/**/*.test.ts"],
          exclude: [...inWorkerd, "node_modules", "dist"],
        },
      },
    ],
  },
});
