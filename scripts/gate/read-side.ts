import type { WorkerClient } from "#client/worker-client.ts";
import { entryOf, formatEntry } from "#contract/names/entry.ts";
import { keyOf } from "#contract/names/key-of.ts";
import type { Outcome } from "#contract/runs/outcomes.ts";
import { type Cell, cellsOf } from "#contract/snapshot/cells.ts";
import type { Snapshot } from "#contract/snapshot/snapshot.ts";
import { COST_UNITS, DURATION_UNITS } from "#contract/snapshot/units.ts";
import { countedRuns } from "#statistics/cells/outcome.ts";
import type { Used } from "#statistics/gate/checks.ts";
import { CliError } from "../command/cli-error.ts";
import { collectPages } from "../command/collect-pages.ts";

/** What one side did in a cell. */
export interface SideCell {
  scenario: string;
  tier: string;
  passes: number;
  runs: number;
  cost: Used;
  duration: Used;
  /** The results of its runs in the order in which they started: 1 passed, 0 did not. None where only counts are known. */
  results: number[];
}

/** One side of a comparison: by suite (with its version) and entry, the cells by scenario and tier. */
export interface Side {
  name: string;
  suites: Map<string, { suite: string; suiteVersion: string | undefined; entries: Map<string, Map<string, SideCell>> }>;
}

/** A side that did nothing yet. */
export const emptySide = (name: string): Side => ({ name, suites: new Map() });

type Named = { suite: string; suiteVersion?: string | null | undefined; scenario: string; tier: string };

/** The cell of a side, made if it is not there. */
const cellIn = ({ suites }: Side, entry: string, { suite, suiteVersion, scenario, tier }: Named): SideCell => {
  const version = suiteVersion ?? undefined;
  const ofSuite = suites.get(keyOf(suite, version)) ?? { suite, suiteVersion: version, entries: new Map() };
  suites.set(keyOf(suite, version), ofSuite);
  const ofEntry = ofSuite.entries.get(entry) ?? new Map<string, SideCell>();
  ofSuite.entries.set(entry, ofEntry);
  const key = keyOf(scenario, tier);
  const used = () => ({ runs: 0, sum: 0 });
  const cell = ofEntry.get(key) ?? { scenario, tier, passes: 0, runs: 0, cost: used(), duration: used(), results: [] };
  ofEntry.set(key, cell);
  return cell;
};

const COUNTED = new Set<Outcome>(["pass", "fail", "timeout", "refusal", "unknown-failure"]);
const MOST_RUNS = 200_000;

const add = (used: Used, amount: number | null | undefined) => {
  if (amount === null || amount === undefined) return;
  used.runs += 1;
  used.sum += amount;
};

/** What is looked at of a run. */
interface GatedRun extends Named {
  agent: string;
  model?: string | null | undefined;
  variant?: string | null | undefined;
  outcome: Outcome;
  trials?: number | null | undefined;
  passes?: number | null | undefined;
}

/** What a run reports of what it used. */
interface Reported {
  costUsd?: number | null | undefined;
  durationMs?: number | null | undefined;
}

/** Adds a run that counts to a side. Runs are added in the order in which they started. */
export const addRun = (side: Side, run: GatedRun, reported: Reported | undefined): void => {
  const isTotal = run.outcome === "not-stated" && run.passes != null;
  if (!COUNTED.has(run.outcome) && !isTotal) return;
  const entry = formatEntry(entryOf({ agent: run.agent, model: run.model ?? "", variant: run.variant ?? "" }));
  const cell = cellIn(side, entry, run);
  const passed = run.outcome === "pass" ? 1 : 0;
  cell.runs += isTotal ? (run.trials ?? 1) : 1;
  cell.passes += isTotal ? (run.passes ?? 0) : passed;
  if (!isTotal) cell.results.push(passed);
  add(cell.cost, reported?.costUsd);
  add(cell.duration, reported?.durationMs);
};

/** What a batch did, as decisions corrected it: its runs that count, with what they report of cost and time. CliError without any run. */
export const readBatchSide = async (client: WorkerClient, batchId: string, signal: AbortSignal): Promise<Side> => {
  const side = emptySide(`batch ${batchId}`);
  const usage = new Map<string, Reported>();
  for await (const { runId, telemetry } of client.exportRunsAsNdjson({ batchId }, { signal })) {
    if (telemetry) usage.set(runId, telemetry);
  }
  const { items } = await collectPages(
    (limit, cursor) => client.listRuns({ batchId, limit, ...(cursor && { cursor }) }, { signal }),
    MOST_RUNS,
  );
  if (items.length === 0) {
    // Refuses a name that is not there, with the one that was probably meant.
    await client.getBatch({ batchId }, { signal });
    throw new CliError(`batch ${batchId} has no runs at ${client.url}`);
  }
  for (const run of items.toSorted((a, b) => (a.startedAt < b.startedAt ? -1 : 1)))
    addRun(side, run, usage.get(run.runId));
  return side;
};

const usedIn = (cell: Cell, what: "cost" | "duration"): Used =>
  what === "cost"
    ? { runs: cell.costRuns, sum: cell.costSum / COST_UNITS }
    : { runs: cell.durationRuns, sum: cell.durationSum / DURATION_UNITS };

/** What the entries of a snapshot did. */
export const readSnapshotSide = (snapshot: Snapshot): Side => {
  const side = emptySide(`snapshot ${snapshot.id.slice(0, 12)}`);
  for (const suite of snapshot.suites) {
    for (const cell of cellsOf(suite)) {
      const runs = countedRuns(cell);
      if (runs === 0) continue;
      const scenario = suite.scenarios[cell.scenario] ?? "";
      const tier = suite.tiers[cell.tier] ?? "";
      const own = cellIn(side, formatEntry(suite.entries[cell.entry] ?? { agent: "" }), { ...suite, scenario, tier });
      Object.assign(own, { passes: cell.pass, runs, cost: usedIn(cell, "cost"), duration: usedIn(cell, "duration") });
    }
  }
  return side;
};
