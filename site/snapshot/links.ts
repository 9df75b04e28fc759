import type { Entry } from "#contract/names/entry.ts";
import { formatEntry } from "#contract/names/entry-text.ts";
import { slugOf } from "#contract/names/slug.ts";
import type { SuiteVersion } from "./suites.ts";

const slugs = new Map<string, string>();

const cachedSlug = (name: string): string => {
  let slug = slugs.get(name);
  if (slug === undefined) {
    slug = slugOf(name);
    slugs.set(name, slug);
  }
  return slug;
};

/** The address of an agent's page. */
export const agentPath = (agent: string): string => `/agents/${cachedSlug(agent)}/`;

/** What the pages of agents and models call the place where they follow theirs over time in a suite's version. */
export const courseId = ({ path }: Pick<SuiteVersion, "path">): string =>
  `over-time-${path.slice("/suites/".length, -1)}`;

/** The address of a model's page. */
export const modelPath = (model: string): string => `/models/${cachedSlug(model)}/`;

/**
 * The part of an address that stands for an entry: the slugs of agent, model and variant with `~~` between them, which no slug holds and
 * no server writes otherwise, as some do `+`. What is not stated is empty, and left out at the end: `claude-code~~opus`, `aider~~~~diff`.
 */
export const entrySlug = ({ agent, model, variant }: Entry): string =>
  [agent, model, variant]
    .map((name) => (name === undefined ? "" : cachedSlug(name)))
    .join("~~")
    .replace(/(?:~~)+$/, "");

/** The address of an entry's page. */
export const entryPath = (entry: Entry): string => `/entries/${entrySlug(entry)}/`;

/** The address of the page that compares two entries of a version. */
export const comparisonPath = ({ path }: SuiteVersion, a: Entry, b: Entry): string =>
  `${path}compare/${entrySlug(a)}/with/${entrySlug(b)}/`;

/** The address at which a reader compares any entries of a version. */
export const compareAnyPath = ({ suite, suiteVersion }: SuiteVersion, entries: readonly Entry[]): string => {
  const query = new URLSearchParams({ suite, ...(suiteVersion === undefined ? {} : { suiteVersion }) });
  for (const entry of entries) query.append("entry", formatEntry(entry));
  return `/compare/?${query}`;
};

/** The address of a batch's page. */
export const batchPath = (batchId: string): string => `/batches/${cachedSlug(batchId)}/`;

/** The address of a tier's leaderboard. */
export const tierPath = ({ path }: Pick<SuiteVersion, "path">, tier: string): string =>
  `${path}tiers/${cachedSlug(tier)}/`;

/** The address of a scenario's page. */
export const scenarioPath = ({ path }: Pick<SuiteVersion, "path">, scenario: string): string =>
  `${path}scenarios/${cachedSlug(scenario)}/`;

/** The address of a page of a leaderboard, from 1; the first is the leaderboard's own. */
export const boardPagePath = (path: string, page: number): string => (page === 1 ? path : `${path}places/${page}/`);
