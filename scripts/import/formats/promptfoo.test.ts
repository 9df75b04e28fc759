import { describe, expect, it } from "vitest";
import type { CsvRow } from "../reading/csv-rows.ts";
import { promptfoo } from "./promptfoo.ts";
import { jsonFile, jsonLines, madeFile, payloadsOf, readMade } from "./testing/made-file.ts";

/** Made-up results. */
const result = {
  id: "r1",
  testIdx: 0,
  promptIdx: 1,
  success: false,
  score: 0.5,
  failureReason: 1,
  cost: 0.002,
  latencyMs: 1200,
  provider: { id: "lab:m", label: "m" },
  prompt: { label: "terse\nprompt" },
  testCase: { description: "adds up" },
  response: { cached: false, tokenUsage: { prompt: 10, completion: 4, completionDetails: { reasoning: 1 } } },
  gradingResult: {
    componentResults: [
      { score: 1, reason: "fine", assertion: { type: "regex" } },
      { score: 0, assertion: { type: "regex" } },
      { score: 3, assertion: { type: "javascript", metric: "quality" } },
    ],
  },
};
const documentOf = (results: readonly object[], version: unknown = 3, more: object = {}) => ({
  evalId: "eval-1",
  results: { version, timestamp: "2026-01-02T03:04:05.000Z", results },
  config: { description: "Made evaluation", ...more },
});
const runsOf = (changes: object, version?: unknown) =>
  payloadsOf(promptfoo, jsonFile(documentOf([{ ...result, ...changes }], version)));

describe("promptfoo", () => {
  it("makes a run of a result", async () => {
    expect(await runsOf({})).toEqual([
      {
        runId: "promptfoo:eval-1:r1",
        batchId: "eval-1",
        suite: "Made evaluation",
        scenario: "adds up",
        tier: "default",
        agent: "promptfoo",
        model: "lab:m",
        variant: "terse prompt",
        status: "completed",
        startedAt: "2026-01-02T03:04:05.000Z",
        totalScore: 0.5,
        isSuccessful: false,
        evaluations: [
          { evaluatorName: "regex", score: 1, maxScore: 1, details: "fine" },
          { evaluatorName: "regex 2", score: 0, maxScore: 1 },
        ],
        telemetry: { tokensIn: 10, tokensOut: 4, reasoningTokens: 1, costUsd: 0.002, durationMs: 1200 },
        metadata: {
          format: "promptfoo",
          testIdx: 0,
          promptIdx: 1,
          cached: false,
          otherScores: { quality: 3 },
          startedAtSource: "start of the whole evaluation",
        },
      },
    ]);
  });

  it("reads the same of version 4 and of YAML", async () => {
    expect(await runsOf({}, 4)).toEqual(await runsOf({}));
    const yaml = madeFile({ kind: "yaml", value: documentOf([result]) });
    expect(await payloadsOf(promptfoo, yaml)).toEqual(await runsOf({}));
  });

  it("takes a metric for a share in all results or in none", async () => {
    const graded = (score: number) => ({
      ...result,
      gradingResult: { componentResults: [{ score, assertion: { type: "llm-rubric" } }] },
    });
    const evaluations = async (...scores: number[]) =>
      (await payloadsOf(promptfoo, jsonFile(documentOf(scores.map(graded))))).map((run) => run.evaluations?.length);
    expect(await evaluations(1, 0.5)).toEqual([1, 1]);
    expect(await evaluations(1, 8)).toEqual([0, 0]);
  });

  it("tells an error from a wrong answer", async () => {
    for (const error of [{ failureReason: 2 }, { failureReason: undefined, gradingResult: null }]) {
      const [run] = await runsOf({ ...error, error: "no answer" });
      expect(run).toMatchObject({
        status: "failed",
        errorType: "unknown",
        evaluations: [],
        metadata: { error: "no answer" },
      });
      expect(run).not.toHaveProperty("isSuccessful");
      expect(run).not.toHaveProperty("totalScore");
    }
  });

  it("states neither tokens nor cost nor time for an answer from the cache", async () => {
    const [run] = await runsOf({ response: { cached: true, tokenUsage: { cached: 81, total: 81 } } });
    expect(run).not.toHaveProperty("telemetry");
  });

  it("takes 0 for what the provider does not report", async () => {
    const usage = { prompt: 0, completion: 0, total: 0 };
    const [run] = await runsOf({ cost: 0, latencyMs: 0, response: { tokenUsage: usage } });
    expect(run).not.toHaveProperty("telemetry");
    const [silent] = await runsOf({ cost: 0, response: { tokenUsage: { prompt: 9, completion: 0 } } });
    expect(silent?.telemetry).toEqual({ tokensIn: 9, tokensOut: 0, durationMs: 1200 });
  });

  it("tells providers apart by their labels and settings, and columns that nothing else tells apart", async () => {
    const variants = async (providers: unknown[], ...changes: object[]) =>
      (
        await payloadsOf(
          promptfoo,
          jsonFile(
            documentOf(
              changes.map((one) => ({ ...result, ...one })),
              3,
              { providers },
            ),
          ),
        )
      ).map(({ variant }) => variant);
    const [high, low] = ["high", "low"].map((label) => ({ provider: { id: "lab:m", label } }));
    expect(await variants([], high as object, low as object)).toEqual(["high, terse prompt", "low, terse prompt"]);
    const config = { reasoning_effort: "high", apiKey: "secret", temperature: 0 };
    const set = "terse prompt, reasoning_effort=high, temperature=0";
    expect(await variants([{ id: "lab:m", label: "m", config }], {})).toEqual([set]);
    expect(await variants([{ "lab:m": { label: "m", config } }, "lab:n"], {})).toEqual([set]);
    expect(await variants([], { promptIdx: 0 }, { promptIdx: 1 })).toEqual([
      "terse prompt, column 1",
      "terse prompt, column 2",
    ]);
  });

  it("takes repeats for trials of a test, in whatever order they stand", async () => {
    const repeat = (testIdx: number, q: string) => ({
      ...result,
      id: `r${testIdx}`,
      testIdx,
      testCase: { vars: { q, sessionId: testIdx } },
    });
    const results = [repeat(0, "a"), repeat(1, "a"), repeat(2, "b"), repeat(3, "b")];
    const scenarios = async (ordered: readonly object[]) =>
      Object.fromEntries(
        (await payloadsOf(promptfoo, jsonFile(documentOf(ordered)))).map(({ runId, scenario }) => [runId, scenario]),
      );
    expect(Object.values(await scenarios(results))).toEqual(["q=a", "q=a", "q=b", "q=b"]);
    expect(await scenarios(results.toReversed())).toEqual(await scenarios(results));
  });

  it("names tests of one description by their variables as well, and tests with neither by their number", async () => {
    const scenarios = async (...tests: object[]) => {
      const results = tests.map((testCase, testIdx) => ({ ...result, testIdx, testCase }));
      return (await payloadsOf(promptfoo, jsonFile(documentOf(results)))).map(({ scenario }) => scenario);
    };
    expect(await scenarios({ description: "d", vars: { q: 1 } }, { description: "d", vars: { q: 2 } })).toEqual([
      "d (q=1)",
      "d (q=2)",
    ]);
    expect(await scenarios({ description: "d", vars: { q: 1 } }, { description: "d", vars: { q: 1 } })).toEqual([
      "d",
      "d",
    ]);
    expect(await scenarios({ assert: [1] }, { assert: [1] }, { assert: [2] })).toEqual(["test 1", "test 1", "test 2"]);
    const [long] = await scenarios({ vars: { text: "x\n".repeat(500) } });
    expect(long).toMatch(/^text=x x .*… [\da-f]{12}$/);
    expect(long).toHaveLength(120);
  });

  it("takes the suite from the mapping where the configuration has no name", async () => {
    const document = { ...documentOf([{ ...result, testCase: {} }]), config: {} };
    expect(await payloadsOf(promptfoo, jsonFile(document), { suite: "mine" })).toMatchObject([
      { suite: "mine", scenario: "test 1" },
    ]);
    await expect(payloadsOf(promptfoo, jsonFile(document))).rejects.toThrow("it does not state suite");
  });

  it("states how many results there are, where the statistics do", async () => {
    const document = documentOf([result]);
    const stats = { successes: 1, failures: 2, errors: 3 };
    const file = jsonFile({ ...document, results: { ...document.results, stats } });
    expect((await readMade(promptfoo, file)).statements).toEqual([{ runs: 6, what: "results" }]);
    expect((await readMade(promptfoo, jsonFile(document))).statements).toEqual([]);
  });

  const mapping = { suite: "s", startedAt: "2026-01-02T00:00:00.000Z" };

  it("reads results a line, the same in whatever order they stand", async () => {
    const other = { ...result, id: "r2", testCase: { description: "else" } };
    const read = async (...lines: unknown[]) => await payloadsOf(promptfoo, madeFile(jsonLines(...lines)), mapping);
    const runs = await read(result, other);
    expect(runs).toMatchObject([
      { suite: "s", scenario: "adds up", totalScore: 0.5, startedAt: mapping.startedAt },
      { scenario: "else" },
    ]);
    expect(await read(other, result)).toEqual(runs.toReversed());
    await expect(read(result, { id: "r3" })).rejects.toThrow("line 2 is not a result");
    const id = "0f9d2c1e-1111-4222-8333-444455556666";
    expect(await read({ ...result, id })).toMatchObject([{ runId: `promptfoo:${id}` }]);
  });

  const table = (header: string[], ...rows: string[][]) =>
    madeFile({
      kind: "csv",
      header,
      rows: async function* () {
        for (const [index, cells] of rows.entries()) yield { line: index + 2, cells, delimiter: "," } satisfies CsvRow;
      },
    });

  it("reads a table: a run of each row and column of outputs", async () => {
    const details = ["Status", "Score", "Named Scores", "Grader Reason", "Comment"];
    const header = ["Description", "q", "[lab:m] p", ...details, "[high] p", ...details];
    const file = table(
      header,
      ["adds up", "1+1", "2", "PASS", "1.00", '{"style":0.5}', "good", "", "3", "FAIL", "0.25", "", "bad", ""],
      ["", "2+2", "", "ERROR", "0.00", "", "", "", "", "", "", "", "", ""],
    );
    expect(await payloadsOf(promptfoo, file, mapping)).toMatchObject([
      {
        scenario: "adds up",
        model: "lab:m",
        variant: "p",
        totalScore: 1,
        isSuccessful: true,
        evaluations: [{ evaluatorName: "style", score: 0.5, maxScore: 1 }],
        metadata: { reason: "good" },
      },
      { scenario: "adds up", model: "high", totalScore: 0.25, isSuccessful: false },
      { scenario: "q=2+2", status: "failed", errorType: "unknown" },
    ]);
  });

  it("reads scores with a comma before their decimals where semicolons stand between the cells", async () => {
    const scoreWith = async (delimiter: string, score: string) => {
      const rows = async function* () {
        yield { line: 2, cells: ["a", "x", "PASS", score], delimiter };
      };
      const file = madeFile({ kind: "csv", header: ["q", "[lab:m] p", "Status", "Score"], rows });
      return (await payloadsOf(promptfoo, file, mapping))[0]?.totalScore;
    };
    expect(await scoreWith(";", "0,5")).toBe(0.5);
    expect(await scoreWith(",", "0.5")).toBe(0.5);
    expect(await scoreWith(",", "")).toBe(1);
    await expect(scoreWith(",", "0,5")).rejects.toThrow('line 2: Score must be a number: "0,5"');
  });

  it("reads an older table, whose cells begin with what became of them, and takes equal rows for trials", async () => {
    const file = table(["q", "[lab:m] p"], ["a", "[PASS] o"], ["a", "[PASS] o"], ["a", "[FAIL] x"]);
    const runs = await payloadsOf(promptfoo, file, mapping);
    expect(runs.map(({ scenario, isSuccessful }) => [scenario, isSuccessful])).toEqual([
      ["q=a", true],
      ["q=a", true],
      ["q=a", false],
    ]);
    expect(new Set(runs.map(({ runId }) => runId)).size).toBe(3);
    await expect(payloadsOf(promptfoo, table(["q", "[lab:m] p"], ["a", "o"]), mapping)).rejects.toThrow(
      "line 2: the status of [lab:m] must be PASS, FAIL or ERROR: none",
    );
  });

  it("refuses other versions", async () => {
    for (const version of [2, 3.5, 5]) {
      await expect(runsOf({}, version)).rejects.toThrow("results.version must be 3 or 4");
    }
  });
});
