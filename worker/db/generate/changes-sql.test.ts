import { env } from "cloudflare:test";
import { beforeEach, describe, expect, it } from "vitest";
import { BatchSchema } from "#contract/batches/batch.ts";
import { makeFullRun } from "../../testing/make-run.ts";
import { ADMIN, store } from "../../testing/stored-runs.ts";
import { openDatabase } from "../database.ts";
import { storeBatch } from "../store-batch.ts";

const database = openDatabase(env.DB);
const execute = (sql: string) => env.DB.prepare(sql).run();
const count = (table: string) => env.DB.prepare(`SELECT count(*) AS rows FROM ${table}`).first<number>("rows");

const DECISION =
  "INSERT INTO decisions (run_id, kind, reason, changes, decided_at, key_id) VALUES ('run-full', 'purge', 'r', '{}', 1, '')";

beforeEach(async () => {
  await store([makeFullRun()]);
});

describe("what the database refuses", () => {
  it.each([
    ["another status", "UPDATE benchmark_runs SET status = 'failed'", "a run is replaced as a whole, never updated"],
    [
      "another outcome without a decision",
      "UPDATE benchmark_runs SET outcome = 'fail'",
      "a run is replaced as a whole, never updated",
    ],
    ["another score", "UPDATE benchmark_runs SET total_score = 1", "a run is replaced as a whole, never updated"],
    ["other metadata", "UPDATE benchmark_runs SET metadata = '{}'", "a run is replaced as a whole, never updated"],
    [
      "no metadata, before a purge",
      "UPDATE benchmark_runs SET metadata = NULL",
      "a run is replaced as a whole, never updated",
    ],
    [
      "an evaluation that comes after its run",
      "INSERT INTO evaluation_results (run_id, position, evaluator_name, score, max_score) VALUES ('run-full', 9, 'e', 1, 1)",
      "an evaluation comes before its run and goes with it",
    ],
    [
      "another score of an evaluation",
      "UPDATE evaluation_results SET score = 0",
      "an evaluation comes before its run and goes with it",
    ],
    [
      "an evaluation that goes alone",
      "DELETE FROM evaluation_results",
      "an evaluation comes before its run and goes with it",
    ],
    [
      "a batch that goes without a decision",
      "DELETE FROM batch_runs",
      "a batch is removed by a decision, and after its runs",
    ],
    [
      "a batch that goes before its runs",
      "UPDATE batch_runs SET removal = 1; DELETE FROM batch_runs",
      "and after its runs",
    ],
  ])("is %s", async (_what, sql, message) => {
    const statements = sql.split("; ");
    for (const statement of statements.slice(0, -1)) await execute(statement);
    await expect(execute(statements.at(-1) ?? "")).rejects.toThrow(message);
    expect(await count("benchmark_runs")).toBe(1);
    expect(await count("evaluation_results")).toBe(2);
  });

  it("is any change of a decision", async () => {
    await execute(DECISION);
    for (const sql of [
      "UPDATE decisions SET reason = 'x'",
      "DELETE FROM decisions",
      DECISION.replace("INSERT", "REPLACE").replace("(run_id", "(id, run_id").replace("('run-full'", "(1, 'run-full'"),
    ]) {
      await expect(execute(sql)).rejects.toThrow("decisions are only added");
    }
    expect(await env.DB.prepare("SELECT reason FROM decisions").first("reason")).toBe("r");
  });
});

describe("what follows a change", () => {
  it("a purge empties what the run says in its own words, and nothing else", async () => {
    const read = () => env.DB.prepare("SELECT * FROM benchmark_runs").first<Record<string, unknown>>();
    const before = await read();
    await execute(DECISION);
    const emptied = { metadata: null, links: null, prompt_sent: null, workspace_dir: null };
    expect(await read()).toEqual({ ...before, ...emptied });
    const { results } = await env.DB.prepare(
      "SELECT evaluator_name, details, score FROM evaluation_results ORDER BY position",
    ).all();
    expect(results).toEqual([
      { evaluator_name: "tests", details: null, score: 3 },
      { evaluator_name: "lint", details: null, score: 1 },
    ]);
    await execute("UPDATE benchmark_runs SET metadata = NULL");
  });

  it("a run that goes takes its evaluations and names with it, where nothing else has them", async () => {
    await store([{ ...makeFullRun(), runId: "other", scenario: "other" }]);
    await execute("DELETE FROM benchmark_runs WHERE run_id = 'run-full'");
    expect([await count("evaluation_results"), await count("scenarios"), await count("entries")]).toEqual([2, 1, 1]);
    await execute("DELETE FROM benchmark_runs");
    const names = ["evaluation_results", "scenarios", "entries", "suite_versions", "suite_version_keys"];
    for (const table of names) expect(await count(table), table).toBe(0);
    expect(await env.DB.prepare("SELECT count(*) AS n FROM snapshot_parts WHERE suite_version_id > 0").first("n")).toBe(
      0,
    );
  });

  it("a batch makes the part that it lies in pending only where the snapshot shows the change", async () => {
    const settle = () => execute("UPDATE snapshot_parts SET hash = 'h'");
    const pending = () =>
      env.DB.prepare("SELECT count(*) AS n FROM snapshot_parts WHERE suite_version_id = 0 AND hash IS NULL").first("n");
    const put = (fields: object) =>
      storeBatch(database, BatchSchema.parse({ batchId: "batch-1", ...fields }), ADMIN, {
        now: new Date(0),
        dry: false,
      });
    await settle();
    await put({ metadata: { a: 1 } });
    expect(await pending()).toBe(0);
    await put({ totalRuns: 3 });
    expect(await pending()).toBe(1);
    await settle();
    await put({ totalRuns: 3 });
    expect(await pending()).toBe(0);
    await put({ batchId: "new" });
    expect(await pending()).toBe(1);
  });
});
