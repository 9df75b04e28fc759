import { env } from "cloudflare:test";
import * as fc from "fast-check";
import type { SubmittedRun } from "./make-run.ts";

// The recount: what statistics.md says of outcomes and sums, written out once more and sharing nothing with the triggers.

/** A run as it was submitted, and what decisions say of it: the outcome as the column that counts it. */
export interface RecountedRun extends SubmittedRun {
  decided?: { outcome?: string; totalScore?: number; weightedScore?: number; costUsd?: number };
}

/** What a run counts as, as the column that counts it. */
export const outcomeColumn = ({ status, isSuccessful, errorType, decided }: RecountedRun): string => {
  if (decided?.outcome) return decided.outcome;
  if (status === "running" || status === "incomplete") return "not_final";
  if (status === "completed") return isSuccessful == null ? "not_stated" : isSuccessful ? "pass" : "fail";
  if (errorType === "agent") return "fail";
  if (errorType === "timeout") return "timeout";
  return ["workspace", "prompt", "evaluation"].includes(errorType ?? "") ? "infrastructure_error" : "unknown_failure";
};

/** The outcomes over which no telemetry and no evaluations are summed. */
const UNMETERED = ["not_final", "infrastructure_error", "excluded"];

const billionths = (value: number) => Math.round(value * 1e9);

const contribution = (submitted: RecountedRun): Record<string, number> => {
  const { decided } = submitted;
  const outcome = outcomeColumn(submitted);
  const run = {
    ...submitted,
    totalScore: decided?.totalScore ?? submitted.totalScore,
    weightedScore: decided?.weightedScore ?? submitted.weightedScore,
    telemetry: { ...submitted.telemetry, costUsd: decided?.costUsd ?? submitted.telemetry?.costUsd },
  };
  const sums: Record<string, number> = { runs: 1, [outcome]: 1, synthetic_runs: run.synthetic ? 1 : 0 };
  if (UNMETERED.includes(outcome)) return sums;
  if (run.totalScore != null || run.status === "failed") {
    const score = run.totalScore ?? 0;
    Object.assign(sums, { score_runs: 1, score_sum: billionths(score), score_square_sum: billionths(score * score) });
  }
  if (outcome === "pass" && run.totalScore != null) {
    Object.assign(sums, { pass_score_runs: 1, pass_score_sum: billionths(run.totalScore) });
  }
  if (outcome === "pass" && run.weightedScore != null) {
    Object.assign(sums, { pass_weighted_runs: 1, pass_weighted_sum: billionths(run.weightedScore) });
  }
  const { costUsd, tokensIn, tokensOut, durationMs, toolCalls } = run.telemetry;
  if (costUsd != null) {
    Object.assign(sums, { cost_runs: 1, cost_sum: billionths(costUsd), cost_passes: outcome === "pass" ? 1 : 0 });
  }
  if (tokensIn != null && tokensOut != null) {
    Object.assign(sums, { token_runs: 1, tokens_in_sum: tokensIn, tokens_out_sum: tokensOut });
  }
  if (durationMs != null) Object.assign(sums, { duration_runs: 1, duration_sum: Math.round(durationMs) });
  if (toolCalls != null) Object.assign(sums, { tool_call_runs: 1, tool_call_sum: toolCalls });
  return sums;
};

export type Row = Record<string, number>;
export type Table = Map<string, Row>;

const add = (table: Table, key: unknown[], sums: Row) => {
  const name = JSON.stringify(key);
  const row = table.get(name) ?? {};
  for (const [column, value] of Object.entries(sums)) row[column] = (row[column] ?? 0) + value;
  table.set(name, row);
};

/** The aggregates by their names: what a row is kept for, and whether it sums evaluations rather than runs. */
const AGGREGATES = {
  cells: ["suite", "suite_version", "scenario", "tier", "agent", "model", "variant"],
  batch_cells: ["batch_id", "suite", "suite_version", "scenario", "tier", "agent", "model", "variant"],
  batch_totals: ["batch_id"],
  scenario_days: ["day", "suite", "suite_version", "scenario"],
  evaluator_scenarios: ["evaluator_name", "suite", "suite_version", "scenario"],
  evaluator_days: ["evaluator_name", "day"],
  batch_evaluators: ["batch_id", "evaluator_name"],
} as const;
export type Aggregate = keyof typeof AGGREGATES;

const namesOf = (run: SubmittedRun): Record<string, string | number> => ({
  batch_id: run.batchId ?? "",
  suite: run.suite,
  suite_version: run.suiteVersion ?? "",
  scenario: run.scenario,
  tier: run.tier,
  agent: run.agent,
  model: run.model ?? "",
  variant: run.variant ?? "",
  day: Math.floor(Date.parse(run.startedAt) / 86_400_000),
});

const isMetered = (run: RecountedRun) => !UNMETERED.includes(outcomeColumn(run));

/** What the aggregates must hold for these runs; sums that are 0 are left out. */
export const recount = (runs: Iterable<RecountedRun>): Record<Aggregate, Table> => {
  const tables = Object.fromEntries(Object.keys(AGGREGATES).map((name) => [name, new Map()])) as Record<
    Aggregate,
    Table
  >;
  for (const run of runs) {
    const names = namesOf(run);
    for (const [name, key] of Object.entries(AGGREGATES) as [Aggregate, readonly string[]][]) {
      if (key.includes("batch_id") && run.batchId == null) continue;
      if (!key.includes("evaluator_name")) {
        add(
          tables[name],
          key.map((column) => names[column]),
          contribution(run),
        );
      } else if (isMetered(run)) {
        for (const { evaluatorName, score, maxScore } of run.evaluations ?? []) {
          const share = score / maxScore;
          const sums = { evaluations: 1, share_sum: billionths(share), share_square_sum: billionths(share * share) };
          add(
            tables[name],
            key.map((column) => (column === "evaluator_name" ? evaluatorName : names[column])),
            sums,
          );
        }
      }
    }
  }
  for (const run of runs) {
    const cell = tables.cells.get(JSON.stringify(AGGREGATES.cells.map((column) => namesOf(run)[column]))) as Row;
    cell["last_run_at"] = Math.max(cell["last_run_at"] ?? 0, Date.parse(run.startedAt));
  }
  return Object.fromEntries(
    Object.entries(tables).map(([name, table]) => [name, withoutZeros(table)]),
  ) as typeof tables;
};

const withoutZeros = (table: Table): Table =>
  new Map(
    [...table].map(([key, row]) => [key, Object.fromEntries(Object.entries(row).filter(([, value]) => value !== 0))]),
  );

/** What the aggregates hold; sums that are 0 are left out. */
export const readAggregates = async (): Promise<Record<Aggregate, Table>> => {
  const tables = Object.entries(AGGREGATES).map(async ([name, key]) => {
    const { results } = await env.DB.prepare(`SELECT * FROM ${name}`).all<Row>();
    const rows = results.map((row): [string, Row] => [
      JSON.stringify(key.map((column) => row[column])),
      Object.fromEntries(Object.entries(row).filter(([column]) => !(key as readonly string[]).includes(column))),
    ]);
    return [name, withoutZeros(new Map(rows))];
  });
  return Object.fromEntries(await Promise.all(tables));
};

// Made-up runs: few names, so that cells hold several.

const count = fc.option(fc.nat(1_000_000), { nil: undefined });
const telemetry = fc.record(
  {
    toolCalls: count,
    tokensIn: count,
    tokensOut: count,
    costUsd: fc.option(fc.double({ min: 0, max: 100, noNaN: true }), { nil: undefined }),
    durationMs: fc.option(fc.double({ min: 0, max: 1e7, noNaN: true }), { nil: undefined }),
  },
  { requiredKeys: [] },
);

const evaluation = fc.record({
  evaluatorName: fc.constantFrom("tests", "lint"),
  score: fc.double({ min: -1, max: 10, noNaN: true }),
  maxScore: fc.constantFrom(1, 3, 10),
});

/** A made-up run without a name. */
export const runArbitrary = fc.record({
  suite: fc.constantFrom("s", "t"),
  suiteVersion: fc.constantFrom(null, "2"),
  scenario: fc.constantFrom("a", "b"),
  tier: fc.constantFrom("L0", "L1"),
  agent: fc.constantFrom("x", "X"),
  model: fc.constantFrom(null, "m"),
  variant: fc.constantFrom(null, "v"),
  status: fc.constantFrom("completed", "completed", "failed", "running", "incomplete"),
  isSuccessful: fc.constantFrom(true, false, null),
  errorType: fc.constantFrom("workspace", "prompt", "evaluation", "agent", "timeout", "unknown", null),
  startedAt: fc
    .date({ min: new Date("2020-01-01"), max: new Date("2030-01-01"), noInvalidDate: true })
    .map((date) => date.toISOString()),
  totalScore: fc.option(fc.double({ min: -10, max: 100, noNaN: true }), { nil: null }),
  synthetic: fc.constantFrom(true, null),
  weightedScore: fc.option(fc.double({ min: 0, max: 10, noNaN: true }), { nil: null }),
  batchId: fc.constantFrom("one", "two", null),
  evaluations: fc.array(evaluation, { maxLength: 3 }),
  telemetry: fc.option(telemetry, { nil: null }),
}) as fc.Arbitrary<Omit<SubmittedRun, "runId">>;

/** Gives runs the names run-0, run-1 and so on. */
export const numbered = (runs: Omit<SubmittedRun, "runId">[], from = 0): SubmittedRun[] =>
  runs.map((run, position) => ({ ...run, runId: `run-${position + from}` }));
