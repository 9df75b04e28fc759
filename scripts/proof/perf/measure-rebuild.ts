import { rm } from "node:fs/promises";
import { join } from "node:path";
import { buildSite } from "../../local/build-site.ts";
import { loadSample } from "../../local/load-sample.ts";
import { saveSnapshot } from "../../local/save-snapshot.ts";
import type { RunningWorker } from "../../local/worker-process.ts";
import { dayBefore } from "../../sample/sample-days.ts";
import { type RunPayload, sampleRuns } from "../../sample/sample-runs.ts";
import { readContents } from "../builds/site-contents.ts";
import type { Figure } from "./figures.ts";

/** What building anew took, and what came out. */
export interface Rebuild {
  /** Of a build in full, and of one that takes over what has not changed. */
  seconds: { whole: number; part: number };
  files: number;
  taken: number;
  /** Files that are not the same in both. */
  different: number;
}

/** The figures of a rebuild. */
export const figuresOfRebuild = ({ seconds, files, taken, different }: Rebuild): Figure[] => {
  const name = "rebuild after a run of a small suite beside the large one";
  return [
    { name: `${name}, files taken from the build before, of ${files}`, value: taken, unit: "files" },
    { name: `${name}, files other than in a build in full`, value: different, unit: "files", atMost: 0 },
    { name: `${name}, seconds`, value: seconds.part, unit: "s" },
    {
      name: `${name}, time against a build in full`,
      value: seconds.part / seconds.whole,
      unit: "×",
      atMost: 1 / 3,
    },
  ];
};

const SUITE = "refactor";

/** One more run of a cell of the sample, in a batch of its own. */
export const nextRun = (): RunPayload => {
  for (const run of sampleRuns(dayBefore(new Date()))) {
    if (run.suite === SUITE) return { ...run, runId: "perf:next", batchId: "perf:next" };
  }
  throw new Error(`the sample has no suite ${SUITE}`);
};

/** Puts the sample beside what a Worker has, builds the site, adds a run of the sample, and builds it again: taking over, and in full. */
export const measureRebuild = async (
  worker: RunningWorker,
  { folder, signal }: { folder: string; signal: AbortSignal },
): Promise<Figure[]> => {
  const own = join(folder, "rebuild");
  await rm(own, { recursive: true, force: true });
  const [snapshot, kept] = [join(own, "snapshot"), join(own, "kept")];
  const build = async (name: string, options: { kept?: string }) => {
    let taken = 0;
    const start = performance.now();
    await buildSite({ snapshot, folder: join(own, name), signal, ...options }, (line) => {
      taken ||= Number(/\[kept\] ([\d,]+) file/.exec(line)?.[1]?.replaceAll(",", "") ?? 0);
    });
    return { seconds: (performance.now() - start) / 1000, taken };
  };
  await loadSample(worker.client, signal);
  await saveSnapshot(worker.url, snapshot, signal);
  await build("before", { kept });
  await worker.client.submitRun(nextRun(), { signal });
  await saveSnapshot(worker.url, snapshot, signal);
  const part = await build("part", { kept });
  const whole = await build("whole", {});
  const [ofPart, ofWhole] = [await readContents(join(own, "part")), await readContents(join(own, "whole"))];
  const paths = [...new Set([...ofPart.keys(), ...ofWhole.keys()])];
  return figuresOfRebuild({
    seconds: { whole: whole.seconds, part: part.seconds },
    files: paths.length,
    taken: part.taken,
    different: paths.filter((path) => ofPart.get(path) !== ofWhole.get(path)).length,
  });
};
