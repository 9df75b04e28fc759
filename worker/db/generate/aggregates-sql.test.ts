import { env } from "cloudflare:test";
import { getTableColumns, getTableName } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { EVALUATION_COLUMNS } from "#contract/snapshot/evaluation-measures.ts";
import { columnName, MEASURE_COLUMNS } from "#contract/snapshot/measures.ts";
import { store } from "../../testing/stored-runs.ts";
import { openDatabase } from "../database.ts";
import { storeDecision } from "../decisions.ts";
import * as tables from "../tables.ts";
import { AGGREGATES } from "./aggregates.ts";
import { AGGREGATES_SQL, markPart } from "./aggregates-sql.ts";
import { CHANGES_SQL } from "./changes-sql.ts";

const database = openDatabase(env.DB);
const [CONTRIBUTIONS = "", COUNTING = ""] = AGGREGATES_SQL;

/** What the database has of a view or trigger. */
const inDatabase = async (name: string) =>
  (await env.DB.prepare("SELECT sql FROM sqlite_schema WHERE name = ?").bind(name).first<string>("sql")) ?? "";

const inOneLine = (sql: string) =>
  sql
    .replace(/^--.*$/gm, "")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/;$/, "");

const drizzled = new Map<string, string[]>(
  Object.values(tables).map((table) => [
    getTableName(table),
    Object.values(getTableColumns(table)).map(({ name }) => name),
  ]),
);

describe("the SQL of the aggregates", () => {
  it("is what the migrations made: whoever changes the list of measures writes them anew", async () => {
    expect(inOneLine(await inDatabase("run_contributions"))).toBe(inOneLine(CONTRIBUTIONS));
    const [view = "", trigger = ""] = COUNTING.split("--> statement-breakpoint");
    expect(inOneLine(await inDatabase("counting"))).toBe(inOneLine(view));
    expect(inOneLine(await inDatabase("counting_insert"))).toBe(inOneLine(trigger));
    for (const statement of CHANGES_SQL.split("--> statement-breakpoint")) {
      const [, name] = /^CREATE TRIGGER (\w+)/m.exec(statement) ?? [];
      if (name !== undefined) expect(inOneLine(await inDatabase(name)), name).toBe(inOneLine(statement));
    }
  });

  it("has a column of each table for every measure, and fills each of them", async () => {
    for (const [table, key] of Object.entries(AGGREGATES)) {
      const ofEvaluations = key.some((column) => column === "evaluator_name");
      const measures = ofEvaluations ? EVALUATION_COLUMNS.map(({ name }) => name) : MEASURE_COLUMNS;
      const columns = [...key, ...measures.map(columnName)];
      expect(drizzled.get(table), table).toEqual(expect.arrayContaining(columns));
      const [, inserted = ""] = new RegExp(`INSERT INTO ${table} \\(\\s*([^)]*?)\\s*\\)`).exec(COUNTING) ?? [];
      expect(inserted.split(", ").sort(), table).toEqual(drizzled.get(table)?.toSorted());
    }
  });

  it("counts the cells of an entry before it adds to the cells", () => {
    expect(COUNTING.indexOf("INSERT INTO entry_tiers")).toBeLessThan(COUNTING.indexOf("INSERT INTO cells"));
    expect(Object.keys(AGGREGATES).filter((table) => !COUNTING.includes(`INSERT INTO ${table} (`))).toEqual([]);
    expect(
      Object.keys(AGGREGATES).filter((table) => !COUNTING.includes(`DELETE FROM ${table} WHERE new.sign < 0`)),
    ).toEqual([]);
  });
});

const rowsOf = async (table: string) => (await env.DB.prepare(`SELECT * FROM ${table}`).all()).results;
const START = Date.UTC(2026, 7, 1);

describe("the aggregates", () => {
  const run = (runId: string, hours: number, more: object = {}) => {
    const startedAt = new Date(START + hours * 3_600_000).toISOString();
    return { runId, startedAt, completedAt: startedAt, ...more };
  };
  const drop = (runId: string) => env.DB.prepare("DELETE FROM benchmark_runs WHERE run_id = ?").bind(runId).run();
  const cell = async () => {
    const [row] = await rowsOf("cells");
    return row && [row["runs"], Number(row["first_run_at"]) - START, Number(row["last_run_at"]) - START];
  };
  const HOUR = 3_600_000;

  it("know of a cell when its first and its last run started, whatever comes and goes", async () => {
    await store([run("b", 2)]);
    expect(await cell()).toEqual([1, 2 * HOUR, 2 * HOUR]);
    await store([run("a", 1), run("c", 3)]);
    expect(await cell()).toEqual([3, HOUR, 3 * HOUR]);
    await drop("c");
    expect(await cell()).toEqual([2, HOUR, 2 * HOUR]);
    await drop("a");
    expect(await cell()).toEqual([1, 2 * HOUR, 2 * HOUR]);
    await drop("b");
    expect(await cell()).toBeUndefined();
  });

  it("know how many cells an entry has in a tier", async () => {
    const cells = async () => (await rowsOf("entry_tiers")).map((row) => [row["runs"], row["cells"]]);
    await store([run("a", 1), run("b", 1), run("c", 1, { scenario: "other" })]);
    expect(await cells()).toEqual([[3, 2]]);
    await drop("a");
    expect(await cells()).toEqual([[2, 2]]);
    await drop("b");
    expect(await cells()).toEqual([[1, 1]]);
  });

  it("have no row of a batch for a run without one, and none of an evaluator for a run that does not count", async () => {
    const evaluations = [{ evaluatorName: "e", score: 1, maxScore: 2 }];
    await store([
      run("a", 1, { evaluations }),
      run("b", 30, { evaluations, batchId: "batch" }),
      run("c", 1, { evaluations, status: "failed", errorType: "workspace", isSuccessful: undefined }),
    ]);
    expect((await rowsOf("batch_entries")).map((row) => [row["batch_id"], row["runs"]])).toEqual([["batch", 1]]);
    expect((await rowsOf("evaluator_suites")).map((row) => row["evaluations"])).toEqual([2]);
    expect((await rowsOf("evaluator_days")).map((row) => row["evaluations"])).toEqual([1, 1]);
    expect((await rowsOf("batch_evaluators")).map((row) => row["batch_id"])).toEqual(["batch"]);
    expect((await rowsOf("days")).map((row) => row["runs"])).toEqual([2, 1]);
  });

  it("count a run as a decision corrects it, and go back to nothing with it", async () => {
    await store([run("a", 1, { totalScore: 0.5, scoreStandardError: 0.1, telemetry: { costUsd: 2 } })]);
    const now = new Date(START);
    const decision = { runId: "a", kind: "re-score" as const, reason: "r", changes: {}, decidedAt: now, keyId: "" };
    const figures = { isSuccessful: false, totalScore: 1, weightedScore: null, costUsd: null };
    await storeDecision(database, { ...decision, outcome: "fail", ...figures }, { latest: 0, dry: false });
    const [row] = await rowsOf("cells");
    expect(row).toMatchObject({
      runs: 1,
      pass: 0,
      fail: 1,
      score_runs: 1,
      score_error_runs: 0,
      cost_runs: 1,
      cost_passes: 0,
    });
    await drop("a");
    for (const table of Object.keys(AGGREGATES)) expect(await rowsOf(table), table).toEqual([]);
  });
});

describe("the part that a path lies in", () => {
  it("is the one of the greatest prefix before it, and is pending from then on", async () => {
    const part = (prefix: string, suite = 7) =>
      env.DB.prepare("INSERT INTO snapshot_parts (suite_version_id, prefix, hash) VALUES (?, ?, 'h')").bind(
        suite,
        prefix,
      );
    await env.DB.batch([part("00"), part("01"), part("1"), part("00", 8)]);
    const pending = async () =>
      (
        await env.DB.prepare("SELECT suite_version_id, prefix FROM snapshot_parts WHERE hash IS NULL").all()
      ).results.map((row) => `${row["suite_version_id"]} ${row["prefix"]}`);
    await env.DB.prepare(markPart("7", "'0110'")).run();
    expect(await pending()).toEqual(["7 01"]);
    await env.DB.prepare(markPart("7", "'11'")).run();
    expect(await pending()).toEqual(["7 01", "7 1"]);
  });
});
