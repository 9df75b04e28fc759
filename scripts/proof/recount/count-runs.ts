import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { CliError } from "../../command/cli-error.ts";
import { messageOf } from "../../command/thrown.ts";

/** Passes and counted runs. */
export interface Count {
  pass: number;
  counted: number;
}

/** Counts by suite and version, then entry, then cell; the keys are made by the functions below. */
export type Counts = Map<string, Map<string, Map<string, Count>>>;

/** The key of a cell of an entry. */
export const cellKey = (tier: string, scenario: string): string => JSON.stringify([tier, scenario]);

/** The tier of a cell. */
export const tierOf = (cell: string): string => (JSON.parse(cell) as [string, string])[0];

/** The key of a suite's version; an absent version and an empty one are the same. */
export const suiteKey = (suite: string, version: string | null | undefined): string =>
  JSON.stringify([suite, version || null]);

/** The key of an entry; absent and "default" models, and absent variants, are null. */
export const entryKey = (agent: string, model: string | null | undefined, variant: string | null | undefined): string =>
  JSON.stringify([agent, model && model !== "default" ? model : null, variant || null]);

/** The fields of a run that a count needs, read without the contract's code: this is a check on that code as well. */
interface PlainRun {
  runId: string;
  suite: string;
  suiteVersion?: string | null;
  scenario: string;
  tier: string;
  agent: string;
  model?: string | null;
  variant?: string | null;
  status: string;
  isSuccessful?: boolean | null;
  errorType?: string | null;
  trials?: number | null;
  passes?: number | null;
  metadata?: { errorType?: unknown } | null;
}

/**
 * Whether a run passed (true), counts without having passed (false), or does not count (undefined), after the table of outcomes:
 * completed: by its verdict, without one it does not count; failed: counts, unless workspace, prompt or evaluation are to blame; of
 * either kind a refusal counts as not passed; anything else is not final.
 */
export const hasPassed = (run: PlainRun): boolean | undefined => {
  const blamed = run.errorType ?? run.metadata?.errorType;
  if (run.status !== "completed" && run.status !== "failed") return undefined;
  if (blamed === "refusal") return false;
  if (run.status === "completed") return run.isSuccessful ?? undefined;
  return blamed === "workspace" || blamed === "prompt" || blamed === "evaluation" ? undefined : false;
};

/**
 * Counts the runs of NDJSON files, plain or packed by gzip. Of several lines with one runId, the first final one counts; a run that
 * has none counts as nothing, but its entry is there.
 */
export const countRuns = async (files: readonly string[]): Promise<{ counts: Counts; runs: number }> => {
  const counts: Counts = new Map();
  const final = new Set<string>();
  const unfinished = new Map<string, PlainRun>();
  for (const file of files) {
    for await (const run of readRuns(file)) {
      if (final.has(run.runId)) continue;
      if (run.status !== "completed" && run.status !== "failed") {
        unfinished.set(run.runId, run);
        continue;
      }
      unfinished.delete(run.runId);
      final.add(run.runId);
      add(counts, run);
    }
  }
  for (const run of unfinished.values()) add(counts, run);
  return { counts, runs: final.size + unfinished.size };
};

/** How many attempts count and how many of them passed: a result that stands for many says so itself, any other is all or nothing. */
const countOf = (run: PlainRun): Count => {
  const trials = run.trials ?? 1;
  if (run.status === "completed" && typeof run.passes === "number") return { pass: run.passes, counted: trials };
  const passed = hasPassed(run);
  return { pass: passed === true ? trials : 0, counted: passed === undefined ? 0 : trials };
};

const add = (counts: Counts, run: PlainRun): void => {
  const { pass, counted } = countOf(run);
  const ofSuite = getOrMake(counts, suiteKey(run.suite, run.suiteVersion), () => new Map<string, Map<string, Count>>());
  const ofEntry = getOrMake(ofSuite, entryKey(run.agent, run.model, run.variant), () => new Map<string, Count>());
  const count = getOrMake(ofEntry, cellKey(run.tier, run.scenario), () => ({ pass: 0, counted: 0 }));
  count.counted += counted;
  count.pass += pass;
};

const getOrMake = <V>(map: Map<string, V>, key: string, make: () => V): V => {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
};

async function* readRuns(file: string): AsyncGenerator<PlainRun> {
  const stored = createReadStream(file);
  const input = file.endsWith(".gz") ? stored.pipe(createGunzip()) : stored;
  stored.on("error", (error) => input.destroy(error));
  let number = 0;
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      number += 1;
      const text = line.replace(/^\uFEFF/, "").trim();
      if (text !== "") yield JSON.parse(text) as PlainRun;
    }
  } catch (cause) {
    throw new CliError(`cannot read ${file} after line ${number}: ${messageOf(cause)}`, 1, { cause });
  }
}
