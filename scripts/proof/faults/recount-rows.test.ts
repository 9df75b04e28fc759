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
  ...more,
});

const CELL = '["s","","c","L0","a","",""]';

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

describe("recountRows", () => {
  const runs = [
    row({ run_id: "1", batch_id: "b", total_score: 0.1, weighted_score: 2, synthetic: 1 }),
    row({ run_id: "2", status: "failed", is_successful: null, error_type: "timeout", started_at: 7 }),
    row({ run_id: "3", status: "failed", is_successful: null, error_type: "workspace", total_score: 1 }),
    row({ run_id: "4", status: "running", is_successful: null, agent: "b" }),
  ];
  const evaluation = (run_id: string, score: number) => ({ run_id, evaluator_name: "e", score, max_score: 3 });
  const evaluations = [evaluation("1", 1), evaluation("1", 3), evaluation("2", -1), evaluation("3", 3)];
  const telemetry = [
    { run_id: "1", tool_calls: 2, tokens_in: 5, tokens_out: 7, cost_usd: 0.25, duration_ms: 10.5 },
    { run_id: "2", tool_calls: null, tokens_in: 5, tokens_out: null, cost_usd: 1, duration_ms: null },
    { run_id: "3", tool_calls: 9, tokens_in: 9, tokens_out: 9, cost_usd: 9, duration_ms: 9 },
  ];
  const tables = recountRows({ runs, evaluations, telemetry });
  const pass = {
    runs: 1,
    pass: 1,
    synthetic_runs: 1,
    score_runs: 1,
    score_sum: 100_000_000,
    score_square_sum: 10_000_000,
    pass_score_runs: 1,
    pass_score_sum: 100_000_000,
    pass_weighted_runs: 1,
    pass_weighted_sum: 2_000_000_000,
    cost_runs: 1,
    cost_sum: 250_000_000,
    cost_passes: 1,
    token_runs: 1,
    tokens_in_sum: 5,
    tokens_out_sum: 7,
    duration_runs: 1,
    duration_sum: 11,
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
          cost_sum: 1_250_000_000,
          last_run_at: 86_400_000 * 3 + 5,
        },
      ],
      [CELL.replace('"a"', '"b"'), { runs: 1, not_final: 1, last_run_at: 86_400_000 * 3 + 5 }],
    ]);
  });

  it("keeps batches for the runs that have one, and days", () => {
    expect(tables.get("batch_totals")).toEqual(new Map([['["b"]', pass]]));
    expect([...(tables.get("batch_cells")?.keys() ?? [])]).toEqual([CELL.replace("[", '["b",')]);
    expect([...(tables.get("scenario_days")?.keys() ?? [])]).toEqual(['[3,"s","","c"]', '[0,"s","","c"]']);
  });

  it("sums evaluations as shares of their maximum, in billionths", () => {
    const first = { evaluations: 2, share_sum: 1_333_333_333, share_square_sum: 1_111_111_111 };
    const second = { evaluations: 1, share_sum: -333_333_333, share_square_sum: 111_111_111 };
    expect(tables.get("batch_evaluators")).toEqual(new Map([['["b","e"]', first]]));
    expect(tables.get("evaluator_days")).toEqual(
      new Map([
        ['["e",3]', first],
        ['["e",0]', second],
      ]),
    );
    expect(tables.get("evaluator_scenarios")).toEqual(
      new Map([['["e","s","","c"]', { evaluations: 3, share_sum: 1_000_000_000, share_square_sum: 1_222_222_222 }]]),
    );
  });
});
