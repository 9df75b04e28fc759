import { env } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import type { KeyPosition } from "#contract/service/key.ts";
import { openDatabase } from "./database.ts";
import { findKey, listKeys, noteUse, replaceHash, revokeKeyNow, storeKey } from "./keys.ts";

const database = openDatabase(env.DB);
const NOW = new Date("2026-08-01T12:00:00.000Z");
const at = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

/** A change that is made in earnest at a moment. */
const on = (now: Date) => ({ now, dry: false });

type Request = Parameters<typeof storeKey>[1];
const all = async () => (await listKeys(database, { limit: 1_000 })).keys;
const make = (id: string, fields: Partial<Request> = {}, now = NOW) =>
  storeKey(database, { name: `key ${id}`, scope: "submit", ...fields } as Request, {
    id,
    hash: `hash-${id}`,
    now,
    dry: false,
  });

describe("keys", () => {
  it("are stored with what was asked for, and shown without their secret's hash", async () => {
    const asked = { scope: "submit" as const, suites: ["b", "a"], expiresAt: "2026-09-01T00:00:00.000Z" };
    const key = await make("k", asked);
    expect(key).toEqual({ id: "k", name: "key k", createdAt: NOW.toISOString(), ...asked });
    expect(await make("plain")).toEqual({
      id: "plain",
      name: "key plain",
      scope: "submit",
      createdAt: NOW.toISOString(),
    });
    expect(await all()).toEqual([await shown("plain"), key]);
    expect(JSON.stringify(await all())).not.toContain("hash");
  });

  const shown = async (id: string) => (await all()).find((key) => key.id === id);

  it.each([
    [5, [["new", "c", "b", "a", "old"]]],
    [4, [["new", "c", "b", "a"], ["old"]]],
    [2, [["new", "c"], ["b", "a"], ["old"]]],
    [1, [["new"], ["c"], ["b"], ["a"], ["old"]]],
  ])("are listed newest first, %i a page, those of one moment each once", async (limit, expected) => {
    for (const [id, minutes] of [
      ["b", 1],
      ["a", 1],
      ["old", 0],
      ["new", 2],
      ["c", 1],
    ] as const) {
      await make(id, {}, at(minutes));
    }
    const pages: string[][] = [];
    let cursor: KeyPosition | undefined;
    do {
      const { keys, next } = await listKeys(database, { limit, cursor });
      pages.push(keys.map(({ id }) => id));
      cursor = next;
    } while (cursor);
    expect(pages).toEqual(expected);
  });

  it("are found with all that authorization needs", async () => {
    await make("k", { suites: ["a"], expiresAt: at(5).toISOString() });
    expect(await findKey(database, "k")).toMatchObject({
      ...{ id: "k", hash: "hash-k", scope: "submit", suites: ["a"] },
      ...{ expiresAt: at(5).getTime(), revokedAt: null, lastUsedAt: null },
    });
    await make("any");
    expect((await findKey(database, "any"))?.suites).toBeUndefined();
    expect(await findKey(database, "nobody")).toBeUndefined();
  });

  it("get another hash as long as they are valid", async () => {
    await make("k", { expiresAt: at(10).toISOString() });
    await make("other");
    expect(await replaceHash(database, "k", "new", on(at(9)))).toMatchObject({ id: "k" });
    expect((await findKey(database, "k"))?.hash).toBe("new");
    expect((await findKey(database, "other"))?.hash).toBe("hash-other");
    expect(await replaceHash(database, "k", "late", on(at(10)))).toBeUndefined();
    expect(await replaceHash(database, "nobody", "x", on(NOW))).toBeUndefined();
    await revokeKeyNow(database, "other", on(at(1)));
    expect(await replaceHash(database, "other", "x", on(at(2)))).toBeUndefined();
    expect((await findKey(database, "k"))?.hash).toBe("new");
  });

  it("are revoked once, from then on, and no other with them", async () => {
    await make("k");
    await make("other");
    expect(await revokeKeyNow(database, "k", on(at(1)))).toMatchObject({ revokedAt: at(1).toISOString() });
    expect(await revokeKeyNow(database, "k", on(at(2)))).toMatchObject({ revokedAt: at(1).toISOString() });
    expect(await shown("other")).not.toHaveProperty("revokedAt");
    expect(await revokeKeyNow(database, "nobody", on(at(1)))).toBeUndefined();
  });

  it("are given as they would be, and stay as they are, where a change is only tried", async () => {
    const asked = { id: "k", hash: "hash-k", now: NOW };
    const request = { name: "key k", scope: "submit", suites: undefined, expiresAt: undefined } as const;
    const tried = await storeKey(database, request, { ...asked, dry: true });
    expect(await all()).toEqual([]);
    expect(await storeKey(database, request, { ...asked, dry: false })).toEqual(tried);
    expect(await replaceHash(database, "k", "new", { now: NOW, dry: true })).toEqual(tried);
    expect(await replaceHash(database, "nobody", "new", { now: NOW, dry: true })).toBeUndefined();
    const revoked = await revokeKeyNow(database, "k", { now: at(1), dry: true });
    expect(revoked).toEqual({ ...tried, revokedAt: at(1).toISOString() });
    expect(await findKey(database, "k")).toMatchObject({ hash: "hash-k", revokedAt: null });
  });

  it("are noted as used to the hour", async () => {
    await make("k");
    await make("other");
    const use = async (minutes: number) => {
      const key = await findKey(database, "k");
      if (key) await noteUse(database, key, at(minutes));
      return (await shown("k"))?.lastUsedAt;
    };
    expect(await use(0)).toBe(at(0).toISOString());
    expect(await use(59)).toBe(at(0).toISOString());
    expect(await use(60)).toBe(at(60).toISOString());
    expect(await shown("other")).not.toHaveProperty("lastUsedAt");
  });

  it("keep the later use where another request has noted one meanwhile", async () => {
    await make("k");
    await noteUse(database, { id: "k", lastUsedAt: null }, at(100));
    await noteUse(database, { id: "k", lastUsedAt: null }, at(101));
    expect((await shown("k"))?.lastUsedAt).toBe(at(100).toISOString());
  });
});
