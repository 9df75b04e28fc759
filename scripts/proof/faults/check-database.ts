import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { CliError } from "../../command/cli-error.ts";
import type { Account } from "./account.ts";
import { compareBatches, compareRuns } from "./compare-runs.ts";
import { AGGREGATES, keyOf, type Row, recountRows, type StoredRows } from "./recount-rows.ts";

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
  if (names.length !== 1) throw new CliError(`expected one database in ${folder}, found ${names.length}`);
  return join(folder, names[0] as string);
};

/**
 * Checks the file itself, while no Worker has it open: that SQLite finds it sound, that everything acknowledged is there, that every
 * run, batch and aggregate is whole.
 */
export const checkDatabase = (
  file: string,
  { seed, runs, batches }: Pick<Account, "seed" | "runs" | "batches">,
): Verdict => {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const all = (query: string) => database.prepare(query).all() as Row[];
    const rows: StoredRows = {
      runs: all("SELECT * FROM benchmark_runs ORDER BY id"),
      evaluations: all("SELECT * FROM evaluation_results ORDER BY run_id, position"),
      telemetry: all("SELECT * FROM run_telemetry"),
    };
    const aggregates = new Map(Object.keys(AGGREGATES).map((name) => [name, all(`SELECT * FROM ${name}`)]));
    const soundness = all("PRAGMA integrity_check").map((row) => String(row["integrity_check"]));
    return {
      runs: rows.runs.length,
      aggregateRows: [...aggregates.values()].reduce((count, table) => count + table.length, 0),
      differences: [
        ...soundness.filter((line) => line !== "ok").map((line) => `SQLite: ${line}`),
        ...compareRuns(seed, runs, rows),
        ...compareBatches(batches, all("SELECT * FROM batch_runs"), rows.runs),
        ...compareAggregates(rows, aggregates),
      ],
    };
  } finally {
    database.close();
  }
};

/** Holds every row of the aggregates against the recount, and the other way round. */
const compareAggregates = (rows: StoredRows, aggregates: ReadonlyMap<string, readonly Row[]>): string[] => {
  const differences: string[] = [];
  for (const [name, expected] of recountRows(rows)) {
    const key = AGGREGATES[name] ?? [];
    const stored = new Map((aggregates.get(name) ?? []).map((row) => [keyOf(key, row), row]));
    for (const row of expected.keys()) if (!stored.has(row)) differences.push(`${name} ${row} is missing`);
    for (const [row, values] of stored) {
      const sums = expected.get(row);
      if (sums === undefined) differences.push(`${name} ${row} is there for no run`);
      else {
        for (const [column, value] of Object.entries(values)) {
          if (key.includes(column) || value === (sums[column] ?? 0)) continue;
          differences.push(`${name} ${row}: ${column} is ${value}, recounted ${sums[column] ?? 0}`);
        }
      }
    }
  }
  return differences;
};
