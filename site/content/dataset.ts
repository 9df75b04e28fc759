import type { Snapshot } from "#contract/snapshot/snapshot.ts";
import { formatCounted } from "#words/numbers.ts";

/** What of a version of a suite its tables are described by. */
interface DescribedVersion {
  title: string;
  path: string;
}

const FORMATS = [
  ["csv", "text/csv"],
  ["json", "application/json"],
] as const;

/**
 * What a site publishes, as search engines for data read it: a Dataset of schema.org in JSON-LD, with a leaderboard a suite. `site`: the
 * address of the site, with a slash at its end. The text can stand in a script element.
 */
export const datasetOf = (
  { id, createdAt, runs }: Pick<Snapshot, "id" | "createdAt" | "runs">,
  versions: readonly DescribedVersion[],
  { name, site }: { name: string; site: string },
): string => {
  const at = (path: string) => new URL(path.replace(/^\//, ""), site).href;
  const distribution = versions.flatMap(({ title, path }) =>
    FORMATS.map(([ending, encodingFormat]) => ({
      ...{ "@type": "DataDownload", name: `Leaderboard of ${title}` },
      ...{ encodingFormat, contentUrl: at(`${path}leaderboard.${ending}`) },
    })),
  );
  const index = { name: "Snapshot", encodingFormat: "application/json", contentUrl: at("data/snapshot.json") };
  const dataset = {
    ...{ "@context": "https://schema.org", "@type": "Dataset" },
    name: `${name}: leaderboards of coding agents`,
    description: `What ${formatCounted(runs, "run")} of coding agents came to on ${formatCounted(versions.length, "version")} of suites: counts, rates and ranks with their intervals, costs and times.`,
    url: at("data/"),
    identifier: `urn:sha256:${id}`,
    version: id.slice(0, 16),
    dateModified: createdAt,
    isAccessibleForFree: true,
    creator: { "@type": "Organization", name, url: site },
    distribution: [{ "@type": "DataDownload", ...index }, ...distribution],
  };
  return JSON.stringify(dataset).replaceAll("<", "\\u003c");
};
