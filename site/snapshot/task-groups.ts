import type { SuiteVersion } from "./suites.ts";

/** Groups of a suite's tasks: by what, and which group each scenario (by its position) is in. */
export interface TaskGroups {
  /** What parts them: "repository", say. */
  by: string;
  /** The group of a scenario; undefined for one that is in none. */
  of: ReadonlyMap<number, string>;
  /** The groups, the largest first. */
  names: readonly string[];
  /** How many scenarios are in each. */
  sizes: ReadonlyMap<string, number>;
}

/** A useful tag has at least two groups and at most so many. */
const MOST_GROUPS = 40;

/** So many of the scenarios must be in a group, in ten. */
const LEAST_GROUPED = 8;

const groupsBy = (by: string, of: ReadonlyMap<number, string>, scenarios: number): TaskGroups | null => {
  const sizes = new Map<string, number>();
  for (const name of of.values()) sizes.set(name, (sizes.get(name) ?? 0) + 1);
  if (sizes.size < 2 || sizes.size > MOST_GROUPS || 10 * of.size < LEAST_GROUPED * scenarios) return null;
  const names = [...sizes].sort(([a, ofA], [b, ofB]) => ofB - ofA || (a < b ? -1 : 1)).map(([name]) => name);
  return { by, of, names, sizes };
};

const stated = ({ manifest, scenarios }: SuiteVersion): TaskGroups[] => {
  const positions = new Map(scenarios.map((name, position) => [name, position]));
  const tags = new Map<string, Map<number, string>>();
  for (const { scenario, tags: own = {} } of manifest.scenarios ?? []) {
    const position = positions.get(scenario);
    if (position === undefined) continue;
    for (const [tag, value] of Object.entries(own)) {
      const of = tags.get(tag) ?? new Map<number, string>();
      tags.set(tag, of.set(position, value));
    }
  }
  return [...tags].flatMap(([tag, of]) => groupsBy(tag, of, scenarios.length) ?? []);
};

/** Names such as "django__django-13195" say the owner of a repository before two underscores. */
const NAMED = /^(.+?)__/;

const named = ({ scenarios }: SuiteVersion): TaskGroups[] => {
  const of = scenarios.flatMap((name, position): [number, string][] => {
    const owner = NAMED.exec(name)?.[1];
    return owner === undefined ? [] : [[position, owner]];
  });
  return [groupsBy("project", new Map(of), scenarios.length) ?? []].flat();
};

const known = new WeakMap<SuiteVersion, TaskGroups | null>();

/**
 * How the tasks of a version are grouped: by the first tag of its manifest that parts most of them, else by what stands before two
 * underscores in their names; null where nothing does. Computed once.
 */
export const taskGroupsOf = (version: SuiteVersion): TaskGroups | null => {
  let groups = known.get(version);
  if (groups === undefined) {
    groups = [...stated(version), ...named(version)][0] ?? null;
    known.set(version, groups);
  }
  return groups;
};
