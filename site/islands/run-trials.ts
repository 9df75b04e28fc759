import type { RunSummary } from "#contract/runs/run.ts";
import type { RunFilters } from "./trials-address.ts";

/** What lists and a run by itself say of a run alike. */
export type ShownRun = Omit<RunSummary, "metadata">;

type Place = Pick<RunSummary, "suite" | "suiteVersion" | "scenario" | "agent" | "model" | "variant">;

/** The filters for all runs of a run's entry at its task, at whatever level of help; empty: not stated. */
export const taskFilters = ({ suite, suiteVersion, scenario, agent, model, variant }: Place): RunFilters => ({
  ...{ suite, suiteVersion: suiteVersion ?? "", scenario, agent, model: model ?? "", variant: variant ?? "" },
});

/** The filters for all runs of a run's entry in its suite. */
export const suiteFilters = (run: Place): RunFilters => {
  const { scenario: _, ...filters } = taskFilters(run);
  return filters;
};

type Tried = Pick<RunSummary, "runId" | "tier" | "startedAt">;

/** The trials of a run's cell in the order they started in, out of all runs of its entry at its task; the run itself is one of them. */
export const trialsOf = <T extends Tried>(run: T, ofTask: readonly T[]): readonly T[] => {
  const others = ofTask.filter(({ tier, runId }) => tier === run.tier && runId !== run.runId);
  return [run, ...others].sort((a, b) => a.startedAt.localeCompare(b.startedAt) || a.runId.localeCompare(b.runId));
};

/**
 * The trial that a run is best read beside: the nearest one that ended otherwise, else the nearest; of two as near, the later.
 * Undefined where there is no other.
 */
export const bestBeside = <T extends Tried & Pick<RunSummary, "outcome">>(
  run: T,
  trials: readonly T[],
): T | undefined => {
  const place = trials.findIndex(({ runId }) => runId === run.runId);
  const distance = (trial: T) => Math.abs(trials.indexOf(trial) - place) - (trials.indexOf(trial) > place ? 0.5 : 0);
  const isOtherwise = (trial: T) => Number(trial.outcome !== run.outcome);
  const [best] = trials
    .filter(({ runId }) => runId !== run.runId)
    .sort((a, b) => isOtherwise(b) - isOtherwise(a) || distance(a) - distance(b));
  return best;
};
