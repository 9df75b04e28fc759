import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { inProject } from "../../command/project.ts";
import type { MadeRun } from "./made-runs.ts";

const MIGRATIONS = inProject("worker", "db", "migrations");

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
  const insert = (table: string, columns: readonly string[], conflict = "") =>
    database.prepare(
      `INSERT INTO ${table} (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")}) ${conflict}`,
    );
  const batch = insert("batch_runs", ["batch_id", "listed_at"], "ON CONFLICT DO NOTHING");
  const evaluation = insert("evaluation_results", ["run_id", "position", "evaluator_name", "score", "max_score"]);
  const telemetry = insert("run_telemetry", ["run_id", "cost_usd", "tokens_in", "tokens_out", "duration_ms"]);
  const run = insert("benchmark_runs", [
    ...["run_id", "batch_id", "suite", "scenario", "tier", "agent", "model", "variant", "status", "outcome"],
    ...["started_at", "completed_at", "total_score", "is_successful", "metadata", "content_hash"],
  ]);

  const start = performance.now();
  database.exec("BEGIN");
  for (const line of lines) {
    const one = JSON.parse(line) as MadeRun & { variant?: string };
    batch.run(one.batchId, Date.parse(one.startedAt));
    one.evaluations.forEach(({ evaluatorName, score, maxScore }, position) => {
      evaluation.run(one.runId, position, evaluatorName, score, maxScore);
    });
    if (one.telemetry) {
      const { costUsd, tokensIn, tokensOut, durationMs } = one.telemetry;
      telemetry.run(one.runId, costUsd, tokensIn, tokensOut, durationMs);
    }
    run.run(
      ...[one.runId, one.batchId, one.suite, one.scenario, one.tier, one.agent, one.model ?? "", one.variant ?? ""],
      ...[one.status, one.isSuccessful ? "pass" : "fail", Date.parse(one.startedAt), Date.parse(one.completedAt)],
      ...[one.totalScore, Number(one.isSuccessful), JSON.stringify(one.metadata), "0".repeat(64)],
    );
  }
  database.exec("COMMIT");
  const seconds = (performance.now() - start) / 1000;
  database.close();
  return seconds;
};
