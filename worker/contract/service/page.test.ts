import { describe, expect, it } from "vitest";
import * as z from "zod";
import { saidOf } from "../../testing/said-of.ts";
import { BACKUP_KINDS, BackupLineSchema, BackupQuerySchema, backupCursorOf } from "./backup.ts";
import { HealthSchema } from "./health.ts";
import { KeyIssuedSchema, KeyQuerySchema, KeySchema, KeySelfSchema, keyCursorOf, ScopeSchema } from "./key.ts";
import { DrySchema, isWrite, NoQuerySchema } from "./operation.ts";
import { jsonCursor, LimitSchema, UNKNOWN_CURSOR } from "./page.ts";

describe("the limit of a page", () => {
  it.each([
    [undefined, 50],
    ["1", 1],
    ["1000", 1_000],
    ["1001", 1_000],
    ["100000", 1_000],
  ])("%s means %s items", (limit, items) => {
    expect(LimitSchema.parse(limit)).toBe(items);
  });

  it.each(["0", "-1", "1.5", "1e3", "ten", ""])("is never %j", (limit) => {
    expect(saidOf(LimitSchema, limit)).toEqual(["must be a whole number of at least 1, in digits alone"]);
  });
});

describe("a cursor of JSON", () => {
  const schema = jsonCursor(z.tuple([z.string(), z.int()]));

  it("is what its schema makes of it", () => {
    expect(schema.parse('["a",1]')).toEqual(["a", 1]);
  });

  it.each(['["a"]', '["a","1"]', "[", "", "null"])("is refused where it is %s", (text) => {
    expect(saidOf(schema, text)).toEqual([UNKNOWN_CURSOR]);
  });
});

describe("a page of a backup", () => {
  it.each([
    [{ kind: "decision" as const, decisions: 0 }, '["decision",0]'],
    [{ kind: "run" as const, decisions: 7, after: [12] }, '["run",7,12]'],
    [{ kind: "manifest" as const, decisions: 7, after: ["suite", "1"] }, '["manifest",7,"suite","1"]'],
  ])("begins at %j, which is %s", (position, text) => {
    expect(backupCursorOf(position)).toBe(text);
    expect(BackupQuerySchema.parse({ cursor: text }).cursor).toEqual({ after: undefined, ...position });
  });

  it.each(['["table",0]', '["run"]', '["run",-1]', '["run",1.5]', '["run",1,null]', '{"kind":"run"}', "run"])(
    "begins nowhere by %s",
    (cursor) => {
      expect(saidOf(BackupQuerySchema, { cursor })).toEqual([`cursor ${UNKNOWN_CURSOR}`]);
    },
  );

  it("has decisions before the runs that they are about, and batches after theirs", () => {
    expect(BACKUP_KINDS.indexOf("decision")).toBeLessThan(BACKUP_KINDS.indexOf("run"));
    expect(BACKUP_KINDS.indexOf("run")).toBeLessThan(BACKUP_KINDS.indexOf("batch"));
    expect(saidOf(BackupQuerySchema, { limit: "1" })).toEqual([
      "unknown field limit: see the API's documentation for what this takes",
    ]);
  });

  it("has lines of a known kind, whose columns hold plain values", () => {
    const line = { kind: "run", row: { run_id: "r", trials: 1, synthetic: true, model: null } };
    expect(saidOf(BackupLineSchema, line)).toEqual([]);
    expect(
      saidOf(BackupLineSchema, { ...line, metadata: { any: [1] }, links: [], evaluations: [{ score: 1 }] }),
    ).toEqual([]);
    expect(saidOf(BackupLineSchema, { ...line, kind: "runs" })).toEqual([
      "kind must be one of decision, manifest, run, batch, key (did you mean run?)",
    ]);
    expect(saidOf(BackupLineSchema, { kind: "run" })).toEqual(["row is missing"]);
    expect(saidOf(BackupLineSchema, { ...line, row: { run_id: ["r"] } })).toHaveLength(1);
    expect(saidOf(BackupLineSchema, { ...line, secret: "s" })).toHaveLength(1);
  });
});

describe("a page of keys", () => {
  it("begins after a key, as its cursor says", () => {
    const position = { createdAt: 1_785_585_600_000, id: "0123456789ab" };
    expect(keyCursorOf(position)).toBe('[1785585600000,"0123456789ab"]');
    expect(KeyQuerySchema.parse({ cursor: keyCursorOf(position) })).toEqual({ limit: 50, cursor: position });
  });

  it.each(['[1.5,"k"]', '["1","k"]', "[1]", "k"])("begins nowhere by %s", (cursor) => {
    expect(saidOf(KeyQuerySchema, { cursor })).toEqual([`cursor ${UNKNOWN_CURSOR}`]);
  });
});

describe("what is told of a key", () => {
  const key = { id: "0123456789ab", name: "ci", scope: "submit", createdAt: "2026-08-01T12:00:00.000Z" };

  it("is all but its secret", () => {
    expect(saidOf(KeySchema, { ...key, suites: ["s"], expiresAt: key.createdAt, lastUsedAt: key.createdAt })).toEqual(
      [],
    );
    expect(saidOf(KeySchema, { ...key, hash: "x" })).toHaveLength(1);
    expect(saidOf(KeySchema, { ...key, revokedAt: "yesterday" })).toHaveLength(1);
  });

  it("has its token but once, beside it", () => {
    expect(saidOf(KeyIssuedSchema, { token: "zeb_…", key })).toEqual([]);
    expect(saidOf(KeyIssuedSchema, { key })).toEqual(["token is missing"]);
    expect(saidOf(KeyIssuedSchema, { token: "t", key: { ...key, token: "t" } })).toHaveLength(1);
  });

  it("names the server's secret by no id, and lists what it may be used for", () => {
    expect(saidOf(KeySelfSchema, { id: null, scope: "admin", operations: ["submitRun"] })).toEqual([]);
    expect(saidOf(KeySelfSchema, { scope: "admin", operations: [] })).toEqual(["id is missing"]);
    expect(saidOf(KeySelfSchema, { id: null, scope: "admin" })).toEqual(["operations is missing"]);
    expect(ScopeSchema.options).toEqual(["submit", "publish", "admin"]);
  });
});

describe("an operation", () => {
  it.each([
    ["GET", false],
    ["POST", true],
    ["PUT", true],
    ["DELETE", true],
  ] as const)("of method %s changes something: %s", (method, writes) => {
    expect(isWrite({ method })).toBe(writes);
  });

  it("is only tried where dry is 1, and takes nothing else for it", () => {
    expect(DrySchema.parse("1")).toBe("1");
    expect(DrySchema.parse(undefined)).toBeUndefined();
    for (const dry of ["0", "true", "", 1]) expect(saidOf(DrySchema, dry)).toEqual(["must be 1, or left out"]);
  });

  it("without parameters says so", () => {
    expect(saidOf(NoQuerySchema, {})).toEqual([]);
    expect(saidOf(NoQuerySchema, { a: "1" })).toEqual(["unknown field a: this takes no parameters"]);
  });
});

it("tells of a database that does not answer by nulls", () => {
  const silent = {
    ...{ status: "unavailable", time: "2026-08-01T12:00:00.000Z", database: false, schemaVersion: null },
    ...{ migrationsPending: null, databaseMilliseconds: null, databaseBand: null, databaseTrend: "unknown" },
  };
  expect(saidOf(HealthSchema, silent)).toEqual([]);
  expect(saidOf(HealthSchema, { ...silent, databaseMilliseconds: -1 })).toEqual([
    "databaseMilliseconds must be at least 0",
  ]);
  expect(saidOf(HealthSchema, { ...silent, databaseBand: "fast" })).toEqual([
    "databaseBand must be one of optimal, acceptable, warning, slow, critical",
  ]);
});
