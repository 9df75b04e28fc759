import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { saveSnapshot } from "../../local/save-snapshot.ts";
import type { RunningWorker } from "../../local/worker-process.ts";
import { compareCounts } from "../recount/compare-counts.ts";
import { countRuns } from "../recount/count-runs.ts";
import type { PageTable } from "../recount/read-pages.ts";
import { streamRuns } from "./stream-runs.ts";

export interface StreamedBuilds {
  worker: RunningWorker;
  /** Where the snapshot and the runs of its moment go. */
  folder: string;
  builds: number;
  perMinute: number;
  seed: string;
  /** Builds from the snapshot in a folder, and gives the leaderboards that came of it. */
  build: (snapshot: string) => Promise<PageTable[]>;
  print: (line: string) => void;
  signal: AbortSignal;
}

/**
 * Builds again and again while runs come in, and holds each build against a recount of the runs of one moment: those are the first so many that
 * were sent, all that were acknowledged before the snapshot was taken and none that was not yet sent after it. Gives what was compared and a line
 * for each difference.
 */
export const buildUnderStream = async (
  options: StreamedBuilds,
): Promise<{ compared: number; differences: string[] }> => {
  const { worker, folder, builds, seed, perMinute, build, print, signal } = options;
  const stream = streamRuns(worker.client, { seed, perMinute });
  const result = { compared: 0, differences: [] as string[] };
  const [snapshot, file] = [join(folder, "snapshot"), join(folder, "runs.ndjson")];
  try {
    for (let round = 1; round <= builds; round++) {
      const before = stream.acknowledged();
      const { runs } = await saveSnapshot(worker.url, snapshot, signal);
      const after = stream.sent();
      const tables = await build(snapshot);
      await writeFile(file, stream.lines(runs).join("\n"));
      const { compared, differences } = compareCounts((await countRuns([file])).counts, tables);
      if (runs < before || runs > after)
        differences.push(`it has ${runs} runs, of ${before} before and ${after} after it`);
      result.compared += compared;
      result.differences.push(...differences.map((line) => `build ${round}: ${line}`));
      print(
        `build ${round} of ${builds}: ${runs} runs, ${stream.sent()} sent by its end, ${differences.length} differences`,
      );
    }
  } finally {
    await stream.stop();
  }
  return result;
};
