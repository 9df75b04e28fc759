import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import type * as z from "zod";
import { command } from "../bench.ts";
import { inProject } from "../command/project.ts";
import { runInProcess } from "../testing/run-in-process.ts";
import { PLACEHOLDERS } from "./agents/arguments.ts";
import { ChatAgentSchema } from "./agents/chat-agent.ts";
import { CommandAgentSchema } from "./agents/command-agent.ts";
import { agentNames } from "./agents/read-agents.ts";
import { UsageSchema } from "./agents/usage-paths.ts";
import { EvaluatorSchema } from "./evaluators/registry.ts";
import { ScenarioFileSchema, SuiteFileSchema } from "./suites/scenario-file.ts";
import { type MadeFolder, makeFolder, writeFiles } from "./testing/made-suite.ts";

const readPage = (name: string): string => readFileSync(inProject("site", "content", "docs", `${name}.md`), "utf8");
const pages = {
  running: readPage("running-benchmarks"),
  suites: readPage("writing-a-suite"),
  agents: readPage("plugging-in-an-agent"),
};

/** The blocks of code of a page in a language. */
const blocksOf = (page: string, language: string): string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "gms"))].map(([, code]) => code ?? "");

const missingIn = (page: string, names: readonly string[]): string[] =>
  names.filter((name) => !page.includes(`\`${name}\``) && !page.includes(`\`${name}: `));

const fieldsOf = (schema: z.ZodObject): string[] => Object.keys(schema.shape);

const made: MadeFolder[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) folder.remove();
});

describe("the page on running benchmarks", () => {
  it("has every option of the command", async () => {
    const { output } = await runInProcess(command, ["--help"]);
    const options = [...output.matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, option]) => option ?? "");
    expect(options.length).toBeGreaterThan(15);
    expect(options.filter((option) => !new RegExp(`\`${option}[ \`]`).test(pages.running))).toEqual([]);
  });
});

describe("the page on writing a suite", () => {
  it("has every field of a suite and of a scenario", () => {
    expect(missingIn(pages.suites, [...fieldsOf(SuiteFileSchema), ...fieldsOf(ScenarioFileSchema)])).toEqual([]);
  });

  it.each(EvaluatorSchema.options.map((schema) => [schema.shape.type.value, schema] as const))(
    "has every field of the evaluator %s",
    (type, schema) => {
      expect(missingIn(pages.suites, [type, ...fieldsOf(schema)])).toEqual([]);
    },
  );

  it("has a suite that runs as it stands, and is solved by doing what it asks for", async () => {
    const [suite = "", scenario = "", evaluators = "", judge = ""] = blocksOf(pages.suites, "yaml");
    const [prompt = "", found = "", solved = ""] = blocksOf(pages.suites, "md");
    const folder = makeFolder();
    made.push(folder);
    const at = (path: string) => join("suites", "my-suite", path);
    writeFiles(folder.path, {
      [at("suite.yaml")]: suite,
      [at("say-hello/scenario.yaml")]: scenario,
      [at("say-hello/prompts/L1-basic.md")]: prompt,
      [at("say-hello/checks/check.mjs")]: blocksOf(pages.suites, "js")[0] ?? "",
      [at("say-hello/fixture/README.md")]: found,
      [at("say-hello/solution/README.md")]: solved,
      [at("say-hello/solution/hello.txt")]: blocksOf(pages.suites, "txt")[0] ?? "",
    });
    const { code, output } = await runInProcess(command, [
      "--suites",
      join(folder.path, "suites"),
      "--check",
      "my-suite",
    ]);
    expect(output).toMatch(/my-suite +say-hello +0\.9 +0\.000 +1\.000 +yes/);
    expect(code).toBe(0);
    for (const one of [...(parse(evaluators) as unknown[]), ...(parse(judge) as unknown[])]) EvaluatorSchema.parse(one);
  });
});

describe("the page on plugging in an agent", () => {
  it("has every field of an agent, every placeholder and every figure", () => {
    const fields = [CommandAgentSchema, ChatAgentSchema].flatMap(fieldsOf).filter((field) => field !== "kind");
    expect(missingIn(pages.agents, [...fields, ...PLACEHOLDERS.map((name) => `{${name}}`)])).toEqual([]);
    const [figures = ""] = blocksOf(pages.agents, "json");
    expect(Object.keys(UsageSchema.parse(JSON.parse(figures))).sort()).toEqual(fieldsOf(UsageSchema).sort());
  });

  it("has agents that can be read", () => {
    const [command = "", telemetry = "", chat = ""] = blocksOf(pages.agents, "yaml");
    CommandAgentSchema.parse(parse(command));
    CommandAgentSchema.parse({ ...parse(command), ...parse(telemetry) });
    ChatAgentSchema.parse(parse(chat));
  });

  it("names every agent that there is", async () => {
    expect(missingIn(pages.agents, await agentNames([inProject("scripts", "agents")]))).toEqual([]);
  });
});
