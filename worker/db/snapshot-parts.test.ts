import { env } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { batchesOf } from "#contract/snapshot/batches.ts";
import { cellsOf } from "#contract/snapshot/cells.ts";
import { MAX_PART_BATCHES, MAX_PART_CELLS, PartSchema } from "#contract/snapshot/parts.ts";
import { call, costOf, postLines } from "../testing/call.ts";
import { startAfresh } from "../testing/fresh-database.ts";
import { makeRun, type SubmittedRun } from "../testing/make-run.ts";
import { readSnapshot } from "../testing/snapshot.ts";

/** Runs of some entries, of so many scenarios each, each run in a batch of its own where that is asked for. */
const runsOf = (entries: number, scenarios: number, fields: (name: string) => Partial<SubmittedRun> = () => ({})) =>
  Array.from({ length: entries * scenarios }, (_, position) => {
    const [entry, scenario] = [Math.floor(position / scenarios), position % scenarios];
    const name = `${entry}.${scenario}`;
    return makeRun({ runId: name, agent: `agent ${entry}`, scenario: `scenario ${scenario}`, ...fields(name) });
  });

const load = async (runs: readonly SubmittedRun[]) => {
  for (let start = 0; start < runs.length; start += 1_000) {
    expect((await postLines(runs.slice(start, start + 1_000))).status).toBe(200);
  }
};

const readParts = async (ids: readonly string[]) =>
  Promise.all(ids.map(async (id) => PartSchema.parse(await (await call(`/api/snapshot/parts/${id}`)).json())));

const cellCounts = async (ids: readonly string[]) =>
  (await readParts(ids)).flatMap((part) => (part.kind === "cells" ? part.cells.scenario.length : []));

/** Loads runs, and gives what the snapshot of them alone holds. */
const snapshotOf = async (runs: readonly SubmittedRun[]) => {
  await startAfresh();
  await load(runs);
  return readSnapshot();
};

const rowsOf = async (path: string) => {
  const response = await call(path);
  await response.text();
  return costOf(response).rowsRead;
};

describe("what the snapshot reads", () => {
  it("is five rows a batch of one entry", async () => {
    await load(runsOf(2, 700, (name) => ({ batchId: `batch ${name}` })));
    const { parts } = await readSnapshot();
    let held = 0;
    for (const id of parts) {
      const [part] = await readParts([id]);
      if (part?.kind !== "batches") continue;
      held += part.batches.batchId.length;
      expect(await rowsOf(`/api/snapshot/parts/${id}`)).toBeLessThanOrEqual(5 * part.batches.batchId.length + 10);
    }
    expect(held).toBe(1_400);
  });

  it("is a row a part and two a version for the index, once where a few parts are settled", async () => {
    await load(Array.from({ length: 60 }, (_, n) => makeRun({ runId: `${n}`, suite: `suite ${n}` })));
    const { parts } = await readSnapshot();
    expect(parts).toHaveLength(60);
    // And when the snapshot was first seen, and the part of the batches.
    const most = 60 + 2 * 60 + 5;
    expect(await rowsOf("/api/snapshot")).toBeLessThanOrEqual(most);
    expect(await rowsOf("/api/snapshot?settle=true")).toBeLessThanOrEqual(most);
    await load([makeRun({ runId: "new", suite: "suite 7" })]);
    expect(await rowsOf("/api/snapshot?settle=true")).toBeLessThanOrEqual(most + 20);
  });
});

describe("the parts of a snapshot", () => {
  it("are split by their entries where they would hold too many cells, whatever the order of the runs", async () => {
    const runs = runsOf(90, 50);
    const { id, parts, suites } = await snapshotOf(runs);
    const counts = await cellCounts(parts);
    expect(counts.length).toBeGreaterThan(2);
    expect(Math.max(...counts)).toBeLessThanOrEqual(MAX_PART_CELLS);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(runs.length);
    const [suite] = suites;
    expect(new Set((suite ? cellsOf(suite) : []).map(({ entry, scenario }) => `${entry}.${scenario}`)).size).toBe(
      4_500,
    );
    expect(await snapshotOf(runs.toReversed())).toMatchObject({ id, parts });
    await load([makeRun({ runId: "new", agent: "another" })]);
    const after = await readSnapshot();
    expect(after.parts.filter((part) => !parts.includes(part))).toHaveLength(1);
  });

  it("are split by the scenarios of an entry that alone has too many", async () => {
    const { parts, suites } = await snapshotOf(runsOf(1, 4_300));
    const counts = await cellCounts(parts);
    expect(Math.max(...counts)).toBeLessThanOrEqual(MAX_PART_CELLS);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(4_300);
    expect(suites[0]?.scenarios).toHaveLength(4_300);
  });

  it.each<[string, (n: number) => Partial<SubmittedRun>]>([
    ["entries", (n) => ({ agent: `agent ${n}` })],
    ["tiers of a scenario", (n) => ({ tier: `tier ${n}` })],
  ])("are the same again after more %s were there and went", async (_what, fields) => {
    const runs = Array.from({ length: 2_100 }, (_, n) => makeRun({ runId: `${n}`, ...fields(n) }));
    const { id } = await snapshotOf(runs.slice(0, 40));
    await load(runs.slice(40));
    expect((await readSnapshot()).parts.length).toBeGreaterThan(1);
    await env.DB.prepare("DELETE FROM benchmark_runs WHERE CAST(run_id AS INTEGER) >= 40").run();
    expect((await readSnapshot()).id).toBe(id);
  });

  it("are split by the names of batches", async () => {
    const { parts, batches } = await snapshotOf(runsOf(2, 700, (name) => ({ batchId: `batch ${name}` })));
    const sizes = (await readParts(parts)).flatMap((part) =>
      part.kind === "batches" ? part.batches.batchId.length : [],
    );
    expect(sizes.length).toBeGreaterThan(2);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(MAX_PART_BATCHES);
    const listed = batches.flatMap(batchesOf);
    expect(new Set(listed.map(({ batchId }) => batchId)).size).toBe(1_400);
    expect(listed.every(({ pass }) => pass === 1)).toBe(true);
  });
});
