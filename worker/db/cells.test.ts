import { env } from "cloudflare:test";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { postLines } from "../testing/call.ts";
import type { SubmittedRun } from "../testing/make-run.ts";

// The recount: what statistics.md says of outcomes and sums, written out once more and sharing nothing with the triggers.

const outcomeColumn = ({ status, isSuccessful, errorType }: SubmittedRun): string => {
  if (status === "running" || status === "incomplete") return "not_final";
  if (status === "completed") return isSuccessful == null ? "not_stated" : isSuccessful ? "pass" : "fail";
  if (errorType === "agent") return "fail";
  if (errorType === "timeout") return "timeout";
  return ["workspace", "prompt", "evaluation"].includes(errorType ?? "") ? "infrastructure_error" : "unknown_failure";
};

const billionths = (value: number) => Math.round(value * 1e9);

const contribution = (run: SubmittedRun): Record<string, number> => {
  const outcome = outcomeColumn(run);
  const sums: Record<string, number> = { runs: 1, [outcome]: 1, synthetic_runs: run.synthetic ? 1 : 0 };
  if (outcome === "not_final" || outcome === "infrastructure_error") return sums;
  if (run.totalScore != null || run.status === "failed") {
    const score = run.totalScore ?? 0;
    Object.assign(sums, { score_runs: 1, score_sum: billionths(score), score_square_sum: billionths(score * score) });
  }
  const { costUsd, tokensIn, tokensOut, durationMs, toolCalls } = run.telemetry ?? {};
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

const keyOf = (run: SubmittedRun) =>
  JSON.stringify([
    run.suite,
    run.suiteVersion ?? "",
    run.scenario,
    run.tier,
    run.agent,
    run.model ?? "",
    run.variant ?? "",
  ]);

const recount = (runs: Iterable<SubmittedRun>): Map<string, Record<string, number>> => {
  const cells = new Map<string, Record<string, number>>();
  for (const run of runs) {
    const cell = cells.get(keyOf(run)) ?? { last_run_at: 0 };
    for (const [column, value] of Object.entries(contribution(run))) cell[column] = (cell[column] ?? 0) + value;
    cell["last_run_at"] = Math.max(cell["last_run_at"] ?? 0, Date.parse(run.startedAt));
    cells.set(keyOf(run), cell);
  }
  return cells;
};

const KEYS = ["suite", "suite_version", "scenario", "tier", "agent", "model", "variant"];

const readCells = async (): Promise<Map<string, Record<string, number>>> => {
  const { results } = await env.DB.prepare("SELECT * FROM cells").all<Record<string, number>>();
  return new Map(
    results.map((row) => [
      JSON.stringify(KEYS.map((key) => row[key])),
      Object.fromEntries(Object.entries(row).filter(([column, value]) => !KEYS.includes(column) && value !== 0)),
    ]),
  );
};

const withoutZeros = (cells: Map<string, Record<string, number>>) =>
  new Map(
    [...cells].map(([key, cell]) => [key, Object.fromEntries(Object.entries(cell).filter(([, value]) => value !== 0))]),
  );

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

const runArbitrary = fc.record({
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
  telemetry: fc.option(telemetry, { nil: null }),
}) as fc.Arbitrary<Omit<SubmittedRun, "runId">>;

const numbered = (runs: Omit<SubmittedRun, "runId">[], from = 0): SubmittedRun[] =>
  runs.map((run, position) => ({ ...run, runId: `run-${position + from}` }));

const isFinal = ({ status }: SubmittedRun) => status === "completed" || status === "failed";

describe("cells", () => {
  it("equal a recount after inserts, replacements and deletions", async () => {
    const first = numbered(fc.sample(runArbitrary, { numRuns: 300, seed: 1 }));
    const second = numbered(fc.sample(runArbitrary, { numRuns: 300, seed: 2 }));
    const kept = new Map(first.map((run) => [run.runId, run]));
    await postLines(first);
    expect(await readCells()).toEqual(withoutZeros(recount(kept.values())));

    for (const run of second) {
      const present = kept.get(run.runId);
      if (present && !isFinal(present)) kept.set(run.runId, run);
    }
    const replaced = (await (await postLines(second)).json()) as { accepted: number; conflicts: unknown[] };
    expect(replaced.accepted).toBeGreaterThan(50);
    expect(replaced.conflicts.length).toBeGreaterThan(50);
    expect(await readCells()).toEqual(withoutZeros(recount(kept.values())));

    const gone = [...kept.keys()].filter((_, position) => position % 3 !== 0);
    await env.DB.prepare("DELETE FROM benchmark_runs WHERE run_id IN (SELECT value FROM json_each(?))")
      .bind(JSON.stringify(gone))
      .run();
    for (const runId of gone) kept.delete(runId);
    expect(await readCells()).toEqual(withoutZeros(recount(kept.values())));

    await env.DB.prepare("DELETE FROM benchmark_runs").run();
    expect(await readCells()).toEqual(new Map());
    const { results } = await env.DB.prepare(
      "SELECT run_id FROM run_telemetry UNION SELECT run_id FROM evaluation_results",
    ).all();
    expect(results).toEqual([]);
  });

  it("refuse changes of a run that they could not follow", async () => {
    await postLines(
      numbered(fc.sample(runArbitrary, { numRuns: 5, seed: 3 })).map((run) => ({
        ...run,
        telemetry: { toolCalls: 1 },
      })),
    );
    const change = (statement: string) => env.DB.prepare(statement).run();
    await expect(change("UPDATE benchmark_runs SET outcome = 'pass'")).rejects.toThrow("replaced as a whole");
    await expect(change("UPDATE run_telemetry SET tool_calls = 2")).rejects.toThrow("telemetry comes before its run");
    await expect(change("DELETE FROM run_telemetry")).rejects.toThrow("telemetry comes before its run");
  });
});
