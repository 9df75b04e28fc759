import { env } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { openDatabase } from "./database.ts";
import { findKey, listKeys, noteUse, replaceHash, revokeKeyNow, storeKey } from "./keys.ts";

const database = openDatabase(env.DB);
const NOW = new Date("2026-08-01T12:00:00.000Z");
const at = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

/** A change that is made in earnest at a moment. */
const on = (now: Date) => ({ now, dry: false });

type Request = Parameters<typeof storeKey>[1];
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
    expect(await listKeys(database)).toEqual([key, await shown("plain")]);
    expect(JSON.stringify(await listKeys(database))).not.toContain("hash");
  });

  const shown = async (id: string) => (await listKeys(database)).find((key) => key.id === id);

  it("are listed newest first, those of one moment by their ids", async () => {
    await make("b", {}, at(1));
    await make("a", {}, at(1));
    await make("old", {}, at(0));
    await make("new", {}, at(2));
    expect((await listKeys(database)).map(({ id }) => id)).toEqual(["new", "a", "b", "old"]);
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
    expect(await listKeys(database)).toEqual([]);
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
