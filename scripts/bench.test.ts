import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { examples } from "#contract/openapi/recorded.ts";
import { GREETERS, GREETINGS, type MadeFolder, makeFolder, writeFiles } from "./bench/testing/made-suite.ts";
import { MODEL_SERVICES, variablesFor } from "./bench/testing/model-services.ts";
import { command } from "./bench.ts";
import { inProject } from "./command/project.ts";
import type { SubmittedRun } from "./logger/run-forms.ts";
import { type MemoryWorker, startMemoryWorker } from "./logger/testing/memory-worker.ts";
import { runInProcess } from "./testing/run-in-process.ts";
import { runScript } from "./testing/run-script.ts";

let folder: MadeFolder;
let worker: MemoryWorker;
beforeEach(async () => {
  worker = await startMemoryWorker();
  folder = makeFolder();
  writeFiles(join(folder.path, "suites"), GREETINGS);
  writeFiles(join(folder.path, "agents"), GREETERS);
});
afterEach(() => {
  worker.close();
  folder.remove();
});

const FOLDERS = ["suites", "agents", "spool"];

const argumentsOf = (args: readonly string[], url = worker.url): string[] => [
  ...FOLDERS.flatMap((name) => [`--${name}`, join(folder.path, name)]),
  ...(url === "" ? ["--no-submit"] : ["--url", url, "--key", "k"]),
  ...args,
];

const bench = (args: readonly string[], url?: string) => runInProcess(command, argumentsOf(args, url));

const spooled = () => readdirSync(join(folder.path, "spool")).filter((name) => name.endsWith(".json"));

/** The first block of a guide of the site behind some words. */
const blockBehind = (words: string): string => {
  const guide = readFileSync(inProject("site", "content", "docs", "writing-a-suite.md"), "utf8");
  return /```yaml\n([\s\S]*?)```/.exec(guide.slice(guide.indexOf(words)))?.[1] ?? "";
};

describe("npm run bench", () => {
  it("runs the oracle and the no-op that the guide writes, whose scores are those of the solution and of nothing", async () => {
    const names = ["oracle", "no-op"];
    writeFiles(
      join(folder.path, "agents"),
      Object.fromEntries(names.map((name) => [`${name}.yaml`, blockBehind(`${name}.yaml`)])),
    );
    const { code, errors } = await bench(["greetings", "all", "L0", "oracle,no-op"]);
    expect({ code, errors }).toEqual({ code: 0, errors: expect.stringMatching(/pass .*hello/) });
    const scores = [...worker.runs.values()].map(({ agent, totalScore, isSuccessful }) => [
      agent,
      totalScore,
      isSuccessful,
    ]);
    expect(scores.sort()).toEqual([
      ["no-op", 0, false],
      ["oracle", 1, true],
    ]);
  });

  it("makes the runs, shows them, and submits them as one batch with what it claims of it", async () => {
    const { code, output, errors } = await bench([
      "greetings",
      "hello",
      "all",
      "echo,greeter",
      "--trials",
      "2",
      "--parallel",
      "3",
    ]);
    expect(code).toBe(0);
    expect(errors.match(/^\[\d\/8\] (pass|fail) .*greetings\/hello {2}L[01] {2}/gm)).toHaveLength(8);
    expect(output).toMatch(/greetings +L1 +greeter~~v1 +2\/2 +100\.0%/);
    expect(output).toContain("8 runs: ");
    const runs = [...worker.runs.values()];
    expect(runs).toHaveLength(8);
    expect(runs.find(({ agent, tier }) => agent === "greeter" && tier === "L1")).toMatchObject({
      suite: "greetings",
      suiteVersion: "1.0",
      scenario: "hello",
      variant: "v1",
      status: "completed",
      isSuccessful: true,
      totalScore: 1,
      weightedScore: 10,
      successMetric: 1,
      evaluations: [{ evaluatorName: "says-it" }, { evaluatorName: "small" }],
      telemetry: { promptSent: "Write hello into out.txt.\n", durationMs: expect.any(Number) },
      metadata: { trial: expect.any(Number), harness: { name: "ze-benchmarks" }, scenarioDigest: expect.any(String) },
    });
    const [batch] = worker.batches.values();
    expect(new Set(runs.map(({ batchId }) => batchId))).toEqual(new Set([batch?.batchId]));
    expect(output).toContain(`batch ${batch?.batchId}`);
    expect(batch).toMatchObject({
      totalRuns: 8,
      successfulRuns: 4,
      avgScore: 1,
      avgWeightedScore: 10,
      completedAt: expect.any(String),
    });
    expect(spooled()).toEqual([]);
    // Before the runs, so that the first of them meets a board that is stated.
    expect(worker.asked.findIndex((call) => call.startsWith("PUT"))).toBeLessThan(
      worker.asked.indexOf("POST /api/results/batch"),
    );
    expect([...worker.manifests]).toMatchObject([
      ["greetings/manifest?version=1.0", { title: "Greetings", tiers: [{ tier: "L0" }, { tier: "L1" }] }],
    ]);
  });

  it("goes on without a manifest that is not taken, and says so", async () => {
    worker.trouble = (call) =>
      call.startsWith("PUT") ? { status: 403, body: { detail: "another key's" } } : undefined;
    const { code, errors } = await bench(["greetings", "all", "L0", "echo"]);
    expect(code).toBe(0);
    expect(errors).toContain("the manifest of greetings was not taken, and its runs are sent without it");
    expect(worker.runs.size).toBe(1);
  });

  it("submits a failed run with the kind of its error, and ends well", async () => {
    const { code } = await bench(["greetings", "all", "L0", "quitter", "--model", "m", "--batch", "b"]);
    expect(code).toBe(0);
    expect([...worker.runs.values()]).toMatchObject([
      {
        batchId: "b",
        model: "m",
        status: "failed",
        errorType: "agent",
        metadata: { error: "sh ended with exit code 3: no idea" },
      },
    ]);
  });

  it("ends with 1 where the infrastructure failed", async () => {
    writeFiles(join(folder.path, "suites"), {
      "greetings/hello/scenario.yaml": `${GREETINGS["greetings/hello/scenario.yaml"]}setup: exit 1\n`,
    });
    const { code, output } = await bench(["greetings", "all", "L0", "echo"]);
    expect(code).toBe(1);
    expect(output).toMatch(/NOT COUNTED.*\n.* 0\/0 .* n\/a .* 1 /);
    expect([...worker.runs.values()]).toMatchObject([{ errorType: "workspace" }]);
  });

  it("keeps results where the Worker cannot be reached, says so, and delivers them later", async () => {
    const { code, errors } = await bench(["greetings", "all", "all", "echo"], "http://127.0.0.1:9");
    expect(code).toBe(1);
    expect(errors).toContain("npm run flush");
    expect(spooled().length).toBe(3);
    expect((await bench(["greetings", "all", "L0", "greeter"])).code).toBe(0);
    expect(worker.runs.size).toBe(3);
    expect(spooled()).toEqual([]);
  }, 60_000);

  it("goes on with a batch, and makes only the trials that it lacks", async () => {
    const [like] = examples.listRuns.body;
    const present = (tier: string, outcome: string, agent = "echo") => {
      const names = { batchId: "b", suite: "greetings", suiteVersion: "1.0", scenario: "hello", tier, agent };
      const { model: _model, variant: _variant, ...rest } = like as Record<string, unknown>;
      return { ...rest, ...names, outcome, totalScore: 0.8, weightedScore: 8 };
    };
    const body = [present("L0", "fail"), present("L1", "infrastructure-error"), present("L1", "pass", "greeter")];
    worker.trouble = (call) => (call.startsWith("GET /api/runs?batchId=b") ? { status: 200, body } : undefined);
    expect((await bench(["greetings", "all", "all", "echo", "--batch", "b"])).code).toBe(0);
    expect([...worker.runs.values()]).toMatchObject([{ tier: "L1", agent: "echo", batchId: "b" }]);
    // What is claimed counts what was there, and when it began stays.
    expect(worker.batches.get("b")).toEqual({
      ...{ batchId: "b", completedAt: expect.any(String), totalRuns: 4, successfulRuns: 1 },
      ...{ avgScore: 0.8, avgWeightedScore: 8 },
    });
    worker.runs.clear();
    const again = await bench(["greetings", "all", "L0", "echo", "--batch", "b"]);
    expect(again).toMatchObject({ code: 0, errors: expect.stringContaining("nothing to run") });
    expect(worker.runs.size).toBe(0);
  });

  it("keeps the results to itself when it is told to, as JSON if that is wanted", async () => {
    const { code, output } = await bench(["greetings", "hello", "L1", "greeter", "--json"], "");
    expect(code).toBe(0);
    expect(JSON.parse(output)).toMatchObject([
      { agent: "greeter", tier: "L1", outcome: "pass", trial: 1, totalScore: 1 },
    ]);
    expect(worker.asked).toEqual([]);
  });

  it.each(MODEL_SERVICES)(
    "has a model of $service work, and another one judge when that is asked for",
    async ({ service, start }) => {
      const models = await start();
      const settings = GREETINGS["greetings/hello/scenario.yaml"];
      writeFiles(join(folder.path, "suites"), {
        "greetings/hello/scenario.yaml": `${settings}  - { name: taste, type: judge, provider: ${service}, model: a-judge, rubric: Is it kind? }\n`,
      });
      writeFiles(join(folder.path, "agents"), { "chat.yaml": `kind: ${service}\nmodel: a-model\n` });
      const write = { name: "write_file", input: { path: "out.txt", content: "hello\n" } };
      const env = variablesFor(models);
      const work = (...options: string[]) => {
        models.steps.push({ calls: [write] }, { text: "Written." });
        return runInProcess(command, argumentsOf(["greetings", "all", "L1", "chat", ...options]), { env });
      };

      expect((await work()).code).toBe(0);
      models.steps.length = 0;
      const judged = work("--judge");
      models.steps.push({ text: '{"score": 2.5, "reasoning": "Kind enough."}' });
      expect((await judged).code).toBe(0);
      models.close();
      const names = { agent: "chat", model: "a-model" };
      expect([...worker.runs.values()]).toMatchObject([
        { ...names, suiteVersion: "1.0", totalScore: 1, telemetry: { toolCalls: 1 }, metadata: { answer: "Written." } },
        {
          ...names,
          suiteVersion: "1.0+judge",
          totalScore: 2.5 / 3,
          evaluations: [{}, {}, { details: "Kind enough." }],
        },
      ]);
      expect(JSON.stringify([...worker.runs.values()])).not.toContain(Object.values(env)[0]);
    },
  );

  it("says before any run that a model's key is missing", async () => {
    writeFiles(join(folder.path, "agents"), { "chat.yaml": "kind: anthropic\n" });
    const { code, errors } = await bench(["greetings", "all", "L1", "chat", "--model", "m"], "");
    expect(code).toBe(1);
    expect(errors).toBe("the agent chat cannot work here: no key for anthropic: set ANTHROPIC_API_KEY\n");
  });

  it("shows what there is to choose from", async () => {
    const { code, output } = await bench(["--list"], "");
    expect(code).toBe(0);
    expect(output).toMatch(/^greetings +1\.0 +hello +L0 L1 +2 s +Say hello$/m);
    expect(output).toMatch(/^test-suite +/m);
    expect(output).toMatch(/^greeter +v1 +Greets$/m);
    // One of the folder takes the place of the built-in one of its name.
    expect(output).toMatch(/^echo +Does nothing$/m);
  });

  it("checks that a scenario can be solved, and not by doing nothing", async () => {
    const good = await bench(["--check", "greetings"], "");
    expect(good).toMatchObject({
      code: 0,
      output: expect.stringMatching(/greetings +hello +0\.75 +0\.000 +1\.000 +yes/),
    });
    const settings = GREETINGS["greetings/hello/scenario.yaml"];
    writeFiles(join(folder.path, "suites"), {
      "greetings/hello/solution/out.txt": "good bye\n",
      "greetings/easy/scenario.yaml": settings
        .replace("hello", "easy")
        .replace("0.75", "0")
        .replace("fixture: fixture\n", ""),
      "greetings/easy/prompts/L0.md": "Nothing.",
    });
    const bad = await bench(["--check", "greetings"], "");
    expect(bad.code).toBe(1);
    expect(bad.errors).toMatch(
      /greetings\/hello: its solution has 0\.500 of the 0\.75 that pass: says-it \(out\.txt does not hold "hello"\)/,
    );
    expect(bad.errors).toContain("greetings/easy: passes without any work");
    expect(bad.output).toMatch(/easy .* no solution +no/);
  });

  it.each([
    [["greetings"], /name SUITE, SCENARIO, TIER and AGENT/],
    [["greetings", "hello", "L1", "echo", "more"], /name SUITE, SCENARIO, TIER and AGENT/],
    [
      ["greetigns", "hello", "L1", "echo"],
      /no suite is called greetigns \(did you mean greetings\?\); there are: dependency-updates, greetings, test-suite/,
    ],
    [["greetings", "hallo", "L1", "echo"], /no scenario is called hallo \(did you mean hello\?\); there are: hello/],
    [["greetings", "hello", "L9", "echo"], /no tier is called L9.*; there are: L0, L1/],
    [
      ["greetings", "hello", "L1", "ecko"],
      /no agent is called ecko \(did you mean echo\?\); there are: aider, .*, echo, gemini-cli, greeter/,
    ],
    [["greetings", "hello", "L1", "echo", "--trials", "0"], /--trials must be a whole number from 1 to 10000: 0/],
    [["--trails", "2"], /there is no option --trails \(did you mean --trials\?\)/],
  ])("says what is wrong with %j", async (args, message) => {
    const { code, errors } = await bench(args, "");
    expect(code).toBe(2);
    expect(errors).toMatch(message);
    expect(errors).toContain("npm run bench -- --help says more");
  });

  it("says before any run that an agent cannot work here", async () => {
    writeFiles(join(folder.path, "agents"), { "absent.yaml": "kind: command\nrun: [no-such-agent-here]\n" });
    const { code, errors } = await bench(["greetings", "all", "all", "echo,absent"]);
    expect(code).toBe(1);
    expect(errors).toBe(
      "the agent absent cannot work here: no program no-such-agent-here: install it, or put its folder on the PATH\n",
    );
    expect(worker.runs.size).toBe(0);
  });

  it("shows agents and evaluators no key, wherever they look", async () => {
    // In brackets, so that what looks for it is not found itself.
    const look = "cat /proc/[0-9]*/environ /proc/[0-9]*/cmdline 2>/dev/null | grep -c 'the-submit-[k]ey'; true";
    const evaluator = `  - { name: looks, type: command, run: "test $(${look}) = 0" }\n`;
    writeFiles(join(folder.path, "suites"), {
      "greetings/hello/scenario.yaml": `${GREETINGS["greetings/hello/scenario.yaml"]}${evaluator}`,
    });
    writeFiles(join(folder.path, "agents"), { "snoop.yaml": `kind: command\nrun: [sh, -c, "${look}"]\n` });
    const args = argumentsOf(["greetings", "hello", "L1", "snoop"]).filter((arg) => arg !== "--key" && arg !== "k");
    const { errors } = await runScript("bench.ts", args, { env: { ZE_BENCHMARKS_API_KEY: "the-submit-key" } });
    expect(errors).toContain("answered 401");
    const [kept] = spooled().filter((name) => name.endsWith(".run.json"));
    const run = JSON.parse(readFileSync(join(folder.path, "spool", kept ?? ""), "utf8")) as SubmittedRun;
    expect(run.metadata?.["answer"]).toBe("0\n");
    expect(run.evaluations).toContainEqual(expect.objectContaining({ evaluatorName: "looks", score: 1 }));
  });

  it("stops at a signal, keeps what is done, and says how to go on", async () => {
    const args = argumentsOf(["greetings", "all", "L1", "greeter,sleeper"]);
    const child = spawn(process.execPath, [inProject("scripts", "bench.ts"), ...args], {
      env: { PATH: process.env["PATH"] },
    });
    const ended = once(child, "close");
    const output = text(child.stdout);
    let errors = "";
    child.stderr.on("data", (chunk) => {
      errors += chunk;
      // Once: a second signal ends the command at once.
      if (errors.includes("[1/2]") && !child.killed) child.kill("SIGINT");
    });
    expect((await ended)[0]).toBe(130);
    const [batchId] = worker.batches.keys();
    expect(errors).toContain(`the same command with --batch ${batchId} continues where this one ended`);
    expect(await output).toContain("1 run: 1 pass");
    expect([...worker.runs.values()].map(({ agent }) => agent)).toEqual(["greeter"]);
    expect(worker.batches.get(batchId ?? "")?.completedAt).toBeUndefined();
  });
});
