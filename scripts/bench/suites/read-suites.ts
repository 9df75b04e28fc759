import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type * as z from "zod";
import { NameSchema } from "#contract/names/text.ts";
import { CliError } from "../../command/cli-error.ts";
import { readYaml } from "../files/read-yaml.ts";
import { ScenarioFileSchema, SuiteFileSchema } from "./scenario-file.ts";

/** A task, and where its files are. */
export interface Scenario extends Omit<z.infer<typeof ScenarioFileSchema>, "fixture"> {
  suite: string;
  suiteVersion: string | undefined;
  /** The absolute path of its folder. */
  folder: string;
  /** The absolute path of the folder that a run gets a copy of, if it gets one. */
  fixture: string | undefined;
  /** The prompts' files by tier, sorted by file name. */
  prompts: ReadonlyMap<string, string>;
}

export interface Suite {
  suite: string;
  title: string | undefined;
  description: string | undefined;
  /** How much help its tiers give, by their names. */
  tiers: Readonly<Record<string, string>> | undefined;
  scenarios: readonly Scenario[];
}

const SUITE_FILE = "suite.yaml";
const SCENARIO_FILE = "scenario.yaml";
const PROMPTS = "prompts";
const PROMPT = /^([^-]+)(?:-.*)?\.md$/;

/** CliError: a folder's or a file's name is none that a run can carry. */
const requireName = (name: string, path: string): void => {
  const [issue] = NameSchema.safeParse(name).error?.issues ?? [];
  if (issue) throw new CliError(`${path}: its name ${issue.message}`);
};

const exists = async (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** The names of the folders in a folder, sorted; those that begin with a point are left alone. */
const foldersIn = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: NodeJS.ErrnoException) => {
    throw new CliError(`cannot read the folder ${folder}: ${cause.code}`, 1, { cause });
  });
  return entries.flatMap((entry) => (entry.isDirectory() && !entry.name.startsWith(".") ? [entry.name] : [])).sort();
};

/** The prompts of a scenario: L0-minimal.md is that of the tier L0. */
const readPrompts = async (folder: string): Promise<Map<string, string>> => {
  const names = await readdir(join(folder, PROMPTS)).catch(() => []);
  const prompts = new Map<string, string>();
  for (const name of names.sort()) {
    const [, tier] = PROMPT.exec(name) ?? [];
    if (tier === undefined) continue;
    requireName(tier, join(folder, PROMPTS, name));
    if (prompts.has(tier)) throw new CliError(`${folder} has two prompts for the tier ${tier}`);
    prompts.set(tier, join(folder, PROMPTS, name));
  }
  if (prompts.size === 0) throw new CliError(`${folder} has no prompt: ${PROMPTS}/L1-basic.md would be one`);
  return prompts;
};

const readScenario = async (
  suite: string,
  { version, folder, name }: { version: string | undefined; folder: string; name: string },
): Promise<Scenario> => {
  const file = join(folder, SCENARIO_FILE);
  const { fixture, ...stated } = await readYaml(ScenarioFileSchema, file);
  if (stated.id !== name) throw new CliError(`${file}: id is ${stated.id}, but its folder is called ${name}`);
  const path = fixture === undefined ? undefined : join(folder, fixture);
  if (path !== undefined && !(await stat(path).catch(() => undefined))?.isDirectory()) {
    throw new CliError(`${file}: fixture is not a folder: ${fixture}`);
  }
  const prompts = await readPrompts(folder);
  return { ...stated, suite, suiteVersion: version, folder, fixture: path, prompts };
};

const readSuite = async (folder: string, suite: string): Promise<Suite | undefined> => {
  const inside = await foldersIn(folder);
  const names: string[] = [];
  for (const name of inside) if (await exists(join(folder, name, SCENARIO_FILE))) names.push(name);
  if (names.length === 0) return undefined;
  requireName(suite, folder);
  const file = join(folder, SUITE_FILE);
  const stated = (await exists(file)) ? await readYaml(SuiteFileSchema, file) : undefined;
  const { version, title, description, tiers } = stated ?? {};
  const scenarios: Scenario[] = [];
  for (const name of names) scenarios.push(await readScenario(suite, { version, folder: join(folder, name), name }));
  return { suite, title, description, tiers, scenarios };
};

const readSuitesIn = async (folder: string): Promise<Suite[]> => {
  const suites: Suite[] = [];
  for (const name of await foldersIn(folder)) {
    const suite = await readSuite(join(folder, name), name);
    if (suite) suites.push(suite);
  }
  if (suites.length === 0) throw new CliError(`no suite in ${folder}: SUITE/SCENARIO/${SCENARIO_FILE} would make one`);
  return suites;
};

/**
 * All suites in some folders: a folder each, which holds a folder for each scenario. Of two suites of the same name, the one in the later
 * folder counts. CliError that names the file and what is wrong with it. A folder without a scenario is not a suite.
 */
export const readSuites = async (folders: readonly string[]): Promise<Suite[]> => {
  const suites = new Map<string, Suite>();
  for (const folder of folders) for (const suite of await readSuitesIn(folder)) suites.set(suite.suite, suite);
  return [...suites.values()].sort((a, b) => (a.suite < b.suite ? -1 : 1));
};
