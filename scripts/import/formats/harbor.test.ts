import { describe, expect, it } from "vitest";
import type { Content } from "../reading/open-content.ts";
import { harbor } from "./harbor.ts";
import { jsonFile, payloadsOf, readMade } from "./testing/made-file.ts";

/** A made-up trial, after the schema of Harbor. */
const trial = {
  id: "11111111-2222-4333-8444-555555555555",
  task_name: "make-it",
  trial_name: "make-it__abc",
  source: "terminal-bench",
  task_checksum: "sum",
  config: { job_id: "job-1", agent: { name: "made-agent", kwargs: { reasoning_effort: "high" } } },
  agent_info: { name: "made-agent", version: "1.2", model_info: { name: "m", provider: "lab" } },
  agent_result: { n_input_tokens: 1000, n_cache_tokens: 900, n_output_tokens: 50, cost_usd: 0.25 },
  verifier_result: { rewards: { reward: 1 } },
  exception_info: null as unknown,
  started_at: "2026-01-02T03:00:00Z",
  finished_at: "2026-01-02T03:10:00Z",
  agent_execution: { started_at: "2026-01-02T03:01:00Z", finished_at: "2026-01-02T03:05:00.5Z" },
};
const trajectory = {
  schema_version: "ATIF-v1.7",
  session_id: "s",
  agent: { name: "made-agent", version: "1.2" },
  steps: [
    { step_id: 1, source: "user", message: "do", tool_calls: [{}] },
    { step_id: 2, source: "agent", message: "", tool_calls: [{}, {}] },
    { step_id: 3, source: "agent", message: "", tool_calls: [{}], is_copied_context: true },
  ],
  subagent_trajectories: [{ steps: [{ source: "agent", tool_calls: [{}] }] }],
  final_metrics: {
    total_prompt_tokens: 7000,
    total_completion_tokens: 70,
    total_cached_tokens: 6000,
    total_cost_usd: 0.5,
  },
};
const json = (value: unknown): Content => ({ kind: "json", value });
const folders = ["make-it__abc", "2026-01-02__03-00-00", "jobs"];
const runsOf = (changes: object, beside: Record<string, Content> = {}) =>
  payloadsOf(harbor, jsonFile({ ...trial, ...changes }, { name: "result.json", folders, beside }));
const failedWith = (exception_type: string, verifier_result: unknown = null) =>
  runsOf({ exception_info: { exception_type, exception_message: "why" }, verifier_result });

describe("harbor", () => {
  it("makes a run of a trial: the tokens read include the cached ones", async () => {
    const beside = { "../config.json": json({ datasets: [{ name: "terminal-bench", version: "2.0" }] }) };
    expect(await runsOf({}, beside)).toEqual([
      {
        runId: "harbor:job-1:make-it__abc",
        batchId: "harbor:job-1",
        suite: "terminal-bench",
        suiteVersion: "2.0",
        scenario: "make-it",
        tier: "default",
        agent: "made-agent",
        model: "lab/m",
        variant: "1.2, reasoning_effort=high",
        status: "completed",
        isSuccessful: true,
        totalScore: 1,
        startedAt: "2026-01-02T03:00:00.000Z",
        completedAt: "2026-01-02T03:10:00.000Z",
        evaluations: [{ evaluatorName: "reward", score: 1, maxScore: 1 }],
        telemetry: { tokensIn: 100, tokensOut: 50, cacheReadTokens: 900, costUsd: 0.25, durationMs: 240_500 },
        metadata: { format: "harbor", trialName: "make-it__abc", taskChecksum: "sum" },
      },
    ]);
  });

  it("takes tool calls from the trajectory, and what the gateway did not report", async () => {
    const beside = { "agent/trajectory.json": json(trajectory) };
    expect((await runsOf({}, beside))[0]?.telemetry).toMatchObject({ toolCalls: 3, tokensIn: 100, costUsd: 0.25 });
    const agent_result = { n_input_tokens: 0, n_cache_tokens: null, n_output_tokens: 0, cost_usd: 0 };
    expect((await runsOf({ agent_result }, beside))[0]?.telemetry).toEqual({
      toolCalls: 3,
      tokensIn: 1000,
      tokensOut: 70,
      cacheReadTokens: 6000,
      costUsd: 0.5,
      durationMs: 240_500,
    });
    expect((await runsOf({ agent_result, agent_execution: null }))[0]).not.toHaveProperty("telemetry");
  });

  it("follows a trajectory that goes on in another file, but not in a circle", async () => {
    const next = { ...trajectory, continued_trajectory_ref: "trajectory.json" };
    const first = { ...trajectory, continued_trajectory_ref: "trajectory.cont-1.json" };
    const last = { ...trajectory, steps: [{ source: "agent", tool_calls: [{}] }], subagent_trajectories: [] };
    const parts = (cont: unknown) => ({
      "agent/trajectory.json": json(first),
      "agent/trajectory.cont-1.json": json(cont),
    });
    expect((await runsOf({}, parts(last)))[0]?.telemetry?.toolCalls).toBe(4);
    expect((await runsOf({}, parts(next)))[0]?.telemetry?.toolCalls).toBe(300);
  });

  it("refuses a newer trajectory by its version, and one without its trial", async () => {
    for (const schema_version of ["ATIF-v1.9", "ATIF-v2.0"]) {
      const beside = { "agent/trajectory.json": json({ ...trajectory, schema_version }) };
      await expect(runsOf({}, beside)).rejects.toThrow(`must be ATIF-v1.0 to ATIF-v1.8: ${schema_version}`);
    }
    await expect(payloadsOf(harbor, jsonFile(trajectory))).rejects.toThrow("import the folder of its trial instead");
  });

  it.each([
    ["AgentTimeoutError", "timeout"],
    ["ContentPolicyViolationError", "refusal"],
    ["AgentSetupTimeoutError", "workspace"],
    ["EnvironmentStartTimeoutError", "workspace"],
    ["DaytonaError", "workspace"],
    ["VerifierTimeoutError", "evaluation"],
    ["RewardFileNotFoundError", "evaluation"],
    ["NonZeroAgentExitCodeError", "agent"],
    ["ContextLengthExceededError", "agent"],
    ["RateLimitError", "workspace"],
    ["ApiOverloadedError", "workspace"],
    ["UnknownApiError", "workspace"],
    ["NetworkConnectionError", "workspace"],
    ["ModelNotFoundError", "workspace"],
    ["AgentAuthenticationError", "workspace"],
    ["AgentSafetyRefusalError", "refusal"],
    ["OutputTokenExceededError", "agent"],
    ["RuntimeError", "unknown"],
  ])("takes %s for a failure through %s", async (exception, errorType) => {
    expect(await failedWith(exception)).toMatchObject([
      { status: "failed", errorType, metadata: { exception, error: "why" } },
    ]);
  });

  it.each([
    ["Docker compose command failed for environment e", "workspace"],
    ["Agent setup failed with exit code 1", "workspace"],
    ["something else failed: Docker compose command failed", "unknown"],
  ])("tells what an exception without a type of its own is of by its message: %s", async (message, errorType) => {
    const exception_info = { exception_type: "RuntimeError", exception_message: message };
    expect(await runsOf({ exception_info, verifier_result: null })).toMatchObject([{ status: "failed", errorType }]);
  });

  it("names a trial without its job by its own id", async () => {
    expect(await runsOf({ config: {} })).toMatchObject([{ runId: `harbor:${trial.id}` }]);
  });

  it("lets a verdict stand whatever broke afterwards, and a failure of the agent's own explain one that it missed", async () => {
    const [passed, missed] = [{ rewards: { reward: 1 } }, { rewards: { reward: 0 } }];
    expect(await failedWith("AgentTimeoutError", passed)).toMatchObject([{ status: "completed", isSuccessful: true }]);
    expect(await failedWith("AgentTimeoutError", missed)).toMatchObject([
      { status: "failed", errorType: "timeout", isSuccessful: false, totalScore: 0 },
    ]);
    expect(await failedWith("EnvironmentStopError", missed)).toMatchObject([
      { status: "completed", isSuccessful: false },
    ]);
  });

  it("leaves open what was broken off, and states no verdict that nobody gave", async () => {
    expect(await failedWith("CancelledError")).toMatchObject([{ status: "incomplete" }]);
    expect(await runsOf({ verifier_result: null, finished_at: null })).toMatchObject([{ status: "incomplete" }]);
    const [unverified] = await runsOf({ verifier_result: null });
    expect(unverified).toMatchObject({ status: "completed" });
    expect(unverified).not.toHaveProperty("isSuccessful");
  });

  it("reads several rewards: the one of that name decides, else none does", async () => {
    const rewards = (values: object) => runsOf({ verifier_result: { rewards: values } });
    expect(await rewards({ reward: 0.5, style: 1 })).toMatchObject([{ totalScore: 0.5, isSuccessful: false }]);
    expect(await rewards({ style: 1, overall: 0.25 })).toMatchObject([{ totalScore: 0.25, isSuccessful: false }]);
    expect(await rewards({ overall: 0, reward: 1 })).toMatchObject([{ totalScore: 1, isSuccessful: true }]);
    const [open] = await rewards({ speed: 0.5, style: 1 });
    expect(open?.evaluations).toHaveLength(2);
    expect(open).not.toHaveProperty("totalScore");
    expect(open).not.toHaveProperty("isSuccessful");
    expect(await rewards({ only: 0.9999999 })).toMatchObject([{ isSuccessful: true }]);
  });

  const job = { id: "job-1", n_total_trials: 2, stats: { n_trials: 2, n_errors: 0, evals: {} } };
  const jobFile = (trials: Record<string, unknown>, document: object = job) =>
    jsonFile(document, {
      name: "result.json",
      folders: folders.slice(1),
      beside: Object.fromEntries(
        Object.entries(trials).map(([folder, value]) => [`${folder}/result.json`, json(value)]),
      ),
    });

  it("makes the same runs of a job as of its trials, and states how many there are", async () => {
    const other = { ...trial, id: "22222222-2222-4333-8444-555555555555", verifier_result: { rewards: { reward: 0 } } };
    const { payloads, statements } = await readMade(harbor, jobFile({ a: trial, b: other }));
    expect(payloads).toEqual([...(await runsOf({})), ...(await runsOf(other))]);
    expect(statements).toEqual([{ runs: 2, what: "trials" }]);
    await expect(payloadsOf(harbor, jobFile({ a: { task_name: "x" } }))).rejects.toThrow(
      "a/result.json is not a trial",
    );
  });

  it("adds up what the steps of a trial used", async () => {
    const step = { step_name: "s", agent_result: trial.agent_result };
    expect(
      (await runsOf({ agent_result: null, step_results: [step, { step_name: "t" }, step] }))[0]?.telemetry,
    ).toEqual({
      tokensIn: 200,
      tokensOut: 100,
      cacheReadTokens: 1800,
      costUsd: 0.5,
      durationMs: 240_500,
    });
  });

  it("reads the trials that a job lists itself, where their folders are not there", async () => {
    const listed = { ...job, n_total_trials: 1, trial_results: [trial] };
    expect(await payloadsOf(harbor, jobFile({}, listed))).toEqual(await runsOf({}));
    const beside = await payloadsOf(harbor, jobFile({ a: { ...trial, trial_name: "b" } }, listed));
    expect(beside.map(({ metadata }) => metadata?.["trialName"])).toEqual(["b"]);
    await expect(payloadsOf(harbor, jobFile({}, { ...listed, trial_results: [1] }))).rejects.toThrow(
      "trial_results[0] is not a trial",
    );
  });

  describe("of a job of which the statistics alone are there", () => {
    const stats = {
      n_completed_trials: 4,
      evals: {
        "made-agent__m__made-set": {
          reward_stats: { reward: { "1.0": ["make-it__aaa"], "0.0": ["make-it__bbb", "break-it__ccc"] } },
          exception_stats: { AgentTimeoutError: ["break-it__ccc"], DaytonaError: ["lost__ddd"] },
        },
      },
    };
    const lone = {
      ...job,
      n_total_trials: 4,
      started_at: "2026-01-02T03:00:00",
      finished_at: "2026-01-02T04:00:00",
      stats,
    };
    const read = (config?: unknown, document: object = lone) =>
      readMade(
        harbor,
        jsonFile(document, {
          name: "result.json",
          folders: ["2026-01-02__03-00-00", "jobs"],
          beside: config === undefined ? {} : { "config.json": json(config) },
        }),
      );

    it("takes each trial that they name, with its reward and its exception", async () => {
      const { payloads, statements } = await read();
      expect(statements).toEqual([{ runs: 4, what: "trials" }]);
      expect(
        payloads.map(({ scenario, status, errorType, isSuccessful }) => [scenario, status, errorType, isSuccessful]),
      ).toEqual([
        ["make-it", "completed", undefined, true],
        ["make-it", "completed", undefined, false],
        ["break-it", "failed", "timeout", false],
        ["lost", "failed", "workspace", undefined],
      ]);
      expect(payloads[0]).toMatchObject({
        runId: "harbor:job-1:make-it__aaa",
        batchId: "harbor:job-1",
        suite: "made-set",
        agent: "made-agent",
        model: "m",
        startedAt: "2026-01-02T03:00:00.000Z",
        metadata: { trialName: "make-it__aaa", startedAtSource: "start of the whole job" },
      });
      expect(payloads[0]).not.toHaveProperty("variant");
      expect(payloads[0]).not.toHaveProperty("telemetry");
    });

    it("takes from the configuration of one agent what they shorten", async () => {
      const agents = [{ name: "made-agent", model_name: "lab/inner/m", kwargs: { thinking: "off" } }];
      const datasets = [{ name: "made-set", version: null, ref: `sha256:${"0123456789abcdef".repeat(4)}` }];
      expect((await read({ agents, datasets })).payloads[0]).toMatchObject({
        model: "lab/inner/m",
        variant: "thinking=off",
        suiteVersion: "sha256:0123456789ab",
      });
      const two = await read({ agents: [...agents, ...agents], datasets: [{ name: "made-set", ref: "2.0" }] });
      expect(two.payloads[0]).toMatchObject({ model: "m", suiteVersion: "2.0" });
    });

    it("leaves out trials that others have replaced: more than the job has", async () => {
      const { payloads } = await read(undefined, { ...lone, stats: { ...stats, n_completed_trials: 3 } });
      expect(payloads.map(({ scenario }) => scenario)).toEqual(["make-it", "make-it", "break-it"]);
    });

    it("takes no name of a task that may be cut, since others may begin alike", async () => {
      const named = (task: string) => {
        const evals = { "made-agent__m__made-set": { reward_stats: { reward: { "1.0": [`${task}__aaa`] } } } };
        return read(undefined, { ...lone, stats: { evals } });
      };
      expect((await named("x".repeat(31))).payloads).toMatchObject([{ scenario: "x".repeat(31) }]);
      await expect(named("x".repeat(32))).rejects.toThrow("import the job's whole folder");
    });

    it("takes no data set for that of tasks which are in none", async () => {
      const evals = { "made-agent__adhoc": { reward_stats: { reward: { "0.5": ["make-it__aaa"] } } } };
      const { payloads } = await read(undefined, { ...lone, stats: { evals } });
      expect(payloads).toMatchObject([{ suite: "harbor", totalScore: 0.5, isSuccessful: false }]);
      expect(payloads[0]).not.toHaveProperty("model");
    });
  });

  it("takes rewards for shares in all trials of a job or in none", async () => {
    const rewarded = (id: string, reward: number) => ({ ...trial, id, verifier_result: { rewards: { reward } } });
    const runs = await payloadsOf(harbor, jobFile({ a: rewarded("1", 1), b: rewarded("2", 3.5) }));
    expect(runs.map(({ totalScore, evaluations }) => [totalScore, evaluations?.length])).toEqual([
      [1, 0],
      [3.5, 0],
    ]);
    for (const run of runs) expect(run).not.toHaveProperty("isSuccessful");
  });

  it("leads to a task that lies in a repository", async () => {
    const task_id = { git_url: "https://example.org/tasks.git", git_commit_id: "abc", path: "make-it" };
    expect(await runsOf({ task_id })).toMatchObject([
      { links: [{ kind: "task", url: "https://example.org/tasks/tree/abc/make-it" }] },
    ]);
    const [elsewhere] = await runsOf({ task_id: { ...task_id, git_url: "git@example.org:tasks.git" } });
    expect(elsewhere).not.toHaveProperty("links");
    expect((await runsOf({ task_id: { path: "make-it" } }))[0]).not.toHaveProperty("links");
  });

  it("takes the data set from the folders of a submission where nothing else names it", async () => {
    const inSubmission = ["make-it__abc", "job", "made__m", "2.0", "terminal-bench", "submissions", "x"];
    const file = jsonFile({ ...trial, source: null }, { folders: inSubmission });
    expect(await payloadsOf(harbor, file)).toMatchObject([{ suite: "terminal-bench", suiteVersion: "2.0" }]);
    const unnamed = jsonFile({ ...trial, source: null, id: null, config: {} }, { folders: ["t", "job"] });
    expect(await payloadsOf(harbor, unnamed)).toMatchObject([
      { suite: "harbor", runId: "harbor:job:make-it__abc", batchId: "harbor:job" },
    ]);
  });
});
