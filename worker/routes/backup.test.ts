import { env } from "cloudflare:test";
import { getTableName } from "drizzle-orm";
import * as fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { BACKUP_KINDS, type BackupLine, backupCursorOf } from "#contract/service/backup.ts";
import { BACKUP_TABLES, DERIVED_TABLES, WITH_RUNS } from "../db/backup-tables.ts";
import { call, costOf, post, read } from "../testing/call.ts";
import { submitExamples } from "../testing/examples.ts";
import { startAfresh } from "../testing/fresh-database.ts";
import { callWith, makeKey } from "../testing/keys.ts";
import { makeFullRun, makeRun } from "../testing/make-run.ts";
import { readTables, tableNames } from "../testing/read-tables.ts";
import { numbered, readAggregates, runArbitrary } from "../testing/recount.ts";
import { readSnapshotId } from "../testing/snapshot.ts";

const SECRET = env.API_SECRET_KEY;

const asLines = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value)).join("\n");

const readPage = (cursor?: string) =>
  callWith(SECRET, "GET", `/api/backup${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ""}`);

/** The whole backup, and how many lines each page had. */
const readBackup = async (): Promise<{ lines: BackupLine[]; pages: number[] }> => {
  const lines: BackupLine[] = [];
  const pages: number[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const response: Response = await readPage(cursor || undefined);
    const text = new TextDecoder().decode(await response.arrayBuffer());
    expect(response.status, text).toBe(200);
    const page = text.split("\n").filter((line) => line !== "");
    lines.push(...page.map((line) => JSON.parse(line) as BackupLine));
    pages.push(page.length);
    cursor = response.headers.get("x-next-cursor");
  }
  return { lines, pages };
};

const restore = (lines: readonly BackupLine[], query = "") =>
  callWith(SECRET, "POST", `/api/backup${query}`, asLines(lines));
const restored = async (lines: readonly BackupLine[], query = "") => (await restore(lines, query)).json();

/** The rows of the tables that are backed up, without what is made anew. */
const readKept = async () => {
  const tables = await readTables();
  const kept = [...Object.values(BACKUP_TABLES).map(({ table }) => table), ...WITH_RUNS].map(getTableName);
  const withoutNumbers = (row: unknown) => {
    const { suite_version_id, entry_id, scenario_id, tier_id, hash, ...rest } = row as Record<string, unknown>;
    return { ...rest, ...("part" in rest && { hash }) };
  };
  return Object.fromEntries(kept.map((table) => [table, tables[table]?.map(withoutNumbers)]));
};

const decide = (runId: string, decision: object) =>
  post(`/api/runs/${encodeURIComponent(runId)}/decisions`, { reason: "r", ...decision });

/** Fills the database with some of everything, decided about in every way. */
const fill = async () => {
  const { token } = await makeKey({
    name: "a harness",
    suites: ["example-suite", "suite"],
    expiresAt: "2999-01-01T00:00:00Z",
  });
  await makeKey({ scope: "admin" });
  await submitExamples(token);
  const runs = numbered(fc.sample(runArbitrary, { numRuns: 200, seed: 11 })).map((run, position) => ({
    ...run,
    runId: `any-${position}`,
  }));
  await post("/api/results/bulk", asLines([...runs, makeFullRun()]), { "content-type": "application/x-ndjson" });
  const doubles = fc.sample(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { numRuns: 100, seed: 3 });
  const precise = doubles.map((totalScore, position) =>
    makeRun({
      runId: `precise-${position}`,
      batchId: "précis – ☃",
      totalScore,
      metadata: { text: '"\\"\u2028', totalScore },
    }),
  );
  await callWith(token, "POST", "/api/results/bulk", asLines(precise));
  await callWith(token, "POST", "/api/results/batch", {
    batchId: "précis – ☃",
    avgScore: 0.1 + 0.2,
    metadata: { a: [1] },
  });
  await decide("precise-1", { kind: "exclude" });
  await decide("precise-1", { kind: "include" });
  await decide("precise-2", { kind: "re-score", isSuccessful: false, totalScore: 0.1 });
  await decide("precise-3", { kind: "re-price", costUsd: 0.123456789 });
  await post("/api/runs/precise-4/purge", { reason: "r" });
  await callWith(token, "POST", `/api/batches/${encodeURIComponent("précis – ☃")}/decisions`, {
    kind: "exclude",
    reason: "r",
  });
  await post("/api/results", makeRun({ runId: "removed", batchId: "removed" }));
  await decide("removed", { kind: "re-price", costUsd: 7 });
  await callWith(SECRET, "DELETE", "/api/batches/removed?reason=r");
  // The run that comes again under that name is not the one that was decided about.
  await post("/api/results", makeRun({ runId: "removed" }));
};

describe("a backup", () => {
  it("has every table that does not follow from the others", async () => {
    const kept = [...Object.values(BACKUP_TABLES).map(({ table }) => table), ...WITH_RUNS];
    expect([...kept, ...DERIVED_TABLES].map(getTableName).sort()).toEqual(await tableNames());
  });

  it("brings everything back into an empty database: the rows, the aggregates, and the snapshot of the same id", async () => {
    await fill();
    const before = { kept: await readKept(), aggregates: await readAggregates(), id: await readSnapshotId() };
    const { lines } = await readBackup();
    expect(new Set(lines.map(({ kind }) => kind))).toEqual(new Set(BACKUP_KINDS));
    await startAfresh();
    expect(await restored(lines, "?dry=1")).toEqual({ restored: lines.length, present: 0 });
    expect(await restored(lines)).toEqual({ restored: lines.length, present: 0 });
    expect(await readKept()).toEqual(before.kept);
    expect(await readAggregates()).toEqual(before.aggregates);
    expect(await readSnapshotId()).toBe(before.id);
    expect((await readBackup()).lines).toEqual(lines);

    expect(await restored(lines, "?dry=1")).toEqual({ restored: 0, present: lines.length });
    expect(await restored(lines)).toEqual({ restored: 0, present: lines.length });
    expect(await readKept()).toEqual(before.kept);
  });

  it("comes back in pieces too, and goes on where it was cut", async () => {
    await fill();
    const id = await readSnapshotId();
    const { lines } = await readBackup();
    await startAfresh();
    const half = Math.floor(lines.length / 2);
    await restored(lines.slice(0, half));
    for (let from = 0; from < lines.length; from += 37) await restored(lines.slice(from, from + 37));
    expect(await readSnapshotId()).toBe(id);
    expect((await readBackup()).lines).toEqual(lines);
  });

  it("keeps who owns what, and no secret: a key is good again once it is rotated", async () => {
    const { token, key } = await makeKey();
    await callWith(token, "POST", "/api/results", makeRun({ runId: "mine", batchId: "mine" }));
    const { hash } = (await env.DB.prepare("SELECT hash FROM api_keys").first<{ hash: string }>()) ?? { hash: "none" };
    const { lines } = await readBackup();
    expect(JSON.stringify(lines)).not.toContain(hash);
    expect(JSON.stringify(lines)).not.toContain(token.split("_")[2]);
    await startAfresh();
    await restored(lines);
    const submit = (by: string, runId: string) =>
      callWith(by, "POST", "/api/results", makeRun({ runId, batchId: "mine" }));
    expect((await submit(token, "new")).status).toBe(403);
    const rotated = (await (await callWith(SECRET, "POST", `/api/keys/${key.id}/rotate`)).json()) as { token: string };
    expect((await submit(rotated.token, "new")).status).toBe(201);
    expect((await submit((await makeKey()).token, "other")).status).toBe(403);
  });

  it("keeps a removed batch removed, and the private parts of a run", async () => {
    await fill();
    const { lines } = await readBackup();
    expect(JSON.stringify(lines)).toContain("/home/ada/bench/nx-pnpm-monorepo");
    await startAfresh();
    await restored(lines);
    const sent = await callWith(
      (await makeKey()).token,
      "POST",
      "/api/results",
      makeRun({ runId: "x", batchId: "removed" }),
    );
    expect(sent.status).toBe(409);
    expect(await read("/api/decisions?batchId=removed")).toMatchObject([{ kind: "remove", runs: 1 }]);
  });
});

describe("GET /api/backup", () => {
  it("comes in pages that are bounded in lines and bytes, and read few rows", async () => {
    const many = Array.from({ length: 1_100 }, (_, position) =>
      makeRun({ runId: `run-${position}`, batchId: `b${position}` }),
    );
    await post("/api/results/bulk", asLines(many), { "content-type": "application/x-ndjson" });
    const text = "x".repeat(700_000);
    for (const name of ["large-1", "large-2", "large-3"])
      await post("/api/results", makeRun({ runId: name, metadata: { text } }));
    await post("/api/results/batch", { batchId: "large-1", metadata: { text } });
    await post("/api/results/batch", { batchId: "large-2", metadata: { text } });
    const { lines, pages } = await readBackup();
    expect(lines).toHaveLength(1_103 + 1_102);
    expect(pages).toEqual([0, 0, 500, 500, 101, 1, 1, 500, 500, 101, 1, 0]);
    expect(new Set(lines.map(({ kind, row }) => `${kind} ${row["runId"] ?? row["batchId"]}`)).size).toBe(lines.length);
    const page = await readPage(backupCursorOf({ kind: "run", decisions: 0 }));
    await page.text();
    expect(costOf(page).rowsRead).toBeLessThan(5_000);
  });

  it("ends where a decision is made while it is read: the parts would not fit", async () => {
    await post("/api/results", makeRun({ runId: "run" }));
    const cursor = (await readPage()).headers.get("x-next-cursor") ?? "";
    expect((await readPage(cursor)).status).toBe(200);
    await decide("run", { kind: "exclude" });
    expect((await readPage(cursor)).status).toBe(409);
  });

  it.each(["", "x", "{", '["run"]', '["user",0]', '["run",0,{}]', "[]", "null"])(
    "refuses the cursor %j",
    async (cursor) => {
      const response = await callWith(SECRET, "GET", `/api/backup?cursor=${encodeURIComponent(cursor)}`);
      expect(await response.json()).toMatchObject({ status: 400, issues: [{ path: ["cursor"] }] });
    },
  );

  it("is kept by no cache", async () => {
    expect((await readPage()).headers.get("cache-control")).toBe("no-store");
  });
});

describe("POST /api/backup", () => {
  let line: BackupLine;
  beforeEach(async () => {
    await makeKey();
    [line] = (await readBackup()).lines as [BackupLine];
    await startAfresh();
  });

  it.each([
    ["{", "is not JSON"],
    ['{"kind":"user","row":{}}', "kind"],
    ['{"kind":"key","row":{"id":"a"}}', "has no field name"],
    ['{"kind":"key","row":{"id":{}}}', "row"],
  ])("refuses the line %j, and names it", async (broken, said) => {
    const response = await callWith(SECRET, "POST", "/api/backup", `${JSON.stringify(line)}\n${broken}`);
    expect(response.status).toBe(422);
    const { issues } = (await response.json()) as { issues: { path: unknown[]; message: string }[] };
    expect(issues[0]?.path[0]).toBe(2);
    expect(JSON.stringify(issues)).toContain(said);
  });

  it("refuses fields that this version does not know", async () => {
    const response = await restore([{ ...line, row: { ...line.row, hash: "0" } }]);
    expect(response.status).toBe(422);
    expect(await response.text()).toContain("has the field hash, which this version does not know");
    expect((await call("/health")).status).toBe(200);
  });
});
