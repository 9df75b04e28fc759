import { createReadStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { slugOf } from "#contract/slug.ts";
import type { Snapshot } from "#contract/snapshot.ts";
import { interruptedSignal } from "./command/interruption.ts";
import { inProject, typedPath } from "./command/project.ts";
import { runCommand } from "./command/run-command.ts";
import { type Figure, formatFigure, isKept } from "./perf/figures.ts";
import { madeRuns } from "./perf/made-runs.ts";
import { measureBuild } from "./perf/measure-build.ts";
import { measureDatabase, measureTrials } from "./perf/measure-database.ts";
import { measurePage } from "./perf/measure-page.ts";
import { findChromium } from "./test/find-chromium.ts";

const HELP = `
npm run perf -- [FILE…]

Measures what the project promises, on a database and a site that it makes for that: rows read and written, the import against
node:sqlite, the build against bare Astro, and the largest leaderboard in a browser. Times are ratios within the one run.

  FILE         run payloads to measure with, as npm run import takes them (default: 67,000 made-up runs)
  -h, --help   this

Exit code: 0 every bound is kept, 1 one is not.
`;

const FOLDER = inProject(".cache", "perf");

await runCommand({
  name: "perf",
  help: HELP,
  takesFiles: true,
  options: {},
  run: async ({ files }) => {
    const signal = interruptedSignal();
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
    const { figures, worker } = await measureDatabase(lines, { folder: FOLDER, signal });
    try {
      report("Database", figures);
      report("Trials", await measureTrials({ folder: FOLDER, signal }));
      const { snapshot } = (await worker.client.snapshot({ signal })) ?? {};
      if (snapshot === undefined) throw new Error("the Worker gave no snapshot");
      const file = join(FOLDER, "snapshot.json");
      await writeFile(file, JSON.stringify(snapshot));
      report("Build", await measureBuild(file, { folder: FOLDER, site, signal }));
      const page = `${worker.url}/suites/${slugOf(largestSuite(snapshot))}/`;
      report(`Page ${new URL(page).pathname}`, await measurePage(page, executable));
    } finally {
      await worker.stop();
    }
    return all.every(isKept) ? 0 : 1;
  },
});

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
