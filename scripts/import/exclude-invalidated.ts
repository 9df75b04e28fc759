import { RefusedError } from "#client/errors.ts";
import type { WorkerClient } from "#client/worker-client.ts";
import { CliError } from "../command/cli-error.ts";

/** A run that its own source declares invalid, and why. */
export interface Invalidated {
  runId: string;
  reason: string;
}

/**
 * Excludes runs for the reasons that their sources give. A run about which that was decided before stays as it stands: whoever counts it
 * again has the last word. Gives how many were excluded. CliError: the key may not decide, so that the runs count.
 */
export const excludeInvalidated = async (
  client: WorkerClient,
  runs: readonly Invalidated[],
  signal: AbortSignal,
): Promise<number> => {
  let excluded = 0;
  for (const { runId, reason } of runs) {
    const { items: decisions } = await client.listDecisions({ runId }, { signal });
    if (decisions.some((decision) => decision.reason === reason)) continue;
    try {
      await client.makeDecision({ runId }, { kind: "exclude", reason }, { signal });
    } catch (error) {
      if (!(error instanceof RefusedError) || (error.status !== 403 && error.status !== 401)) throw error;
      const left = runs.length - excluded;
      throw new CliError(
        `${left} ${left === 1 ? "run that its source declares invalid counts" : "runs that their sources declare invalid count"}, since this key may not exclude runs: import again with an admin key`,
        1,
        { cause: error },
      );
    }
    excluded += 1;
  }
  return excluded;
};
