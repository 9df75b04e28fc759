import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { isDeepStrictEqual } from "node:util";
import { readPairs } from "#contract/snapshot/evaluator-pairs.ts";
import { CliError } from "../../command/cli-error.ts";
import type { Account } from "./account.ts";
import { compareBatches, compareRuns } from "./compare-runs.ts";
import { AGGREGATES, keyOf, type Row, recountPairs, recountRows, type StoredRows } from "./recount-rows.ts";

/** What a check looked at, and a line for each thing that is wrong. */
export interface Verdict {
  runs: number;
  aggregateRows: number;
  differences: string[];
}

/** The SQLite file of the local database in the folder `persist`. CliError if there is not exactly one. */
export const findDatabase = async (persist: string): Promise<string> => {
  const folder = join(persist, "v3", "d1");
  const names = (await readdir(folder, { recursive: true })).filter(
    (name) => name.endsWith(".sqlite") && !name.endsWith("metadata.sqlite"),
  );
  const [name, ...more] = names;
  if (name === undefined || more.length > 0)
    throw new CliError(`expected one database in ${folder}, found ${names.length}`);
  return join(folder, name);
};

/**
 * Checks the file itself, while no Worker has it open: that SQLite finds it sound, that everything acknowledged is there, that every
 * run, batch and aggregate is whole.
 */
export const checkDatabase = (file: string, account: Pick<Account, "seed" | "keys" | "runs" | "batches">): Verdict => {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const all = (query: string) => database.prepare(query).all() as Row[];
    const rows: StoredRows = {
      runs: all("SELECT * FROM benchmark_runs ORDER BY id"),
      evaluations: all("SELECT * FROM evaluation_results ORDER BY run_id, position"),
    };
    const aggregates = new Map(Object.keys(AGGREGATES).map((name) => [name, all(`SELECT * FROM ${name}`)]));
    const soundness = all("PRAGMA integrity_check").map((row) => String(row["integrity_check"]));
    return {
      runs: rows.runs.length,
      aggregateRows: [...aggregates.values()].reduce((count, table) => count + table.length, 0),
      differences: [
        ...soundness.filter((line) => line !== "ok").map((line) => `SQLite: ${line}`),
        ...compareRuns(account, rows),
        ...compareBatches(account, all("SELECT * FROM batch_runs"), rows.runs),
        ...compareAggregates(rows, aggregates),
        ...comparePairs(rows, aggregates.get("cells") ?? []),
        ...all(MISNAMED).map((row) => `run ${row["run_id"]} is counted under other names than its own`),
      ],
    };
  } finally {
    database.close();
  }
};

/** Runs whose numbers do not stand for their names. */
const MISNAMED = `
  SELECT run_id FROM benchmark_runs AS run WHERE NOT EXISTS (
    SELECT 1 FROM suite_versions AS version
    JOIN entries AS entry ON entry.suite_version_id = version.id
    JOIN scenarios AS scenario ON scenario.suite_version_id = version.id
    JOIN tiers AS tier ON tier.id = run.tier_id
    WHERE version.id = run.suite_version_id AND entry.id = run.entry_id AND scenario.id = run.scenario_id
      AND (version.suite, version.suite_version) = (run.suite, run.suite_version)
      AND (entry.agent, entry.model, entry.variant) = (run.agent, run.model, run.variant)
      AND scenario.scenario = run.scenario AND tier.tier = run.tier
  )`;

/** The column of cells that is no sum: what their evaluators say two by two. */
const PAIRS = "evaluator_pairs";

/** Holds what each cell says of its evaluators against the recount. */
const comparePairs = (rows: StoredRows, cells: readonly Row[]): string[] => {
  const expected = recountPairs(rows);
  return cells.flatMap((cell) => {
    const key = keyOf(AGGREGATES.cells, cell);
    const text = cell[PAIRS];
    const stored = readPairs(typeof text === "string" ? text : null);
    return isDeepStrictEqual(stored, expected.get(key) ?? []) ? [] : [`cells ${key}: ${PAIRS} are not as recounted`];
  });
};

/** Holds every row of the aggregates against the recount, and the other way round. */
const compareAggregates = (rows: StoredRows, aggregates: ReadonlyMap<string, readonly Row[]>): string[] => {
  const differences: string[] = [];
  for (const [name, expected] of recountRows(rows)) {
    const key: readonly string[] = AGGREGATES[name];
    const stored = new Map((aggregates.get(name) ?? []).map((row) => [keyOf(key, row), row]));
    for (const row of expected.keys()) if (!stored.has(row)) differences.push(`${name} ${row} is missing`);
    for (const [row, values] of stored) {
      const sums = expected.get(row);
      if (sums === undefined) differences.push(`${name} ${row} is there for no run`);
      else {
        for (const [column, value] of Object.entries(values)) {
          if (key.includes(column) || column === PAIRS || value === (sums[column] ?? 0)) continue;
          differences.push(`${name} ${row}: ${column} is ${value}, recounted ${sums[column] ?? 0}`);
        }
      }
    }
  }
  return differences;
};
