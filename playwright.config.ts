import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

// Playwright's own browser where it can be downloaded, else the system's.
const SYSTEM_CHROMIUM = "/usr/bin/chromium";
const chromium = process.env["CHROMIUM_PATH"] || (existsSync(SYSTEM_CHROMIUM) ? SYSTEM_CHROMIUM : undefined);

/** What a browser is started with wherever this project starts one. */
export const BROWSER_ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
] as const;

const WRITING = ["api.spec.ts", "submitting.spec.ts"];

export default defineConfig({
  testDir: "./site/e2e",
  outputDir: "./test-results",
  fullyParallel: true,
  workers: 2,
  // On a shared machine a browser may stall; what fails twice fails.
  retries: process.env["CI"] ? 1 : 0,
  forbidOnly: !!process.env["CI"],
  // Only what hangs shall run into a limit: on a very busy machine a test takes ten times as long.
  timeout: 600_000,
  expect: { timeout: 60_000 },
  // The examples of the documentation write: they come when the others, which compare pages with the data, are done.
  projects: [
    { name: "reading", testIgnore: WRITING, teardown: "writing" },
    { name: "writing", testMatch: WRITING },
  ],
  reporter: process.env["CI"] ? [["line"], ["html", { open: "never" }]] : "line",
  use: {
    // Where `npm test` serves the built site and the API together.
    baseURL: process.env["E2E_BASE_URL"] || "http://localhost:8787",
    viewport: { width: 1280, height: 900 },
    locale: "en-GB",
    // Recording a trace takes as long as the test again: what failed records one when it is tried again, or with `npx playwright test --trace on`.
    trace: "on-first-retry",
    launchOptions: {
      ...(chromium ? { executablePath: chromium } : {}),
      args: [...BROWSER_ARGUMENTS],
    },
  },
});
