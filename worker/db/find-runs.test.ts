import { env } from "cloudflare:test";
import { beforeEach, describe, expect, it } from "vitest";
import type { RunFilters, RunPosition } from "#contract/runs/run-query.ts";
import type { SubmittedRun } from "../testing/make-run.ts";
import { store, toStore } from "../testing/stored-runs.ts";
import { openDatabase } from "./database.ts";
import { findRuns } from "./find-runs.ts";
import { listRuns } from "./list-runs.ts";

const START = Date.UTC(2026, 7, 1);
const moment = (minutes: number) => new Date(START + minutes * 60_000).toISOString();

/** Runs of few names, some of which start at the same moment. */
const RUNS: Partial<SubmittedRun>[] = Array.from({ length: 90 }, (_, n) => ({
  runId: `run-${n}`,
  suite: n % 2 === 0 ? "even" : "odd",
  ...(n % 6 < 3 ? {} : { suiteVersion: String(n % 3) }),
  scenario: `scenario-${n % 5}`,
  tier: `L${n % 2}`,
  agent: n % 7 === 0 ? "seventh" : "agent",
  ...(n % 4 === 0 ? {} : { model: `model-${n % 4}` }),
  ...(n % 9 === 0 ? { variant: "v" } : {}),
  ...(n % 8 === 0 ? { batchId: `batch-${n % 3}` } : {}),
  ...(n % 10 === 0
    ? { status: "running" as const, completedAt: undefined, isSuccessful: undefined }
    : { isSuccessful: n % 3 === 0 }),
  startedAt: moment(Math.floor(n / 2)),
  ...(n % 10 === 0 ? {} : { completedAt: moment(1000) }),
}));

/** What the filters leave, looked up in the list itself: newest first, of the same moment the one that was stored last. */
const expectedOf = (filters: RunFilters): string[] =>
  RUNS.map(toStore)
    .filter(({ run, outcome }) =>
      Object.entries(filters).every(([name, wanted]) => {
        if (name === "since") return Date.parse(run.startedAt) >= Date.parse(String(wanted));
        if (name === "until") return Date.parse(run.startedAt) < Date.parse(String(wanted));
        if (name === "outcome") return outcome === wanted;
        return (run[name as keyof typeof run] ?? "") === wanted;
      }),
    )
    .toReversed()
    .map(({ run }) => run.runId);

const FILTERS: RunFilters[] = [
  {},
  { suite: "even" },
  { suite: "even", suiteVersion: "" },
  { suite: "odd", suiteVersion: "1" },
  { suiteVersion: "1" },
  { agent: "seventh" },
  { model: "" },
  { model: "model-2", variant: "" },
  { variant: "v" },
  { agent: "agent", variant: "v" },
  { scenario: "scenario-3" },
  { tier: "L1" },
  { scenario: "scenario-2", tier: "L0" },
  { suite: "even", scenario: "scenario-2" },
  { suite: "even", tier: "L0" },
  { suite: "even", scenario: "scenario-2", tier: "L0" },
  { suite: "even", scenario: "scenario-2", tier: "L1" },
  { agent: "agent", scenario: "scenario-1", tier: "L1", status: "completed" },
  { batchId: "batch-2" },
  { batchId: "" },
  { batchId: "batch-0", agent: "seventh" },
  { batchId: "batch-1", outcome: "pass" },
  { status: "running" },
  { outcome: "fail" },
  { outcome: "pass", suite: "odd", model: "model-3" },
  { since: moment(20) },
  { until: moment(20) },
  { since: moment(10), until: moment(30) },
  { since: moment(10), until: moment(10) },
  { suite: "odd", since: moment(10), until: moment(30) },
  { agent: "seventh", until: moment(5) },
  { suite: "even", agent: "agent", model: "model-2", variant: "", tier: "L0", outcome: "fail" },
  { suite: "neither" },
  { agent: "nobody", status: "completed" },
  { scenario: "none" },
  { suite: "even", scenario: "none", tier: "L0" },
  { batchId: "none" },
];

describe("findRuns", () => {
  const database = openDatabase(env.DB);
  let nameOf: Map<number, string>;

  beforeEach(async () => {
    await store(RUNS);
    const { results } = await env.DB.prepare("SELECT id, run_id FROM benchmark_runs").all<{
      id: number;
      run_id: string;
    }>();
    nameOf = new Map(results.map(({ id, run_id }) => [id, run_id]));
  });

  const namesIn = (ids: readonly number[]) => ids.map((id) => nameOf.get(id));

  it("finds what each combination of filters leaves, newest first, on one page and over many", async () => {
    for (const filters of FILTERS) {
      const expected = expectedOf(filters);
      const whole = await findRuns(database, filters, 200, undefined);
      expect(namesIn(whole.ids), JSON.stringify(filters)).toEqual(expected);
      expect(whole.next).toBeUndefined();
      const collected: (string | undefined)[] = [];
      let after: RunPosition | undefined;
      do {
        const page = await findRuns(database, filters, 7, after);
        expect(page.ids.length).toBeLessThanOrEqual(7);
        collected.push(...namesIn(page.ids));
        after = page.next;
      } while (after);
      expect(collected, JSON.stringify(filters)).toEqual(expected);
    }
  });

  it("covers filters that leave nothing, all, and some", () => {
    const sizes = FILTERS.map((filters) => expectedOf(filters).length);
    expect(sizes.filter((size) => size === 0).length).toBeGreaterThan(4);
    expect(sizes.filter((size) => size > 7).length).toBeGreaterThan(12);
    expect(sizes[0]).toBe(RUNS.length);
  });

  it("says of a page that is just full whether there is more", async () => {
    const all = expectedOf({ agent: "seventh" });
    const full = await findRuns(database, { agent: "seventh" }, all.length, undefined);
    expect([full.ids.length, full.next]).toEqual([all.length, undefined]);
    const less = await findRuns(database, { agent: "seventh" }, all.length - 1, undefined);
    expect(less.next?.id).toBe(less.ids.at(-1));
    const rest = await findRuns(database, { agent: "seventh" }, 5, less.next);
    expect(namesIn(rest.ids)).toEqual(all.slice(-1));
  });

  it("begins behind the cursor or before `until`, whichever is earlier", async () => {
    const behind = { startedAt: Date.parse(moment(20)), id: Number.MAX_SAFE_INTEGER };
    const from = async (until: string) => namesIn((await findRuns(database, { until }, 1, behind)).ids)[0];
    expect(await from(moment(10))).toBe("run-19");
    expect(await from(moment(30))).toBe("run-41");
  });

  it("lists the runs that it finds in the same order, without what is large or private", async () => {
    const { runs, next } = await listRuns(database, { suite: "odd" }, 3, undefined);
    expect(runs.map(({ runId }) => runId)).toEqual(expectedOf({ suite: "odd" }).slice(0, 3));
    expect(next).toBeDefined();
    expect(runs[0]).toEqual({
      ...{ batchId: null, totalScore: null, weightedScore: null, successMetric: null, metadata: null },
      runId: "run-89",
      suite: "odd",
      suiteVersion: "2",
      scenario: "scenario-4",
      tier: "L1",
      agent: "agent",
      model: "model-1",
      status: "completed",
      outcome: "fail",
      isSuccessful: false,
      startedAt: moment(44),
      completedAt: moment(1000),
    });
  });
});

describe("filters that no index serves", () => {
  it("give a short page with a next one rather than a long scan", async () => {
    const database = openDatabase(env.DB);
    const many = Array.from({ length: 2_100 }, (_, n) => ({
      runId: `run-${n}`,
      scenario: n < 3 ? "rare" : "common",
      startedAt: moment(n),
      completedAt: moment(10_000),
    }));
    await store(many.slice(0, 1_050));
    await store(many.slice(1_050));
    const first = await findRuns(database, { scenario: "rare" }, 10, undefined);
    expect(first.ids).toEqual([]);
    expect(first.next).toBeDefined();
    const second = await findRuns(database, { scenario: "rare" }, 10, first.next);
    expect([second.ids.length, second.next]).toEqual([3, undefined]);
  });

  it("look at all runs where they leave more entries than are taken in turn", async () => {
    const database = openDatabase(env.DB);
    const entries = (count: number) =>
      Array.from({ length: count }, (_, n) => ({ runId: `run-${n}`, agent: `agent-${n}`, startedAt: moment(n) }));
    await store(entries(300));
    expect((await findRuns(database, { suite: "suite" }, 200, undefined)).ids).toHaveLength(200);
    await store(entries(301).slice(300));
    const page = await findRuns(database, { suite: "suite" }, 200, undefined);
    expect(page.ids).toHaveLength(200);
    expect((await findRuns(database, { suite: "suite" }, 200, page.next)).ids).toHaveLength(101);
    expect((await findRuns(database, { suite: "suite", tier: "L9" }, 200, undefined)).ids).toEqual([]);
  });
});
