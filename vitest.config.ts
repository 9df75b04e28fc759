import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";

const inWorkerd = [
  "worker/db/**/*.test.ts",
  "worker/http/**/*.test.ts",
  "worker/routes/**/*.test.ts",
  "worker/*.test.ts",
];

/** Many tests start processes, and a busy machine takes its time for that: only what hangs shall run into a limit. */
const LIMITS = { testTimeout: 180_000, hookTimeout: 180_000 };

/** What runs where the Worker runs, with a real D1 that the migrations have made. */
const worker: TestProjectInlineConfiguration = {
  plugins: [
    cloudflareTest(async () => ({
      main: "./worker/index.ts",
      wrangler: { configPath: "./wrangler.toml" },
      miniflare: {
        r2Buckets: ["SNAPSHOTS"],
        bindings: {
          API_SECRET_KEY: "test-key",
          MIGRATIONS: await readD1Migrations("./worker/db/migrations"),
        },
      },
    })),
  ],
  test: {
    name: "worker",
    ...LIMITS,
    include: inWorkerd,
    setupFiles: ["./worker/testing/fresh-database.ts"],
    isolate: false,
  },
};

/**
 * What runs in Node: the statistics, the site and the commands. Files share processes, in which what they import is loaded once: a process
 * for each would take half of all the time. So no module keeps anything for itself that a test could notice.
 */
const node: TestProjectInlineConfiguration = {
  test: {
    name: "node",
    ...LIMITS,
    isolate: false,
    include: ["worker/**/*.test.ts", "site/**/*.test.ts", "site/**/*.test.tsx", "scripts/**/*.test.ts"],
    exclude: [...inWorkerd, "node_modules", "dist"],
  },
};

/** The two kinds of tests, each also for itself. */
export const testProjects = { worker, node };

export default defineConfig({
  test: {
    // The Worker logs a line a request: shown for tests that fail.
    silent: "passed-only",
    // More than two cores have: many tests wait for processes of their own.
    maxWorkers: 3,
    globalSetup: ["./scripts/testing/temporary-folder.ts"],
    projects: [worker, node],
  },
});
