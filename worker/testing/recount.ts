import { env } from "cloudflare:test";
import * as fc from "fast-check";
import { type CountedRun, contributionOf, isMetered, summedTelemetry } from "#contract/snapshot/contributions.ts";
import { evaluationContribution } from "#contract/snapshot/evaluation-measures.ts";
import { type EvaluatorPair, pairsOfRuns } from "#contract/snapshot/evaluator-pairs.ts";
import { columnName } from "#contract/snapshot/measures.ts";
import { AGGREGATES } from "../db/generate/aggregates.ts";
import type { SubmittedRun } from "./make-run.ts";

// The recount: runs counted again from what was submitted, by the TypeScript of the list of measures rather than by the triggers' SQL.

/** A run as it was submitted, and what decisions say of it: the outcome as the column that counts it. */
export interface RecountedRun extends SubmittedRun {
  decided?: { outcome?: string; totalScore?: number; weightedScore?: number; costUsd?: number };
}

/** What a run counts as, as the column that counts it. */
export const outcomeColumn = ({ status, isSuccessful, errorType, decided }: RecountedRun): string => {
  if (decided?.outcome) return decided.outcome;
  if (status === "running" || status === "incomplete") return "not_final";
  if (errorType === "refusal") return "refusal";
  if (status === "completed") return isSuccessful == null ? "not_stated" : isSuccessful ? "pass" : "fail";
  if (errorType === "agent") return "fail";
  if (errorType === "timeout") return "timeout";
  return ["workspace", "prompt", "evaluation"].includes(errorType ?? "") ? "infrastructure_error" : "unknown_failure";
};

/** The run as it is counted: what was submitted, or what decisions say instead. */
const countedRun = (run: RecountedRun): CountedRun => {
  const telemetry = run.telemetry ?? {};
  return {
    outcome: outcomeColumn(run).replaceAll("_", "-") as CountedRun["outcome"],
    status: run.status as CountedRun["status"],
    totalScore: run.decided?.totalScore ?? run.totalScore ?? null,
    scoreStandardError:
      (run.decided?.totalScore ?? run.totalScore) === run.totalScore ? (run.scoreStandardError ?? null) : null,
    weightedScore: run.decided?.weightedScore ?? run.weightedScore ?? null,
    ...summedTelemetry((field) => (field === "costUsd" ? run.decided?.costUsd : undefined) ?? telemetry[field]),
    trials: run.trials ?? 1,
    passes: run.passes ?? null,
    synthetic: run.synthetic === true,
    relationship: run.relationship ?? null,
  };
};

const contribution = (run: RecountedRun): Record<string, number> =>
  Object.fromEntries(Object.entries(contributionOf(countedRun(run))).map(([name, value]) => [columnName(name), value]));

export type Row = Record<string, number>;

/** What a cell's row keeps of its pairs of evaluators. */
const keptPairs = (pairs: readonly EvaluatorPair[]): string =>
  JSON.stringify(pairs.map(({ a, b, runs, sumA, sumB, squares }) => [a, b, runs, sumA, sumB, squares]));

/** The pairs of evaluators of each cell that has any, as its row keeps them. */
const recountPairs = (runs: Iterable<RecountedRun>): Map<string, string> => {
  const metered = [...runs].filter((run) => isMetered(countedRun(run)) && (run.evaluations ?? []).length > 0);
  const ofCells = Map.groupBy(metered, (run) => JSON.stringify(keyIn("cells", namesOf(run))));
  return new Map(
    Array.from(ofCells, ([cell, own]) => [
      cell,
      keptPairs(pairsOfRuns(own.map(({ evaluations }) => evaluations ?? []))),
    ]),
  );
};

/** The same, as the database has it. */
const readCellPairs = async (names: Record<string, Map<unknown, unknown>>): Promise<Map<string, string>> => {
  const { results } = await env.DB.prepare("SELECT * FROM cells WHERE evaluator_pairs IS NOT NULL").all();
  return new Map(
    results.map((row) => [
      JSON.stringify(AGGREGATES.cells.map((column) => names[column]?.get(row[column]))),
      String(row["evaluator_pairs"]),
    ]),
  );
};
export type Table = Map<string, Row>;

const add = (table: Table, key: unknown[], sums: Row) => {
  const name = JSON.stringify(key);
  const row = table.get(name) ?? {};
  for (const [column, value] of Object.entries(sums)) row[column] = (row[column] ?? 0) + value;
  table.set(name, row);
};

export type Aggregate = keyof typeof AGGREGATES;

/** What stands in keys, of a run: names in place of their numbers. */
const namesOf = (run: SubmittedRun): Record<string, unknown> => {
  const version = [run.suite, run.suiteVersion ?? ""];
  return {
    batch_id: run.batchId ?? "",
    suite_version_id: version,
    entry_id: [...version, run.agent, run.model ?? "", run.variant ?? ""],
    scenario_id: [...version, run.scenario],
    tier_id: run.tier,
    day: Math.floor(Date.parse(run.startedAt) / 86_400_000),
  };
};

const inColumns = (sums: Record<string, number>): Row =>
  Object.fromEntries(Object.entries(sums).map(([name, value]) => [columnName(name), value]));

const keyIn = (name: Aggregate, names: Record<string, unknown>): unknown[] =>
  AGGREGATES[name].map((column) => names[column]);

/** The runs that each row of an aggregate is about, by its key. */
export const runsOfRows = (name: Aggregate, runs: Iterable<RecountedRun>): Map<string, RecountedRun[]> =>
  Map.groupBy(
    [...runs].filter(({ batchId }) => name !== "batch_entries" || batchId != null),
    (run) => JSON.stringify(keyIn(name, namesOf(run))),
  );

const addRun = (tables: Record<Aggregate, Table>, run: RecountedRun): void => {
  const names = namesOf(run);
  for (const [name, key] of Object.entries(AGGREGATES) as [Aggregate, readonly string[]][]) {
    if (key.includes("batch_id") && run.batchId == null) continue;
    if (!key.includes("evaluator_name")) add(tables[name], keyIn(name, names), contribution(run));
    else if (isMetered(countedRun(run))) {
      for (const { evaluatorName, score, maxScore } of run.evaluations ?? []) {
        const sums = inColumns(evaluationContribution(score, maxScore));
        add(tables[name], keyIn(name, { ...names, evaluator_name: evaluatorName }), sums);
      }
    }
  }
};

/** What is kept beside the measures: when a cell ran last, and how many cells an entry has in a tier. */
const addOthers = (tables: Record<Aggregate, Table>, runs: Iterable<RecountedRun>): void => {
  const seen = new Set<string>();
  for (const run of runs) {
    const names = namesOf(run);
    const cellName = JSON.stringify(keyIn("cells", names));
    const cell = tables.cells.get(cellName) as Row;
    const startedAt = Date.parse(run.startedAt);
    cell["last_run_at"] = Math.max(cell["last_run_at"] ?? 0, startedAt);
    cell["first_run_at"] = Math.min(cell["first_run_at"] ?? startedAt, startedAt);
    if (seen.has(cellName)) continue;
    seen.add(cellName);
    add(tables.entry_tiers, keyIn("entry_tiers", names), { cells: 1 });
  }
};

/** What the aggregates hold: sums, and of cells the pairs of evaluators. */
export type Aggregates = Record<Aggregate, Table> & { evaluatorPairs: Map<string, string> };

/** What the aggregates must hold for these runs; sums that are 0 are left out. */
export const recount = (runs: Iterable<RecountedRun>): Aggregates => {
  const tables = Object.fromEntries(Object.keys(AGGREGATES).map((name) => [name, new Map()])) as Record<
    Aggregate,
    Table
  >;
  for (const run of runs) addRun(tables, run);
  addOthers(tables, runs);
  const sums = Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, withoutZeros(table)]));
  return { ...(sums as typeof tables), evaluatorPairs: recountPairs(runs) };
};

const withoutZeros = (table: Table): Table =>
  new Map(
    [...table].map(([key, row]) => [key, Object.fromEntries(Object.entries(row).filter(([, value]) => value !== 0))]),
  );

/** The names behind the numbers in keys. */
const readNames = async (): Promise<Record<string, Map<unknown, unknown>>> => {
  const read = async (query: string, name: (row: Record<string, unknown>) => unknown) => {
    const { results } = await env.DB.prepare(query).all<Record<string, unknown>>();
    return new Map(results.map((row) => [row["id"], name(row)]));
  };
  const version = "suite_versions AS version";
  return {
    suite_version_id: await read("SELECT * FROM suite_versions", (row) => [row["suite"], row["suite_version"]]),
    entry_id: await read(`SELECT * FROM ${version} JOIN entries ON suite_version_id = version.id`, (row) =>
      ["suite", "suite_version", "agent", "model", "variant"].map((column) => row[column]),
    ),
    scenario_id: await read(`SELECT * FROM ${version} JOIN scenarios ON suite_version_id = version.id`, (row) =>
      ["suite", "suite_version", "scenario"].map((column) => row[column]),
    ),
    tier_id: await read("SELECT * FROM tiers", (row) => row["tier"]),
  };
};

/** What the aggregates hold, by names; sums that are 0 are left out. */
export const readAggregates = async (): Promise<Aggregates> => {
  const names = await readNames();
  const tables = Object.entries(AGGREGATES).map(async ([name, key]) => {
    const { results } = await env.DB.prepare(`SELECT * FROM ${name}`).all<Row>();
    const rows = results.map((row): [string, Row] => [
      JSON.stringify(key.map((column) => (names[column] ? names[column].get(row[column]) : row[column]))),
      Object.fromEntries(
        Object.entries(row).filter(
          ([column]) => column !== "evaluator_pairs" && !(key as readonly string[]).includes(column),
        ),
      ),
    ]);
    return [name, withoutZeros(new Map(rows))];
  });
  const sums = Object.fromEntries(await Promise.all(tables));
  return { ...sums, evaluatorPairs: await readCellPairs(names) };
};

// Made-up runs: few names, so that cells hold several.

const count = fc.option(fc.nat(1_000_000), { nil: undefined });
const telemetry = fc.record(
  {
    toolCalls: count,
    tokensIn: count,
    tokensOut: count,
    costUsd: fc.option(fc.oneof(fc.constant(0), fc.double({ min: 1e-12, max: 100, noNaN: true })), { nil: undefined }),
    durationMs: fc.option(fc.double({ min: 0, max: 1e7, noNaN: true }), { nil: undefined }),
  },
  { requiredKeys: [] },
);

const evaluation = fc.record({
  evaluatorName: fc.constantFrom("tests", "lint"),
  score: fc.double({ min: -1, max: 10, noNaN: true }),
  maxScore: fc.constantFrom(1, 3, 10),
});

/** Some runs stand for many: completed ones without a verdict, of whose attempts some passed. */
const totals = fc
  .tuple(fc.integer({ min: 1, max: 500 }), fc.double({ min: 0, max: 1, noNaN: true }))
  .chain(([trials, share]) =>
    fc.record({
      status: fc.constant("completed" as const),
      isSuccessful: fc.constant(null),
      errorType: fc.constantFrom(null, null, "refusal" as const),
      trials: fc.constant(trials),
      passes: fc.constant(Math.round(trials * share)),
      totalScore: fc.constantFrom(null, share),
    }),
  );

const single = fc.record({
  suite: fc.constantFrom("s", "t"),
  suiteVersion: fc.constantFrom(null, "2"),
  scenario: fc.constantFrom("a", "b"),
  tier: fc.constantFrom("L0", "L1"),
  agent: fc.constantFrom("x", "X"),
  model: fc.constantFrom(null, "m"),
  variant: fc.constantFrom(null, "v"),
  status: fc.constantFrom("completed", "completed", "failed", "running", "incomplete"),
  isSuccessful: fc.constantFrom(true, false, null),
  errorType: fc.constantFrom("workspace", "prompt", "evaluation", "agent", "timeout", "refusal", "unknown", null),
  startedAt: fc
    .date({ min: new Date("2020-01-01"), max: new Date("2026-01-01"), noInvalidDate: true })
    .map((date) => date.toISOString()),
  totalScore: fc.option(fc.double({ min: -10, max: 100, noNaN: true }), { nil: null }),
  scoreStandardError: fc.option(fc.double({ min: 0, max: 5, noNaN: true }), { nil: null }),
  synthetic: fc.constantFrom(true, null),
  relationship: fc.constantFrom("first-party", "third-party", null),
  weightedScore: fc.option(fc.double({ min: 0, max: 10, noNaN: true }), { nil: null }),
  batchId: fc.constantFrom("one", "two", null),
  evaluations: fc.array(evaluation, { maxLength: 3 }),
  telemetry: fc.option(telemetry, { nil: null }),
});

/** A made-up run without a name. */
export const runArbitrary = fc
  .tuple(single, fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: totals }))
  .map(([run, more]) => ({ ...run, ...more }))
  // A standard error is one of a score.
  .map((run) => ({
    ...run,
    scoreStandardError: run.totalScore === null ? null : run.scoreStandardError,
  })) as fc.Arbitrary<Omit<SubmittedRun, "runId">>;

/** Gives runs the names run-0, run-1 and so on. */
export const numbered = (runs: Omit<SubmittedRun, "runId">[], from = 0): SubmittedRun[] =>
  runs.map((run, position) => ({ ...run, runId: `run-${position + from}` }));
