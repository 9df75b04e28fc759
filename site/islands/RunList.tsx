import type { RunSummary } from "#contract/runs/run.ts";
import { countRuns } from "#words/outcomes.ts";
import { apiAddress } from "../tables/api-address.ts";
import { Failure } from "./Failure.tsx";
import { RunTable } from "./RunTable.tsx";
import { runsPath, type TrialsAddress } from "./trials-address.ts";
import { useRuns } from "./use-runs.ts";
import { waiting } from "./waiting.ts";

const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? "" : "s"}`;

const summarize = (runs: readonly RunSummary[] | undefined, query: ReturnType<typeof useRuns>): string => {
  if (query.isFetching) return waiting(query.failureCount, runs ? "Loading more runs…" : "Loading runs…");
  if (!runs) return "";
  if (query.hasNextPage) return query.error ? "" : `The newest ${plural(runs.length, "run")}; there may be more.`;
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
  const query = useRuns(filters);
  const { error, hasNextPage, isFetching } = query;
  const runs = query.data?.pages.flatMap((page) => page.runs);
  return (
    <>
      <p role="status">{summarize(runs, query)}</p>
      {isFetching && !runs && <Skeleton />}
      {runs?.some(({ synthetic }) => synthetic) && (
        <p className="trials-synthetic">Synthetic data: made up, not measured.</p>
      )}
      {runs && runs.length > 0 && <RunTable runs={runs} filters={filters} />}
      {runs?.length === 0 && !hasNextPage && (
        <p>This page was built from a snapshot; the runs may have been removed since.</p>
      )}
      {error && !isFetching && <Failure error={error} retry={() => (runs ? query.fetchNextPage() : query.refetch())} />}
      <p className="trials-actions">
        {hasNextPage && !error && (
          <button type="button" onClick={() => query.fetchNextPage()} disabled={isFetching}>
            Load more
          </button>
        )}
        <a href={apiAddress(runsPath(filters))}>These runs as JSON</a>
      </p>
    </>
  );
};
