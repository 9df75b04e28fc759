import { createReadStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { slugOf } from "#contract/names/slug.ts";
import type { Snapshot } from "#contract/snapshot/snapshot.ts";
import { UsageError } from "./command/cli-error.ts";
import { interruptedSignal } from "./command/interruption.ts";
import { inProject, typedPath } from "./command/project.ts";
import { runCommand } from "./command/run-command.ts";
import { waitUntilServed } from "./local/worker-process.ts";
import { figureOfEndpoint, formatEndpointTable, VERDICTS } from "./proof/perf/endpoint-table.ts";
import { type Figure, formatFigure, isKept } from "./proof/perf/figures.ts";
import { madeRuns } from "./proof/perf/made-runs.ts";
import { measureBuild } from "./proof/perf/measure-build.ts";
import { measureDatabase, measureTrials, startEmptyWorker } from "./proof/perf/measure-database.ts";
import { measureEndpoints, SIZES } from "./proof/perf/measure-endpoints.ts";
import { measurePage } from "./proof/perf/measure-page.ts";
import { findChromium } from "./test/find-chromium.ts";

const HELP = `
npm run perf -- [--endpoints] [FILE…]

Measures what the project promises, on a database and a site that it makes for that: rows read and written, the import against
node:sqlite, the build against bare Astro, and the largest leaderboard in a browser. Times are ratios within the one run.

  FILE         run payloads to measure with, as npm run import takes them (default: 67,000 made-up runs)
  --endpoints  measure instead the rows that every GET endpoint reads at 10,000, 100,000 and 1,000,000 runs of the same 5,000
               cells, and its latency at the last as a multiple of that of /health; takes about 4 minutes and
               0.6 GB of disk on two cores
  -h, --help   this

Exit code: 0 every bound is kept, 1 one is not, 2 wrong usage.
`;

const FOLDER = inProject(".cache", "perf");

await runCommand({
  name: "perf",
  help: HELP,
  takesFiles: true,
  options: { endpoints: { type: "boolean" } },
  run: async ({ values, files }) => {
    const signal = interruptedSignal();
    if (values.endpoints === true) {
      if (files.length > 0) throw new UsageError(`--endpoints makes its own runs and takes no file: ${files[0]}`);
      return (await reportEndpoints(signal)) ? 0 : 1;
    }
    const executable = await findChromium(signal);
    const all: Figure[] = [];
    const report = (title: string, figures: Figure[]) => {
      console.log(`\n${title}`);
      for (const figure of figures) console.log(formatFigure(figure));
      all.push(...figures);
    };

    const lines =
      files.length === 0 ? madeLines() : (await Promise.all(files.map((file) => readLinesOf(typedPath(file))))).flat();
    const site = join(FOLDER, "site");
    const worker = await startEmptyWorker({ folder: FOLDER, signal });
    try {
      report("Database", await measureDatabase(worker, lines, { folder: FOLDER, signal }));
      report("Trials", await measureTrials({ folder: FOLDER, signal }));
      const { snapshot } = (await worker.client.snapshot({ signal })) ?? {};
      if (snapshot === undefined) throw new Error("the Worker gave no snapshot");
      const file = join(FOLDER, "snapshot.json");
      await writeFile(file, JSON.stringify(snapshot));
      report("Build", await measureBuild(file, { folder: FOLDER, site, signal }));
      const page = `${worker.url}/suites/${slugOf(largestSuite(snapshot))}/`;
      await waitUntilServed(worker.url, snapshot.id, signal);
      report(`Page ${new URL(page).pathname}`, await measurePage(page, executable));
    } finally {
      await worker.stop();
    }
    return all.every(isKept) ? 0 : 1;
  },
});

/** Prints the table of the endpoints; gives whether each keeps its bound. */
async function reportEndpoints(signal: AbortSignal): Promise<boolean> {
  const measurements = await measureEndpoints(SIZES, { folder: FOLDER, signal });
  const health = measurements.find(({ endpoint }) => endpoint.path === "/health")?.milliseconds ?? Number.NaN;
  console.log("\nEndpoints");
  for (const line of [...formatEndpointTable(SIZES, measurements, health), "", ...VERDICTS]) console.log(line);
  const over = measurements.map(figureOfEndpoint).filter((figure) => !isKept(figure));
  for (const figure of over) console.log(formatFigure(figure));
  return over.length === 0;
}

function madeLines(): string[] {
  return [...madeRuns()].map((run) => JSON.stringify(run));
}

async function readLinesOf(file: string): Promise<string[]> {
  const bytes = createReadStream(file);
  const lines: string[] = [];
  for await (const line of createInterface({ input: file.endsWith(".gz") ? bytes.pipe(createGunzip()) : bytes })) {
    if (line.trim() !== "") lines.push(line);
  }
  return lines;
}

/** The suite with the most entries. */
function largestSuite({ suites }: Snapshot): string {
  const [largest] = suites.toSorted((a, b) => b.entries.length - a.entries.length);
  return largest?.suite ?? "";
}
