import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { RunDetails, RunSummary } from "#contract/runs/run.ts";
import { fetchApi } from "./fetch-api.ts";
import { PAGE_LENGTH, runPath, runsPath, type TrialsAddress } from "./trials-address.ts";

type RunsPage = { runs: RunSummary[]; next: string | undefined };

/** How many requests one wish for more runs may cost. */
const MOST_REQUESTS = 10;

/**
 * A page of runs from a cursor on. Filters that no index serves come in short pages, even empty ones, that have a next all the same:
 * those are joined until there is something worth showing.
 */
const readRuns = async (path: string, cursor: string | undefined, signal: AbortSignal): Promise<RunsPage> => {
  const page: RunsPage = { runs: [], next: cursor };
  for (let requests = 0; requests < MOST_REQUESTS; requests++) {
    const address = page.next === undefined ? path : `${path}&cursor=${encodeURIComponent(page.next)}`;
    const { body, next } = await fetchApi<RunSummary[]>(address, signal);
    page.runs.push(...body);
    page.next = next;
    if (next === undefined || page.runs.length >= PAGE_LENGTH / 2) break;
  }
  return page;
};

/** The runs of some filters, newest first, a page at a time. */
export const useRuns = (filters: TrialsAddress["filters"]) =>
  useInfiniteQuery({
    queryKey: ["runs", filters],
    queryFn: ({ pageParam, signal }) => readRuns(runsPath(filters), pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  });

/** One run with its evaluations and telemetry. */
export const useRun = (run: string) =>
  useQuery({
    queryKey: ["run", run],
    queryFn: async ({ signal }) => (await fetchApi<RunDetails>(runPath(run), signal)).body,
  });
