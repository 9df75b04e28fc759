import { env } from "cloudflare:test";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { ADMIN, keyOf, store } from "../testing/stored-runs.ts";
import { changeOwner, mayChange, mayWriteTo, readOwners } from "./batch-owners.ts";
import { openDatabase, runTogether } from "./database.ts";

const database = openDatabase(env.DB);

const storeBatches = async () => {
  await store([{ runId: "a", batchId: "of a" }], keyOf("a"));
  await store([{ runId: "b", batchId: "of b" }], keyOf("b"));
  await store([{ runId: "c", batchId: "of the secret" }]);
};

describe("batches", () => {
  it("belong to the key that first named them", async () => {
    await storeBatches();
    const owners = await readOwners(database, ["of a", "of b", "of the secret", "of nobody"]);
    expect(Object.fromEntries(owners)).toEqual({ "of a": "a", "of b": "b", "of the secret": "" });
    expect(await readOwners(database, ["of b"])).toEqual(new Map([["of b", "b"]]));
    expect(await readOwners(database, [])).toEqual(new Map());
  });

  it("are handed to another key, one at a time", async () => {
    await storeBatches();
    expect(await changeOwner(database, "of a", "b", true)).toBe(true);
    expect(await changeOwner(database, "of nobody", "b", true)).toBe(false);
    expect((await readOwners(database, ["of a"])).get("of a")).toBe("a");
    expect(await changeOwner(database, "of a", "b", false)).toBe(true);
    expect(await changeOwner(database, "of nobody", "b", false)).toBe(false);
    const owners = await readOwners(database, ["of a", "of b", "of the secret"]);
    expect(Object.fromEntries(owners)).toEqual({ "of a": "b", "of b": "b", "of the secret": "" });
  });
});

describe("who may change what belongs to a key", () => {
  it("is that key and every admin", () => {
    expect(mayChange(keyOf("a"), "a")).toBe(true);
    expect(mayChange(keyOf("a"), "b")).toBe(false);
    expect(mayChange(keyOf("a"), "")).toBe(false);
    expect(mayChange(ADMIN, "b")).toBe(true);
    expect(mayChange({ ...keyOf("a"), isAdmin: true }, "b")).toBe(true);
  });

  it("is the same within a statement", async () => {
    await storeBatches();
    const may = async (submitter: Parameters<typeof mayWriteTo>[0], batchId: string) => {
      const [rows = []] = await runTogether(database, [sql`SELECT ${mayWriteTo(submitter, sql`${batchId}`)} AS may`]);
      return rows[0]?.["may"] === 1;
    };
    const batches = ["", "of a", "of b", "of the secret", "of nobody"];
    const ofKey = await Promise.all(batches.map((batch) => may(keyOf("a"), batch)));
    expect(ofKey).toEqual([true, true, false, false, false]);
    expect(await Promise.all(batches.map((batch) => may(ADMIN, batch)))).toEqual(batches.map(() => true));
  });
});

describe("runTogether", () => {
  it("gives the rows of each statement, in their order", async () => {
    const rows = await runTogether(database, [
      sql`INSERT INTO tiers (id, tier) VALUES (1, ${"a'b"}), (2, 'c')`,
      sql`SELECT tier FROM tiers ORDER BY id`,
      sql`DELETE FROM tiers WHERE id = ${1} RETURNING tier`,
    ]);
    expect(rows).toEqual([[], [{ tier: "a'b" }, { tier: "c" }], [{ tier: "a'b" }]]);
  });

  it("takes all statements back where one fails", async () => {
    const broken = runTogether(database, [
      sql`INSERT INTO tiers (id, tier) VALUES (1, 'a')`,
      sql`INSERT INTO tiers (id, tier) VALUES (1, 'b')`,
    ]);
    await expect(broken).rejects.toThrow(/UNIQUE/);
    expect(await env.DB.prepare("SELECT count(*) AS n FROM tiers").first("n")).toBe(0);
  });
});
