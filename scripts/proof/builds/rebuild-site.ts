import { rm } from "node:fs/promises";
import { join } from "node:path";
import { applyMigrations } from "../../local/apply-migrations.ts";
import { buildSite } from "../../local/build-site.ts";
import { loadSample } from "../../local/load-sample.ts";
import { findFreePort } from "../../local/ports.ts";
import { saveSnapshot } from "../../local/save-snapshot.ts";
import { type RunningWorker, startWorker } from "../../local/worker-process.ts";
import { randomOf } from "../../sample/random.ts";
import { replaceBuilds } from "./replace-builds.ts";

export interface Rebuilding {
  /** Where the databases and the site go. What is there is removed. */
  folder: string;
  builds: number;
  /** What the order of the builds and what is read follow from. */
  seed: string;
  print: (line: string) => void;
  signal: AbortSignal;
}

/** A run of a scenario of its own, so that no two builds are alike. */
const submitRun = ({ client }: RunningWorker, round: number, signal: AbortSignal) =>
  client.submitRun(
    {
      runId: `builds:${round}`,
      suite: "builds",
      scenario: `round ${round}`,
      tier: "L0",
      agent: "imaginary-otter",
      status: "completed",
      isSuccessful: true,
      startedAt: "2026-01-01T00:00:00Z",
      completedAt: "2026-01-01T00:01:00Z",
      synthetic: true,
    },
    { signal },
  );

/**
 * Builds the site again and again as `npm run build` does, beside a Worker that serves it as `npm start` does and is read all the while.
 * The snapshot is now that of the sample, now that of a few runs, so that hundreds of pages come and go. Gives the number of answers
 * and what was wrong with some.
 */
export const rebuildSite = async ({ folder, builds, seed, print, signal }: Rebuilding) => {
  await rm(folder, { recursive: true, force: true });
  const random = randomOf("builds", seed);
  const site = join(folder, "site");
  const workers: RunningWorker[] = [];
  const add = async (name: string, assets: string) => {
    const persist = join(folder, name);
    await applyMigrations(persist, signal);
    const worker = await startWorker({ port: await findFreePort(), persist, assets, signal });
    workers.push(worker);
    return worker;
  };
  try {
    const serving = await add("serving", site);
    const other = await add("other", join(folder, "nothing"));
    const build = async (round: number) => {
      const source = random() < 0.5 ? serving : other;
      await submitRun(source, round, signal);
      const snapshot = join(folder, "snapshot");
      await saveSnapshot(source.url, snapshot, signal);
      await buildSite({ snapshot, folder: site, kept: join(folder, "kept"), signal }, () => {});
    };
    await loadSample(serving.client, signal);
    await build(0);
    return await replaceBuilds({
      ...{ url: serving.url, folder: site, builds, build, random },
      onBuild: (round, { paths, answers, failures }) => {
        print(`build ${round} of ${builds}: ${paths} files, ${answers} answers, ${failures.length} of them wrong`);
      },
    });
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()));
  }
};
