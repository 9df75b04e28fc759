import { env } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { batchesOf } from "#contract/snapshot/batches.ts";
import { cellsOf, type Snapshot, SnapshotSchema, snapshotIdOf } from "#contract/snapshot/snapshot.ts";
import { call, costOf, post, postLines } from "../testing/call.ts";
import { makeFullRun, makeRun, type SubmittedRun } from "../testing/make-run.ts";

const readSnapshot = async (): Promise<Snapshot> => SnapshotSchema.parse(await (await call("/api/snapshot")).json());

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
      entries: [{ agent: "agent", model: "m" }, { agent: "agent" }],
    });
    expect(cellsOf(first as never)).toMatchObject([
      { scenario: 0, entry: 0, pass: 1 },
      { scenario: 1, entry: 1, pass: 1, fail: 1 },
    ]);
    expect(cellsOf(second as never)).toMatchObject([
      {
        pass: 1,
        scoreRuns: 1,
        scoreSum: 750_000_000,
        scoreSquareSum: 562_500_000,
        costSum: 494_028_000,
        tokensInSum: 1000,
        durationSum: 61_235,
      },
    ]);
    expect(second?.cells.timeout).toBeUndefined();
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
    const { batches } = await readSnapshot();
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
        createdAt: null,
        claimed: { totalRuns: null, successfulRuns: null, avgScore: null, avgWeightedScore: null },
        pass: 1,
        fail: 1,
        passScoreRuns: 1,
        passScoreSum: 750_000_000,
        costSum: 494_028_000,
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
    expect(first.id).toBe(snapshotIdOf(first));
    await env.DB.prepare("DELETE FROM benchmark_runs").run();
    expect((await readSnapshot()).id).not.toBe(first.id);
    await postLines(runs.toReversed());
    expect((await readSnapshot()).id).toBe(first.id);
  });

  it("answers 304 without reading the aggregate, until something changes", async () => {
    await postLines(trialsOf(50, 1));
    const { id } = await readSnapshot();
    const ask = () => call("/api/snapshot", { headers: { "if-none-match": `W/"${id}"` } });
    const unchanged = await ask();
    expect(unchanged.status).toBe(304);
    expect(unchanged.headers.get("etag")).toBe(`"${id}"`);
    expect(costOf(unchanged).rowsRead).toBeLessThanOrEqual(5);

    await post("/api/results", makeRun({ runId: "newer" }));
    expect((await ask()).status).toBe(200);
    await readSnapshot();
    expect((await ask()).status).toBe(200);
    // A removal of the newest run must not bring back the old name of the state.
    await env.DB.prepare("DELETE FROM benchmark_runs WHERE run_id = 'newer'").run();
    await post("/api/results", makeRun({ runId: "newer", agent: "other" }));
    expect((await ask()).status).toBe(200);
  });

  it("is another once something else is claimed of a batch, and only then", async () => {
    const claim = (claims: object) => post("/api/results/batch", { batchId: "b", ...claims });
    const isUnchanged = async (id: string) =>
      (await call("/api/snapshot", { headers: { "if-none-match": `"${id}"` } })).status === 304;
    await post("/api/results", makeRun({ batchId: "b" }));
    let { id } = await readSnapshot();
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
      expect(await isUnchanged(id), JSON.stringify(claims)).toBe(false);
      ({ id } = await readSnapshot());
      await claim(claims);
      await claim({ metadata: { note: JSON.stringify(claims) } });
      expect(await isUnchanged(id), JSON.stringify(claims)).toBe(true);
    }
    await env.DB.prepare("DELETE FROM batch_runs WHERE batch_id = 'without any run'").run();
    expect(await isUnchanged(id)).toBe(false);
  });

  it("keeps its moment while the data stay the same", async () => {
    await post("/api/results", makeRun());
    const first = await readSnapshot();
    await post("/api/results", makeRun());
    expect(await readSnapshot()).toEqual(first);
  });

  it("reads a row a cell and two a batch, as many for three trials a cell as for one", async () => {
    const rowsRead = async () => costOf(await call("/api/snapshot")).rowsRead;
    await postLines(trialsOf(200, 1));
    const once = await rowsRead();
    await postLines(trialsOf(200, 3));
    const thrice = await rowsRead();

    expect(thrice).toBe(once);
    expect(once).toBeLessThanOrEqual(200 + 2 * 3 + 5);
  });
});
