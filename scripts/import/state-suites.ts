import { RefusedError } from "#client/errors.ts";
import type { WorkerClient } from "#client/worker-client.ts";
import type { Manifest } from "#contract/suites/manifest.ts";
import type { CollectedFile } from "./collected-files.ts";
import type { Dataset, Mapping } from "./formats/importer.ts";
import { groupBy } from "./group-by.ts";
import { nameIn } from "./reading/foreign-values.ts";

/** The most scenarios that a manifest lists; of more their number is stated alone. */
const MAX_LISTED = 10_000;

/** What a version of a suite consists of, as the files that went in state it. */
export interface StatedSuite {
  suite: string;
  version: string | undefined;
  manifest: Manifest;
}

/** The data sets that files state, a suite and version each. Where two files state one differently, nobody knows which is right: none stands. */
export const statedSuites = (
  files: readonly Pick<CollectedFile, "statements">[],
  mapping: Pick<Mapping, "suite" | "suiteVersion">,
): StatedSuite[] => {
  const stated = files.flatMap(({ statements }) =>
    statements.flatMap(({ dataset }) => suiteOf(dataset, mapping) ?? []),
  );
  const groups = groupBy(stated, ({ suite, version }) => JSON.stringify([suite, version]));
  return [...groups.values()].flatMap(([first, ...more]) => {
    const text = JSON.stringify(first?.manifest);
    const isOne = more.every(({ manifest }) => JSON.stringify(manifest) === text);
    return first !== undefined && isOne ? [first] : [];
  });
};

const suiteOf = (
  dataset: Dataset | undefined,
  mapping: Pick<Mapping, "suite" | "suiteVersion">,
): StatedSuite | undefined => {
  const suite = nameIn(dataset?.suite ?? mapping.suite);
  if (dataset === undefined || suite === undefined) return undefined;
  const { size, scenarios } = dataset;
  const names = [...new Set((scenarios ?? []).flatMap((scenario) => nameIn(scenario) ?? []))].sort();
  const isListed = names.length === size && size <= MAX_LISTED;
  const manifest = isListed ? { scenarios: names.map((scenario) => ({ scenario })) } : { scenarioCount: size };
  return size < 1 ? undefined : { suite, version: nameIn(dataset.suiteVersion ?? mapping.suiteVersion), manifest };
};

/**
 * States what suites consist of, where nobody has yet: a board then knows what its runs are missing. Gives how many were stated. What is
 * refused, since the suite has runs of somebody else, stays as it is. WorkerError: the Worker failed.
 */
export const stateSuites = async (
  client: WorkerClient,
  suites: readonly StatedSuite[],
  signal: AbortSignal,
): Promise<number> => {
  let count = 0;
  for (const { suite, version, manifest } of suites) {
    try {
      if (await hasManifest(client, { suite, version }, signal)) continue;
      await client.putManifest({ suite, version }, manifest, { signal });
      count += 1;
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
    }
  }
  return count;
};

const hasManifest = async (
  client: WorkerClient,
  subject: Pick<StatedSuite, "suite" | "version">,
  signal: AbortSignal,
): Promise<boolean> => {
  try {
    await client.getManifest(subject, { signal });
    return true;
  } catch (error) {
    if (error instanceof RefusedError && error.status === 404) return false;
    throw error;
  }
};
