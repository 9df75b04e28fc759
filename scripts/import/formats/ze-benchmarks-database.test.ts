import { copyFile, mkdtemp, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { openMade, payloadsOf } from "./testing/made-file.ts";
import { zeBenchmarksDatabase } from "./ze-benchmarks-database.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "database-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** The columns that the three schemas have beyond what they share. */
const SCHEMAS = [
  "",
  ", is_successful INTEGER, success_metric REAL",
  ", is_successful INTEGER, success_metric REAL, package_manager TEXT, test_results TEXT, specialist_enabled INTEGER",
];

/** A made-up database of a schema with a run, with a second one that is still running. */
const makeDatabase = (path: string, schema: number, journal = "DELETE") => {
  const database = new DatabaseSync(path);
  database.exec(`PRAGMA journal_mode = ${journal};
    CREATE TABLE benchmark_runs (id INTEGER PRIMARY KEY, run_id TEXT, batchId TEXT, suite TEXT, scenario TEXT, tier TEXT, agent TEXT,
      model TEXT, status TEXT, started_at TEXT, completed_at TEXT, total_score REAL, weighted_score REAL, metadata TEXT${SCHEMAS[schema]});
    CREATE TABLE evaluation_results (id INTEGER PRIMARY KEY, run_id TEXT, evaluator_name TEXT, score REAL, max_score REAL, details TEXT);
    CREATE TABLE run_telemetry (id INTEGER PRIMARY KEY, run_id TEXT, tool_calls INTEGER, tokens_in INTEGER, tokens_out INTEGER,
      cost_usd REAL, duration_ms INTEGER, workspace_dir TEXT);
    INSERT INTO benchmark_runs (run_id, batchId, suite, scenario, tier, agent, status, started_at, completed_at, total_score, weighted_score, metadata)
      VALUES ('made-1', 'b', 's', 'c', 'L0', 'a', 'completed', '2026-01-02 03:04:05', '2026-01-02 03:05:05', 0.5, 7.5, '{"key": 1}'),
             ('made-2', NULL, 's', 'c', 'L0', 'a', 'running', '2026-01-02 03:04:05', NULL, NULL, NULL, NULL);
    INSERT INTO evaluation_results (run_id, evaluator_name, score, max_score, details) VALUES ('made-1', 'Tests', 0.5, 1, 'half');
    INSERT INTO run_telemetry (run_id, tool_calls, tokens_in, cost_usd) VALUES ('made-1', 3, 100, NULL);`);
  if (schema > 0)
    database.exec("UPDATE benchmark_runs SET is_successful = 1, success_metric = 0.75 WHERE run_id = 'made-1'");
  return database;
};

const payloadsAt = async (path: string) => {
  const { file, close } = await openMade(path);
  try {
    return await payloadsOf(zeBenchmarksDatabase, file);
  } finally {
    await close();
  }
};

const run = {
  runId: "made-1",
  batchId: "b",
  suite: "s",
  scenario: "c",
  tier: "L0",
  agent: "a",
  status: "completed",
  startedAt: "2026-01-02T03:04:05.000Z",
  completedAt: "2026-01-02T03:05:05.000Z",
  totalScore: 0.5,
  weightedScore: 7.5,
  evaluations: [{ evaluatorName: "Tests", score: 0.5, maxScore: 1, details: "half" }],
  telemetry: { toolCalls: 3, tokensIn: 100 },
  metadata: { key: 1 },
};
const running = {
  status: "running",
  runId: "made-2",
  suite: "s",
  scenario: "c",
  tier: "L0",
  agent: "a",
  evaluations: [],
  startedAt: run.startedAt,
};

describe("zeBenchmarksDatabase", () => {
  it("reads each of the three schemas; the first has no verdict", async () => {
    for (const schema of [0, 1, 2]) {
      const path = join(folder, `schema-${schema}.db`);
      makeDatabase(path, schema).close();
      const verdict = schema === 0 ? {} : { isSuccessful: true, successMetric: 0.75 };
      expect(await payloadsAt(path)).toEqual([{ ...run, ...verdict }, running]);
    }
  });

  it("takes moments without a zone for UTC wherever it runs, and others as they are", async () => {
    vi.stubEnv("TZ", "America/New_York");
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(new Date("2026-01-02T03:04:05").getUTCHours()).toBe(8);
    const path = join(folder, "zones.db");
    const database = makeDatabase(path, 0);
    database.exec("UPDATE benchmark_runs SET completed_at = '2026-01-02T05:05:05+02:00' WHERE run_id = 'made-1'");
    database.close();
    const { startedAt, completedAt } = run;
    expect((await payloadsAt(path))[0]).toMatchObject({ startedAt, completedAt });
  });

  it("sees what is in the write-ahead log alone, and leaves both files as they are", async () => {
    const path = join(folder, "live.db");
    const database = makeDatabase(path, 1, "WAL");
    const copy = join(folder, "copied.db");
    await copyFile(path, copy);
    await copyFile(`${path}-wal`, `${copy}-wal`);
    database.close();
    const before = [await readFile(copy), await readFile(`${copy}-wal`)];
    expect((await payloadsAt(copy)).map(({ runId }) => runId)).toEqual(["made-1", "made-2"]);
    expect([await readFile(copy), await readFile(`${copy}-wal`)]).toEqual(before);
    await expect(stat(`${copy}-shm`)).rejects.toThrow("ENOENT");
  });

  it("refuses a write-ahead log that is cut off: what it held last would be missing", async () => {
    const path = join(folder, "open.db");
    const database = makeDatabase(path, 1, "WAL");
    const cut = join(folder, "cut-log.db");
    await copyFile(path, cut);
    await copyFile(`${path}-wal`, `${cut}-wal`);
    database.close();
    const { size } = await stat(`${cut}-wal`);
    for (const length of [Math.floor(size / 2), 20]) {
      await truncate(`${cut}-wal`, length);
      await expect(payloadsAt(cut)).rejects.toThrow(
        "it is not a complete SQLite database: its write-ahead log is cut off",
      );
    }
    // SQLite leaves an empty one behind.
    await truncate(`${cut}-wal`, 0);
    await expect(payloadsAt(cut)).rejects.not.toThrow("cut off");
  });

  it("takes zeros for what was not measured, but for the tool calls", async () => {
    const path = join(folder, "zeros.db");
    const database = makeDatabase(path, 2);
    database.exec(
      "UPDATE run_telemetry SET tool_calls = 0, tokens_in = 0, tokens_out = 0, cost_usd = 0, duration_ms = 0",
    );
    database.close();
    expect((await payloadsAt(path))[0]?.telemetry).toEqual({ toolCalls: 0 });
  });

  it("reads a database that is packed by gzip", async () => {
    makeDatabase(join(folder, "plain.db"), 2).close();
    await writeFile(join(folder, "packed.db.gz"), gzipSync(await readFile(join(folder, "plain.db"))));
    expect(await payloadsAt(join(folder, "packed.db.gz"))).toHaveLength(2);
  });

  it("refuses a database that is cut off, a row that is broken and another schema", async () => {
    const cut = join(folder, "cut.db");
    makeDatabase(cut, 0).close();
    await truncate(cut, 5000);
    await expect(payloadsAt(cut)).rejects.toThrow("it is not a complete SQLite database");
    const broken = join(folder, "broken.db");
    const database = makeDatabase(broken, 0);
    database.exec("UPDATE benchmark_runs SET metadata = '{' WHERE run_id = 'made-1'");
    database.close();
    await expect(payloadsAt(broken)).rejects.toThrow("run made-1: its metadata is not valid JSON");
    const other = new DatabaseSync(join(folder, "other.db"));
    other.exec("CREATE TABLE benchmark_runs (run_id TEXT, suite TEXT)");
    other.close();
    await expect(payloadsAt(join(folder, "other.db"))).rejects.toThrow(
      "benchmark_runs must have the columns scenario, tier",
    );
  });
});
