import { env } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { type Batch, BatchSchema } from "#contract/batches/batch.ts";
import { ADMIN, keyOf, store } from "../testing/stored-runs.ts";
import type { Submitter } from "./batch-owners.ts";
import { openDatabase } from "./database.ts";
import { pathOf } from "./part-paths.ts";
import { readBatchRows } from "./read-batches.ts";
import { storeBatch } from "./store-batch.ts";

const database = openDatabase(env.DB);
const NOW = new Date("2026-08-02T00:00:00.000Z");
const CREATED = "2026-08-01T12:00:00.000Z";

const put = (fields: Partial<Batch>, submitter: Submitter = ADMIN) =>
  storeBatch(database, BatchSchema.parse({ batchId: "b", ...fields }), submitter, { now: NOW, dry: false });
const rowOf = async (batchId = "b") => (await readBatchRows(database, [batchId])).get(batchId);

const FULL = {
  createdAt: CREATED,
  completedAt: "2026-08-01T13:00:00.000Z",
  totalRuns: 4,
  successfulRuns: 3,
  avgScore: 0.75,
  avgWeightedScore: 7.5,
  metadata: { note: "kept" },
};

describe("storeBatch", () => {
  it("stores what is stated, and lists the batch by when it was created", async () => {
    expect(await put(FULL, keyOf("a"))).toBeUndefined();
    expect(await rowOf()).toEqual({
      ...{ batchId: "b", keyId: "a", path: pathOf("b"), removal: null },
      ...{ createdAt: Date.parse(CREATED), listedAt: Date.parse(CREATED), completedAt: Date.parse(FULL.completedAt) },
      ...{ totalRuns: 4, successfulRuns: 3, avgScore: 0.75, avgWeightedScore: 7.5, metadata: '{"note":"kept"}' },
    });
  });

  it("lists a batch that states nothing by when it came", async () => {
    expect(await put({})).toBeUndefined();
    expect(await rowOf()).toMatchObject({
      listedAt: NOW.getTime(),
      createdAt: null,
      totalRuns: null,
      metadata: null,
      keyId: "",
    });
  });

  it("changes the fields that are stated alone", async () => {
    await put(FULL);
    await put({ totalRuns: 5 });
    await put({});
    expect(await rowOf()).toMatchObject({
      totalRuns: 5,
      successfulRuns: 3,
      listedAt: Date.parse(CREATED),
      metadata: '{"note":"kept"}',
    });
    await put({ successfulRuns: 0, avgScore: 0, createdAt: "2026-08-01T10:00:00.000Z" });
    expect(await rowOf()).toMatchObject({
      totalRuns: 5,
      successfulRuns: 0,
      avgScore: 0,
      listedAt: Date.parse("2026-08-01T10:00:00Z"),
    });
  });

  it("tells whoever has another key whose batch it is, and changes nothing", async () => {
    await put({ totalRuns: 4 }, keyOf("a"));
    expect(await put({ totalRuns: 5 }, keyOf("b"))).toBe("a");
    expect(await put({ totalRuns: 4, avgScore: 1 }, keyOf("b"))).toBe("a");
    expect(await rowOf()).toMatchObject({ totalRuns: 4, avgScore: null, keyId: "a" });
  });

  it("lets anybody say again what is there", async () => {
    await put({ totalRuns: 4, avgScore: 0.5 }, keyOf("a"));
    expect(await put({ totalRuns: 4 }, keyOf("b"))).toBeUndefined();
    expect(await put({}, keyOf("b"))).toBeUndefined();
    expect((await rowOf())?.keyId).toBe("a");
  });

  it("lets its own key and every admin change it, whose it stays", async () => {
    await put({ totalRuns: 4 }, keyOf("a"));
    expect(await put({ totalRuns: 5 }, keyOf("a"))).toBeUndefined();
    expect(await put({ successfulRuns: 1 }, ADMIN)).toBeUndefined();
    expect(await rowOf()).toMatchObject({ totalRuns: 5, successfulRuns: 1, keyId: "a" });
  });

  it("belongs to the key whose run named it first", async () => {
    await store([{ batchId: "b" }], keyOf("a"));
    expect(await put({ totalRuns: 1 }, keyOf("b"))).toBe("a");
    expect(await put({ totalRuns: 1 }, keyOf("a"))).toBeUndefined();
    expect(await rowOf()).toMatchObject({ totalRuns: 1, path: pathOf("b") });
  });
});
