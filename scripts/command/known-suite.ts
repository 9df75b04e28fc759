import type { WorkerClient } from "#client/worker-client.ts";
import { CliError } from "./cli-error.ts";

/**
 * Makes sure that a Worker has a suite, and a version of it where one is named, with runs or a manifest. RefusedError with the suite that was
 * probably meant, or CliError with the versions that there are.
 */
export const requireSuite = async (
  client: WorkerClient,
  { suite, version = "" }: { suite: string; version?: string | undefined },
  signal: AbortSignal,
): Promise<void> => {
  const { versions } = await client.getSuite({ suite }, { signal });
  const names = versions.map(({ suiteVersion }) => suiteVersion ?? "");
  if (version === "" || names.includes(version)) return;
  const listed = names.map((name) => name || "none stated").join(", ");
  throw new CliError(`suite ${suite} has no version ${version}; it has ${listed}`);
};
