import { describe, expect, it } from "vitest";
import { hashOf } from "#contract/snapshot/hash.ts";
import { SNAPSHOT_FORMAT, type SnapshotIndex, snapshotIdOf } from "#contract/snapshot/snapshot.ts";
import { fetchSnapshot, type PartStore, partsOf, type SnapshotSource, snapshotAt } from "./fetch-snapshot.ts";

const part = (name: string) => JSON.stringify({ kind: "batches", batches: { batchId: [name], claimed: {} } });
const PARTS = ["a", "b", "c"].map(part);
const LIST = JSON.stringify({ kind: "list", parts: PARTS.slice(0, 2).map(hashOf) });

const content = (fields: Partial<SnapshotIndex> = {}) => ({
  ...{ formatVersion: SNAPSHOT_FORMAT as typeof SNAPSHOT_FORMAT, runs: 3, cells: 0, batches: [hashOf(PARTS[2] ?? "")] },
  suites: [{ suite: "s", runs: 3, cells: 0, parts: PARTS.slice(0, 2).map(hashOf) }],
  ...fields,
});
const whole = (fields: Partial<SnapshotIndex> = {}): SnapshotIndex => {
  const given = content(fields);
  return { ...given, id: snapshotIdOf(given), createdAt: "2026-08-01T00:00:00.000Z" };
};

const storeOf = (texts: Record<string, string> = {}): PartStore & { texts: Record<string, string> } => ({
  texts,
  has: async (id) => id in texts,
  read: async (id) => texts[id] ?? "",
  write: async (id, text) => {
    texts[id] = text;
  },
});

/** A source that gives one index after the other, the last one again and again. */
const sourceOf = (indexes: readonly SnapshotIndex[], texts: Record<string, string | undefined>) => {
  const asked: string[] = [];
  let rounds = 0;
  const source: SnapshotSource = {
    index: async () => indexes[Math.min(rounds++, indexes.length - 1)] ?? whole(),
    part: async (id) => {
      asked.push(id);
      return texts[id];
    },
  };
  return { source, asked, rounds: () => rounds };
};
const TEXTS = Object.fromEntries([...PARTS, LIST].map((text) => [hashOf(text), text]));

describe("fetchSnapshot", () => {
  it("fetches every part once, and only those that are not there yet", async () => {
    const store = storeOf();
    const { source, asked } = sourceOf([whole()], TEXTS);
    expect(await fetchSnapshot(source, store)).toMatchObject({ id: whole().id });
    expect(asked.sort()).toEqual(PARTS.map(hashOf).sort());
    expect(store.texts).toEqual(Object.fromEntries(PARTS.map((text) => [hashOf(text), text])));
    const again = sourceOf([whole()], {});
    await fetchSnapshot(again.source, store);
    expect(again.asked).toEqual([]);
  });

  it("has pending parts made, and asks for the index again until nothing is pending", async () => {
    const pending: SnapshotIndex = { ...content(), pending: ["1-0", "1-1"] };
    const { source, asked, rounds } = sourceOf([pending, pending, whole()], TEXTS);
    expect((await fetchSnapshot(source, storeOf())).id).toBe(whole().id);
    expect(asked.filter((id) => id.startsWith("1-")).length).toBeGreaterThanOrEqual(2);
    expect(rounds()).toBe(3);
  });

  it("gives up a snapshot that never comes to rest", async () => {
    const pending: SnapshotIndex = { ...content(), pending: ["1-0"] };
    const { source, rounds } = sourceOf([pending], TEXTS);
    await expect(fetchSnapshot(source, storeOf())).rejects.toThrow();
    expect(rounds()).toBe(10);
  });

  it("takes no part that is not what its id says", async () => {
    const [first = ""] = PARTS;
    const { source } = sourceOf([whole()], { ...TEXTS, [hashOf(first)]: part("another") });
    const store = storeOf();
    await expect(fetchSnapshot(source, store)).rejects.toThrow();
    expect(Object.values(store.texts)).not.toContain(part("another"));
  });

  it("fetches the parts that a list names, and the list itself", async () => {
    const suites = [{ suite: "s", runs: 3, cells: 0, list: hashOf(LIST) }];
    const store = storeOf();
    const { source } = sourceOf([whole({ suites })], TEXTS);
    const index = await fetchSnapshot(source, store);
    expect(Object.keys(store.texts).sort()).toEqual(Object.keys(TEXTS).sort());
    expect((await partsOf(index, store)).sort()).toEqual(Object.keys(TEXTS).sort());
  });
});

describe("snapshotAt", () => {
  const answering = (answers: Record<string, [status: number, text: string]>) => {
    const asked: string[] = [];
    const ask = (async (url: string) => {
      asked.push(url);
      const [status, text] = answers[new URL(url).pathname] ?? [404, "{}"];
      return new Response(status === 204 ? null : text, { status });
    }) as unknown as typeof fetch;
    return { asked, source: snapshotAt("https://bench.example.org", { fetch: ask }) };
  };

  it("asks for the index and for parts by their ids", async () => {
    const { asked, source } = answering({
      "/api/snapshot": [200, JSON.stringify(whole())],
      "/api/snapshot/parts/x": [200, "text"],
    });
    expect((await source.index(false)).id).toBe(whole().id);
    expect(await source.part("x")).toBe("text");
    expect(asked).toEqual(["https://bench.example.org/api/snapshot", "https://bench.example.org/api/snapshot/parts/x"]);
  });

  it("knows a part that is gone, or made anew, from a failure", async () => {
    const { source } = answering({ "/api/snapshot/parts/new": [202, ""], "/api/snapshot/parts/odd": [500, ""] });
    expect(await source.part("new")).toBeUndefined();
    expect(await source.part("gone")).toBeUndefined();
    await expect(source.part("odd")).rejects.toThrow(
      "https://bench.example.org/api/snapshot/parts/odd answered 500, not with a part of a snapshot",
    );
  });

  it("takes nothing else for an index", async () => {
    await expect(answering({}).source.index(false)).rejects.toThrow("/api/snapshot answered 404, not with a snapshot");
    const other = answering({ "/api/snapshot": [200, JSON.stringify({ ...whole(), formatVersion: 1 })] });
    await expect(other.source.index(false)).rejects.toThrow();
    await expect(answering({ "/api/snapshot": [200, "<html>"] }).source.index(false)).rejects.toThrow();
  });

  it.each([
    ["connection that broke", new TypeError("fetch failed"), 2, true],
    ["connection that broke", new TypeError("fetch failed"), 3, false],
    ["timeout", new DOMException("too late", "TimeoutError"), 1, false],
  ])("asks again after a %s (%s, %i times: %s)", async (_, cause, times, isAnswered) => {
    let failures = 0;
    const failing = async () => {
      if (failures === times) return new Response("text");
      failures += 1;
      throw cause;
    };
    const source = snapshotAt("https://bench.example.org", { fetch: failing as unknown as typeof fetch });
    const answer = await source.part("x").catch((error: Error) => error.cause);
    expect(answer).toBe(isAnswered ? "text" : cause);
    expect(failures).toBe(times);
  });

  it("names the address that does not answer, and passes on why it was stopped", async () => {
    const failing = (() => Promise.reject(new TypeError("fetch failed"))) as unknown as typeof fetch;
    const gone = snapshotAt("https://bench.example.org", { fetch: failing });
    await expect(gone.index(false)).rejects.toThrow("no answer from https://bench.example.org/api/snapshot");
    const reason = new Error("stopped");
    const stopped = snapshotAt("https://bench.example.org", { fetch: failing, signal: AbortSignal.abort(reason) });
    await expect(stopped.index(false)).rejects.toBe(reason);
  });
});
