import { cursorOf } from "#contract/runs/run-query.ts";

/** What requests ask for in a made-up database: each name stands for one of its kind. */
export interface Names {
  suite: string;
  scenario: string;
  tier: string;
  agent: string;
  model: string;
  evaluator: string;
  runId: string;
  batches: readonly [string, string];
  entries: readonly [string, string];
}

/** What is there at the moment, which requests name. */
export interface Present {
  /** A time, in milliseconds, with runs before it and within the day after it. */
  moment: number;
  snapshotId: string;
  partId: string;
  /** The admin's key. */
  key: string;
}

/** A GET request to measure. */
export interface Endpoint {
  path: string;
  /** Whether it lists runs: where more of them leave as many entries, a page may look at more until it is full. */
  listsRuns?: true;
  /** Whether it is answered to a key alone. */
  needsKey?: true;
  headers?: Record<string, string>;
  /** What tells it from another with the same path, or is to be known about its figures. */
  note?: string;
}

const asked = (path: string, query: Record<string, string> = {}): Endpoint => {
  const search = new URLSearchParams(query).toString();
  return { path: search === "" ? path : `${path}?${search}` };
};

/** Lists of runs, by what serves their filters, at their default size and at the most. */
const runLists = ({ suite, scenario, tier, agent, model, batches }: Names, { moment }: Present): Endpoint[] => {
  const [batchId] = batches;
  const most = { limit: "1000" };
  const filters: Record<string, string>[] = [
    ...[{}, most, { cursor: cursorOf({ startedAt: moment, id: 1 }) }, { batchId }, { ...most, batchId }],
    { since: new Date(moment).toISOString(), until: new Date(moment + 86_400_000).toISOString() },
    ...[
      { suite, suiteVersion: "", agent, model, variant: "", scenario, tier },
      { suite, agent, model },
    ],
    ...[{ suite }, { ...most, suite }, { ...most, suite, scenario, tier }, { ...most, model }],
    ...[
      { suite, variant: "none" },
      { agent, variant: "none" },
      { agent, model, variant: "none" },
    ],
    ...[{ suite, scenario }, { outcome: "timeout" }, { ...most, suite, outcome: "timeout" }, { batchId, tier: "none" }],
  ];
  return filters.map((query) => ({ ...asked("/api/runs", query), listsRuns: true }));
};

/** The requests to measure: every GET operation of the API, those with filters several times. */
export const endpointsOf = (names: Names, present: Present): Endpoint[] => {
  const { suite, scenario, tier, evaluator, runId, batches, entries } = names;
  const [batch, run] = [`/api/batches/${batches[0]}`, `/api/runs/${encodeURIComponent(runId)}`];
  const exported = [{}, { suite }].flatMap((query) => [
    asked("/api/export/runs.ndjson", query),
    asked("/api/export/runs.csv", query),
  ]);
  return [
    ...[asked("/health"), asked("/api/openapi.json"), ...runLists(names, present)],
    ...[asked(run), asked(`${run}/evaluations`), asked(`${run}/telemetry`)],
    ...[asked("/api/decisions"), asked("/api/decisions", { runId })],
    ...exported.map((endpoint) => ({ ...endpoint, listsRuns: true as const })),
    ...[asked("/api/batches"), asked("/api/batches", { limit: "1000" }), asked("/api/batches", { status: "running" })],
    ...[asked("/api/batches", { sortBy: "score", limit: "1000" }), asked(batch), asked(`${batch}/analytics`)],
    asked("/api/batches/compare", { ids: batches.join(",") }),
    ...[asked("/api/stats"), asked("/api/stats", { days: "30" }), asked("/api/stats/agents")],
    ...[asked("/api/stats/agents", { suite, tier }), asked("/api/stats/models"), asked(`/api/stats/suites/${suite}`)],
    ...[asked(`/api/stats/scenarios/${suite}/${scenario}`), asked("/api/stats/evaluators")],
    ...[asked(`/api/stats/suites/${suite}`, { tier }), asked(`/api/stats/scenarios/${suite}/${scenario}`, { tier })],
    ...[asked("/api/stats/suites/unknown"), asked(`/api/stats/suites/${suite}`, { suiteVersion: "unknown" })],
    asked(`/api/stats/evaluators/${evaluator}/trends`),
    ...[asked("/api/suites"), asked(`/api/suites/${suite}`), asked(`/api/suites/${suite}/manifest`)],
    asked("/api/export/manifests.ndjson"),
    ...[
      asked(`/api/boards/${suite}`),
      asked(`/api/boards/${suite}/evaluators`),
      asked("/api/compare", { suite, a: entries[0], b: entries[1] }),
    ],
    asked("/api/compare", { suite, a: entries[0], b: entries[1], tier }),
    ...[asked("/api/plan", { suite, entry: entries[1] }), asked("/api/plan", { suite, entry: entries[1], tier })],
    ...[asked("/api/snapshot"), asked("/api/snapshot", { settle: "true" })],
    { ...asked("/api/snapshot"), headers: { "if-none-match": `"${present.snapshotId}"` }, note: "known" },
    asked(`/api/snapshot/parts/${present.partId}`),
    ...[asked("/api/snapshots"), asked(`/api/snapshots/${present.snapshotId}`)],
    ...[
      ...[asked("/api/keys"), asked("/api/keys", { limit: "1000" })],
      ...[asked("/api/keys/self"), asked("/api/backup")],
    ].map((endpoint) => ({ ...endpoint, needsKey: true as const })),
  ];
};
