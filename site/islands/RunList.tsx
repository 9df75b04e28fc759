import { countRuns } from "#words/outcomes.ts";
import { Failure } from "./Failure.tsx";
import { apiAddress } from "./fetch-api.ts";
import { RunTable } from "./RunTable.tsx";
import { runsPath, type TrialsAddress } from "./trials-address.ts";
import { useRuns } from "./use-runs.ts";

const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? "" : "s"}`;

const summarize = ({ runs, next, loading, error }: ReturnType<typeof useRuns>): string => {
  if (loading) return runs ? "Loading more runs…" : "Loading runs…";
  if (!runs) return "";
  if (next !== undefined) return error ? "" : `The newest ${plural(runs.length, "run")}; there may be more.`;
  if (runs.length === 0) return "There are no runs here.";
  const { passes, counted, notCounted } = countRuns(runs);
  const apart = notCounted > 0 ? `; ${notCounted} more not counted` : "";
  return `${plural(runs.length, "run")}: ${passes} of ${counted} counted passed${apart}.`;
};

const Skeleton = () => (
  <div className="trials-skeleton" aria-hidden="true">
    <span />
    <span />
    <span />
  </div>
);

/** The runs of some filters, newest first, with one link each to the run itself. */
export const RunList = ({ filters }: { filters: TrialsAddress["filters"] }) => {
  const state = useRuns(filters);
  const { runs, next, loading, error, more, retry } = state;
  return (
    <>
      <p role="status">{summarize(state)}</p>
      {loading && !runs && <Skeleton />}
      {runs?.some(({ synthetic }) => synthetic) && (
        <p className="trials-synthetic">Synthetic data: made up, not measured.</p>
      )}
      {runs && runs.length > 0 && <RunTable runs={runs} filters={filters} />}
      {runs?.length === 0 && next === undefined && (
        <p>
          The page was built from a snapshot; runs may have been taken out since. Other figures of this page open their
          own runs.
        </p>
      )}
      {error !== undefined && <Failure error={error} retry={retry} />}
      <p className="trials-actions">
        {next !== undefined && error === undefined && (
          <button type="button" onClick={more} disabled={loading}>
            Load more
          </button>
        )}
        <a href={apiAddress(runsPath(filters))}>These runs as JSON</a>
      </p>
    </>
  );
};
