import { compareTiers } from "#contract/names/tier.ts";
import type { Manifest } from "#contract/suites/manifest.ts";
import type { Suite } from "./read-suites.ts";

/** A version of a suite with what it consists of. */
export interface VersionManifest {
  suite: string;
  suiteVersion: string | undefined;
  manifest: Manifest;
}

/** What a suite on this disk consists of: all its scenarios, in the tiers that they have prompts for. */
const manifestOf = ({ title, description, tiers: meanings, scenarios }: Suite): Manifest => {
  const tiers = [...new Set(scenarios.flatMap(({ prompts }) => [...prompts.keys()]))].sort(compareTiers);
  return {
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    scenarios: scenarios.map((scenario) => ({
      scenario: scenario.id,
      title: scenario.title,
      ...(scenario.prompts.size < tiers.length && { tiers: [...scenario.prompts.keys()].sort(compareTiers) }),
      ...(scenario.groups && { tags: scenario.groups }),
    })),
    tiers: tiers.map((tier) => {
      const meaning = meanings?.[tier];
      return { tier, ...(meaning !== undefined && { meaning }) };
    }),
    scale: { min: 0, max: 1 },
  };
};

/** The manifests of the versions that some scenarios belong to. */
export const manifestsOf = (
  suites: readonly Suite[],
  scenarios: readonly { suite: string; suiteVersion: string | undefined }[],
): VersionManifest[] => {
  const versions = new Map(
    scenarios.map(({ suite, suiteVersion }) => [JSON.stringify([suite, suiteVersion]), { suite, suiteVersion }]),
  );
  return [...versions.values()].flatMap(({ suite, suiteVersion }) => {
    const found = suites.find((one) => one.suite === suite);
    return found ? [{ suite, suiteVersion, manifest: manifestOf(found) }] : [];
  });
};
