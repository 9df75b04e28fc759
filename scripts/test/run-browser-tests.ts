import { createReadStream } from "node:fs";
import { join } from "node:path";
import type { WorkerClient } from "#client/worker-client.ts";
import { runChild } from "../command/child-process.ts";
import { CliError } from "../command/cli-error.ts";
import { inProject } from "../command/project.ts";
import { chunkLines } from "../import/chunk-lines.ts";
import { importRuns, submitTo, type Totals } from "../import/import-runs.ts";
import { readLines } from "../import/reading/read-lines.ts";
import { buildSite } from "../local/build-site.ts";
import { startFreshWorker } from "../local/fresh-worker.ts";
import { loadSample } from "../local/load-sample.ts";
import { saveSnapshot } from "../local/save-snapshot.ts";
import { findChromium } from "./find-chromium.ts";

/** Runs whose names attack pages, files and tables. */
const HOSTILE_RUNS = inProject("site", "e2e", "hostile-runs.ndjson");

export interface BrowserTestOptions {
  /** An empty folder for the database, the site and the report: nothing that npm start and npm run build made is touched. */
  folder: string;
  /** Arguments for Playwright. */
  args: readonly string[];
  /** Checks the built site, and the Worker that serves it, before the browser does; throws what is wrong. */
  checkSite: (site: string, client: WorkerClient) => Promise<void>;
  signal: AbortSignal;
}

/**
 * Runs Playwright's tests against a Worker of their own on a free port, with a database that holds the sample, the hostile runs and
 * some that the harness makes, and a site built from it; a small one, of the harness's runs alone, finds the API elsewhere. Gives
 * Playwright's exit code; its JSON report is in `playwright.json` in the folder.
 */
export const runBrowserTests = async ({
  folder,
  args,
  checkSite,
  signal,
}: BrowserTestOptions): Promise<number | null> => {
  const chromium = await findChromium(signal);
  const site = join(folder, "site");
  const elsewhere = join(folder, "elsewhere");
  const worker = await startFreshWorker(folder, signal);
  try {
    // Building from a folder leaves the snapshot alone that npm run build keeps.
    const save = async (name: string) => {
      await saveSnapshot(worker.url, join(folder, name), signal);
      return join(folder, name);
    };
    await runHarness(worker.url, join(folder, "spool"), signal);
    const ofHarness = await save("snapshot-of-harness");
    await Promise.all([
      buildSite({ snapshot: ofHarness, folder: elsewhere, apiUrl: worker.url, signal }),
      loadSample(worker.client, signal).then(() => submitHostileRuns(worker.client, signal)),
    ]);
    await buildSite({ snapshot: await save("snapshot"), folder: site, signal });
    await worker.untilServed();
    await checkSite(site, worker.client);
    return await runChild("playwright", ["test", "--reporter=line,json", ...args], {
      env: {
        E2E_BASE_URL: worker.url,
        E2E_SITE_ELSEWHERE: elsewhere,
        CHROMIUM_PATH: chromium,
        PLAYWRIGHT_JSON_OUTPUT_FILE: join(folder, "playwright.json"),
      },
      signal,
    });
  } finally {
    await worker.stop();
  }
};

const submitHostileRuns = async (client: WorkerClient, signal: AbortSignal): Promise<void> => {
  const totals: Totals = { accepted: 0, duplicates: 0, conflicts: 0, rejected: 0 };
  const chunks = chunkLines(readLines(createReadStream(HOSTILE_RUNS)));
  await importRuns({ file: HOSTILE_RUNS, chunks, submit: submitTo(client), signal }, totals, {
    onRefused: (refusal) => {
      throw new CliError(`the Worker refused a run of the tests: ${JSON.stringify(refusal)}`);
    },
  });
};

/** What the harness runs for the tests: an agent that solves each task at L3, and one that solves none. */
const HARNESS_RUNS =
  "test-suite all L0,L3 echo,scripted-literal --trials 2 --parallel 2 --batch harness-of-the-tests".split(" ");

/** Has the harness make real runs and submit them, as anybody would. */
const runHarness = async (url: string, spool: string, signal: AbortSignal): Promise<void> => {
  const lines: string[] = [];
  const args = ["scripts/bench.ts", ...HARNESS_RUNS, "--url", url, "--spool", spool];
  const code = await runChild("node", args, { onLine: (line) => lines.push(line), signal });
  if (code !== 0) throw new CliError(`npm run bench -- ${HARNESS_RUNS.join(" ")} failed:\n${lines.join("\n")}`);
};
