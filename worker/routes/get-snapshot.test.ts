import { env } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { batchesOf } from "#contract/snapshot/batches.ts";
import { type Cell, cellsOf } from "#contract/snapshot/cells.ts";
import { hashOf } from "#contract/snapshot/hash.ts";
import { SnapshotIndexSchema, snapshotIdOf } from "#contract/snapshot/snapshot.ts";
import { call, costOf, post, postLines } from "../testing/call.ts";
import { callWith } from "../testing/keys.ts";
import { makeFullRun, makeRun, type SubmittedRun } from "../testing/make-run.ts";
import { readSnapshot, withLists } from "../testing/snapshot.ts";

const readIndex = async () => SnapshotIndexSchema.parse(await (await call("/api/snapshot")).json());

/** Runs over `cells` different cells, `trials` of each, in 3 batches, with costs whose sum depends on their order if it is kept as a float. */
const trialsOf = (cells: number, trials: number): SubmittedRun[] =>
  Array.from({ length: cells * trials }, (_, position) =>
    makeRun({
      runId: `run-${position}`,
      batchId: `batch-${position % 3}`,
      scenario: `scenario-${position % cells}`,
      totalScore: 1 / ((position % 7) + 3),
      telemetry: { costUsd: 0.1 * position },
    }),
  );

describe("GET /api/snapshot", () => {
  it("lists suites with their versions apart, and cells that count their runs", async () => {
    await postLines([
      makeRun(),
      makeRun({ runId: "run-2", isSuccessful: false }),
      makeRun({ runId: "run-3", scenario: "another", model: "m" }),
      makeFullRun({ suite: "suite" }),
    ]);
    const snapshot = await readSnapshot();
    expect(snapshot.runs).toBe(4);
    expect(snapshot.suites.map(({ suite, suiteVersion }) => [suite, suiteVersion])).toEqual([
      ["suite", undefined],
      ["suite", "2"],
    ]);
    const [first, second] = snapshot.suites;
    expect(first).toMatchObject({
      scenarios: ["another", "scenario"],
      tiers: ["L0"],
      entries: [{ agent: "agent" }, { agent: "agent", model: "m" }],
    });
    const read = ({ scenario, entry, pass, fail }: Cell) => ({ scenario, entry, pass, fail });
    expect(cellsOf(first as never).map(read)).toEqual([
      { scenario: 1, entry: 0, pass: 1, fail: 1 },
      { scenario: 0, entry: 1, pass: 1, fail: 0 },
    ]);
    expect(withLists(second?.cells)).toMatchObject({
      pass: [1],
      scoreRuns: [1],
      scoreSum: [750_000_000],
      costSum: [494_028_000_000],
      tokensInSum: [1000],
      durationSum: [61_234_500_000],
    });
    expect(second?.cells.scoreSpread).toBeUndefined();
    expect(second?.cells.timeout).toBeUndefined();
  });

  it("holds what every two evaluators gave the same runs, and forgets what a run that goes was given", async () => {
    const given = (judge: number, person?: number) => [
      { evaluatorName: "judge", score: judge, maxScore: 1 },
      ...(person === undefined ? [] : [{ evaluatorName: "person", score: person, maxScore: 2 }]),
    ];
    await postLines([
      makeRun({ evaluations: given(1, 1) }),
      makeRun({ runId: "run-2", evaluations: given(0.25) }),
      makeRun({ runId: "run-3", scenario: "another" }),
    ]);
    const [suite] = (await readSnapshot()).suites;
    expect(withLists(suite?.evaluatorPairs)).toEqual({
      ...{ evaluators: ["judge", "person"], cell: [1, 1, 1], a: [0, 0, 1], b: [0, 1, 1] },
      ...{ runs: [2, 1, 1], sumA: [1_250_000, 1_000_000, 500_000], sumB: [1_250_000, 500_000, 500_000] },
      squares: [0, 250_000, 0],
    });
    await env.DB.prepare("DELETE FROM benchmark_runs WHERE run_id <> 'run-3'").run();
    const [left] = (await readSnapshot()).suites;
    expect(left).not.toHaveProperty("evaluatorPairs");
  });

  it("lists batches with what is claimed of them and what their runs add up to", async () => {
    await post("/api/results/batch", {
      batchId: "claimed",
      createdAt: 1_761_248_531_186,
      totalRuns: 7,
      avgScore: 0.25,
      metadata: { kept: "elsewhere" },
    });
    await postLines([
      makeFullRun({ batchId: "ran" }),
      makeRun({ runId: "run-2", batchId: "ran", isSuccessful: false }),
      makeRun({ runId: "run-3" }),
    ]);
    const [batches] = (await readSnapshot()).batches;
    if (!batches) throw new Error("no batches");
    expect(batchesOf(batches)).toMatchObject([
      {
        batchId: "claimed",
        createdAt: 1_761_248_531_186,
        completedAt: null,
        claimed: { totalRuns: 7, successfulRuns: null, avgScore: 0.25, avgWeightedScore: null },
        pass: 0,
      },
      {
        batchId: "ran",
        createdAt: Date.parse("2026-08-01T12:00:00Z"),
        claimed: { totalRuns: null, successfulRuns: null, avgScore: null, avgWeightedScore: null },
        pass: 1,
        fail: 1,
        passScoreRuns: 1,
        passScoreSum: 750_000_000,
        costSum: 494_028_000_000,
      },
    ]);
    expect(Object.keys(batches.claimed)).toEqual(["totalRuns", "avgScore"]);
    expect(batches).not.toHaveProperty("completedAt");
    expect(JSON.stringify(batches)).not.toContain("elsewhere");
  });

  it("is named by the hash of its content, whatever the order in which runs came", async () => {
    const runs = trialsOf(5, 40);
    await postLines(runs);
    const first = await readSnapshot();
    expect(first.id).toBe(snapshotIdOf(await readIndex()));
    for (const id of first.parts) {
      const part = await call(`/api/snapshot/parts/${id}`);
      expect(part.headers.get("cache-control")).toContain("immutable");
      const known = await call(`/api/snapshot/parts/${id}`, { headers: { "if-none-match": `"${id}"` } });
      expect([known.status, known.headers.get("etag"), await known.text()]).toEqual([304, `"${id}"`, ""]);
      expect(hashOf(await part.text())).toBe(id);
    }
    await env.DB.prepare("DELETE FROM benchmark_runs").run();
    expect((await readSnapshot()).id).not.toBe(first.id);
    await postLines(runs.toReversed());
    expect(await readSnapshot()).toEqual({ ...first, createdAt: expect.any(String) });
  });

  it("is made of any number of tiers of one scenario, and marks the part of each", async () => {
    const runs = Array.from({ length: 4_100 }, (_, n) => makeRun({ runId: `run-${n}`, tier: `tier ${n}` }));
    for (const start of [0, 2_050]) await postLines(runs.slice(start, start + 2_050));
    const before = await readSnapshot();
    expect(before).toMatchObject({ runs: 4_100 });
    expect(before.suites[0]?.tiers).toHaveLength(4_100);
    await post("/api/results", makeRun({ runId: "another", tier: "tier 7" }));
    expect((await readIndex()).pending).toHaveLength(1);
    const after = await readSnapshot();
    expect(after.parts.filter((id) => !before.parts.includes(id))).toHaveLength(1);
    expect(after).toMatchObject({ runs: 4_101 });
  });

  it("has no id while a part is pending, and one again once that is made", async () => {
    await postLines(trialsOf(3, 1));
    const pending = await readIndex();
    expect(pending.id).toBeUndefined();
    expect(pending.pending).toHaveLength(2);
    for (const name of pending.pending ?? []) expect((await call(`/api/snapshot/parts/${name}`)).status).toBe(200);
    const made = await readIndex();
    expect(made).toMatchObject({ runs: 3, cells: 3, id: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(made.pending).toBeUndefined();
    const asked = await call("/api/snapshot", { headers: { "if-none-match": `W/"${made.id}"` } });
    expect(asked.status).toBe(304);
  });

  it("names other parts only for what has changed, and knows none that it does not have", async () => {
    await postLines([makeRun(), makeRun({ runId: "run-2", suite: "other" })]);
    const before = await readSnapshot();
    await post("/api/results", makeRun({ runId: "run-3", suite: "other" }));
    const after = await readSnapshot();
    expect(after.parts.filter((id) => !before.parts.includes(id))).toHaveLength(1);
    const gone = before.parts.filter((id) => !after.parts.includes(id));
    expect(gone).toHaveLength(1);
    for (const id of [...gone, "0".repeat(64), "99-", "1-0", "x"]) {
      const expected = id.includes("-") ? [202] : [404];
      expect(expected, id).toContain((await call(`/api/snapshot/parts/${id}`)).status);
    }
  });

  it("is another once something else is claimed of a batch, and only then", async () => {
    const claim = (claims: object) => post("/api/results/batch", { batchId: "b", ...claims });
    await post("/api/results", makeRun({ batchId: "b" }));
    let { id } = await readSnapshot();
    const isUnchanged = async () => (await readIndex()).id === id;
    for (const claims of [
      { createdAt: 1000 },
      { completedAt: 2000 },
      { totalRuns: 1 },
      { successfulRuns: 0 },
      { avgScore: 0.5 },
      { avgWeightedScore: 0 },
      { batchId: "without any run" },
    ]) {
      await claim(claims);
      expect(await isUnchanged(), JSON.stringify(claims)).toBe(false);
      ({ id } = await readSnapshot());
      await claim(claims);
      await claim({ metadata: { note: JSON.stringify(claims) } });
      expect(await isUnchanged(), JSON.stringify(claims)).toBe(true);
    }
    await callWith(env.API_SECRET_KEY, "DELETE", "/api/batches/without%20any%20run?reason=why");
    expect(await isUnchanged()).toBe(false);
  });

  it("keeps its moment while the data stay the same", async () => {
    await post("/api/results", makeRun());
    const first = await readSnapshot();
    await post("/api/results", makeRun());
    expect(await readSnapshot()).toEqual(first);
  });

  it("reads few rows a cell to make a part, as many for three trials a cell as for one, and a row a part for the index", async () => {
    const make = async () => {
      const { pending = [] } = await readIndex();
      const costs = await Promise.all(
        pending.map(async (name) => costOf(await call(`/api/snapshot/parts/${name}`)).rowsRead),
      );
      return costs.reduce((sum, rows) => sum + rows, 0);
    };
    await postLines(trialsOf(200, 1));
    const once = await make();
    await postLines(trialsOf(200, 3));
    expect(await make()).toBe(once);
    expect(once).toBeLessThanOrEqual(4 * 200 + 50);
    expect(costOf(await call("/api/snapshot")).rowsRead).toBeLessThanOrEqual(10);
  });
});
