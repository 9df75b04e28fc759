import { describe, expect, it } from "vitest";
import { promptfoo } from "./promptfoo.ts";
import { jsonFile, payloadsOf } from "./testing/made-file.ts";

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
const documentOf = (changes: object, version: unknown = 3) => ({
  evalId: "eval-1",
  results: { version, timestamp: "2026-01-02T03:04:05.000Z", results: [{ ...result, ...changes }] },
  config: { description: "Made evaluation" },
});
const runsOf = (changes: object, version?: unknown) => payloadsOf(promptfoo, jsonFile(documentOf(changes, version)));

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
          { evaluatorName: "quality", score: 3, maxScore: 3 },
        ],
        telemetry: { tokensIn: 10, tokensOut: 4, reasoningTokens: 1, costUsd: 0.002, durationMs: 1200 },
        metadata: {
          format: "promptfoo",
          testIdx: 0,
          promptIdx: 1,
          cached: false,
          startedAtSource: "start of the whole evaluation",
        },
      },
    ]);
  });

  it("tells an error from a wrong answer", async () => {
    const [run] = await runsOf({ failureReason: 2, error: "no answer" });
    expect(run).toMatchObject({
      status: "failed",
      errorType: "unknown",
      evaluations: [],
      metadata: { error: "no answer" },
    });
    expect(run).not.toHaveProperty("isSuccessful");
  });

  it("states no tokens for an answer from the cache", async () => {
    const [run] = await runsOf({ response: { cached: true, tokenUsage: { cached: 81, total: 81 } } });
    expect(run?.telemetry).toEqual({ costUsd: 0.002, durationMs: 1200 });
  });

  it("numbers a test without a description, and takes the suite from the mapping", async () => {
    const document = { ...documentOf({ testCase: {} }), config: {} };
    expect(await payloadsOf(promptfoo, jsonFile(document), { suite: "mine" })).toMatchObject([
      { suite: "mine", scenario: "test 1" },
    ]);
    await expect(payloadsOf(promptfoo, jsonFile(document))).rejects.toThrow("it does not state suite");
  });

  it("refuses other versions", async () => {
    await expect(runsOf({}, 2)).rejects.toThrow("results.version must be 3 of promptfoo's results: 2");
  });
});
