import { describe, expect, it } from "vitest";
import { type Row, recountOutcome, recountRows } from "./recount-rows.ts";

const row = (more: Row): Row => ({
  run_id: "1",
  batch_id: "",
  suite: "s",
  suite_version: "",
  scenario: "c",
  tier: "L0",
  agent: "a",
  model: "",
  variant: "",
  status: "completed",
  is_successful: 1,
  error_type: null,
  started_at: 86_400_000 * 3 + 5,
  total_score: null,
  weighted_score: null,
  synthetic: null,
  suite_version_id: 1,
  entry_id: 2,
  scenario_id: 3,
  tier_id: 4,
  tool_calls: null,
  tokens_in: null,
  tokens_out: null,
  cost_usd: null,
  duration_ms: null,
  ...more,
});

const CELL = "[2,3,4]";

describe("recountOutcome", () => {
  it("follows the table of outcomes", () => {
    const outcome = (status: string, is_successful: number | null, error_type: string | null = null) =>
      recountOutcome(row({ status, is_successful, error_type }));
    expect([outcome("completed", 1), outcome("completed", 0), outcome("completed", null)]).toEqual([
      "pass",
      "fail",
      "not-stated",
    ]);
    expect(["running", "incomplete"].map((status) => outcome(status, 1))).toEqual(["not-final", "not-final"]);
    const kinds = ["workspace", "prompt", "evaluation", "agent", "timeout", "unknown", null];
    expect(kinds.map((kind) => outcome("failed", null, kind))).toEqual([
      "infrastructure-error",
      "infrastructure-error",
      "infrastructure-error",
      "fail",
      "timeout",
      "unknown-failure",
      "unknown-failure",
    ]);
  });
});

const used = (
  tool_calls: number | null,
  tokens_in: number | null,
  tokens_out: number | null,
  cost_usd: number | null,
  duration_ms: number | null,
): Row => ({ tool_calls, tokens_in, tokens_out, cost_usd, duration_ms });

/** A sum in its two words, by the names of their columns. */
const words = (column: string, units: number): Record<string, number> =>
  Object.fromEntries(
    Object.entries({ [column]: units % 2 ** 30, [`${column}_high`]: Math.floor(units / 2 ** 30) }).filter(
      ([, value]) => value !== 0,
    ),
  );

describe("recountRows", () => {
  const runs = [
    row({
      run_id: "1",
      batch_id: "b",
      total_score: 0.1,
      score_standard_error: 0.5,
      weighted_score: 2,
      synthetic: 1,
      ...used(2, 5, 7, 0.25, 10.5),
    }),
    row({
      ...{ run_id: "2", status: "failed", is_successful: null, error_type: "timeout", started_at: 7 },
      ...used(null, 5, null, 1, null),
    }),
    row({
      ...{ run_id: "3", status: "failed", is_successful: null, error_type: "workspace", total_score: 1 },
      ...used(9, 9, 9, 9, 9),
    }),
    row({ run_id: "4", status: "running", is_successful: null, entry_id: 5 }),
  ];
  const evaluation = (run_id: string, score: number) => ({ run_id, evaluator_name: "e", score, max_score: 3 });
  const evaluations = [evaluation("1", 1), evaluation("1", 3), evaluation("2", -1), evaluation("3", 3)];
  const tables = recountRows({ runs, evaluations });
  const pass = {
    runs: 1,
    pass: 1,
    synthetic_runs: 1,
    score_runs: 1,
    ...words("score_sum", 100_000_000),
    score_error_runs: 1,
    ...words("score_error_squares", 250_000_000_000),
    score_squares: 10 ** 16 % 2 ** 30,
    score_squares_middle: Math.floor(10 ** 16 / 2 ** 30),
    pass_score_runs: 1,
    ...words("pass_score_sum", 100_000_000),
    pass_weighted_runs: 1,
    ...words("pass_weighted_sum", 2_000_000_000),
    completed_runs: 1,
    completed_score_runs: 1,
    ...words("completed_score_sum", 100_000_000),
    completed_weighted_runs: 1,
    ...words("completed_weighted_sum", 2_000_000_000),
    cost_runs: 1,
    ...words("cost_sum", 250_000_000_000),
    cost_passes: 1,
    token_runs: 1,
    tokens_in_sum: 5,
    tokens_out_sum: 7,
    duration_runs: 1,
    ...words("duration_sum", 10_500_000),
    tool_call_runs: 1,
    tool_call_sum: 2,
  };

  it("sums a cell: failures as 0, infrastructure errors and gaps not at all", () => {
    expect([...(tables.get("cells") ?? [])]).toEqual([
      [
        CELL,
        {
          ...pass,
          runs: 3,
          timeout: 1,
          infrastructure_error: 1,
          score_runs: 2,
          cost_runs: 2,
          // The words of two runs, added each by itself.
          cost_sum: (250_000_000_000 % 2 ** 30) + (1_000_000_000_000 % 2 ** 30),
          cost_sum_high: Math.floor(250_000_000_000 / 2 ** 30) + Math.floor(1_000_000_000_000 / 2 ** 30),
          first_run_at: 7,
          last_run_at: 86_400_000 * 3 + 5,
        },
      ],
      ["[5,3,4]", { runs: 1, not_final: 1, first_run_at: 86_400_000 * 3 + 5, last_run_at: 86_400_000 * 3 + 5 }],
    ]);
  });

  it("keeps batches for the runs that have one, and days", () => {
    expect(tables.get("batch_entries")).toEqual(new Map([['["b",2]', pass]]));
    expect([...(tables.get("days")?.keys() ?? [])]).toEqual(["[3]", "[0]"]);
    expect(tables.get("entry_tiers")?.get("[1,2,4]")?.["cells"]).toBe(1);
  });

  it("sums evaluations as shares of their maximum, in billionths", () => {
    const sums = (table: "batch_evaluators" | "evaluator_days" | "evaluator_suites") =>
      [...(tables.get(table) ?? [])].map(([key, row]) => [key, row["evaluations"]]);
    expect(sums("batch_evaluators")).toEqual([['["b","e"]', 2]]);
    expect(sums("evaluator_days")).toEqual([
      ['["e",3]', 2],
      ['["e",0]', 1],
    ]);
    const all = tables.get("evaluator_suites")?.get('["e",1]');
    expect((all?.["share_sum_high"] ?? 0) * 2 ** 30 + (all?.["share_sum"] ?? 0)).toBe(1_000_000_000);
  });
});
