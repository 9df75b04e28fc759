import type { WorkerClient } from "#client/worker-client.ts";
import { keyOf } from "#contract/names/key-of.ts";
import type { Outcome } from "#contract/runs/outcome.ts";
import type { RunSummary } from "#contract/runs/run.ts";
import { collectPages } from "../../command/collect-pages.ts";
import { type Cell, namesOf } from "./plan-runs.ts";

/** Runs with these outcomes do not stand in for a trial: it is made again. */
const MISSING: readonly Outcome[] = ["infrastructure-error", "not-final", "excluded"];

/** The runs of a batch that a Worker has. */
export interface PresentRuns {
  /** All of them, whatever came of them. */
  runs: readonly RunSummary[];
  /** How many trials of a cell are there. */
  trialsOf: (cell: Cell) => number;
}

type Names = ReturnType<typeof namesOf>;

const cellKey = ({ suite, suiteVersion, scenario, tier, agent, model, variant }: Partial<Names>): string =>
  keyOf(suite, suiteVersion, scenario, tier, agent, model, variant);

/** Asks a Worker which runs of a batch it has; an unknown batch has none. Throws the WorkerError of a request that fails. */
export const readPresentRuns = async (
  client: WorkerClient,
  batchId: string,
  signal: AbortSignal,
): Promise<PresentRuns> => {
  const { items } = await collectPages(
    (limit, cursor) => client.listRuns({ batchId, limit, cursor }, { signal }),
    Number.POSITIVE_INFINITY,
  );
  const trials = new Map<string, number>();
  for (const run of items) {
    if (MISSING.includes(run.outcome)) continue;
    const key = cellKey(run);
    trials.set(key, (trials.get(key) ?? 0) + 1);
  }
  return {
    runs: items,
    trialsOf: (cell) => trials.get(cellKey(namesOf(cell))) ?? 0,
  };
};
