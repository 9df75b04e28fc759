import { readFileSync } from "node:fs";
import { slugOf } from "#contract/names/slug.ts";

/** The parts of a run that its names reach a page, a table or the dialog by. */
export type HostileRun = Record<"suite" | "scenario" | "tier" | "agent" | "runId", string> & {
  model?: string;
  batchId?: string;
  evaluations?: { evaluatorName: string; details: string }[];
};

/** Runs with names that attack pages, files and tables: `npm test` submits them before it builds the site. */
export const HOSTILE_RUNS: HostileRun[] = readFileSync(new URL("hostile-runs.ndjson", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));

const slugs = new Set(
  HOSTILE_RUNS.flatMap(({ suite, scenario, agent, model, batchId }) =>
    [suite, scenario, agent, model ?? agent, batchId ?? agent].map(slugOf),
  ),
);

/** Whether a page's address has a hostile name in it. */
export const isHostile = (path: string): boolean =>
  path.split("/").some((part) => part.includes("~") || slugs.has(part));
