import { describe, expect, it } from "vitest";
import { tauBench } from "./tau-bench.ts";
import { jsonFile, payloadsOf, readMade } from "./testing/made-file.ts";

/** A made-up simulation, after the schema of τ². */
const simulation = {
  id: "sim-1",
  task_id: "7",
  trial: 2,
  seed: 300,
  start_time: "2026-01-02T03:04:05.5",
  end_time: "2026-01-02T03:05:05.5",
  duration: 60,
  termination_reason: "user_stop",
  agent_cost: 0.25,
  user_cost: 9,
  reward_info: { reward: 1.0000000001, reward_breakdown: { DB: 1, COMMUNICATE: 1 } },
  messages: [
    { role: "assistant", content: "Hello" },
    { role: "user", tool_calls: [{ id: "u" }], usage: { prompt_tokens: 999, completion_tokens: 99 } },
    { role: "assistant", tool_calls: [{ id: "1" }, { id: "2" }], usage: { prompt_tokens: 100, completion_tokens: 7 } },
    { role: "assistant", content: "Done", usage: { prompt_tokens: 150, completion_tokens: 3 } },
  ],
};
const info = {
  git_commit: "abc",
  num_trials: 4,
  agent_info: { implementation: "llm_agent", llm: "lab/m", llm_args: { temperature: 0.0 } },
  user_info: { implementation: "user_simulator", llm: "lab/user" },
  environment_info: { domain_name: "airline", policy: "p" },
};
const documentOf = (simulations: unknown, more: object = {}) => ({ info, tasks: [{}, {}], simulations, ...more });
const runsOf = (changes: object, more: object = {}) =>
  payloadsOf(tauBench, jsonFile(documentOf([{ ...simulation, ...changes }], more)));

describe("tauBench", () => {
  it("tells simulations without ids apart by their trials, else by what they hold", async () => {
    const unnamed = { ...simulation, id: undefined };
    const idsOf = async (...simulations: object[]) =>
      (await payloadsOf(tauBench, jsonFile(documentOf(simulations)))).map(({ runId }) => runId);
    const ids = await idsOf({ ...unnamed, trial: 0 }, { ...unnamed, trial: 1 });
    expect(ids.map((id) => id.replace(/:[\da-f]{24}:/, ":"))).toEqual(["tau-bench:7:0", "tau-bench:7:1"]);
    const [first, second] = [
      { ...unnamed, trial: null, duration: 1 },
      { ...unnamed, trial: null, duration: 2 },
    ];
    expect(new Set(await idsOf(first, second)).size).toBe(2);
    expect(await idsOf(second)).toEqual([(await idsOf(first, second))[1]]);
  });

  it("makes a run of a simulation, with the agent's share of money and tokens alone", async () => {
    expect(await runsOf({})).toEqual([
      {
        runId: "tau-bench:sim-1",
        batchId: expect.stringMatching(/^tau-bench:[\da-f]{24}$/),
        suite: "tau2-airline",
        scenario: "7",
        tier: "lab/user",
        agent: "llm_agent",
        model: "lab/m",
        status: "completed",
        isSuccessful: true,
        totalScore: 1.0000000001,
        startedAt: "2026-01-02T03:04:05.500Z",
        completedAt: "2026-01-02T03:05:05.500Z",
        evaluations: [
          { evaluatorName: "DB", score: 1, maxScore: 1 },
          { evaluatorName: "COMMUNICATE", score: 1, maxScore: 1 },
        ],
        telemetry: { toolCalls: 2, tokensIn: 250, tokensOut: 10, costUsd: 0.25, durationMs: 60_000 },
        metadata: { format: "tau-bench", trial: 2, seed: 300, terminationReason: "user_stop", gitCommit: "abc" },
      },
    ]);
  });

  it.each([
    ["user_stop", 0, "completed", undefined, false],
    ["agent_stop", 0.999, "completed", undefined, false],
    ["max_steps", 0, "failed", "agent", false],
    ["max_steps", 1, "completed", undefined, true],
    ["too_many_errors", 0, "failed", "agent", false],
    ["agent_error", 0, "failed", "agent", false],
    ["context_window_exceeded", 0, "failed", "agent", false],
    ["timeout", 0, "failed", "timeout", false],
    ["user_error", 0, "failed", "evaluation", false],
    ["infrastructure_error", 0, "failed", "workspace", false],
    ["unexpected_error", 0, "failed", "unknown", false],
  ])("%s with a reward of %s is %s through %s", async (termination_reason, reward, status, errorType, isSuccessful) => {
    const [run] = await runsOf({ termination_reason, reward_info: { reward } });
    expect(run).toMatchObject({ status, isSuccessful, totalScore: reward });
    expect(run?.errorType).toBe(errorType);
  });

  it("states no verdict without a reward, and nothing that was not measured", async () => {
    const [run] = await runsOf({ reward_info: null, agent_cost: 0, duration: 0, messages: [] });
    expect(run).not.toHaveProperty("isSuccessful");
    expect(run).not.toHaveProperty("telemetry");
    const agent_usage = { prompt_tokens: 5, completion_tokens: 1 };
    expect((await runsOf({ agent_usage }))[0]?.telemetry).toMatchObject({ tokensIn: 5, tokensOut: 1 });
  });

  it("takes arguments that are not the default and the way of retrieval for the variant", async () => {
    const llm_args = { temperature: 0.7, reasoning_effort: "high" };
    const changed = { ...info, agent_info: { ...info.agent_info, llm_args }, retrieval_config: { name: "bm25" } };
    expect(await runsOf({}, { info: changed })).toMatchObject([
      { variant: "reasoning_effort=high, retrieval_config=bm25, temperature=0.7" },
    ]);
  });

  it("reads simulations that lie beside the results, the same in either place", async () => {
    const beside = {
      "simulations/a.json": { kind: "json", value: simulation },
      "simulations/notes.txt": { kind: "other" },
    } as const;
    const file = jsonFile(documentOf(null), { name: "results.json", beside });
    expect(await payloadsOf(tauBench, file)).toEqual(await runsOf({}));
    const broken = { "simulations/a.json": { kind: "json", value: { id: 1 } } } as const;
    await expect(payloadsOf(tauBench, jsonFile(documentOf([]), { beside: broken }))).rejects.toThrow(
      "simulations/a.json is not a simulation",
    );
  });

  it("states a simulation for every task and trial, and names one that is none", async () => {
    const { statements } = await readMade(tauBench, jsonFile(documentOf([simulation])));
    expect(statements).toEqual([{ runs: 8, what: "simulations" }]);
    await expect(payloadsOf(tauBench, jsonFile(documentOf([3])))).rejects.toThrow("simulations[0] is not a simulation");
    await expect(runsOf({ task_id: null })).rejects.toThrow("a simulation has no task_id");
  });

  const trajectory = {
    task_id: 3,
    reward: 1,
    info: { user_cost: 0.5 },
    traj: [
      { role: "system", content: "# Retail agent policy\n\nBe kind." },
      { role: "assistant", tool_calls: [{ id: "1" }] },
    ],
    trial: 1,
  };

  it("makes a run of a trajectory of the first τ-bench; the user's cost is not the agent's", async () => {
    const name = "tool-calling-lab-m-0.5_range_0--1_user-lab-u-llm_0521112233.json";
    const file = jsonFile([trajectory, { ...trajectory, reward: 0, trial: 2 }], { name });
    expect(await payloadsOf(tauBench, file, { startedAt: "2026-01-02T00:00:00.000Z" })).toMatchObject([
      {
        suite: "tau-retail",
        scenario: "3",
        tier: "lab-u",
        agent: "tool-calling",
        model: "lab-m",
        variant: "temperature=0.5",
        isSuccessful: true,
        telemetry: { toolCalls: 1 },
        metadata: { trial: 1 },
      },
      { isSuccessful: false, totalScore: 0 },
    ]);
    await expect(payloadsOf(tauBench, jsonFile([trajectory], { name: "x.json" }))).rejects.toThrow(
      "it does not state agent",
    );
    await expect(
      payloadsOf(tauBench, jsonFile([trajectory, {}], { name }), { startedAt: "2026-01-01" }),
    ).rejects.toThrow("trajectory 2 has no task or reward");
  });

  const submission = {
    model_name: "M",
    model_organization: "Lab",
    submitting_organization: "Somebody",
    submission_date: "2026-03-01",
    submission_type: "standard",
    modality: "text",
    reasoning_effort: "high",
    results: { airline: { pass_1: 48.5, pass_2: 40, cost: 0.1 }, retail: null, telecom: { pass_1: 20 } },
    trajectory_files: { telecom: "telecom.json" },
    methodology: { evaluation_date: "2026-02-28", user_simulator: "lab/user" },
  };

  it("makes a run of a submission's domain: a share stays a share, without trials and passes", async () => {
    const [run, telecom, ...more] = await payloadsOf(tauBench, jsonFile(submission));
    expect(more).toEqual([]);
    expect(run).toEqual({
      runId: "tau-bench:Somebody:M:2026-03-01:standard:high:lab/user:airline",
      batchId: "tau-bench:Somebody:M:2026-03-01:standard:high:lab/user",
      suite: "tau2-bench",
      scenario: "airline",
      tier: "lab/user",
      agent: "llm_agent",
      model: "M",
      variant: "reasoning_effort=high",
      relationship: "third-party",
      status: "completed",
      startedAt: "2026-02-28T00:00:00.000Z",
      totalScore: 0.485,
      evaluations: [
        { evaluatorName: "pass_1", score: 48.5, maxScore: 100 },
        { evaluatorName: "pass_2", score: 40, maxScore: 100 },
      ],
      metadata: expect.objectContaining({ format: "tau-bench", costPerTrajectoryUsd: 0.1, submittedBy: "Somebody" }),
    });
    expect(telecom).toMatchObject({ scenario: "telecom", totalScore: 0.2 });
  });

  it.each<[string, object, unknown]>([
    ["a domain that was not tried", { airline: { pass_1: 62, pass_2: null }, retail: { pass_1: null } }, [0.62]],
    ["a rate as text", { airline: { pass_1: "62" } }, [0.62]],
    ["nothing solved", { airline: { pass_1: 0 } }, [0]],
    ["less than 1 % beside more", { airline: { pass_1: 0.5 }, retail: { pass_1: 2 } }, [0.005, 0.02]],
    ["a domain of which pass^2 alone is known", { airline: { pass_1: null, pass_2: 50 } }, [undefined]],
  ])("takes %s in a submission for what it is", async (_what, results, scores) => {
    const runs = await payloadsOf(tauBench, jsonFile({ ...submission, results }));
    expect(runs.map(({ totalScore }) => totalScore)).toEqual(scores);
  });

  it("refuses a submission's rates that are shares or no numbers", async () => {
    const refused = (results: object) => expect(payloadsOf(tauBench, jsonFile({ ...submission, results }))).rejects;
    await refused({ airline: { pass_1: 0.62 }, retail: { pass_1: 0, pass_2: 1 } }).toThrow(
      "its pass rates must be percentages, and none is over 1: 0.62, 0, 1",
    );
    await refused({ airline: { pass_1: "62%" } }).toThrow('pass_1 of airline must be a number: "62%"');
  });

  it("says that whoever made the model ran it, where they are the same", async () => {
    const own = { ...submission, submitting_organization: "Lab" };
    expect(await payloadsOf(tauBench, jsonFile(own))).toMatchObject([
      { relationship: "first-party" },
      { relationship: "first-party" },
    ]);
  });

  it("counts a domain by its trajectories where they lie beside, and a custom agent by its name", async () => {
    const beside = { "trajectories/telecom.json": { kind: "json", value: documentOf([]) } } as const;
    const runs = await payloadsOf(tauBench, jsonFile({ ...submission, submission_type: "custom" }, { beside }));
    expect(runs).toMatchObject([{ scenario: "airline", agent: "M" }]);
    expect(runs[0]).not.toHaveProperty("model");
  });
});
