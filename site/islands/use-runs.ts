import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { Evaluation, PublicTelemetry, RunDetails, RunSummary } from "#contract/runs/run.ts";
import { inSite } from "../tables/in-site.ts";
import { fetchApi, fetchLines } from "./fetch-api.ts";
import { type ShownRun, suiteFilters, taskFilters } from "./run-trials.ts";
import { figuresPath, PAGE_LENGTH, type RunFilters, runPath, runsPath } from "./trials-address.ts";

type RunsPage = { runs: RunSummary[]; next: string | undefined };

/** A run as the contract's types have it: what it does not state is absent, where the API says null for the original's clients. */
const withoutNulls = <Run extends object>(run: Run): Run =>
  Object.fromEntries(Object.entries(run).filter(([, value]) => value !== null)) as Run;

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
    page.runs.push(...body.map(withoutNulls));
    page.next = next;
    if (next === undefined || page.runs.length >= PAGE_LENGTH / 2) break;
  }
  return page;
};

/** The runs of some filters, newest first, a page at a time. */
export const useRuns = (filters: RunFilters) =>
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
    queryFn: async ({ signal }): Promise<RunDetails> => {
      const { body } = await fetchApi<RunDetails>(runPath(run), signal);
      return { ...body, run: withoutNulls(body.run) };
    },
  });

/** A run with its figures, as an export has it. */
export type RunFigures = Pick<RunSummary, "runId" | "scenario" | "tier"> & {
  telemetry?: PublicTelemetry;
  evaluations?: readonly Evaluation[];
};

/** So many runs are enough to compare one with; an export holds all that harnesses have to say of each. */
const MOST_COMPARED = 60;

/** So few runs of the same task are too few to compare one with. */
const LEAST_COMPARED = 3;

const figures = (filters: RunFilters, enabled: boolean) => ({
  queryKey: ["figures", filters],
  queryFn: ({ signal }: { signal: AbortSignal }) => fetchLines<RunFigures>(figuresPath(filters, MOST_COMPARED), signal),
  enabled,
});

/**
 * What a run's figures are compared with: those of the runs of its entry at the same task or, where these are too few, in the same suite;
 * and those of its own trials.
 */
export const useComparedRuns = (run: ShownRun) => {
  const ofTask = useQuery(figures(taskFilters(run), true));
  const isAlone = ofTask.data !== undefined && ofTask.data.length < LEAST_COMPARED;
  const ofSuite = useQuery(figures(suiteFilters(run), isAlone));
  return { ofTask, compared: isAlone ? ofSuite : ofTask, isOfSuite: isAlone };
};

/** Where the page of a suite's version is; null: the runs state no version. */
type VersionPath = readonly [suite: string, version: string | null, path: string];

/** The addresses of the pages that this site has of suites; they do not change while a page is open. */
export const useVersionPaths = () =>
  useQuery({
    queryKey: ["versions"],
    queryFn: async ({ signal }): Promise<VersionPath[]> =>
      (await fetch(inSite("/data/versions.json"), { signal })).json(),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
