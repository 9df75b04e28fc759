import { WorkerError } from "#client/errors.ts";
import type { WorkerClient } from "#client/worker-client.ts";
import type { Context } from "../../command/context.ts";
import type { VersionManifest } from "../suites/manifest-of.ts";

/** Tells the Worker what the suites consist of, before their runs. Where it does not take that, the runs go on: a warning says so. */
export const sendManifests = async (
  client: WorkerClient,
  manifests: readonly VersionManifest[],
  { signal, warn }: Pick<Context, "signal" | "warn">,
): Promise<void> => {
  for (const { suite, suiteVersion, manifest } of manifests) {
    try {
      await client.putManifest({ suite, version: suiteVersion }, manifest, { signal });
    } catch (error) {
      if (!(error instanceof WorkerError)) throw error;
      warn(`the manifest of ${suite} was not taken, and its runs are sent without it: ${error.message}`);
    }
  }
};
