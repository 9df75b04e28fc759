import { existsSync } from "node:fs";
import { cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { bareEnvironment } from "../bench/bare-environment.ts";
import { runShell } from "../bench/run-program.ts";
import { readScenario, type Scenario, SuiteSchema } from "./testing/scenario.ts";
import { scoreWorkspace } from "./testing/score-workspace.ts";

const TIERS = ["L0", "L1", "L2", "L3", "Lx"];

const foldersWith = async (folder: string, file: string): Promise<string[]> =>
  (await readdir(folder)).map((name) => join(folder, name)).filter((path) => existsSync(join(path, file)));

const suites = await foldersWith(import.meta.dirname, "suite.yaml");
const scenarios = await Promise.all(
  (await Promise.all(suites.map((suite) => foldersWith(suite, "scenario.yaml")))).flat().map(readScenario),
);

let workspace: string;
beforeEach(async () => {
  workspace = await mkdtemp(join(tmpdir(), "ze-benchmarks-suites-"));
});
afterEach(() => rm(workspace, { recursive: true, force: true }));

const prepare = async ({ folder, fixture, setup }: Scenario): Promise<void> => {
  await cp(join(folder, fixture), workspace, { recursive: true });
  if (setup === undefined) return;
  const signal = new AbortController().signal;
  const { code, errors } = await runShell(setup, { cwd: workspace, env: bareEnvironment(), signal });
  expect(code, errors).toBe(0);
};

it.each(suites)("%s has a title, a description and a version", async (suite) => {
  SuiteSchema.parse(parse(await readFile(join(suite, "suite.yaml"), "utf8")));
});

describe.each(scenarios)("$id", (scenario) => {
  it("has a prompt for each tier", async () => {
    const prompts = await readdir(join(scenario.folder, "prompts"));
    expect(prompts.map((name) => name.split("-")[0]).sort()).toEqual(TIERS);
    for (const name of prompts) expect(await readFile(join(scenario.folder, "prompts", name), "utf8")).not.toBe("");
  });

  it("names no evaluator twice", () => {
    const names = scenario.evaluators.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it("is not solved by doing nothing, but by its solution", { timeout: 120_000 }, async () => {
    await prepare(scenario);
    const before = await scoreWorkspace(scenario, workspace);
    expect(before.total, JSON.stringify(before.shares)).toBeLessThan(scenario.success);
    await cp(join(scenario.folder, "solution"), workspace, { recursive: true });
    const after = await scoreWorkspace(scenario, workspace);
    expect(after.shares).toEqual(Object.fromEntries(Object.keys(after.shares).map((name) => [name, 1])));
  });

  it("scores an emptied workspace, and low", { timeout: 120_000 }, async () => {
    const { total } = await scoreWorkspace(scenario, workspace);
    expect(total).toBeLessThan(scenario.success / 2);
  });
});
