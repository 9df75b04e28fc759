import type { ReactNode } from "react";
import type { RunSummary } from "#contract/runs/run.ts";
import { formatCounted } from "#words/numbers.ts";
import { countRuns } from "#words/outcomes.ts";
import { apiAddress } from "../tables/api-address.ts";
import { Failure } from "./Failure.tsx";
import { type RunFilters, runsPath } from "./trials-address.ts";
import { useRuns } from "./use-runs.ts";
import { waiting } from "./waiting.ts";

const summarize = (runs: readonly RunSummary[] | undefined, query: ReturnType<typeof useRuns>): string => {
  if (query.isFetching) return waiting(query.failureCount, runs ? "Loading runs again…" : "Loading runs…");
  if (!runs) return "";
  if (query.hasNextPage)
    return query.error ? "" : `The newest ${formatCounted(runs.length, "run")}; there may be more.`;
  if (runs.length === 0) return "There are no runs here.";
  const { passes, counted, notCounted } = countRuns(runs);
  const apart = notCounted > 0 ? `; ${notCounted} more not counted` : "";
  return `${formatCounted(runs.length, "run")}: ${passes} of ${counted} counted passed${apart}.`;
};

const Skeleton = () => (
  <div className="live-skeleton" aria-hidden="true">
    <span />
    <span />
    <span />
  </div>
);

/** The runs of some filters, newest first, as they are drawn by whom it is given to; with what is waited for, failed, or is not there. */
export const RunList = ({
  filters,
  empty,
  children,
}: {
  filters: RunFilters;
  /** What is said where there are none. */
  empty: ReactNode;
  children: (runs: readonly RunSummary[]) => ReactNode;
}) => {
  const query = useRuns(filters);
  const { error, hasNextPage, isFetching } = query;
  const runs = query.data?.pages.flatMap((page) => page.runs);
  return (
    <>
      <p role="status">{summarize(runs, query)}</p>
      {isFetching && !runs && <Skeleton />}
      {runs?.some(({ synthetic }) => synthetic) && (
        <p className="synthetic">
          <strong>Synthetic data:</strong> made up, not measured.
        </p>
      )}
      {runs && runs.length > 0 && children(runs)}
      {runs?.length === 0 && !hasNextPage && empty}
      {error && !isFetching && <Failure error={error} retry={() => (runs ? query.fetchNextPage() : query.refetch())} />}
      <p className="live-actions">
        {hasNextPage && !error && (
          <button type="button" onClick={() => query.fetchNextPage()} disabled={isFetching}>
            Load more
          </button>
        )}
        {runs && !error && (
          <button type="button" onClick={() => query.refetch()} disabled={isFetching}>
            Ask again
          </button>
        )}
        <a href={apiAddress(runsPath(filters))}>These runs as JSON</a>
      </p>
    </>
  );
};
