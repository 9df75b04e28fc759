import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { examples } from "#contract/openapi/recorded.ts";
import { command } from "./stats.ts";
import { type ContractServer, problem, startContractServer } from "./testing/contract-server.ts";
import { runInProcess } from "./testing/run-in-process.ts";

let server: ContractServer;
beforeAll(async () => {
  server = await startContractServer(({ id, names, query }) => {
    if (names.includes("nowhere")) return problem(404, "no suite is called nowhere");
    // Of the last eight days there are totals alone: two results of 100 attempts each.
    if (id !== "getStats" || query["days"] !== "8") return undefined;
    const { body } = examples.getStats;
    const outcomes = { ...body.outcomes, pass: 150, fail: 50 };
    return { status: 200, body: { ...body, days: 8, results: 2, countedRuns: 200, outcomes } };
  });
});
afterAll(() => server.close());
beforeEach(() => {
  server.asked.length = 0;
});

const stats = (...args: string[]) => runInProcess(command, ["--url", server.url, ...args]);

describe("npm run stats", () => {
  it("prints everything, and each suite", async () => {
    const { code, output, errors } = await stats("--days", "all");
    expect(output).toMatchInlineSnapshot(`
      "days        all
      runs        5: 3 passed, 2 failed
      passed      60.0% of 5 counted runs
      mean score  0.68
      cost        $0.0410 a run, $0.0683 a pass, $0.20 in all
      time        3 min 4 s a run
      synthetic   5 of 5 runs
      "
    `);
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
    expect(server.asked).toEqual([{ id: "getStats", names: [], query: { days: "all" } }]);
  });

  it("says for how many runs published totals stand", async () => {
    const { output } = await stats("--days", "8");
    expect(output).toContain("runs        2 that stand for 200: 150 passed, 50 failed\n");
    expect(output).toContain("of 200 counted runs\n");
  });

  it("prints a suite and its scenarios", async () => {
    const { output } = await stats("suite", "a/b", "--tier", "L1", "--suite-version", "");
    expect(output).toMatchInlineSnapshot(`
      "suite       example-suite
      version     not stated
      tiers       L1
      runs        5: 3 passed, 2 failed
      passed      60.0% of 5 counted runs
      mean score  0.68
      cost        $0.0410 a run, $0.0683 a pass, $0.20 in all
      time        3 min 4 s a run
      synthetic   5 of 5 runs

      SCENARIO          PASSED  COUNTED  RUNS  SYNTHETIC  COST/RUN  COST/PASS  SCORE       TIME  TOKENS
      nx-pnpm-monorepo   66.7%        3     3          3   $0.0417    $0.0625  0.633  3 min 7 s    9.5k
      vite-react-app     50.0%        2     2          2   $0.0400    $0.0800   0.75  3 min 0 s     n/a
      "
    `);
    expect(server.asked).toEqual([{ id: "getSuiteStats", names: ["a/b"], query: { suiteVersion: "", tier: "L1" } }]);
  });

  it("prints a scenario and its entries", async () => {
    const { output } = await stats("scenario", "s", "nx pnpm");
    expect(output).toMatchInlineSnapshot(`
      "scenario    nx-pnpm-monorepo
      suite       example-suite
      version     not stated
      tiers       all
      runs        3: 2 passed, 1 failed
      passed      66.7% of 3 counted runs
      mean score  0.633
      cost        $0.0417 a run, $0.0625 a pass, $0.13 in all
      time        3 min 7 s a run
      synthetic   3 of 3 runs

      ENTRY                 PASSED  COUNTED  RUNS  SYNTHETIC  COST/RUN  COST/PASS  SCORE        TIME  TOKENS
      echo~example/model-1  100.0%        2     2          2   $0.0425    $0.0425   0.95  3 min 10 s    9.5k
      echo~example/model-2    0.0%        1     1          1   $0.0400        n/a      0   3 min 0 s     n/a
      "
    `);
    expect(server.asked).toEqual([{ id: "getScenarioStats", names: ["s", "nx pnpm"], query: {} }]);
  });

  it("prints the board of a suite", async () => {
    const { output } = await stats("board", "a/b", "--suite-version", "2", "--tier", "L1", "--metric", "success");
    expect(output.replace(/[0-9a-f]{64}/, "ID")).toMatchInlineSnapshot(`
      "suite     example-suite
      version   not stated
      tiers     L1
      by        success rate
      snapshot  ID

      Either of the 2 ranked entries may be first: neither is clearly better than the other.
      Every entry is measured against the same 2 cells, found from the runs.

      RANK  GROUP  ENTRY                 SUCCESS  95% INTERVAL  PASSED  SYNTHETIC  COST/RUN       TIME  NOTE
       1–2      1  echo~example/model-1   100.0%    15.8–100.0     3/3          3   $0.0417  3 min 7 s  more runs in some cells than in others
       1–2      1  echo~example/model-2     0.0%      0.0–84.2     0/2          2   $0.0400  3 min 0 s
      "
    `);
    const query = { version: "2", tier: "L1", metric: "success" };
    expect(server.asked).toEqual([{ id: "getBoard", names: ["a/b"], query }]);
  });

  it("prints agents and models", async () => {
    expect((await stats("agents", "--suite", "s")).output).toMatch(
      /^AGENT +PASSED +COUNTED +RUNS .*\necho +60\.0% +5 +5 /,
    );
    expect((await stats("models")).output).toMatch(/^MODEL .*\nexample\/model-1 +100\.0% +3 +3 /);
    expect(server.asked.map(({ id, query }) => [id, query])).toEqual([
      ["getAgentStats", { suite: "s" }],
      ["getModelStats", {}],
    ]);
  });

  it("prints what evaluators gave", async () => {
    expect((await stats("evaluators")).output).toMatchInlineSnapshot(`
      "EVALUATOR   EVALUATIONS    MEAN  SPREAD  SUITES
      lockfile              1  100.0%     n/a  example-suite
      tests-pass            5   68.0%   0.432  example-suite
      "
    `);
    expect((await stats("trends", "tests-pass", "--days", "all")).output).toMatchInlineSnapshot(`
      "evaluator  tests-pass
      days       all

      DAY         EVALUATIONS   MEAN
      2026-08-01            1  90.0%
      2026-08-02            4  62.5%
      "
    `);
  });

  it("prints how the evaluators of a suite agree", async () => {
    const { output } = await stats("evaluators", "--suite", "a/b", "--suite-version", "2");
    expect(output.replace(/[0-9a-f]{64}/, "ID")).toMatchInlineSnapshot(`
      "suite     example-suite
      version   not stated
      snapshot  ID

      Whether the evaluators agree cannot be told: no two of them evaluated the same two entries.

      EVALUATOR   RUNS  ENTRIES    MEAN
      lockfile       1        1  100.0%
      tests-pass     5        2   68.0%

      TWO EVALUATORS        TAU  ENTRIES  RUNS          MEANS
      lockfile, tests-pass  n/a        1     1  100.0%, 90.0%

      WITHOUT     TAU  MOVES MOST
      lockfile    n/a  none moves
      tests-pass  n/a  none moves
      "
    `);
    expect(server.asked).toEqual([{ id: "getEvaluatorReport", names: ["a/b"], query: { version: "2" } }]);
  });

  it.each([
    [["--days", "7"], "getStats"],
    [["evaluators", "--suite", "s"], "getEvaluatorReport"],
    [["models"], "getModelStats"],
    [["board", "s"], "getBoard"],
    [["scenario", "s", "c"], "getScenarioStats"],
    [["trends", "t"], "getEvaluatorTrends"],
  ] as const)("prints the API's answer with --json: %j", async (args, id) => {
    expect(JSON.parse((await stats(...args, "--json")).output)).toEqual(examples[id].body);
  });

  it("exits with 1 for what is not there", async () => {
    const { code, output, errors } = await stats("suite", "nowhere");
    expect({ code, output }).toEqual({ code: 1, output: "" });
    expect(errors).toMatch(/answered 404: no suite is called nowhere\n$/);
  });

  it.each([
    [
      ["everything"],
      "what to show must be one of overview, agents, models, board, suite, scenario, evaluators, trends: everything",
    ],
    [["toString"], "what to show must be one of "],
    [["suite"], "suite needs NAME"],
    [["board"], "board needs SUITE"],
    [["board", "s", "--metric", "rank"], "--metric must be success or score: rank"],
    [["suite", "s", "--metric", "score"], "--metric is not for suite"],
    [["scenario", "s"], "scenario needs SUITE NAME"],
    [["suite", ""], "suite needs NAME"],
    [["agents", "echo"], "one argument too many: echo"],
    [["agents", "--days", "7"], "--days is not for agents"],
    [["evaluators", "--tier", "L1"], "--tier is not for evaluators"],
    [["--days", "0"], "--days must be a whole number from 1 to 36500, in digits alone, or all: 0"],
    [["models", "--suite-version", "1"], "--suite-version needs --suite"],
  ])("exits with 2 for %j, and asks nothing", async (args, message) => {
    const { code, errors } = await stats(...args);
    expect(errors).toContain(message);
    expect(code).toBe(2);
    expect(server.asked).toEqual([]);
  });
});
