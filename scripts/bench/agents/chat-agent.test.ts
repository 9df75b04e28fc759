import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { parse } from "yaml";
import { CliError } from "../../command/cli-error.ts";
import { inProject } from "../../command/project.ts";
import { RunError } from "../running/run-error.ts";
import type { ModelServer } from "../testing/model-server.ts";
import { MODEL_SERVICES, variablesFor } from "../testing/model-services.ts";
import type { Usage } from "./agent.ts";
import { ChatAgentSchema, chatAgent } from "./chat-agent.ts";

let server: ModelServer;
let workspace = "";
/** What the agent said of its usage, in order. */
let usages: Usage[] = [];
beforeEach(async () => {
  workspace = await mkdtemp(join(tmpdir(), "chat-agent-"));
  usages = [];
});
afterEach(async () => {
  server.close();
  vi.unstubAllEnvs();
  await rm(workspace, { recursive: true });
});

const onNote = () => undefined;

describe.each(MODEL_SERVICES)("an agent with a model of $service", ({ service, name, start, failure }) => {
  beforeEach(async () => {
    server = await start();
    for (const [variable, value] of Object.entries(variablesFor(server))) vi.stubEnv(variable, value);
  });

  const agentWith = (fields: object = {}) =>
    chatAgent(ChatAgentSchema.parse({ kind: service, ...fields }), { retries: 2, sleep: async () => undefined });

  const work = (fields: object = {}, signal = new AbortController().signal) => {
    const onUsage = (usage: Usage) => usages.push(usage);
    return agentWith(fields).work({
      prompt: "Fix it",
      workspace,
      scenarioFolder: "",
      model: "a-model",
      signal,
      onUsage,
      onNote,
    });
  };

  /** What the last request holds of the results of calls, as text. */
  const lastAsked = () => JSON.stringify(server.asked.at(-1));

  it("edits a file, looks at what it did, and answers", async () => {
    await writeFile(join(workspace, "sum.js"), "export const sum = (a, b) => a - b;\n");
    const fixed = "export const sum = (a, b) => a + b;\n";
    const check = `node --input-type=module --eval 'import { sum } from "./sum.js"; console.log(sum(2, 3))'`;
    server.steps.push(
      { text: "Let me see.", calls: [{ name: "list_files", input: {} }] },
      { calls: [{ name: "read_file", input: { path: "sum.js" } }] },
      {
        calls: [
          { name: "write_file", input: { path: "sum.js", content: fixed } },
          { name: "run_command", input: { command: check } },
        ],
      },
      { text: "It adds now." },
    );
    expect(await work()).toBe("It adds now.");
    expect(await readFile(join(workspace, "sum.js"), "utf8")).toBe(fixed);
    expect(lastAsked()).toContain(String.raw`exit code 0\nstdout:\n5`);
    expect(server.asked[0]).toMatchObject({ model: "a-model", max_tokens: 16_000, tools: { length: 4 } });
    expect(usages.map(({ toolCalls }) => toolCalls)).toEqual([1, 2, 4, 4]);
    expect(usages.at(-1)).toStrictEqual({ toolCalls: 4 });
  });

  it("tells the model what failed, and goes on", async () => {
    server.steps.push(
      {
        calls: [
          { name: "read_file", input: { path: "../secret" } },
          { name: "fly", input: {} },
          { name: "write_file", input: { file: "a" } },
        ],
      },
      { text: "I give up." },
    );
    expect(await work()).toBe("I give up.");
    for (const reason of ["leads out of the workspace", "there is no tool fly", "wrong arguments"]) {
      expect(lastAsked()).toContain(`error: ${reason}`);
    }
    expect(usages.at(-1)).toEqual({ toolCalls: 3 });
  });

  it("goes on after a turn that was cut off, and does none of it", async () => {
    const write = { name: "write_file", input: { path: "cut", content: "ha" } };
    server.steps.push(
      { calls: [write], stop: service === "anthropic" ? "max_tokens" : "length" },
      { text: "I was about to", stop: service === "anthropic" ? "max_tokens" : "length" },
      { stop: service === "anthropic" ? "max_tokens" : "length" },
      { text: "Done" },
    );
    expect(await work()).toBe("Done");
    await expect(readFile(join(workspace, "cut"))).rejects.toThrow("ENOENT");
    expect(lastAsked()).toContain("nothing of it was done");
    expect(lastAsked()).toContain("Go on where you stopped");
  });

  it("gives up after so many turns", async () => {
    server.steps.push(...Array.from({ length: 3 }, () => ({ calls: [{ name: "list_files", input: {} }] })));
    const failed = await work({ maxTurns: 3 }).catch((error) => error);
    expect(failed).toBeInstanceOf(RunError);
    expect(failed).toMatchObject({ errorType: "agent", message: "not done after 3 turns of the model" });
    expect(usages.at(-1)).toEqual({ toolCalls: 3 });
  });

  it("says that the model refused", async () => {
    server.steps.push({ text: "No.", stop: service === "anthropic" ? "refusal" : "content_filter" });
    await expect(work()).rejects.toMatchObject({ errorType: "refusal", message: "the model refused to go on" });
  });

  it.each([
    ["agent", failure(400, "prompt is too long: 300000 tokens > 200000 maximum"), "400: prompt is too long"],
    ["workspace", failure(401, "invalid key"), "401: invalid key"],
    ["workspace", failure(403, "not allowed"), "403: not allowed"],
    ["workspace", failure(404, "no such model"), "404: no such model"],
  ])("counts as a failure of the %s what the service says of %j", async (errorType, step, message) => {
    server.steps.push({ calls: [{ name: "list_files", input: {} }] }, step);
    const failed = await work().catch((error) => error);
    expect(failed).toBeInstanceOf(RunError);
    expect(failed).toMatchObject({ errorType });
    expect(failed.message).toContain(`${name} answered ${message}`);
    expect(usages).toEqual([{ toolCalls: 1 }]);
  });

  it.each([
    [{ status: 429, headers: { "retry-after": "1" } }, "answered 429"],
    [{ status: 500 }, "answered 500"],
    ["hang up", "no answer from"],
  ] as const)("blames nobody's work for %j that does not pass", async (step, message) => {
    server.steps.push(step, step, step);
    const working = work();
    await expect(working).rejects.toThrow(message);
    await expect(working).rejects.toMatchObject({ errorType: "workspace" });
    expect(server.asked).toHaveLength(3);
  });

  it("throws the signal's reason in the middle of a turn", async () => {
    const stopped = new AbortController();
    server.steps.push("silence");
    const working = work({}, stopped.signal);
    await server.silent;
    stopped.abort(new Error("time is over"));
    await expect(working).rejects.toThrow("time is over");
  });

  it("throws the signal's reason in the middle of a command, and ends that", async () => {
    const stopped = new AbortController();
    const command = "while :; do date +%s%N > beat; sleep 0.02; done";
    server.steps.push({ calls: [{ name: "run_command", input: { command } }] });
    const working = work({}, stopped.signal);
    const beat = () => readFile(join(workspace, "beat"), "utf8");
    await vi.waitFor(beat, 30_000);
    stopped.abort(new Error("time is over"));
    await expect(working).rejects.toThrow("time is over");
    const last = await beat();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await beat()).toBe(last);
  });

  it("shows its commands no key", async () => {
    server.steps.push({ calls: [{ name: "run_command", input: { command: "env" } }] }, { text: "Done" });
    await work();
    expect(lastAsked()).toContain("PATH=");
    expect(lastAsked()).not.toContain("_API_KEY");
  });

  it("passes on what its file says", async () => {
    server.steps.push({ text: "Done" });
    await work({ system: "You are a cat.", temperature: 0, maxTokens: 7 });
    expect(server.asked[0]).toMatchObject({ temperature: 0, max_tokens: 7 });
    expect(lastAsked()).toContain("You are a cat.");
  });

  it("is what the example's file describes", async () => {
    const file = await readFile(inProject("scripts", "agents", `${service}.yaml`), "utf8");
    expect(ChatAgentSchema.parse(parse(file))).toMatchObject({ kind: service, maxTokens: 16_000, maxTurns: 50 });
    // What is commented out are fields that the schema knows.
    const uncommented = file.replace(/^# (?=(model|system|maxTokens|maxTurns|temperature|prices| {2}\w+):)/gm, "");
    const fields = ChatAgentSchema.safeParse(parse(uncommented)).error?.issues ?? [];
    expect(fields.filter(({ code }) => code === "unrecognized_keys")).toEqual([]);
  });

  it("can work only with a key and a model", async () => {
    await expect(agentWith().prepare("a-model")).resolves.toBeUndefined();
    await expect(agentWith({ model: "a-model" }).prepare(undefined)).resolves.toBeUndefined();
    await expect(agentWith().prepare(undefined)).rejects.toThrow("--model, or as model: in the agent's file");
    vi.stubEnv(`${service.toUpperCase()}_API_KEY`, undefined);
    await expect(agentWith().prepare("a-model")).rejects.toBeInstanceOf(CliError);
    await expect(agentWith().prepare("a-model")).rejects.toThrow(`set ${service.toUpperCase()}_API_KEY`);
  });
});

describe("what an agent used", () => {
  const look = { calls: [{ name: "list_files", input: {} }] };

  it("is summed up over its turns and priced, with Anthropic", async () => {
    server = await MODEL_SERVICES[0].start();
    for (const [variable, value] of Object.entries(variablesFor(server))) vi.stubEnv(variable, value);
    const usage = { output_tokens: 1000, cache_read_input_tokens: 0, cache_creation_input_tokens: 10_000 };
    server.steps.push(
      { ...look, usage: { ...usage, input_tokens: 100 } },
      { text: "Done", usage: { ...usage, input_tokens: 200, cache_read_input_tokens: 10_000 } },
    );
    const prices = { input: 1, output: 10, cacheRead: 0.1, cacheWrite: 2 };
    const settings = ChatAgentSchema.parse({ kind: "anthropic", model: "a-model", prices });
    const signal = new AbortController().signal;
    const task = { prompt: "Fix it", workspace, scenarioFolder: "", model: undefined, signal };
    await chatAgent(settings).work({ ...task, onUsage: (usage) => usages.push(usage), onNote });
    const tokens = { tokensIn: 300, tokensOut: 2000, cacheReadTokens: 10_000, cacheWriteTokens: 20_000 };
    expect(usages.at(-1)).toMatchObject({ toolCalls: 1, ...tokens });
    expect(usages.at(-1)?.costUsd).toBeCloseTo(0.0003 + 0.02 + 0.001 + 0.04, 10);
    expect(usages.at(-1)).not.toHaveProperty("reasoningTokens");
  });

  it("costs what OpenRouter states, and is unknown where it once did not", async () => {
    server = await MODEL_SERVICES[1].start();
    for (const [variable, value] of Object.entries(variablesFor(server))) vi.stubEnv(variable, value);
    const usage = { prompt_tokens: 10, completion_tokens: 5 };
    server.steps.push(
      { ...look, usage: { ...usage, cost: 0.5 } },
      { ...look, usage: { ...usage, cost: 0.25 } },
      { text: "Done", usage },
    );
    const settings = ChatAgentSchema.parse({ kind: "openrouter", model: "a-model" });
    const task = {
      prompt: "Fix it",
      workspace,
      scenarioFolder: "",
      model: undefined,
      signal: new AbortController().signal,
    };
    await chatAgent(settings).work({ ...task, onUsage: (usage) => usages.push(usage), onNote });
    expect(usages.map(({ costUsd }) => costUsd)).toEqual([0.5, 0.75, undefined]);
    expect(usages.at(-1)).toStrictEqual({ toolCalls: 2, tokensIn: 30, tokensOut: 15 });
  });
});
