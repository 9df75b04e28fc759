import { readdirSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { inProject } from "../../command/project.ts";
import { checkDatabase, findDatabase } from "./check-database.ts";
import { rowsOf } from "./compare-runs.ts";
import { Ledger } from "./ledger.ts";
import { type BatchPlan, batchStatesOf, type RunPlan, runIdOf, statesOf } from "./planned-runs.ts";
import type { Row } from "./recount-rows.ts";

const SEED = "check";
const KEYS = [
  { id: "first", token: "" },
  { id: "second", token: "" },
];
const MIGRATIONS = inProject("worker", "db", "migrations");

describe("checkDatabase", () => {
  let folder = "";
  let file = "";
  let runs = new Ledger<RunPlan>();
  let batches = new Ledger<BatchPlan>();

  const change = (...statements: string[]) => {
    const database = new DatabaseSync(file);
    for (const statement of statements) database.exec(statement);
    database.close();
  };

  /** Puts a state of a run in, as the Worker does: what belongs to it first, then the run, which the triggers count. */
  const insert = (database: DatabaseSync, plan: RunPlan, position: number) => {
    const add = (table: string, row: Row) => {
      const columns = Object.keys(row);
      database
        .prepare(`INSERT INTO ${table} (${columns.join()}) VALUES (${columns.map(() => "?").join()})`)
        .run(...Object.values(row));
    };
    const payload = statesOf(SEED, plan).at(position);
    if (payload === undefined) throw new Error(`no state ${position}`);
    const { run, evaluations } = rowsOf(payload, KEYS[plan.owner]?.id ?? "");
    for (const row of evaluations) add("evaluation_results", row);
    add("benchmark_runs", { ...run, ...numbersOf(database, run), content_hash: "" });
  };

  /** Gives a run's names their numbers, as the Worker does. */
  const numbersOf = (database: DatabaseSync, run: Row): Row => {
    const number = (table: string, names: Row) => {
      const columns = Object.keys(names);
      const values = columns.map(() => "?").join();
      database
        .prepare(`INSERT INTO ${table} (${columns.join()}) VALUES (${values}) ON CONFLICT DO NOTHING`)
        .run(...Object.values(names));
      const keys = columns.filter((column) => column !== "path");
      const where = keys.map((column) => `${column} = ?`).join(" AND ");
      const found = database
        .prepare(`SELECT id FROM ${table} WHERE ${where}`)
        .get(...keys.map((key) => names[key] ?? null));
      return Number(found?.["id"]);
    };
    const of = (...columns: string[]): Row => Object.fromEntries(columns.map((column) => [column, run[column] ?? ""]));
    const suite_version_id = number("suite_versions", of("suite", "suite_version"));
    const version = { suite_version_id };
    return {
      ...version,
      entry_id: number("entries", { ...version, ...of("agent", "model", "variant"), path: "0" }),
      scenario_id: number("scenarios", { ...version, ...of("scenario"), path: "0" }),
      tier_id: number("tiers", of("tier")),
    };
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "faults-"));
    file = join(folder, "database.sqlite");
    runs = new Ledger();
    batches = new Ledger();
    const database = new DatabaseSync(file);
    database.exec("BEGIN");
    for (const name of readdirSync(MIGRATIONS).filter((name) => name.endsWith(".sql"))) {
      database.exec(readFileSync(join(MIGRATIONS, name), "utf8"));
    }
    const [begun] = batchStatesOf("b", { size: 1 });
    batches.note("b", { size: 1, owner: 1 }, 2);
    batches.acknowledge("b", 1);
    database
      .prepare(
        "INSERT INTO batch_runs (batch_id, created_at, metadata, listed_at, path, key_id) VALUES ('b', ?, ?, 0, '0', 'second')",
      )
      .run(Number(begun.createdAt), JSON.stringify(begun.metadata));
    for (let number = 0; number < 60; number++) {
      const plan = { number, batchId: number % 2 ? "b" : undefined, owner: number % 2 };
      const states = statesOf(SEED, plan).length;
      runs.note(runIdOf(SEED, number), plan, states);
      runs.acknowledge(runIdOf(SEED, number), states);
      insert(database, plan, -1);
    }
    database.exec("COMMIT");
    database.close();
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const check = () => checkDatabase(file, { seed: SEED, keys: KEYS, runs, batches }).differences;
  /** The first run whose last state is like that. */
  const find = (matches: (state: ReturnType<typeof statesOf>[number], states: number) => unknown): RunPlan => {
    const entry = runs.entries().find(({ plan }) => {
      const states = statesOf(SEED, plan);
      return matches(states.at(-1) as (typeof states)[number], states.length);
    });
    if (!entry) throw new Error("no run is like that");
    return entry.plan;
  };
  const nameOf = ({ number }: RunPlan) => runIdOf(SEED, number);

  it("finds nothing where all is there and whole", () => {
    const verdict = checkDatabase(file, { seed: SEED, keys: KEYS, runs, batches });
    expect(verdict.differences).toEqual([]);
    expect(verdict.runs).toBe(60);
    expect(verdict.aggregateRows).toBeGreaterThan(100);
  });

  it("finds a falsified number in each of the aggregates", () => {
    for (const table of ["cells", "entry_tiers", "scenario_tiers", "days", "batch_entries"]) {
      change(`UPDATE ${table} SET pass = pass + 1 WHERE pass = (SELECT max(pass) FROM ${table})`);
      expect(check()[0]).toMatch(new RegExp(`^${table} \\[.*\\]: pass is \\d+, recounted \\d+$`));
      change(`UPDATE ${table} SET pass = pass - 1 WHERE pass = (SELECT max(pass) FROM ${table})`);
      expect(check()).toEqual([]);
    }
    for (const table of ["evaluator_suites", "evaluator_days", "batch_evaluators"]) {
      change(`UPDATE ${table} SET share_sum = share_sum + 1`);
      expect(check()[0]).toMatch(new RegExp(`^${table} \\[.*\\]: share_sum is -?\\d+, recounted -?\\d+$`));
      change(`UPDATE ${table} SET share_sum = share_sum - 1`);
    }
    expect(check()).toEqual([]);
  });

  it("finds evaluators that a cell says something else of", () => {
    change("UPDATE cells SET evaluator_pairs = NULL");
    expect(check().length).toBeGreaterThan(3);
    expect(check().every((line) => /^cells \[[\d,]+\]: evaluator_pairs are not as recounted$/.test(line))).toBe(true);
  });

  it("finds a row of an aggregate that is gone and one that is too many", () => {
    change("DELETE FROM days", "INSERT INTO evaluator_days (evaluator_name, day) VALUES ('nobody', 1)");
    expect(check().slice(-1)).toEqual(['evaluator_days ["nobody",1] is there for no run']);
    expect(check()[0]).toMatch(/^days \[\d+\] is missing$/);
  });

  it("finds an acknowledged run that is gone", () => {
    const name = nameOf({ number: 7, batchId: "b", owner: 1 });
    change(`DELETE FROM benchmark_runs WHERE run_id = '${name}'`);
    expect(check()).toEqual([`run ${name} was acknowledged and is gone`]);
  });

  it("lets a run be missing that nobody acknowledged, and a later state be there than the acknowledged one", () => {
    const plan = { number: 100, batchId: undefined, owner: 0 };
    runs.note(nameOf(plan), plan, 1);
    const later = runs.get(nameOf(find((_, states) => states === 2)));
    if (later) later.acknowledged = 1;
    expect(check()).toEqual([]);
  });

  it("finds a state that was overtaken by an acknowledged one", () => {
    const plan = find((_, states) => states === 2);
    const database = new DatabaseSync(file);
    database.exec(`DELETE FROM benchmark_runs WHERE run_id = '${nameOf(plan)}'`);
    insert(database, plan, 0);
    database.close();
    expect(check()).toEqual([
      expect.stringMatching(/^run \S+ is (running|incomplete), but a later state was acknowledged$/),
    ]);
  });

  it("finds runs that lost their evaluations or are counted under other names, and what is left of runs", () => {
    const evaluated = nameOf(find(({ status, evaluations }) => status === "running" && evaluations?.length === 1));
    change(
      "DROP TRIGGER evaluation_results_delete; DROP TRIGGER benchmark_runs_stay",
      `DELETE FROM evaluation_results WHERE run_id = '${evaluated}'`,
      "INSERT INTO evaluation_results VALUES ('lost', 0, 'e', 1, 1, NULL)",
      "UPDATE tiers SET tier = tier || ' other'",
    );
    expect(check().filter((line) => line.endsWith("counted under other names than its own"))).not.toEqual([]);
    expect(
      check()
        .filter((line) => !line.endsWith("counted under other names than its own"))
        .sort(),
    ).toEqual(["evaluations of no run: lost", `run ${evaluated} (running) has 0 of 1 evaluations`].sort());
  });

  it("finds other content than was sent, and runs that nobody sent", () => {
    change(
      "DROP TRIGGER benchmark_runs_stay",
      "DROP TRIGGER benchmark_runs_purge",
      `UPDATE benchmark_runs SET metadata = '{}' WHERE run_id = '${runIdOf(SEED, 0)}'`,
      `UPDATE benchmark_runs SET run_id = 'x' WHERE run_id = '${nameOf(find(({ status }) => status === "running"))}'`,
    );
    expect(check()).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^run faults:check:0 \(.*\) differs in metadata \({}\)$/),
        "run x was never sent",
      ]),
    );
  });

  it("finds runs and batches of another key than sent them", () => {
    const [alone, within] = [runIdOf(SEED, 8), runIdOf(SEED, 9)];
    change("DROP TRIGGER benchmark_runs_stay; DROP TRIGGER benchmark_runs_purge");
    change(`UPDATE benchmark_runs SET key_id = 'second' WHERE run_id = '${alone}'`);
    expect(check()).toEqual([expect.stringMatching(new RegExp(`^run ${alone} .* differs in key_id \\(second\\)$`))]);
    change(`UPDATE benchmark_runs SET key_id = 'first' WHERE run_id IN ('${alone}', '${within}')`);
    expect(check()).toEqual([
      expect.stringMatching(new RegExp(`^run ${within} .* differs in key_id \\(first\\)$`)),
      `run ${within} is in a batch of another key`,
    ]);
    change(`UPDATE benchmark_runs SET key_id = 'second' WHERE run_id = '${within}'`);
    change("UPDATE batch_runs SET key_id = 'first'");
    expect(check()).toContain("batch b is not as it was acknowledged");
  });

  it("finds batches that are gone, not as acknowledged, or of nobody", () => {
    change(
      "UPDATE batch_runs SET total_runs = 1",
      "INSERT INTO batch_runs (batch_id, listed_at, path) VALUES ('x', 0, '1')",
    );
    expect(check()).toEqual(["batch x was never sent", "batch b is not as it was acknowledged"]);
    change("DROP TRIGGER batch_runs_leave", "DELETE FROM batch_runs");
    expect(check()).toEqual(["runs without their batch b", "batch b was acknowledged and is gone"]);
  });
});

describe("findDatabase", () => {
  it("finds the one database, and says if there is none", async () => {
    const persist = await mkdtemp(join(tmpdir(), "faults-"));
    const folder = join(persist, "v3", "d1", "object");
    await mkdir(folder, { recursive: true });
    await expect(findDatabase(persist)).rejects.toThrow("found 0");
    for (const name of ["metadata.sqlite", "a.sqlite"]) new DatabaseSync(join(folder, name)).close();
    expect(await findDatabase(persist)).toBe(join(folder, "a.sqlite"));
    await rm(persist, { recursive: true });
  });
});
