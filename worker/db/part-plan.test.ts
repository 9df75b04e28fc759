import { env } from "cloudflare:test";
import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { MAX_PART_CELLS, PartSchema } from "#contract/snapshot/parts.ts";
import { store } from "../testing/stored-runs.ts";
import { openDatabase, runTogether } from "./database.ts";
import { nameStatements } from "./name-rows.ts";
import { cellPart, cellsOfPart, cellsOfParts } from "./part-cells.ts";
import { PATH_BITS, pathOf } from "./part-paths.ts";
import { readSplit } from "./part-plan.ts";
import { isBehind } from "./schema-version.ts";
import { suiteVersions } from "./tables.ts";

const database = openDatabase(env.DB);

const numberOf = async (suite: string) => {
  const { id, suiteVersion } = suiteVersions;
  const ofSuite = eq(suiteVersions.suite, suite);
  const [first] = await database.select({ id }).from(suiteVersions).where(ofSuite).orderBy(suiteVersion).limit(1);
  return first?.id ?? 0;
};

/** Whether each path begins with exactly one of some prefixes. */
const cover = (prefixes: readonly string[], paths: readonly string[]) =>
  paths.every((path) => prefixes.filter((prefix) => path.startsWith(prefix)).length === 1);

describe("the plan of a split", () => {
  it("halves a part, and goes on where a half would hold too much", async () => {
    const entries = Array.from({ length: 130 }, (_, n) => `agent-${n}`);
    const runs = entries.flatMap((agent) =>
      Array.from({ length: 40 }, (_, n) => ({ runId: `${agent}-${n}`, agent, scenario: `c${n}` })),
    );
    for (let start = 0; start < runs.length; start += 1_300) await store(runs.slice(start, start + 1_300));
    const suiteVersionId = await numberOf("suite");
    const prefixes = await readSplit(database, { suiteVersionId, prefix: "" });
    expect(cover(prefixes, entries.map(pathOf))).toBe(true);
    const sizes = await Promise.all(
      prefixes.map(async (prefix) => (await cellsOfPart(database, { suiteVersionId, prefix })).length),
    );
    expect(Math.max(...sizes)).toBeLessThanOrEqual(MAX_PART_CELLS);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(runs.length);
    // 5,200 cells: one half at least is split further, and none without need.
    expect(prefixes.length).toBeGreaterThan(2);
    expect(prefixes.length).toBeLessThan(8);
    const inner = await readSplit(database, { suiteVersionId, prefix: "01" });
    expect(inner).toEqual(["010", "011"]);
  });

  it("tells the scenarios of one entry apart by their own paths", async () => {
    await store(["c", "d", "e"].map((scenario) => ({ runId: scenario, scenario })));
    const [suiteVersionId, entry] = [await numberOf("suite"), pathOf("agent")];
    expect(entry).toHaveLength(PATH_BITS);
    expect(await readSplit(database, { suiteVersionId, prefix: entry })).toEqual([`${entry}0`, `${entry}1`]);
    const own = async (bit: string) => {
      const rows = await cellsOfPart(database, { suiteVersionId, prefix: entry + bit });
      return (await cellPart(database, suiteVersionId, rows)).scenarios;
    };
    const expected = (bit: string) => ["c", "d", "e"].filter((name) => pathOf(name).startsWith(bit));
    expect([await own("0"), await own("1")]).toEqual([expected("0"), expected("1")]);
  });

  it("tells the tiers of one entry and scenario apart by their own paths", async () => {
    const names = ["L0", "L1", "L2", "L3", "Lx"];
    await store(names.map((tier) => ({ runId: tier, tier })));
    const [suiteVersionId, prefix] = [await numberOf("suite"), pathOf("agent") + pathOf("scenario")];
    expect(await readSplit(database, { suiteVersionId, prefix })).toEqual([`${prefix}0`, `${prefix}1`]);
    for (const bits of ["0", "1", "10"]) {
      const rows = await cellsOfPart(database, { suiteVersionId, prefix: prefix + bits });
      const expected = names.filter((name) => pathOf(name).startsWith(bits));
      if (rows.length > 0) expect((await cellPart(database, suiteVersionId, rows)).tiers).toEqual(expected);
      expect(rows).toHaveLength(expected.length);
    }
  });

  it("halves a part of batches", async () => {
    await store([{ batchId: "b" }]);
    expect(await readSplit(database, { suiteVersionId: 0, prefix: "" })).toEqual(["0", "1"]);
    expect(await readSplit(database, { suiteVersionId: 0, prefix: "10" })).toEqual(["100", "101"]);
  });
});

describe("a part of cells", () => {
  it("has names and cells in an order of its own, and no version where the runs state none", async () => {
    await store([
      { runId: "1", agent: "b", scenario: "d", tier: "L1" },
      { runId: "2", agent: "a", model: "m", scenario: "d", startedAt: "2026-08-01T12:00:01.999Z" },
      { runId: "3", agent: "b", scenario: "c", isSuccessful: false },
      { runId: "4", agent: "b", suiteVersion: "2" },
    ]);
    const id = await numberOf("suite");
    const rows = await cellsOfPart(database, { suiteVersionId: id, prefix: "" });
    const part = await cellPart(database, id, rows.toReversed());
    expect(part).toEqual(await cellPart(database, id, rows));
    expect(part).toMatchObject({ kind: "cells", suite: "suite", scenarios: ["c", "d"], tiers: ["L0", "L1"] });
    expect(part).not.toHaveProperty("suiteVersion");
    expect(part.entries).toEqual([{ agent: "a", model: "m" }, { agent: "b" }]);
    expect(part.cells).toMatchObject({
      scenario: "101",
      tier: "001",
      entry: "011",
      pass: "101",
      fail: "010",
    });
    const usual = Date.parse("2026-08-01T12:00:00Z") / 1000;
    expect(PartSchema.parse(part)).toMatchObject({
      cells: { scenario: [1, 0, 1], firstRunAt: [Date.parse("2026-08-01T12:00:01Z") / 1000, usual, usual] },
    });
  });

  it("is read together with others, each of its own version", async () => {
    await store([{ runId: "1" }, { runId: "2", suite: "t" }, { runId: "3", suite: "t", agent: "other" }]);
    const [suite, t] = [await numberOf("suite"), await numberOf("t")];
    const read = async (keys: Parameters<typeof cellsOfParts>[1], most = 10) =>
      (await cellsOfParts(database, keys, most)).map(({ home, agent }) => [home, agent]);
    expect(
      (
        await read([
          { suiteVersionId: suite, prefix: "" },
          { suiteVersionId: t, prefix: "" },
        ])
      ).length,
    ).toBe(3);
    expect(await read([{ suiteVersionId: t, prefix: pathOf("other") }])).toEqual([[t, "other"]]);
    expect(await read([])).toEqual([]);
    expect(await read([{ suiteVersionId: t, prefix: "" }], 0)).toHaveLength(1);
  });
});

it("gives each name a number once, however often it is stated", async () => {
  const run = { suite: "s", scenario: "c", tier: "L0", agent: "a" };
  const named = [{ run }, { run: { ...run, model: "m", variant: "v", suiteVersion: "1" } }, { run }];
  for (let time = 0; time < 2; time += 1) await runTogether(database, nameStatements(named));
  const rows = async (sql: string) => (await env.DB.prepare(sql).all()).results;
  expect(await rows("SELECT suite, suite_version FROM suite_versions ORDER BY id")).toEqual([
    { suite: "s", suite_version: "" },
    { suite: "s", suite_version: "1" },
  ]);
  expect(await rows("SELECT agent, model, variant, path FROM entries ORDER BY id")).toEqual([
    { agent: "a", model: "", variant: "", path: pathOf("a") },
    { agent: "a", model: "m", variant: "v", path: pathOf("a~m~v") },
  ]);
  expect(await rows("SELECT scenario, path FROM scenarios")).toEqual(
    Array(2).fill({ scenario: "c", path: pathOf("c") }),
  );
  expect(await rows("SELECT tier FROM tiers")).toEqual([{ tier: "L0" }]);
});

it("undoes all statements where one of them fails", async () => {
  const good = sql`INSERT INTO tiers (tier, path) VALUES (${"L5"}, ${pathOf("L5")})`;
  await expect(runTogether(database, [good, sql`INSERT INTO nowhere VALUES (1)`])).rejects.toThrow("nowhere");
  expect(await env.DB.prepare("SELECT count(*) AS n FROM tiers").first("n")).toBe(0);
  const [, found] = await runTogether(database, [good, sql`SELECT tier FROM tiers`]);
  expect(found).toEqual([{ tier: "L5" }]);
});

it("is behind without a migration, and not with a newer one", () => {
  expect([isBehind(null), isBehind("0000_tables.sql"), isBehind("9999_later.sql")]).toEqual([true, true, false]);
});
