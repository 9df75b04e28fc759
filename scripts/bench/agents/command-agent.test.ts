import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CliError } from "../../command/cli-error.ts";
import { RunError } from "../running/run-error.ts";
import { type MadeFolder, makeFolder, watchTemporaryFiles } from "../testing/made-suite.ts";
import type { Usage } from "./agent.ts";
import { CommandAgentSchema, commandAgent } from "./command-agent.ts";

let folder: MadeFolder;
let workspace = "";
beforeEach(() => {
  folder = makeFolder({ "say.js": 'console.log("from", __dirname === process.argv[2])' });
  workspace = join(folder.path, "workspace");
  mkdirSync(workspace);
});
afterEach(() => {
  vi.unstubAllEnvs();
  folder.remove();
});

const agentOf = (settings: object) =>
  commandAgent(CommandAgentSchema.parse({ kind: "command", ...settings }), folder.path);

interface Asked {
  prompt?: string;
  model?: string;
  signal?: AbortSignal;
}

const work = async (
  settings: object,
  { prompt = "do it", model, signal = new AbortController().signal }: Asked = {},
) => {
  const notes: string[] = [];
  let usage: Usage = {};
  const asked = { prompt, workspace, scenarioFolder: folder.path, model, signal };
  const onUsage = (used: Usage) => {
    usage = used;
  };
  const answer = await agentOf(settings)
    .work({ ...asked, onUsage, onNote: (note) => notes.push(note) })
    .catch((error: unknown) => error);
  return { answer, usage, notes };
};

const script = (code: string, ...more: unknown[]) => ({ run: ["sh", "-c", code, "sh", ...more] });

describe("commandAgent", () => {
  it("gives the prompt on the standard input, works in the workspace, and takes the output for the answer", async () => {
    expect((await work(script("cat; pwd"), { prompt: "hello\n" })).answer).toBe(`hello\n${workspace}\n`);
  });

  it("gives the prompt as an argument where that is mentioned, and then nothing on the standard input", async () => {
    const prompt = "$(touch x) `y` 'z' \"";
    expect((await work(script('cat; printf %s "$1"', "{prompt}"), { prompt })).answer).toBe(prompt);
    expect((await work(script('cat "$1"', "{promptFile}"), { prompt })).answer).toBe(prompt);
    expect(readdirSync(workspace)).toEqual([]);
  });

  it("passes the model on, where there is one", async () => {
    const settings = script('echo "$@"', ["--model", "{model}"]);
    expect((await work(settings, { model: "m 1" })).answer).toBe("--model m 1\n");
    expect((await work(settings)).answer).toBe("\n");
  });

  it("finds programs beside its own file", async () => {
    const settings = { run: ["node", "{agentFolder}/say.js", "{agentFolder}"] };
    expect((await work(settings)).answer).toBe("from true\n");
  });

  it("tells the scenario's folder where that is mentioned", async () => {
    expect((await work(script('ls "$1"', "{scenarioFolder}"))).answer).toBe("say.js\nworkspace\n");
  });

  it("shows the program what it names of the environment, and nothing else", async () => {
    vi.stubEnv("ZE_BENCHMARKS_API_KEY", "never");
    vi.stubEnv("MY_MODEL_KEY", "mine");
    const { answer } = await work({ ...script("env"), env: ["MY_MODEL_KEY"] });
    expect(answer).toContain("MY_MODEL_KEY=mine");
    expect(answer).not.toContain("never");
  });

  it("reads what was used from the output, and over it from the file that the program left", async () => {
    const output = '{"result":"all done","usage":{"in":5,"out":6}}';
    const settings = {
      ...script(`echo '${output}'; echo '{"tokensOut":7,"toolCalls":2}' > "$ZE_BENCHMARKS_TELEMETRY"`),
      answer: "$.result",
      telemetry: { tokensIn: "$.usage.in", tokensOut: "$.usage.out" },
    };
    expect(await work(settings)).toEqual({
      answer: "all done",
      usage: { tokensIn: 5, tokensOut: 7, toolCalls: 2 },
      notes: [],
    });
  });

  it("notes telemetry that is none, and goes on", async () => {
    const settings = script('echo \'{"tokensIn":-5,"workspaceDir":"/x"}\' > "$ZE_BENCHMARKS_TELEMETRY"; echo ok');
    const { answer, usage, notes } = await work(settings);
    expect([answer, usage]).toEqual(["ok\n", {}]);
    expect(notes).toEqual([expect.stringMatching(/not taken: .*tokensIn/s)]);
  });

  it("fails through the agent where the program does, with what it said", async () => {
    const { answer } = await work(script("echo thinking; echo 'no idea' >&2; exit 3"));
    expect(answer).toBeInstanceOf(RunError);
    expect(answer).toMatchObject({ errorType: "agent", message: "sh ended with exit code 3: no idea" });
  });

  it("is ended by the signal, and still tells what it used", async () => {
    const settings = script('echo \'{"costUsd":0.5}\' > "$ZE_BENCHMARKS_TELEMETRY"; sleep 30');
    const { answer, usage } = await work(settings, { signal: AbortSignal.timeout(500) });
    expect(answer).toMatchObject({ name: "TimeoutError" });
    expect(usage).toEqual({ costUsd: 0.5 });
  });

  it("leaves nothing of its own behind", async () => {
    const elsewhere = makeFolder();
    const leftovers = watchTemporaryFiles(elsewhere.path, vi.stubEnv);
    await work(script("exit 1"));
    expect(leftovers()).toEqual([]);
    elsewhere.remove();
  });
});

describe("preparing", () => {
  it("says that the program is not there", async () => {
    await expect(agentOf({ run: ["no-such-agent"] }).prepare(undefined)).rejects.toThrow(/^no program no-such-agent: /);
    await expect(agentOf({ run: ["{agentFolder}/none"] }).prepare(undefined)).rejects.toBeInstanceOf(CliError);
    await expect(agentOf({ run: ["sh"] }).prepare(undefined)).resolves.toBeUndefined();
  });

  it("says that it needs a model, unless it can do without", async () => {
    await expect(agentOf({ run: ["sh", "{model}"] }).prepare(undefined)).rejects.toThrow("needs a model");
    await expect(agentOf({ run: ["sh", "{model}"] }).prepare("m")).resolves.toBeUndefined();
    await expect(agentOf({ run: ["sh", ["{model}"]] }).prepare(undefined)).resolves.toBeUndefined();
  });

  it("asks for the version, if it is told how", async () => {
    expect(await agentOf({ run: ["sh"], version: ["sh", "-c", "echo 1.2.3; echo more"] }).version?.()).toBe("1.2.3");
    expect(await agentOf({ run: ["sh"], version: ["sh", "-c", "exit 1"] }).version?.()).toBeUndefined();
    expect(await agentOf({ run: ["sh"] }).version?.()).toBeUndefined();
  });

  it.each([
    [{ run: [] }],
    [{ run: ["sh", "{modle}"] }],
    [{ run: ["sh"], answer: "result" }],
    [{ run: ["sh"], tokens: 1 }],
  ])("refuses settings that make no sense: %j", (settings) => {
    expect(CommandAgentSchema.safeParse({ kind: "command", ...settings }).success).toBe(false);
  });
});
