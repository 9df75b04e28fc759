import { describe, expect, it } from "vitest";
import { terminalBench } from "./terminal-bench.ts";
import { jsonFile, payloadsOf, readMade } from "./testing/made-file.ts";

/** A made-up trial. */
const trial = {
  id: "t-1",
  trial_name: "make-it.1-of-5.run",
  task_id: "make-it",
  is_resolved: true,
  failure_mode: "unset",
  parser_results: { test_a: "passed", test_b: "failed", test_c: "passed" },
  total_input_tokens: 100,
  total_output_tokens: 0,
  recording_path: "2026-01-02__03-04-05/make-it/make-it.1-of-5.run/sessions/agent.cast",
  trial_started_at: "2026-01-02T03:05:00+00:00",
  trial_ended_at: "2026-01-02T03:06:00+00:00",
  agent_started_at: "2026-01-02T03:05:10+00:00",
  agent_ended_at: "2026-01-02T03:05:40.5+00:00",
};
const metadata = {
  uuid: "run-1",
  dataset_name: "terminal-bench-core",
  dataset_version: "0.1.1",
  agent_name: "made-agent",
  model_name: "lab/m",
  start_time: "2026-01-02T03:04:05+00:00",
  agent_kwargs: { version: "2" },
};
const beside = { "run_metadata.json": { kind: "json", value: metadata } } as const;
const runOf = (results: object[], more: object = {}) => ({
  id: "r",
  results,
  n_resolved: 1,
  n_unresolved: results.length - 1,
  accuracy: 0.5,
  ...more,
});
const runsOf = (...trials: object[]) => payloadsOf(terminalBench, jsonFile(runOf(trials), { beside }));

describe("terminalBench", () => {
  it("makes a run of each trial of a run", async () => {
    expect(await runsOf(trial)).toEqual([
      {
        runId: "terminal-bench:t-1",
        batchId: "terminal-bench:run-1",
        suite: "terminal-bench-core",
        suiteVersion: "0.1.1",
        scenario: "make-it",
        tier: "default",
        agent: "made-agent",
        model: "lab/m",
        variant: "version=2",
        status: "completed",
        isSuccessful: true,
        totalScore: 1,
        startedAt: "2026-01-02T03:05:00.000Z",
        completedAt: "2026-01-02T03:06:00.000Z",
        evaluations: [{ evaluatorName: "tests", score: 2, maxScore: 3 }],
        telemetry: { tokensIn: 100, tokensOut: 0, durationMs: 30_500 },
        metadata: { format: "terminal-bench", trialName: "make-it.1-of-5.run" },
      },
    ]);
  });

  it.each([
    [true, "agent_timeout", "completed", undefined, true],
    [true, "parse_error", "completed", undefined, true],
    [false, "unset", "completed", undefined, false],
    [false, "agent_timeout", "failed", "timeout", false],
    [false, "unknown_agent_error", "failed", "agent", false],
    [false, "agent_installation_failed", "failed", "agent", false],
    [false, "test_timeout", "failed", "unknown", false],
    [null, "parse_error", "failed", "unknown", false],
    [null, "unset", "failed", "unknown", false],
  ])("resolved %s with %s is %s through %s", async (is_resolved, failure_mode, status, errorType, isSuccessful) => {
    const [run] = await runsOf({ ...trial, is_resolved, failure_mode });
    expect(run).toMatchObject({ status, isSuccessful, totalScore: isSuccessful ? 1 : 0 });
    expect(run?.errorType).toBe(errorType);
  });

  it("takes 0 tokens for not counted, and no tests for none told", async () => {
    const none = { total_input_tokens: 0, total_output_tokens: 0, agent_started_at: null, parser_results: null };
    const [run] = await runsOf({ ...trial, ...none });
    expect(run).not.toHaveProperty("telemetry");
    expect(run?.evaluations).toEqual([]);
  });

  it("gives the same run of a trial's own file, which the whole run takes in", async () => {
    const own = jsonFile(trial, {
      name: "results.json",
      beside: { "../../run_metadata.json": beside["run_metadata.json"] },
    });
    expect(await payloadsOf(terminalBench, own)).toEqual(await runsOf(trial));
    const taken: string[] = [];
    const whole = { ...jsonFile(runOf([trial]), { beside }), takesIn: (path: string) => void taken.push(path) };
    await payloadsOf(terminalBench, whole);
    expect(taken).toEqual(["make-it/make-it.1-of-5.run/results.json"]);
  });

  it("tells trials of one name apart by their run, where they have no id of their own", async () => {
    const { id: _id, ...old } = trial;
    const ids = async (uuid: string) => {
      const ofRun = { "run_metadata.json": { kind: "json", value: { ...metadata, uuid } } } as const;
      return (await payloadsOf(terminalBench, jsonFile(runOf([old]), { beside: ofRun }))).map(({ runId }) => runId);
    };
    expect(await ids("a")).toEqual(["terminal-bench:a:make-it.1-of-5.run"]);
    expect(await ids("b")).not.toEqual(await ids("a"));
    expect(await runsOf({ ...old, uuid: "u" })).toMatchObject([{ runId: "terminal-bench:u" }]);
  });

  it("tells them apart by the submission, else by what they hold, where nothing names their run", async () => {
    const { id: _id, recording_path: _path, ...old } = trial;
    const idIn = async (folders: string[], changes: object = {}) => {
      const file = jsonFile({ ...old, ...changes }, { folders });
      return (await payloadsOf(terminalBench, file, { agent: "a" }))[0]?.runId;
    };
    const submission = ["make-it", "20260102_made_m"];
    expect(await idIn(submission)).toBe("terminal-bench:20260102_made_m:make-it.1-of-5.run");
    expect(await idIn([])).toMatch(/^terminal-bench:[\da-f]{24}:make-it/);
    expect(await idIn([], { is_resolved: false })).not.toBe(await idIn([]));
    expect(await idIn([])).toBe(await idIn(["elsewhere"]));
  });

  it("takes agent, model, suite and day from the folders where nothing else states them", async () => {
    const { trial_started_at: _start, recording_path: _path, ...old } = trial;
    const folders = ["run3", "20250906_made-cli_lab-m-4", "terminal-bench-core@0.1.1", "results"];
    expect(await payloadsOf(terminalBench, jsonFile(runOf([old]), { folders }))).toMatchObject([
      {
        suite: "terminal-bench-core",
        suiteVersion: "0.1.1",
        agent: "made-cli",
        model: "lab-m-4",
        startedAt: "2025-09-06T00:00:00.000Z",
        metadata: { startedAtSource: "day of the submission, from the folder's name" },
      },
    ]);
    const recorded = { ...old, recording_path: trial.recording_path };
    expect(await payloadsOf(terminalBench, jsonFile(runOf([recorded]), { folders }))).toMatchObject([
      { startedAt: "2026-01-02T03:04:05.000Z" },
    ]);
    await expect(payloadsOf(terminalBench, jsonFile(runOf([trial])))).rejects.toThrow("it does not state agent");
  });

  it("states how many trials the run counts", async () => {
    const { statements } = await readMade(terminalBench, jsonFile(runOf([trial], { n_unresolved: 4 }), { beside }));
    expect(statements).toEqual([{ runs: 5, what: "trials" }]);
    await expect(payloadsOf(terminalBench, jsonFile(runOf([trial, 1 as never]), { beside }))).rejects.toThrow(
      "results[1] is not a trial",
    );
  });
});
