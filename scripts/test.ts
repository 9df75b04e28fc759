import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { WorkerClient } from "#client/worker-client.ts";
import { runChild } from "./command/child-process.ts";
import { CliError } from "./command/cli-error.ts";
import { defineCommand } from "./command/command.ts";
import { runHere } from "./command/run-command.ts";
import { askAt, compareFigures, unseenColumns } from "./proof/recount/compare-figures.ts";
import { readPages } from "./proof/recount/read-pages.ts";
import { runBrowserTests } from "./test/run-browser-tests.ts";
import { readPlaywrightTally, readVitestTally, type Tally } from "./test/tally.ts";

export const command = defineCommand({
  name: "test",
  usage: ["[options] [FILTER…]"],
  about: () => `
Runs the unit tests (Vitest), then the browser tests (Playwright) against a Worker and a site of their own. A FILTER is part of the path of the test files to run.`,
  options: {
    unit: { type: "boolean", help: "the unit tests alone" },
    browser: { type: "boolean", help: "the browser tests alone" },
  },
  takesFiles: true,
  run: async ({ values, files: filters }, { signal, print, warn }) => {
    const checkSite = (site: string, client: WorkerClient) => requireOneValue(site, client, signal);
    const folder = await mkdtemp(join(tmpdir(), "ze-benchmarks-test-"));
    const tallies: Tally[] = [];
    let failed = false;
    const note = (name: string, code: number | null, tally: Tally | undefined) => {
      if (tally) tallies.push(tally);
      failed ||= code !== 0;
      if (code !== 0 && !tally?.failed) warn(`${name} failed outside its tests`);
    };
    try {
      if (values.browser !== true) {
        const report = join(folder, "vitest.json");
        note("vitest", await runUnitTests(report, filters, signal), await readVitestTally(report));
      }
      if (values.unit !== true) {
        const code = await runBrowserTests({ folder, args: filters, checkSite, signal });
        note("playwright", code, await readPlaywrightTally(join(folder, "playwright.json")));
      }
      return failed ? 1 : 0;
    } finally {
      await rm(folder, { recursive: true, force: true });
      const sum = (key: keyof Tally) => tallies.reduce((total, tally) => total + tally[key], 0);
      // After the reason for a failure, if there is one: this is the last line of all.
      process.once("beforeExit", () => print(`${sum("passed")} passed, ${sum("failed")} failed`));
    }
  },
});

async function runUnitTests(report: string, filters: readonly string[], signal: AbortSignal): Promise<number | null> {
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  return await runChild("vitest", ["run", ...reporters, ...filters], { signal });
}

/** Every figure of a board is the same on its page, in its CSV and JSON, in the API and in what the command prints. */
async function requireOneValue(site: string, client: WorkerClient, signal: AbortSignal): Promise<void> {
  const tables = await readPages(site);
  const unseen = unseenColumns(tables);
  if (unseen.length > 0)
    throw new CliError(
      `no board has a column ${unseen.join(", ")}: say in scripts/proof/recount/ how it is headed now`,
    );
  const { compared, differences } = await compareFigures(site, tables, askAt(client, signal));
  if (compared === 0 || differences.length > 0)
    throw new CliError(`of ${compared} figures of the boards some differ:\n${differences.join("\n")}`);
}

if (import.meta.main) await runHere(command);
