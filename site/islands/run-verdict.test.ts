import { expect, it } from "vitest";
import type { Evaluation } from "#contract/runs/run.ts";
import { verdictTitle } from "./run-verdict.ts";
import { sampleRun } from "./sample-run.ts";

const given = (evaluatorName: string, score: number, maxScore: number): Evaluation => ({
  ...{ evaluatorName, score, maxScore, details: undefined },
});
const evaluations = [given("tests", 0, 20), given("lint", 1, 1), given("judge", 3, 10), given("size", 0.5, 1)];

it.each<[string, Readonly<Record<string, unknown>>, readonly Evaluation[]]>([
  ["Solved", { outcome: "pass", status: "completed" }, evaluations],
  ["Not solved: tests 0 of 20", { outcome: "fail", status: "completed" }, evaluations.slice(0, 2)],
  [
    "Not solved: tests 0 of 20, judge 3 of 10, 1 more short of full points",
    { outcome: "fail", status: "completed" },
    evaluations,
  ],
  ["Not solved: the agent failed", { outcome: "fail", status: "failed" }, []],
  ["Not solved", { outcome: "fail", status: "completed" }, [given("lint", 1, 1)]],
  ["Not solved: out of time", { outcome: "timeout", status: "failed" }, evaluations],
  ["Not solved: the model declined the task", { outcome: "refusal", status: "completed" }, []],
  ["Not solved: it failed without a known reason", { outcome: "unknown-failure", status: "failed" }, []],
  [
    "Not counted: its workspace failed",
    { outcome: "infrastructure-error", status: "failed", errorType: "workspace" },
    [],
  ],
  ["Not counted: its environment failed", { outcome: "infrastructure-error", status: "failed" }, []],
  ["No verdict", { outcome: "not-stated", status: "completed" }, evaluations],
  ["Not finished", { outcome: "not-final", status: "running" }, []],
  ["Excluded by a decision", { outcome: "excluded", status: "completed" }, []],
  ["1 of 3 attempts solved", { outcome: "fail", status: "completed", trials: 3, passes: 1 }, evaluations],
])("says %s", (title, run, given) => {
  expect(verdictTitle(sampleRun(run), given)).toBe(title);
});
