import type { Entry } from "#contract/snapshot.ts";

/** Which runs a figure rests on, beside the suite's version. What is left out spans several. */
export interface TrialsOf {
  scenario?: string | undefined;
  tier?: string | undefined;
  entry: Entry;
}

const API = (import.meta.env.PUBLIC_API_URL ?? "").replace(/\/$/, "");

/**
 * The API's address for the runs behind a figure. An empty suiteVersion, model or variant means "not stated"; the order of the
 * parameters is fixed. For the build and the browser.
 */
export const trialsHref = (
  { suite, suiteVersion }: { suite: string; suiteVersion: string | undefined },
  { scenario, tier, entry }: TrialsOf,
): string => {
  const query = new URLSearchParams({ suite, suiteVersion: suiteVersion ?? "" });
  if (scenario !== undefined) query.set("scenario", scenario);
  if (tier !== undefined) query.set("tier", tier);
  query.set("agent", entry.agent);
  query.set("model", entry.model ?? "");
  query.set("variant", entry.variant ?? "");
  return `${API}/api/runs?${query}`;
};
