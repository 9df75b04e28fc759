import { env } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { hashOf } from "#contract/snapshot/hash.ts";
import type { Manifest } from "#contract/suites/manifest.ts";
import { keyOf, store } from "../testing/stored-runs.ts";
import { openDatabase } from "./database.ts";
import { listSuiteVersions, readManifest, readManifestPart, readManifestStanding, storeManifest } from "./manifests.ts";

const database = openDatabase(env.DB);
const VERSION = { suite: "s", suiteVersion: "1" };
const FREE = { present: undefined, withoutRuns: false, withoutRunsOfOthers: false };

const put = (
  manifest: Manifest,
  conditions: Partial<Parameters<typeof storeManifest>[3]> = {},
  keyId = "k",
  of = VERSION,
) => storeManifest(database, { ...of, manifest, decisions: [] }, keyId, { ...FREE, ...conditions });
const hashNow = async () => (await readManifestStanding(database, VERSION, "k")).present?.hash;

describe("a manifest", () => {
  it("is stored once, belongs to the key that stated it, and is named by its text", async () => {
    expect(await readManifest(database, VERSION)).toBeUndefined();
    expect(await put({ title: "t" })).toBe(true);
    expect(await put({ title: "u" }, {}, "other")).toBe(false);
    const standing = await readManifestStanding(database, VERSION, "other");
    expect(standing).toMatchObject({ present: { keyId: "k" }, hasRuns: false, hasRunsOfOthers: false });
    expect(standing.present?.stated).toEqual({ ...VERSION, manifest: { title: "t" }, decisions: [] });
    expect(await readManifest(database, VERSION)).toEqual(standing.present?.stated);
    const text = await readManifestPart(database, standing.present?.hash ?? "");
    expect(hashOf(text ?? "")).toBe(standing.present?.hash);
    expect(JSON.parse(text ?? "")).toMatchObject({ kind: "manifest", suite: "s", suiteVersion: "1" });
    expect(await readManifestPart(database, "0".repeat(64))).toBeUndefined();
  });

  it("of runs that state no version has none in its text", async () => {
    await put({ title: "t" }, {}, "k", { suite: "s", suiteVersion: "" });
    expect(await readManifest(database, { suite: "s", suiteVersion: "" })).toEqual({
      ...{ suite: "s", manifest: { title: "t" }, decisions: [] },
    });
    expect(await readManifest(database, VERSION)).toBeUndefined();
  });

  it("is replaced only by whoever knows the one that is there", async () => {
    await put({ title: "t" });
    const present = await hashNow();
    expect(await put({ title: "u" }, { present: "0".repeat(64) })).toBe(false);
    expect(await put({ title: "u" }, { present }, "other")).toBe(true);
    expect((await readManifest(database, VERSION))?.manifest).toEqual({ title: "u" });
    expect(await readManifestPart(database, present ?? "")).toBeUndefined();
    expect((await readManifestStanding(database, VERSION, "k")).present?.keyId).toBe("k");
    expect(await put({ title: "v" }, { present })).toBe(false);
  });

  it("that may only come before all runs, or before those of others, does not come after", async () => {
    const run = (runId: string, keyId: string) => store([{ runId, ...VERSION }], keyOf(keyId));
    await run("1", "k");
    expect(await readManifestStanding(database, VERSION, "k")).toMatchObject({ hasRuns: true, hasRunsOfOthers: false });
    expect(await readManifestStanding(database, VERSION, "other")).toMatchObject({ hasRunsOfOthers: true });
    expect(await put({ title: "t" }, { withoutRuns: true })).toBe(false);
    expect(await put({ title: "t" }, { withoutRunsOfOthers: true }, "other")).toBe(false);
    expect(await put({ title: "t" }, { withoutRunsOfOthers: true })).toBe(true);
    await run("2", "other");
    expect(await put({ title: "u" }, { present: await hashNow(), withoutRunsOfOthers: true })).toBe(false);
    expect(await put({ title: "u" }, { present: await hashNow() })).toBe(true);
  });
});

describe("a list of suites", () => {
  it("has every version with runs or a manifest once, by name, in pages", async () => {
    await store([
      { runId: "1", suite: "b", suiteVersion: "2" },
      { runId: "2", suite: "a" },
      { runId: "3", ...VERSION },
    ]);
    await put({ title: "Title" });
    await put({}, {}, "k", { suite: "b", suiteVersion: "1" });
    const whole = await listSuiteVersions(database, { limit: 10 });
    expect(
      whole.map(({ suite, suiteVersion, title, hasRuns, manifest }) => [
        suite,
        suiteVersion,
        title,
        hasRuns,
        manifest !== null,
      ]),
    ).toEqual([
      ["a", null, null, true, false],
      ["b", "1", null, false, true],
      ["b", "2", null, true, false],
      ["s", "1", "Title", true, true],
    ]);
    expect(await listSuiteVersions(database, { limit: 2 })).toEqual(whole.slice(0, 2));
    expect(await listSuiteVersions(database, { limit: 2, after: { suite: "b", suiteVersion: "1" } })).toEqual(
      whole.slice(2),
    );
    expect(await listSuiteVersions(database, { suite: "b", limit: 10 })).toEqual(whole.slice(1, 3));
    expect(await listSuiteVersions(database, { suite: "c", limit: 10 })).toEqual([]);
  });
});
