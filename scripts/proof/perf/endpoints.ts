import { cursorOf } from "#contract/runs/run-query.ts";
import { NAMES, runIdOf } from "./made-trials.ts";

/**
 * What an endpoint may read. `flat`: the same whatever the number of runs. `page`: no more than the runs of a page. `looked at`: no index
 * serves all of its filters, and a page looks at so many runs at most.
 */
export type Bound = { kind: "flat" } | { kind: "page" | "looked at"; runs: number };

/** A GET request to measure. */
export interface Endpoint {
  path: string;
  bound: Bound;
  headers?: Record<string, string>;
  /** What it is to be answered with; 200 if absent. */
  status?: number;
  /** What tells it from another with the same path, or is to be known about its figures. */
  note?: string;
}

/** MAX_ROWS_LOOKED_AT of worker/db/list-runs.ts. */
const MOST_LOOKED_AT = 1_000;
/** How many runs a page of a list has if nothing else is asked for. */
const PAGE = 50;

const { suite, scenario, tier, agent, model, evaluator, batches, entries } = NAMES;
const pathOf = (path: string, query: Record<string, string> = {}): string => {
  const search = new URLSearchParams(query).toString();
  return search === "" ? path : `${path}?${search}`;
};
const flat = (path: string, query?: Record<string, string>): Endpoint => ({
  path: pathOf(path, query),
  bound: { kind: "flat" },
});

const entry = { suite, suiteVersion: "", agent, model, variant: "" };
const cell = { ...entry, scenario, tier };

/** Lists of runs, by what serves their filters. */
const runLists = (moment: number): Endpoint[] => {
  const served: Record<string, string>[] = [
    {},
    { limit: "200" },
    { cursor: cursorOf({ startedAt: moment, id: 1 }) },
    { since: new Date(moment).toISOString(), until: new Date(moment + 86_400_000).toISOString() },
    { batchId: batches[0] },
    { ...cell },
    { ...entry },
  ];
  const unserved: Record<string, string>[] = [
    { suite },
    { suite, scenario },
    { suite, agent },
    { model },
    { outcome: "timeout" },
    { batchId: batches[0], outcome: "fail" },
  ];
  const list = (kind: "page" | "looked at", runs: number) => (query: Record<string, string>) => ({
    path: pathOf("/api/runs", query),
    bound: { kind, runs: Math.max(runs, Number(query["limit"] ?? PAGE)) },
  });
  return [...served.map(list("page", PAGE)), ...unserved.map(list("looked at", MOST_LOOKED_AT))];
};

/** An export's header leaves before its second page is read, and tells of the first alone. */
const EXPORT_NOTE = "rows of its first page, 50 runs";
const exports = (): Endpoint[] =>
  ["/api/export/runs.ndjson", "/api/export/runs.csv"].flatMap((path) =>
    [{ limit: "200" }, { limit: "200", ...entry }].map((query) => ({ ...flat(path, query), note: EXPORT_NOTE })),
  );

/**
 * The requests to measure: every GET endpoint of worker/index.ts, those with filters several times. `moment` is a time, in milliseconds,
 * with more than a page of runs before it and a page of them within the day after it; `snapshotId` the id of the present snapshot; `key` the admin's.
 */
export const endpointsOf = ({ moment, snapshotId, key }: { moment: number; snapshotId: string; key: string }) => [
  flat("/health"),
  ...runLists(moment),
  flat(`/api/runs/${runIdOf(0)}`),
  flat(`/api/runs/${runIdOf(0)}/evaluations`),
  flat(`/api/runs/${runIdOf(0)}/telemetry`),
  flat("/api/decisions"),
  flat("/api/decisions", { runId: runIdOf(0) }),
  { ...flat("/api/keys"), headers: { authorization: `Bearer ${key}` } },
  ...exports(),
  flat("/api/batches"),
  flat("/api/batches", { sortBy: "score" }),
  flat("/api/batches", { status: "running" }),
  flat("/api/batches/compare", { ids: batches.join(",") }),
  flat(`/api/batches/${batches[0]}`),
  flat(`/api/batches/${batches[0]}/analytics`),
  flat("/api/stats"),
  flat("/api/stats", { days: "all" }),
  flat("/api/stats/agents"),
  flat("/api/stats/agents", { suite, tier }),
  flat("/api/stats/models"),
  flat(`/api/stats/suites/${suite}`),
  flat(`/api/stats/scenarios/${suite}/${scenario}`),
  flat("/api/stats/evaluators"),
  flat(`/api/stats/evaluators/${evaluator}/trends`),
  flat(`/api/stats/evaluators/${evaluator}/trends`, { days: "all" }),
  flat("/api/compare", { suite, a: entries[0], b: entries[1] }),
  flat("/api/plan", { suite, entry: entries[1] }),
  flat("/api/snapshot"),
  { ...flat("/api/snapshot"), headers: { "if-none-match": `"${snapshotId}"` }, status: 304, note: "304" },
  flat("/api/openapi.json"),
];
