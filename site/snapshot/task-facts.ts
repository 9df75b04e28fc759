import type { ManifestScenario } from "#contract/suites/manifest.ts";
import type { SuiteVersion } from "./suites.ts";
import { taskGroupsOf } from "./task-groups.ts";

const known = new WeakMap<SuiteVersion, ReadonlyMap<string, ManifestScenario>>();

/** What the manifest says of a task; undefined: nothing. */
export const statedTask = (version: SuiteVersion, name: string): ManifestScenario | undefined => {
  const stated =
    known.get(version) ??
    new Map(version.manifest.scenarios?.map((scenario) => [scenario.scenario, scenario] as const));
  known.set(version, stated);
  return stated.get(name);
};

/** The group that a task is in, what it is of, and how many tasks are in it; undefined: in none. */
export const groupOf = (
  version: SuiteVersion,
  scenario: number,
): { by: string; name: string; tasks: number } | undefined => {
  const groups = taskGroupsOf(version);
  const name = groups?.of.get(scenario);
  if (!groups || name === undefined) return undefined;
  return { by: groups.by, name, tasks: groups.sizes.get(name) ?? 0 };
};
