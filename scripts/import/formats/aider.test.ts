import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { aider } from "./aider.ts";
import { madeFile, payloadsOf, readMade } from "./testing/made-file.ts";

/** A made-up leaderboard. */
const BOARD = `
- dirname: 2026-01-02-03-04-05--made-model
  test_cases: 10
  model: Made Model
  commit_hash: 1234567
  pass_rate_1: 20.5
  pass_rate_2: 40.0
  percent_cases_well_formed: 90.0
  date: 2026-01-02
  seconds_per_case: 1.5
  total_cost: 0.0000
- dirname: no-date-here
  test_cases: 10
  model: Other
  pass_rate_1: 10
  pass_rate_2: '30'
  date: 2026-01-03
  total_cost: 1.25
  prompt_tokens: 5000
- dirname: 2026-01-04-03-04-05--last
  test_cases: 10
  model: Last
  pass_rate_1: 12.5
  pass_rate_2: 50.0
  date: 2026-01-04
  seconds_per_case: 2.0
  total_cost: 2.5
`;
const runsOf = (text: string, name = "made_leaderboard.yml") =>
  payloadsOf(aider, madeFile({ kind: "yaml", value: parse(text) }, { name }));

describe("aider", () => {
  it("takes a moment from the start of a dirname alone", async () => {
    const row = { model: "m", pass_rate_1: 1, seconds_per_case: 1, date: "2026-03-04" };
    const board = [{ ...row, dirname: "x2026-01-02-03-04-05--m" }];
    expect(await payloadsOf(aider, madeFile({ kind: "yaml", value: board }, { name: "b.yml" }))).toMatchObject([
      { startedAt: "2026-03-04T00:00:00.000Z" },
    ]);
  });

  it("makes a run of a row, scored by its last try", async () => {
    const [run] = await runsOf(BOARD);
    expect(run).toEqual({
      runId: "aider:made_leaderboard:2026-01-02-03-04-05--made-model",
      batchId: "aider:made_leaderboard",
      suite: "aider-made",
      scenario: "all-cases",
      tier: "default",
      agent: "aider",
      model: "Made Model",
      status: "completed",
      startedAt: "2026-01-02T03:04:05.000Z",
      totalScore: 0.4,
      trials: 10,
      passes: 4,
      evaluations: [
        { evaluatorName: "pass_rate_1", score: 20.5, maxScore: 100 },
        { evaluatorName: "pass_rate_2", score: 40, maxScore: 100 },
        { evaluatorName: "percent_cases_well_formed", score: 90, maxScore: 100 },
      ],
      telemetry: { durationMs: 15_000 },
      metadata: {
        format: "aider",
        test_cases: 10,
        commit_hash: 1234567,
        date: "2026-01-02",
        seconds_per_case: 1.5,
        startedAtSource: "dirname, whose time zone is unknown, taken as UTC",
      },
    });
  });

  it("falls back to the row's date, and keeps a cost that was tracked", async () => {
    const [, run] = await runsOf(BOARD);
    expect(run).toMatchObject({
      startedAt: "2026-01-03T00:00:00.000Z",
      totalScore: 0.3,
      telemetry: { costUsd: 1.25, tokensIn: 5000 },
      metadata: { startedAtSource: "date" },
    });
    expect(run?.telemetry).not.toHaveProperty("durationMs");
  });

  it("names a row that is broken", async () => {
    const end = "pass_rate_2: 3\n  seconds_per_case: 1\n  total_cost: 1";
    await expect(runsOf(`${BOARD}- ${end}`)).rejects.toThrow("row 4 has no dirname");
    await expect(runsOf(`${BOARD}- text`)).rejects.toThrow("row 4 is not a row of a leaderboard");
  });

  it("takes the board's last rate for every row, and no other where a row has none", async () => {
    for (const rate of ["null", "n/a", "''", "613", "'100.1'", "-1"]) {
      const board = BOARD.replace("pass_rate_2: '30'", `pass_rate_2: ${rate}`);
      const file = madeFile({ kind: "yaml", value: parse(board) }, { name: "made.yml" });
      const { payloads, statements } = await readMade(aider, file);
      expect(payloads.map(({ totalScore }) => totalScore)).toEqual([0.4, 0.5]);
      expect(statements).toEqual([
        { runs: 3, what: "rows", because: "row 2 has no number from 0 to 100 as its pass_rate_2" },
      ]);
    }
  });

  it("counts the cases that passed, where the rate and their number agree", async () => {
    const counts = async (row: string) => {
      const end = "dirname: d, date: 2026-01-01, seconds_per_case: 1";
      const [run] = await runsOf(`- {${row}, ${end}}`);
      return [run?.passes, run?.trials];
    };
    expect(await counts("test_cases: 225, pass_rate_1: 9.0, pass_rate_2: 61.3")).toEqual([138, 225]);
    expect(await counts("test_cases: 225, pass_rate_1: 1, pass_num_1: 2, pass_rate_2: 35.6, pass_num_2: 80")).toEqual([
      80, 225,
    ]);
    expect(await counts("test_cases: 225, pass_rate_1: 35.6, pass_num_1: 90")).toEqual([undefined, undefined]);
    expect(await counts("test_cases: 10, pass_rate_1: 12.5")).toEqual([undefined, undefined]);
    expect(await counts("test_cases: 0, pass_rate_1: 10")).toEqual([undefined, undefined]);
    expect(await counts("pass_rate_1: 10")).toEqual([undefined, undefined]);
  });

  it.each<[string, string, string | undefined]>([
    ["a percentage below 1", "{dirname: d, test_cases: 225, pass_rate_1: 0.9}", undefined],
    ["0", "{dirname: d, test_cases: 225, pass_rate_1: 0}", undefined],
    ["1 %", "{dirname: d, test_cases: 100, pass_rate_1: 1}", undefined],
    [
      "a share",
      "{dirname: d, test_cases: 225, pass_rate_1: 0.613}",
      "row 2 has 0.613 as its pass_rate_1, which is no percentage of 225 cases",
    ],
    ["a share of unknown cases", "{dirname: d, pass_rate_1: 0.613}", undefined],
    ["the name of another row", "{dirname: first, pass_rate_1: 10}", "row 2 has the dirname of row 1"],
    ["text with a unit", '{dirname: d, pass_rate_1: "61.3%"}', "row 2 has no number from 0 to 100 as its pass_rate_1"],
  ])("takes %s in a row for what it is", async (_what, row, because) => {
    const end = "date: 2026-01-01, seconds_per_case: 1}";
    const text = [
      `- {dirname: first, pass_rate_1: 50, ${end}`,
      `- ${row.replace("}", `, ${end}`)}`,
      `- {dirname: last, pass_rate_1: 50, ${end}`,
    ];
    const file = madeFile({ kind: "yaml", value: parse(text.join("\n")) }, { name: "made_leaderboard.yml" });
    const { payloads, statements } = await readMade(aider, file);
    expect(statements).toEqual([{ runs: 3, what: "rows", because }]);
    expect(payloads).toHaveLength(because === undefined ? 3 : 2);
  });

  it("counts ten tries after nine", async () => {
    const board =
      "- {dirname: d, date: 2026-01-01, pass_rate_1: 10, pass_rate_9: 20, pass_rate_10: 30, seconds_per_case: 0}";
    expect(await runsOf(board)).toMatchObject([{ totalScore: 0.3 }]);
    expect((await runsOf(board))[0]).not.toHaveProperty("telemetry");
  });

  it("tells rows of a model apart by what was set, in fields or in the command alone", async () => {
    const row = "date: 2026-01-01, pass_rate_1: 1, seconds_per_case: 1";
    const variants = await runsOf(`
- {${row}, dirname: a, edit_format: diff}
- {${row}, dirname: b, edit_format: architect, editor_model: e, editor_edit_format: whole}
- {${row}, dirname: c, edit_format: diff, command: aider --model m --reasoning-effort high --thinking-tokens=32k}
- {${row}, dirname: d, reasoning_effort: low, command: aider --reasoning-effort high}
`);
    expect(variants.map(({ variant }) => variant)).toEqual([
      "diff",
      "architect, editor_edit_format=whole, editor_model=e",
      "diff, reasoning_effort=high, thinking_tokens=32k",
      "reasoning_effort=low",
    ]);
  });

  it("names a last row that has lost its end, though the rest is YAML", async () => {
    const upTo = (field: string) => BOARD.slice(0, BOARD.lastIndexOf(`  ${field}`));
    await expect(runsOf(upTo("pass_rate_2"))).rejects.toThrow("row 3 is cut off: it has no seconds_per_case");
    await expect(runsOf(upTo("total_cost"))).rejects.toThrow("row 3 is cut off: it has no total_cost");
    const [first = ""] = BOARD.split("- dirname: no-date-here");
    await expect(runsOf(first.slice(0, first.indexOf("  pass_rate_2")))).rejects.toThrow("row 1 is cut off");
    expect(await runsOf(first.slice(0, first.indexOf("  total_cost")))).toHaveLength(1);
    const withoutSeconds = BOARD.replaceAll(/ {2}(seconds_per_case|total_cost): .*\n/g, "");
    expect(await runsOf(withoutSeconds)).toHaveLength(3);
  });
});
