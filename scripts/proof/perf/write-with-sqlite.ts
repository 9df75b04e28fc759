import { createHash } from "node:crypto";
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { entryOf, formatEntry } from "#contract/names/entry.ts";
import { inProject } from "../../command/project.ts";
import type { MadeRun } from "./made-runs.ts";

const MIGRATIONS = inProject("worker", "db", "migrations");

/** Where the snapshot's parts put a name: the first 40 bits of its SHA-256, as text of 0 and 1. */
const pathOf = (name: string): string =>
  Array.from(createHash("sha256").update(name).digest().subarray(0, 5), (byte) =>
    byte.toString(2).padStart(8, "0"),
  ).join("");

const insertInto = (database: DatabaseSync, table: string, columns: readonly string[], conflict = "") =>
  database.prepare(
    `INSERT INTO ${table} (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")}) ${conflict}`,
  );

/** Gives names in a table their numbers: a row for each when it first comes. */
const numbersIn = (database: DatabaseSync, table: string, columns: readonly string[]) => {
  const statement = insertInto(database, table, columns);
  const known = new Map<string, number>();
  return (...names: SQLInputValue[]): number => {
    const key = JSON.stringify(names);
    const number = known.get(key) ?? Number(statement.run(...names).lastInsertRowid);
    known.set(key, number);
    return number;
  };
};

/**
 * What the import is compared with: Node's own SQLite puts the same rows into the same tables with the same triggers, in one
 * transaction, without checking anything. Gives the seconds from the first line's parsing to the commit.
 */
export const writeWithSqlite = async (lines: readonly string[], file: string): Promise<number> => {
  await rm(file, { force: true });
  const database = new DatabaseSync(file);
  for (const name of (await readdir(MIGRATIONS)).filter((name) => name.endsWith(".sql")).sort()) {
    database.exec(await readFile(join(MIGRATIONS, name), "utf8"));
  }
  const versionOf = numbersIn(database, "suite_versions", ["suite", "suite_version"]);
  const entryIn = numbersIn(database, "entries", ["suite_version_id", "agent", "model", "variant", "path"]);
  const scenarioIn = numbersIn(database, "scenarios", ["suite_version_id", "scenario", "path"]);
  const tierOf = numbersIn(database, "tiers", ["tier", "path"]);
  const batch = insertInto(database, "batch_runs", ["batch_id", "listed_at", "path"], "ON CONFLICT DO NOTHING");
  const evaluation = insertInto(database, "evaluation_results", [
    ...["run_id", "position", "evaluator_name", "score", "max_score"],
  ]);
  const run = insertInto(database, "benchmark_runs", [
    ...["run_id", "batch_id", "suite", "scenario", "tier", "agent", "model", "variant", "status", "outcome"],
    ...["started_at", "completed_at", "total_score", "is_successful", "metadata", "content_hash"],
    ...["cost_usd", "tokens_in", "tokens_out", "duration_ms"],
    ...["suite_version_id", "entry_id", "scenario_id", "tier_id"],
  ]);

  const start = performance.now();
  database.exec("BEGIN");
  for (const line of lines) {
    const one = JSON.parse(line) as MadeRun & { variant?: string };
    const { agent, model = "", variant = "" } = one;
    batch.run(one.batchId, Date.parse(one.startedAt), pathOf(one.batchId));
    one.evaluations.forEach(({ evaluatorName, score, maxScore }, position) => {
      evaluation.run(one.runId, position, evaluatorName, score, maxScore);
    });
    const { costUsd = null, tokensIn = null, tokensOut = null, durationMs = null } = one.telemetry ?? {};
    const version = versionOf(one.suite, "");
    run.run(
      ...[one.runId, one.batchId, one.suite, one.scenario, one.tier, agent, model, variant],
      ...[one.status, one.isSuccessful ? "pass" : "fail", Date.parse(one.startedAt), Date.parse(one.completedAt)],
      ...[one.totalScore, Number(one.isSuccessful), JSON.stringify(one.metadata), "0".repeat(64)],
      ...[costUsd, tokensIn, tokensOut, durationMs],
      ...[version, entryIn(version, agent, model, variant, pathOf(formatEntry(entryOf({ agent, model, variant }))))],
      ...[scenarioIn(version, one.scenario, pathOf(one.scenario)), tierOf(one.tier, pathOf(one.tier))],
    );
  }
  database.exec("COMMIT");
  const seconds = (performance.now() - start) / 1000;
  database.close();
  return seconds;
};
