import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { HashSchema, hashOf } from "./hash.ts";
import { SNAPSHOT_FORMAT, type SnapshotContent, SnapshotIndexSchema, snapshotIdOf } from "./snapshot.ts";

const content: SnapshotContent = {
  formatVersion: SNAPSHOT_FORMAT,
  runs: 3,
  cells: 2,
  suites: [{ suite: "é🎉", suiteVersion: "1", runs: 3, cells: 2, parts: [hashOf("a")] }],
  batches: [hashOf("b")],
};

it("names a snapshot by the SHA-256 of its content as compact JSON, whatever stands beside it", () => {
  const digest = createHash("sha256").update(JSON.stringify(content)).digest("hex");
  expect(snapshotIdOf(content)).toBe(digest);
  const index = {
    id: digest,
    createdAt: "2026-08-01T00:00:00.000Z",
    pending: [],
    ...content,
  };
  expect(snapshotIdOf(index)).toBe(digest);
  expect(snapshotIdOf({ ...content, runs: 4 })).not.toBe(digest);
  expect(snapshotIdOf({ ...content, batches: [] })).not.toBe(digest);
});

it("takes an index of this format alone", () => {
  expect(SnapshotIndexSchema.parse(content)).toEqual(content);
  for (const wrong of [
    { formatVersion: SNAPSHOT_FORMAT + 1 },
    { runs: -1 },
    { cells: 0.5 },
    { batches: ["x"] },
    { extra: 1 },
    { id: "abc" },
  ]) {
    expect(SnapshotIndexSchema.safeParse({ ...content, ...wrong }).success, JSON.stringify(wrong)).toBe(false);
  }
});

it("takes 64 hexadecimal digits in lower case for a hash", () => {
  expect(HashSchema.safeParse(hashOf("")).success).toBe(true);
  for (const wrong of [hashOf("").toUpperCase(), hashOf("").slice(1), `${hashOf("")}0`, ""]) {
    expect(HashSchema.safeParse(wrong).success).toBe(false);
  }
});
