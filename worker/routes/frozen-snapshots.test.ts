import { env } from "cloudflare:test";
import { beforeEach, describe, expect, it } from "vitest";
import { exampleIndex, examplePart, examplePartId } from "#contract/openapi/example-snapshot.ts";
import { hashOf } from "#contract/snapshot/hash.ts";
import { type SnapshotIndex, SnapshotIndexSchema, snapshotIdOf } from "#contract/snapshot/snapshot.ts";
import { findMissingParts, keepPart } from "../db/frozen-snapshots.ts";
import { call, post, postLines, unlimited } from "../testing/call.ts";
import { callWith, makeKey } from "../testing/keys.ts";
import { makeRun } from "../testing/make-run.ts";
import { readSnapshot } from "../testing/snapshot.ts";

const partText = JSON.stringify(examplePart);
let token: string;
beforeEach(async () => {
  token = (await makeKey({ scope: "publish" })).token;
});

const put = (id: string, text: string) =>
  callWith(token, "PUT", `/api/snapshots/parts/${id}`, text, "application/json");
const freeze = (index: unknown) => callWith(token, "POST", "/api/snapshots", index);
const answerTo = async (response: Promise<Response>) => {
  const { status } = await response;
  return { status, body: await (await response).json() };
};
const readPart = (id: string) => call(`/api/snapshot/parts/${id}`);

/** An index of that many runs and these parts, with the id that it must have. */
const indexOf = (change: Partial<SnapshotIndex> = {}): SnapshotIndex => {
  const index = { ...SnapshotIndexSchema.parse(exampleIndex), ...change };
  return { ...index, id: snapshotIdOf(index) };
};

describe("PUT /api/snapshots/parts/:id", () => {
  it("keeps a part as it was sent, once", async () => {
    expect((await readPart(examplePartId)).status).toBe(404);
    const accepted = { success: true, id: examplePartId };
    expect(await answerTo(put(examplePartId, partText))).toEqual({ status: 201, body: accepted });
    expect(await answerTo(put(examplePartId, partText))).toEqual({
      status: 200,
      body: { ...accepted, duplicate: true },
    });
    const part = await readPart(examplePartId);
    expect(part.headers.get("cache-control")).toContain("immutable");
    expect(await part.text()).toBe(partText);
    expect((await env.SNAPSHOTS.list()).objects).toHaveLength(1);
  });

  it("takes the bytes for what is named, not what they mean", async () => {
    const spaced = JSON.stringify(examplePart, null, 1);
    expect(await answerTo(put(examplePartId, spaced))).toMatchObject({
      status: 422,
      body: { issues: [{ path: ["id"], message: `is ${examplePartId}, and the content hashes to ${hashOf(spaced)}` }] },
    });
    expect((await put(hashOf(spaced), spaced)).status).toBe(201);
    expect(await (await readPart(hashOf(spaced))).text()).toBe(spaced);
  });

  it.each([
    [{}, "kind"],
    [{ ...examplePart, cells: { ...examplePart.cells, pass: [1, 2] } }, "cells"],
    [{ ...examplePart, other: 1 }, ""],
  ])("keeps nothing but parts: %j", async (part, path) => {
    const text = JSON.stringify(part);
    const { status, body } = await answerTo(put(hashOf(text), text));
    expect({ status, path: (body as { issues: { path: string[] }[] }).issues[0]?.path[0] ?? "" }).toEqual({
      status: 422,
      path,
    });
    expect((await env.SNAPSHOTS.list()).objects).toEqual([]);
  });
});

describe("POST /api/snapshots", () => {
  it("keeps an index whose parts are kept, and leaves it as it was ever after", async () => {
    await put(examplePartId, partText);
    expect(await answerTo(freeze(exampleIndex))).toEqual({
      status: 201,
      body: { success: true, id: exampleIndex.id },
    });
    const later = { ...exampleIndex, createdAt: "2027-01-01T00:00:00.000Z" };
    expect(await answerTo(freeze(later))).toEqual({
      status: 200,
      body: { success: true, id: exampleIndex.id, duplicate: true },
    });
    const kept = await call(`/api/snapshots/${exampleIndex.id}`);
    expect(kept.headers.get("cache-control")).toContain("immutable");
    expect(await kept.json()).toEqual(exampleIndex);
    const { runs, cells, createdAt, id } = exampleIndex;
    expect(await (await call("/api/snapshots")).json()).toEqual([{ id, createdAt, runs, cells, suites: 1 }]);
  });

  it("is refused while a part is missing, and says which", async () => {
    const missing = { status: 409, body: { issues: [{ path: ["parts", examplePartId], message: "is missing" }] } };
    expect(await answerTo(freeze(exampleIndex))).toMatchObject(missing);
    expect((await call(`/api/snapshots/${exampleIndex.id}`)).status).toBe(404);
    const list = JSON.stringify({ kind: "list", parts: [examplePartId] });
    const [suite] = indexOf().suites;
    if (!suite) throw new Error("no suite");
    const { parts: _, ...listed } = suite;
    const index = indexOf({ suites: [{ ...listed, list: hashOf(list) }] });
    expect(await answerTo(freeze(index))).toMatchObject({ body: { issues: [{ path: ["parts", hashOf(list)] }] } });
    await put(hashOf(list), list);
    expect(await answerTo(freeze(index))).toMatchObject(missing);
    await put(examplePartId, partText);
    expect((await freeze(index)).status).toBe(201);
  });

  it("takes no index that calls another part a list", async () => {
    await put(examplePartId, partText);
    const [suite] = indexOf().suites;
    if (!suite) throw new Error("no suite");
    const { parts: _, ...listed } = suite;
    expect(await answerTo(freeze(indexOf({ suites: [{ ...listed, list: examplePartId }] })))).toMatchObject({
      status: 422,
      body: { issues: [{ path: ["suites"], message: `calls ${examplePartId} a list of parts, which it is not` }] },
    });
    expect(await (await call("/api/snapshots")).json()).toEqual([]);
  });

  it.each([
    ["another id", { ...exampleIndex, id: "0".repeat(64) }, "id"],
    ["no id", { ...exampleIndex, id: undefined }, "pending"],
    ["no moment", { ...exampleIndex, createdAt: undefined }, "pending"],
    ["a pending part", { ...exampleIndex, pending: ["0-"] }, "pending"],
    ["another number of runs", { ...exampleIndex, runs: 2 }, "id"],
  ])("takes no index with %s", async (_, index, path) => {
    await put(examplePartId, partText);
    expect(await answerTo(freeze(index))).toMatchObject({ status: 422, body: { issues: [{ path: [path] }] } });
    expect(await (await call("/api/snapshots")).json()).toEqual([]);
  });

  it("mends the list where a freeze was cut off before it", async () => {
    await put(examplePartId, partText);
    await freeze(exampleIndex);
    const [place] = (await env.SNAPSHOTS.list({ prefix: "newest/" })).objects;
    await env.SNAPSHOTS.delete(place?.key ?? "");
    expect(await (await call("/api/snapshots")).json()).toEqual([]);
    await freeze({ ...exampleIndex, createdAt: "2027-01-01T00:00:00.000Z" });
    expect(await (await call("/api/snapshots")).json()).toMatchObject([{ createdAt: exampleIndex.createdAt }]);
  });
});

describe("GET /api/snapshots", () => {
  it("lists the newest data first, in pages", async () => {
    await put(examplePartId, partText);
    const days = [3, 1, 2];
    for (const day of days) {
      await freeze(indexOf({ runs: day, createdAt: `2026-08-0${day}T00:00:00.000Z` }));
    }
    const runs: number[] = [];
    let path: string | undefined = "/api/snapshots?limit=2";
    for (let page = 0; path !== undefined; page += 1) {
      const response: Response = await call(path);
      const items: { runs: number }[] = await response.json();
      expect(items).toHaveLength(page === 0 ? 2 : 1);
      runs.push(...items.map((item) => item.runs));
      path = /<(.*)>/.exec(response.headers.get("link") ?? "")?.[1];
    }
    expect(runs).toEqual([3, 2, 1]);
    expect((await call("/api/snapshots?cursor=x")).status).toBe(400);
  });

  it("gives one by the beginning of its id that no other has", async () => {
    await put(examplePartId, partText);
    await freeze(exampleIndex);
    const start = exampleIndex.id.slice(0, 8);
    const found = await call(`/api/snapshots/${start}`);
    expect(found.headers.get("cache-control")).toBe("no-cache");
    expect(await found.json()).toEqual(exampleIndex);
    await env.SNAPSHOTS.put(`snapshots/${start}${"f".repeat(56)}`, "{}");
    for (const id of [start, exampleIndex.id.slice(0, 7), "f".repeat(64), "parts"]) {
      expect((await call(`/api/snapshots/${id}`)).status, id).toBe(404);
    }
  });
});

describe("a snapshot of the Worker's own", () => {
  it("is frozen part by part, and still there when the data are others", async () => {
    await postLines([makeRun({ batchId: "b" }), makeRun({ runId: "run-2", suite: "other" })]);
    const { parts } = await readSnapshot();
    const index = SnapshotIndexSchema.parse(await (await call("/api/snapshot")).json());
    const texts = new Map(await Promise.all(parts.map(async (id) => [id, await (await readPart(id)).text()] as const)));
    for (const [id, text] of texts) expect((await put(id, text)).status, text).toBe(201);
    expect((await freeze(index)).status).toBe(201);
    await post("/api/results", makeRun({ runId: "run-3" }));
    await readSnapshot();
    expect(await (await call(`/api/snapshots/${index.id}`)).json()).toEqual(index);
    for (const id of parts) {
      expect(await (await readPart(id)).text()).toBe(texts.get(id));
    }
  });
});

describe("a search for missing parts", () => {
  it("finds them among the bucket's keys, in few requests", async () => {
    const names = Array.from({ length: 40 }, (_, number) => hashOf(String(number)));
    for (const id of names.filter((_, number) => number % 4 !== 0)) await env.SNAPSHOTS.put(`parts/${id}`, "");
    let requests = 0;
    const counting = (limit: number): R2Bucket =>
      new Proxy(env.SNAPSHOTS, {
        get: (bucket, name) =>
          name === "list"
            ? (options: R2ListOptions) => {
                requests += 1;
                return bucket.list({ ...options, limit });
              }
            : Reflect.get(bucket, name).bind(bucket),
      });
    const index = indexOf({ batches: names, suites: [] });
    const gone = names.filter((_, number) => number % 4 === 0).sort();
    expect(await findMissingParts(counting(1_000), index, 100)).toEqual({ missing: gone, noLists: [] });
    expect(requests).toBe(1);
    expect((await findMissingParts(counting(7), index, 100)).missing).toEqual(gone);
    expect((await findMissingParts(counting(1), index, 100)).missing).toEqual(gone);
    expect((await findMissingParts(counting(1_000), index, 3)).missing).toEqual(gone.slice(0, 3));
  });

  it("has the bucket hold no content under another hash", async () => {
    await expect(keepPart(env.SNAPSHOTS, examplePartId, "other")).rejects.toThrow("checksum");
  });
});

it("is answered 501 without a bucket, by name of what the site keeps instead", async () => {
  const { SNAPSHOTS: _, ...without } = unlimited;
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const asked: [string, RequestInit][] = [
    ["/api/snapshots", {}],
    [`/api/snapshots/${exampleIndex.id}`, {}],
    [`/api/snapshots/parts/${examplePartId}`, { method: "PUT", headers, body: partText }],
    ["/api/snapshots", { method: "POST", headers, body: JSON.stringify(exampleIndex) }],
  ];
  for (const [path, init] of asked) {
    const response = await call(path, init, without);
    expect(await response.json()).toMatchObject({ status: 501, detail: expect.stringContaining("the last 20") });
  }
  expect((await call(`/api/snapshot/parts/${examplePartId}`, {}, without)).status).toBe(404);
});
