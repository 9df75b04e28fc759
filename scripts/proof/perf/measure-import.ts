import { createWriteStream } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { strToU8, zipSync } from "fflate";
import { runChild } from "../../command/child-process.ts";
import { CliError } from "../../command/cli-error.ts";
import type { Figure } from "./figures.ts";
import { madeRuns } from "./made-runs.ts";
import { reportMemory } from "./report-memory.ts";

/** How much is imported: lines of runs, samples of a log of 100 KB each, files of a run each, and files that are compared with one. */
const SIZES = { lines: 200_000, samples: 1_000, files: 10_000, compared: 2_000 };

/** The most memory that an import may take, in MB, whatever its files hold. */
const PEAK = 300;

/** Imports made-up files without sending them, in a process of its own; gives its peak memory in MB and its seconds. */
const importMade = async (folder: string, path: string, signal: AbortSignal) => {
  const memory = await reportMemory(folder);
  const start = performance.now();
  const args = ["scripts/import.ts", "--dry-run", "--map", "startedAt=2026-01-01", join(folder, path)];
  const code = await runChild("node", args, { env: { NODE_OPTIONS: memory.options }, onLine: () => {}, signal });
  if (code !== 0) throw new CliError(`the import of ${path} failed`);
  return { peak: await memory.peak(), seconds: (performance.now() - start) / 1000 };
};

function* linesOf(count: number): Generator<string> {
  for (const run of madeRuns({ entries: 400, scenarios: Math.ceil(count / 400) })) yield `${JSON.stringify(run)}\n`;
}

/** A log of Inspect AI whose samples do not get much smaller when they are packed. */
const logOf = (count: number): Uint8Array => {
  const header = {
    version: 2,
    status: "success",
    eval: { run_id: "R", task_id: "T", task: "made", model: "lab/m", created: "2026-01-01T00:00:00Z" },
    results: { total_samples: count },
  };
  const noise = (sample: number) => Array.from({ length: 5_000 }, (_, index) => Math.sin(sample * 5_000 + index));
  const samples = Array.from({ length: count }, (_, sample) => {
    const content = {
      id: `s${sample}`,
      epoch: 1,
      scores: { g: { value: "C" } },
      messages: [{ content: noise(sample) }],
    };
    return [`samples/s${sample}_epoch_1.json`, strToU8(JSON.stringify(content))] as const;
  });
  return zipSync({ "header.json": strToU8(JSON.stringify(header)), ...Object.fromEntries(samples) }, { level: 1 });
};

const instanceOf = (index: number): string => `made__made-${index}`;

/** Reports of SWE-bench, one an instance, each in a folder as the evaluation puts it. */
const writeReports = async (folder: string, count: number): Promise<void> => {
  for (let index = 0; index < count; index += 1) {
    const instance = instanceOf(index);
    const place = join(folder, "run_evaluation", "R", "made", instance);
    await mkdir(place, { recursive: true });
    const report = { patch_exists: true, resolved: index % 2 === 0, tests_status: {} };
    await writeFile(join(place, "report.json"), JSON.stringify({ [instance]: report }));
  }
};

const reportOf = (count: number): string => {
  const ids = Array.from({ length: count }, (_, index) => instanceOf(index));
  return JSON.stringify({ schema_version: 2, submitted_instances: count, submitted_ids: ids, resolved_ids: [] });
};

/** The peak memory of imports of many lines, of a large log and of many files, and the time of many files against as many runs in one. */
export const measureImport = async ({
  folder,
  signal,
  sizes = SIZES,
}: {
  folder: string;
  signal: AbortSignal;
  sizes?: typeof SIZES;
}): Promise<Figure[]> => {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  try {
    await pipeline(Readable.from(linesOf(sizes.lines)), createWriteStream(join(folder, "runs.ndjson")));
    await writeFile(join(folder, "log.eval"), logOf(sizes.samples));
    await writeReports(join(folder, "files"), sizes.files);
    await writeReports(join(folder, "compared"), sizes.compared);
    await writeFile(join(folder, "made.R.json"), reportOf(sizes.compared));
    const measured = async (path: string) => await importMade(folder, path, signal);
    const peakOf = async (path: string, what: string): Promise<Figure> => {
      const { peak } = await measured(path);
      return { name: `import of ${what}, peak memory`, value: peak, unit: "MB", atMost: PEAK };
    };
    const figures = [
      await peakOf("runs.ndjson", `${sizes.lines} lines`),
      await peakOf("log.eval", `a log of ${sizes.samples} samples`),
      await peakOf("files", `${sizes.files} files`),
    ];
    const [many, one] = [await measured("compared"), await measured("made.R.json")];
    const name = `import of ${sizes.compared} files, time against as many runs in one`;
    return [...figures, { name, value: many.seconds / one.seconds, unit: "×", atMost: 3 }];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
