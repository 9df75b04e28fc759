import { useCallback, useEffect, useRef, useState } from "react";
import type { RunDetails, RunSummary } from "#contract/runs/run.ts";
import { fetchApi } from "./fetch-api.ts";
import { PAGE_LENGTH, runPath, runsPath, type TrialsAddress } from "./trials-address.ts";

type Request<T> = { loading: boolean; error?: unknown; answer?: T };

/**
 * Sends requests one at a time: a new one aborts the one before, and so does leaving. The last answer stays while the next one loads
 * or fails, until `forget`.
 */
const useRequest = <T>() => {
  const [state, setState] = useState<Request<T>>({ loading: true });
  const controller = useRef<AbortController>(undefined);
  const send = useCallback(async (request: (signal: AbortSignal) => Promise<T>, forget = false) => {
    controller.current?.abort();
    controller.current = new AbortController();
    const { signal } = controller.current;
    setState((before) => (!forget && before.answer ? { loading: true, answer: before.answer } : { loading: true }));
    try {
      const answer = await request(signal);
      if (!signal.aborted) setState({ loading: false, answer });
    } catch (error) {
      if (!signal.aborted) setState((before) => ({ ...before, loading: false, error }));
    }
  }, []);
  useEffect(() => () => controller.current?.abort(), []);
  return { ...state, send };
};

type Runs = { runs: RunSummary[]; next?: string };

/** How many requests one wish for more runs may cost. */
const MOST_REQUESTS = 10;

/**
 * The runs so far and a page more. Filters that no index serves come in short pages, even empty ones, that have a next all the same:
 * those are joined until there is something worth showing.
 */
const gather = async (path: string, before: Runs | undefined, signal: AbortSignal): Promise<Runs> => {
  const found = [...(before?.runs ?? [])];
  const wanted = found.length + PAGE_LENGTH / 2;
  let cursor = before?.next;
  for (let requests = 0; requests < MOST_REQUESTS; requests++) {
    const address = cursor === undefined ? path : `${path}&cursor=${encodeURIComponent(cursor)}`;
    const { body, next } = await fetchApi<RunSummary[]>(address, signal);
    found.push(...body);
    if (next === undefined) return { runs: found };
    cursor = next;
    if (found.length >= wanted) break;
  }
  return cursor === undefined ? { runs: found } : { runs: found, next: cursor };
};

/** The runs of some filters, newest first, a page at a time. `more` loads the next page, `retry` what failed last. */
export const useRuns = (filters: TrialsAddress["filters"]) => {
  const { send, answer, ...state } = useRequest<Runs>();
  const path = runsPath(filters);
  const load = useCallback(
    (before?: Runs) => send((signal) => gather(path, before, signal), before === undefined),
    [path, send],
  );
  useEffect(() => void load(), [load]);
  return { ...state, ...answer, more: () => load(answer), retry: () => load(answer) };
};

/** One run with its evaluations and telemetry. */
export const useRun = (run: string) => {
  const { send, ...state } = useRequest<RunDetails>();
  const retry = useCallback(
    () => send(async (signal) => (await fetchApi<RunDetails>(runPath(run), signal)).body, true),
    [run, send],
  );
  useEffect(() => void retry(), [retry]);
  return { ...state, retry };
};
