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

/** The address of a model's page. */
export const modelPath = (model: string): string => `/models/${cachedSlug(model)}/`;

/** The address of a batch's page. */
export const batchPath = (batchId: string): string => `/batches/${cachedSlug(batchId)}/`;

/** The address of a tier's leaderboard. */
export const tierPath = ({ path }: Pick<SuiteVersion, "path">, tier: string): string =>
  `${path}tiers/${cachedSlug(tier)}/`;

/** The address of a scenario's page. */
export const scenarioPath = ({ path }: Pick<SuiteVersion, "path">, scenario: string): string =>
  `${path}scenarios/${cachedSlug(scenario)}/`;
