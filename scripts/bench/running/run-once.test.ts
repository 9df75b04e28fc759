import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Agent } from "../agents/agent.ts";
import { agentNames, readAgents } from "../agents/read-agents.ts";
import type { PlannedRun } from "../planning/plan-runs.ts";
import { outcomeOfResult } from "../results/summarize.ts";
import { readSuites, type Scenario } from "../suites/read-suites.ts";
import {
  GREETERS,
  GREETINGS,
  type MadeFolder,
  makeFolder,
  watchTemporaryFiles,
  writeFiles,
} from "../testing/made-suite.ts";
import { RunError } from "./run-error.ts";
import { type RunResult, runOnce } from "./run-once.ts";

let suites: MadeFolder;
let agents: MadeFolder;
beforeEach(() => {
  suites = makeFolder(GREETINGS);
  agents = makeFolder(GREETERS);
});
afterEach(() => {
  vi.unstubAllEnvs();
  suites.remove();
  agents.remove();
});

const signal = new AbortController().signal;

const scenarioNow = async (): Promise<Scenario> => {
  const [suite] = await readSuites([suites.path]);
  return suite?.scenarios[0] as Scenario;
};

const runWith = async (agent: string | Agent, more: Partial<PlannedRun> = {}): Promise<RunResult> => {
  const named =
    typeof agent === "string"
      ? (await readAgents([agents.path], [agent]))[0]
      : { name: "made", title: undefined, model: undefined, variant: undefined, agent };
  const scenario = await scenarioNow();
  if (!named) throw new Error("no agent");
  const planned = { scenario, tier: "L1", agent: named, model: undefined, variant: undefined, trial: 1, ...more };
  return await runOnce(planned, { signal });
};

const made = (work: Agent["work"]): Agent => ({ prepare: async () => undefined, work });

describe("runOnce", () => {
  it("scores what an agent did, and tells how much it changed", async () => {
    const result = await runWith("greeter");
    expect(result).toMatchObject({
      answer: "done in <workspace>\n",
      prompt: "Write hello into out.txt.\n",
      evaluations: [
        { evaluatorName: "says-it", score: 1, maxScore: 1 },
        { evaluatorName: "small", score: 1, maxScore: 1 },
      ],
      changed: { files: 1, linesAdded: 1, linesRemoved: 0 },
      scores: { totalScore: 1, weightedScore: 10, successMetric: 1, isSuccessful: true },
    });
    expect(outcomeOfResult(result)).toBe("pass");
    expect(existsSync(result.workspace ?? "")).toBe(false);
  });

  it("gives the prompt of the tier", async () => {
    expect(outcomeOfResult(await runWith("reader", { tier: "L0" }))).toBe("fail");
    expect(outcomeOfResult(await runWith("reader", { tier: "L1" }))).toBe("pass");
  });

  it("scores an agent that does nothing, rather than fail it", async () => {
    const result = await runWith("echo");
    expect(result).toMatchObject({ scores: { totalScore: 0, isSuccessful: false }, usage: { toolCalls: 0 } });
    expect(outcomeOfResult(result)).toBe("fail");
  });

  it("tells a program that fails from one that takes too long", async () => {
    const failed = await runWith("quitter");
    expect(failed.failure).toEqual({ errorType: "agent", message: "sh ended with exit code 3: no idea" });
    expect(failed.scores).toBeUndefined();
    const late = await runWith("sleeper", { scenario: { ...(await scenarioNow()), timeout: 0.3 } });
    expect(late.failure).toEqual({ errorType: "timeout", message: "did not end within 0.3 s" });
    expect(late.agentMs).toBeGreaterThanOrEqual(300);
  });

  it("takes what goes wrong around the agent for an infrastructure error", async () => {
    const scenario = await scenarioNow();
    const results = [
      await runWith("echo", { scenario: { ...scenario, setup: "exit 1" } }),
      await runWith("echo", { scenario: { ...scenario, fixture: join(suites.path, "gone") } }),
      await runWith("echo", { scenario: { ...scenario, prompts: new Map([["L1", join(suites.path, "gone.md")]]) } }),
      await runWith(made(async () => Promise.reject(new RunError("workspace", "no service")))),
    ];
    expect(results.map(({ failure }) => failure?.errorType)).toEqual(["workspace", "workspace", "prompt", "workspace"]);
    expect(new Set(results.map(outcomeOfResult))).toEqual(new Set(["infrastructure-error"]));
  });

  it("takes an evaluator that is broken for an infrastructure error, and keeps what others gave", async () => {
    const scenario = await scenarioNow();
    writeFiles(scenario.folder, {
      "scenario.yaml": `id: hello
title: Hello
fixture: fixture
evaluators:
  - { name: first, type: file-exists, file: README.md }
  - { name: broken, type: command, run: "true", score: printed }
`,
    });
    const result = await runWith("echo");
    expect(result).toMatchObject({ failure: { errorType: "evaluation" }, evaluations: [{ evaluatorName: "first" }] });
  });

  it("takes an unforeseen error for an unknown failure, which counts", async () => {
    const result = await runWith(made(async () => Promise.reject(new TypeError("x is not a function"))));
    expect(result.failure).toEqual({ errorType: "unknown", message: "TypeError: x is not a function" });
    expect(outcomeOfResult(result)).toBe("unknown-failure");
  });

  it("keeps what was used and noted, whatever comes of the run", async () => {
    const result = await runWith(
      made(async ({ onUsage, onNote }) => {
        onUsage({ tokensIn: 5, toolCalls: 1 });
        onUsage({ tokensIn: 9, toolCalls: 2 });
        onNote("a note");
        throw new RunError("agent", "gave up");
      }),
    );
    expect(result).toMatchObject({ usage: { tokensIn: 9, toolCalls: 2 }, notes: ["a note"] });
  });

  it("takes secrets out before it cuts a text, wherever it cuts", async () => {
    vi.stubEnv("MADE_UP_API_KEY", "sk-very-secret-value");
    for (const length of [490, 995, 1990, 3990, 4000]) {
      const failing = made(async () => {
        throw new RunError("agent", `${"x".repeat(9_000)}sk-very-secret-value${"y".repeat(length)}`);
      });
      expect((await runWith(failing)).failure?.message).not.toMatch(/sk-v|secret|value/);
    }
    writeFiles(agents.path, {
      "telltale.yaml":
        "kind: command\nenv: [MADE_UP_API_KEY]\nrun: [sh, -c, 'echo $MADE_UP_API_KEY; head -c 990 /dev/zero | tr \"\\\\0\" y; exit 1']\n",
    });
    expect((await runWith("telltale")).failure?.message).toMatch(/: <MADE_UP_API_KEY>\ny+$/);
  });

  it("publishes no path of this machine, no secret, and nothing that the contract refuses", async () => {
    vi.stubEnv("MADE_UP_API_KEY", "sk-very-secret-value");
    const result = await runWith(
      made(async ({ workspace }) => {
        throw new RunError("agent", `${workspace}/x sk-very-secret-value \0 \uD800 ${suites.path}/greetings/hello/y`);
      }),
    );
    expect(result.failure?.message).toBe("<workspace>/x <MADE_UP_API_KEY>  \uFFFD <scenario>/y");
  });

  it("shortens a long answer, and says how long it was", async () => {
    const { answer } = await runWith(made(async () => "x".repeat(10_000)));
    expect(answer).toMatch(/^x{2000}\n\[6000 characters left out\]\nx{2000}$/);
  });

  it("throws the signal's reason when all is stopped, and leaves nothing behind", async () => {
    const elsewhere = makeFolder();
    const leftovers = watchTemporaryFiles(elsewhere.path, vi.stubEnv);
    const [sleeper] = await readAgents([agents.path], ["sleeper"]);
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error("stopped")), 300);
    const planned = { scenario: await scenarioNow(), tier: "L1", agent: sleeper, trial: 1 } as PlannedRun;
    await expect(runOnce(planned, { signal: controller.signal })).rejects.toThrow("stopped");
    expect(leftovers()).toEqual([]);
    elsewhere.remove();
  });
});

describe("readAgents", () => {
  it("lists the agents of a folder, and names the file that is wrong", async () => {
    writeFiles(agents.path, { "bad.yaml": "kind: command\n", "notes.md": "" });
    expect(await agentNames([agents.path])).toEqual(["bad", "echo", "greeter", "quitter", "reader", "sleeper"]);
    await expect(readAgents([agents.path], ["echo", "bad"])).rejects.toThrow(/bad\.yaml.*run is missing/s);
    expect((await readAgents([agents.path], ["greeter"]))[0]).toMatchObject({ title: "Greets", variant: "v1" });
  });
});
