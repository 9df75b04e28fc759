import { createReadStream } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { slugOf } from "#contract/names/slug.ts";
import type { SnapshotIndex } from "#contract/snapshot/snapshot.ts";
import { UsageError } from "./command/cli-error.ts";
import { defineCommand } from "./command/command.ts";
import { type Context, typedPath } from "./command/context.ts";
import { inProject } from "./command/project.ts";
import { runHere } from "./command/run-command.ts";
import { saveSnapshot } from "./local/save-snapshot.ts";
import {
  type EndpointMeasurement,
  figureOfEndpoint,
  formatCrowded,
  formatEndpointTable,
  formatSideBySide,
  type Growing,
} from "./proof/perf/endpoint-table.ts";
import { type Figure, formatFigure, isKept } from "./proof/perf/figures.ts";
import { madeRuns } from "./proof/perf/made-runs.ts";
import { CELLS } from "./proof/perf/made-trials.ts";
import { measureBuild } from "./proof/perf/measure-build.ts";
import { measureDatabase, measureTrials, startEmptyWorker } from "./proof/perf/measure-database.ts";
import {
  measureCellEndpoints,
  measureCrowdedEndpoints,
  measureTrialEndpoints,
  SIZES,
} from "./proof/perf/measure-endpoints.ts";
import { measureImport } from "./proof/perf/measure-import.ts";
import { figuresOfMemory, formatMemory, measureMemory } from "./proof/perf/measure-memory.ts";
import { measureNewBatch } from "./proof/perf/measure-new-batch.ts";
import { measureRebuild } from "./proof/perf/measure-rebuild.ts";
import { measureWorker } from "./proof/perf/measure-worker.ts";

const FOLDER = inProject(".cache", "perf");

export const command = defineCommand({
  name: "perf",
  usage: ["[--endpoints | --memory] [FILE…]"],
  about: () => `
Measures what the project promises, on a database and a site that it makes for that: the size of the Worker, rows read and written, the memory of an import and its time compared with node:sqlite, the build compared with bare Astro, a build after a run of a small suite compared with one in full, and the largest leaderboard in a browser. Times are ratios within one run.

  FILE   runs to measure with, as npm run import takes them (default: 67,000 made-up runs)`,
  options: {
    endpoints: {
      type: "boolean",
      help: "measure instead the rows that every GET endpoint reads, with a key and without, at 10,000, 100,000 and 1,000,000 runs of the same 5,000 cells and of as many cells, its latency at the last as a multiple of that of /health, and at the last both side by side, and those where thousands of suites, versions, scenarios, tiers, agents, models, variants, batches, evaluators or days crowd it; the first time takes about 10 minutes and 1.3 GB of disk on two cores",
    },
    memory: {
      type: "boolean",
      help: "measure instead the heap and buffers of a Worker with 64 MB of heap, the time that it computes and the rows that it reads, by request, at 10,000, 100,000 and 1,000,000 cells; the first time takes about 5 minutes and 0.7 GB of disk",
    },
  },
  notes: "Exit code: 0 every bound is kept, 1 one is not, 2 wrong usage.",
  takesFiles: true,
  run: async ({ values, files }, context) => {
    const { signal, print } = context;
    if (values.endpoints === true) {
      if (files.length > 0) throw new UsageError(`--endpoints makes its own runs and takes no file: ${files[0]}`);
      return (await reportEndpoints(context)) ? 0 : 1;
    }
    if (values.memory === true) {
      if (files.length > 0) throw new UsageError(`--memory makes its own runs and takes no file: ${files[0]}`);
      return (await reportMemory(context)) ? 0 : 1;
    }
    // Loaded here, since a browser's driver takes longer to load than everything else.
    const { findChromium } = await import("./test/find-chromium.ts");
    const { measurePage } = await import("./proof/perf/measure-page.ts");
    const executable = await findChromium(signal);
    const all: Figure[] = [];
    const report = (title: string, figures: Figure[]) => {
      print(`\n${title}`);
      for (const figure of figures) print(formatFigure(figure));
      all.push(...figures);
    };

    report("Worker", await measureWorker());
    report("Import", await measureImport({ folder: join(FOLDER, "import"), signal }));
    const lines =
      files.length === 0
        ? madeLines()
        : (await Promise.all(files.map((file) => readLinesOf(typedPath(context, file))))).flat();
    const site = join(FOLDER, "site");
    const worker = await startEmptyWorker({ folder: FOLDER, signal });
    try {
      const nothing = join(FOLDER, "nothing");
      await saveSnapshot(worker.url, nothing, signal);
      report("Database", await measureDatabase(worker, lines, { folder: FOLDER, signal }));
      report("New batch", await measureNewBatch(worker, lines, signal));
      report("Trials", await measureTrials({ folder: FOLDER, signal }));
      const snapshot = join(FOLDER, "snapshot");
      const index = await saveSnapshot(worker.url, snapshot, signal);
      report("Build", await measureBuild({ snapshot, nothing, folder: FOLDER, site, signal }));
      const page = `${worker.url}/suites/${slugOf(largestSuite(index))}/`;
      report("Rebuild", await measureRebuild(worker, { folder: FOLDER, signal }));
      await worker.untilServed();
      report(`Page ${new URL(page).pathname}`, await measurePage(page, executable));
    } finally {
      await worker.stop();
    }
    return all.every(isKept) ? 0 : 1;
  },
});

/** Prints what the endpoints read as the trials grow, and as the cells do; gives whether each keeps its bound. */
async function reportEndpoints({ signal, print }: Context): Promise<boolean> {
  const report = (growing: Growing, measurements: readonly EndpointMeasurement[]): boolean => {
    const health = measurements.find(({ endpoint }) => endpoint.path === "/health")?.milliseconds ?? Number.NaN;
    print("");
    for (const line of formatEndpointTable(SIZES, measurements, { growing, health })) print(line);
    return measurements.every((measurement) => isKept(figureOfEndpoint(measurement, growing)));
  };
  const options = { folder: FOLDER, signal };
  const trials = await measureTrialEndpoints(SIZES, options);
  const areTrialsKept = report("trials", trials);
  const cells = await measureCellEndpoints(SIZES, options);
  const areCellsKept = report("cells", cells);
  print("");
  const few = { cells: CELLS, measurements: trials };
  for (const line of formatSideBySide(few, { cells: SIZES[2], measurements: cells })) print(line);
  const crowded = await measureCrowdedEndpoints(options);
  print("");
  for (const line of formatCrowded(crowded)) print(line);
  return areTrialsKept && areCellsKept && crowded.every((one) => isKept(figureOfEndpoint(one, "cells")));
}

/** Prints what requests take at each size; gives whether all keep their bounds. */
async function reportMemory({ signal, print }: Context): Promise<boolean> {
  const figures: Figure[] = [];
  for (const cells of SIZES) {
    const measurements = await measureMemory(cells, { folder: FOLDER, signal });
    print(`\n${cells.toLocaleString("en")} cells\n     heap  buffers  computed    rows  request`);
    for (const measurement of measurements) print(formatMemory(measurement));
    figures.push(...figuresOfMemory(cells, measurements));
  }
  print("");
  for (const figure of figures) print(formatFigure(figure));
  return figures.every(isKept);
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

/** The suite with the most cells. */
function largestSuite({ suites }: SnapshotIndex): string {
  const [largest] = suites.toSorted((a, b) => b.cells - a.cells);
  return largest?.suite ?? "";
}

if (import.meta.main) await runHere(command);
