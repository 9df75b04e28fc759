import { env } from "cloudflare:test";
import { getTableName } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { BACKUP_KINDS, type BackupKind, type BackupLine, type BackupPosition } from "#contract/service/backup.ts";
import { startAfresh } from "../testing/fresh-database.ts";
import { makeFullRun } from "../testing/make-run.ts";
import { readTables, tableNames } from "../testing/read-tables.ts";
import { store } from "../testing/stored-runs.ts";
import { BACKUP_TABLES, DERIVED_TABLES, fieldsOf, WITH_RUNS } from "./backup-tables.ts";
import { openDatabase } from "./database.ts";
import { storeDecision } from "./decisions.ts";
import { storeManifest } from "./manifests.ts";
import { newestDecision, readBackupPage } from "./read-backup.ts";
import { misfitOf, restoreLines } from "./restore-backup.ts";

const database = openDatabase(env.DB);

const readWhole = async (): Promise<BackupLine[]> => {
  const lines: BackupLine[] = [];
  let position: BackupPosition | undefined = { kind: "decision", decisions: await newestDecision(database) };
  while (position) {
    const page = await readBackupPage(database, position);
    lines.push(...page.lines);
    position = page.next;
  }
  return lines;
};

const fill = async () => {
  await store([makeFullRun(), ...Array.from({ length: 3 }, (_, n) => ({ runId: `run-${n}`, batchId: "b" }))]);
  const figures = { isSuccessful: false, totalScore: 0.25, weightedScore: null, costUsd: null };
  await storeDecision(
    database,
    {
      ...{ runId: "run-full", kind: "re-score", reason: "r", changes: {}, outcome: "fail", keyId: "k" },
      ...{ ...figures, decidedAt: new Date("2026-08-02T00:00:00.000Z") },
    },
    { latest: 0, dry: false },
  );
  const free = { present: undefined, withoutRuns: false, withoutRunsOfOthers: false };
  await storeManifest(database, { suite: "suite", manifest: { title: "t" }, decisions: [] }, "k", free);
};

const restore = async (lines: readonly BackupLine[], dry = false) => {
  const counts: Partial<Record<BackupKind, [number, number]>> = {};
  for (const kind of BACKUP_KINDS) {
    const own = lines.filter((line) => line.kind === kind);
    if (own.length === 0) continue;
    const { restored, present } = await restoreLines(database, { kind, lines: own }, dry);
    counts[kind] = [restored, present];
  }
  return counts;
};

/** What is kept of the snapshot's making is no data: it is made anew. A bucket's frozen snapshots are not the database's. */
const withoutMaking = ({
  snapshot_parts: _parts,
  kept_parts: _kept,
  snapshot_state: _state,
  bucket: _bucket,
  ...tables
}: Record<string, unknown[]>) => tables;

describe("a backup", () => {
  it("has a place for every table: a kind of line, with its run, or made from the others", async () => {
    const placed = [...Object.values(BACKUP_TABLES).map(({ table }) => table), ...WITH_RUNS, ...DERIVED_TABLES];
    expect(placed.map(getTableName).sort()).toEqual(await tableNames());
  });

  it("brings back every row into an empty database, once", async () => {
    await fill();
    const [lines, before] = [await readWhole(), await readTables()];
    expect(lines.map(({ kind }) => kind)).toEqual([
      "decision",
      "manifest",
      "run",
      "run",
      "run",
      "run",
      "batch",
      "batch",
    ]);
    expect(lines.find(({ kind, row }) => kind === "run" && row["runId"] === "run-full")).toMatchObject({
      ...{ metadata: makeFullRun().metadata, links: makeFullRun().links },
      ...{ correction: { totalScore: 0.25, isSuccessful: false }, row: { promptSent: "a private prompt" } },
    });
    const none = { decision: [0, 1], manifest: [0, 1], run: [0, 4], batch: [0, 2] };
    const all = { decision: [1, 0], manifest: [1, 0], run: [4, 0], batch: [2, 0] };
    expect(await restore(lines, true)).toEqual(none);
    expect(await restore(lines)).toEqual(none);
    await startAfresh();
    expect(await restore(lines, true)).toEqual(all);
    expect(await readWhole()).toEqual([]);
    expect(await restore(lines)).toEqual(all);
    expect(withoutMaking(await readTables())).toEqual(withoutMaking(before));
    expect(await readWhole()).toEqual(lines);
  });

  it("comes in pages, and has no decision that was made after it began", async () => {
    await store(Array.from({ length: 600 }, (_, n) => ({ runId: `run-${n}` })));
    const first = await readBackupPage(database, { kind: "run", decisions: 0 });
    expect(first.lines).toHaveLength(500);
    const second = await readBackupPage(database, first.next ?? { kind: "run", decisions: 0 });
    expect(second.lines.map(({ row }) => row["runId"])).toEqual(
      Array.from({ length: 100 }, (_, n) => `run-${500 + n}`),
    );
    expect(second.next).toEqual({ kind: "batch", decisions: 0 });
    expect((await readBackupPage(database, { kind: "key", decisions: 0 })).next).toBeUndefined();
    await env.DB.prepare(
      "INSERT INTO decisions (run_id, kind, reason, changes, decided_at, key_id) VALUES ('x', 'exclude', 'r', '{}', 1, '')",
    ).run();
    expect(await newestDecision(database)).toBe(1);
    expect((await readBackupPage(database, { kind: "decision", decisions: 0 })).lines).toEqual([]);
    expect((await readBackupPage(database, { kind: "decision", decisions: 1 })).lines).toHaveLength(1);
  });

  it("leaves out the hash of a key's secret, and is refused with fields that are not its table's", () => {
    expect(fieldsOf(BACKUP_TABLES.key)).not.toContain("hash");
    const row = Object.fromEntries(fieldsOf(BACKUP_TABLES.key).map((field) => [field, null]));
    expect(misfitOf({ kind: "key", row })).toBeUndefined();
    expect(misfitOf({ kind: "key", row: { ...row, hash: "h" } })).toBe(
      "has the field hash, which this version does not know",
    );
    const { name: _name, ...nameless } = row;
    expect(misfitOf({ kind: "key", row: nameless })).toBe("has no field name");
    const run = Object.fromEntries(fieldsOf(BACKUP_TABLES.run).map((field) => [field, null]));
    expect(misfitOf({ kind: "run", row: run })).toMatch(/^has the field (metadata|links), which/);
    const { metadata: _metadata, links: _links, ...plain } = run;
    expect(misfitOf({ kind: "run", row: plain })).toBeUndefined();
  });
});
