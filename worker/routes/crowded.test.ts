import { beforeEach, describe, expect, it } from "vitest";
import { call, costOf, postLines } from "../testing/call.ts";
import { makeRun, type SubmittedRun } from "../testing/make-run.ts";

/** What a request may read, and what its surroundings may take besides. */
const MOST_ROWS = 5_200;

const crowd = async (count: number, of: (n: number) => Partial<SubmittedRun>): Promise<void> => {
  const runs = Array.from({ length: count }, (_, n) => makeRun({ runId: `run-${n}`, ...of(n) }));
  for (let start = 0; start < runs.length; start += 2_000) await postLines(runs.slice(start, start + 2_000));
};

/** Follows a list to its end; gives how many items its pages hold, and the most rows that one read. */
const follow = async (path: string, itemsOf: (body: unknown) => unknown[]) => {
  const pages: number[] = [];
  let mostRows = 0;
  for (let cursor: string | null = ""; cursor !== null; ) {
    const response: Response = await call(cursor === "" ? path : `${path}?cursor=${encodeURIComponent(cursor)}`);
    expect(response.status).toBe(200);
    pages.push(itemsOf(await response.json()).length);
    mostRows = Math.max(mostRows, costOf(response).rowsRead);
    cursor = response.headers.get("x-next-cursor");
  }
  return { items: pages.reduce((sum, count) => sum + count, 0), pages: pages.length, mostRows };
};

const requireBounded = async (paths: readonly string[]): Promise<void> => {
  const read = [];
  for (const path of paths) {
    const response = await call(path);
    await response.text();
    read.push([path, response.status < 500, costOf(response).rowsRead <= MOST_ROWS]);
  }
  expect(read).toEqual(paths.map((path) => [path, true, true]));
};

/** Another batch, of one run. */
const postOther = () => postLines([makeRun({ runId: "other", batchId: "c" })]);

const listIn = (field: string) => (body: unknown) => (body as Record<string, unknown[]>)[field] ?? [];

describe("one scenario and entry in thousands of tiers", () => {
  beforeEach(() => crowd(3_400, (n) => ({ tier: `tier-${n}`, batchId: "b" })));

  it.each([
    ["/api/stats/suites/suite", 422],
    ["/api/stats/suites/suite?tier=tier-7", 200],
    ["/api/stats/scenarios/suite/scenario", 422],
    ["/api/stats/scenarios/suite/scenario?tier=tier-7", 200],
    ["/api/stats/agents", 422],
    ["/api/stats/models", 422],
    ["/api/stats/agents?suite=suite&tier=tier-7", 200],
    ["/api/compare?suite=suite&a=agent&b=agent", 422],
    ["/api/compare?suite=suite&a=agent&b=agent&tier=tier-7", 200],
    ["/api/plan?suite=suite&entry=agent", 422],
    ["/api/plan?suite=suite&entry=agent&tier=tier-7", 200],
    ["/api/batches/b", 200],
    ["/api/batches/b/analytics", 200],
  ])("is asked for at %s with %i, within the rows of a request", async (path, status) => {
    const response = await call(path);
    expect([response.status, costOf(response).rowsRead <= MOST_ROWS]).toEqual([status, true]);
  });
});

describe("a batch of as many scenarios, tiers and evaluators as it has runs", () => {
  it("is described without what takes their names", async () => {
    await crowd(1_000, (n) => ({
      ...{ batchId: "b", scenario: `scenario-${n}`, tier: `tier-${n}`, agent: `agent-${n % 100}` },
      evaluations: [{ evaluatorName: `evaluator-${n}`, score: 1, maxScore: 1 }],
    }));
    await postOther();
    for (const path of ["/api/batches/b", "/api/batches/b/analytics", "/api/batches/compare?ids=b,c"]) {
      const response = await call(path);
      expect([path, response.status, costOf(response).rowsRead <= MOST_ROWS]).toEqual([path, 200, true]);
    }
  });
});

describe("a batch of thousands of entries", () => {
  it.each([
    [400, 200, 200],
    [1_200, 200, 200],
    [1_300, 200, 422],
    [4_600, 422, 422],
  ])("of %i is answered with %i, and its breakdown with %i", async (entries, ofBatch, ofAnalytics) => {
    await crowd(entries, (n) => ({ batchId: "b", agent: `agent-${n}`, scenario: `scenario-${n}` }));
    await postOther();
    for (const [path, status] of [
      ["/api/batches/b", ofBatch],
      ["/api/batches/compare?ids=b,c", ofBatch],
      ["/api/batches/b/analytics", ofAnalytics],
    ] as const) {
      const response = await call(path);
      expect([path, response.status, costOf(response).rowsRead <= MOST_ROWS]).toEqual([path, status, true]);
    }
  });
});

describe("scenarios in a few tiers each, more than a page adds up", () => {
  it("come in pages of whole scenarios, each once", async () => {
    await crowd(3_000, (n) => ({ scenario: `scenario-${n % 300}`, tier: `tier-${Math.floor(n / 300)}` }));
    const response = await call("/api/stats/suites/suite");
    expect(response.status).toBe(200);
    const { items, pages, mostRows } = await follow("/api/stats/suites/suite", listIn("scenarioBreakdown"));
    expect([items, pages]).toEqual([300, 3]);
    expect(mostRows).toBeLessThanOrEqual(MOST_ROWS);
  });
});

describe("entries in a few tiers each, more than a page adds up", () => {
  beforeEach(() => crowd(3_600, (n) => ({ agent: `agent-${n % 200}`, tier: `tier-${Math.floor(n / 200)}` })));

  it.each([
    ["/api/stats/agents", (body: unknown) => body as unknown[], 2],
    ["/api/stats/scenarios/suite/scenario", listIn("agentComparison"), 4],
  ])("come in whole at %s, each once", async (path, itemsOf, pagesExpected) => {
    const { items, pages, mostRows } = await follow(path, itemsOf);
    expect([items, pages]).toEqual([200, pagesExpected]);
    expect(mostRows).toBeLessThanOrEqual(MOST_ROWS);
  });
});

describe("thousands of versions of a suite", () => {
  it("are in the way of no question about the newest, and of no list of runs", async () => {
    await crowd(5_300, (n) => ({ suiteVersion: `1.${n}`, agent: `agent-${n % 3}` }));
    const newest = await call("/api/stats/suites/suite");
    expect(await newest.json()).toMatchObject({ suiteVersion: "1.5299", totalRuns: 1 });
    expect(costOf(newest).rowsRead).toBeLessThan(1_050);
    const asked = "suite=suite&a=agent-0&b=agent-1";
    await requireBounded([
      ...["/api/stats/agents", "/api/stats/models", "/api/stats/evaluators", "/api/stats/agents?suite=suite"],
      ...["/api/stats/suites/none", "/api/stats/suites/suite?suiteVersion=2", "/api/stats/scenarios/suite/scenario"],
      ...[`/api/compare?${asked}`, "/api/plan?suite=suite&entry=agent-0", "/api/boards/suite", "/api/suites/suite"],
      ...["/api/suites?limit=1000", "/api/runs?suite=suite&limit=1000", "/api/runs?agent=agent-0&suiteVersion=1.7"],
      ...["/api/runs?suite=suite&agent=agent-1&scenario=scenario&tier=L0", "/api/runs?suite=suite&variant=none"],
    ]);
  });
});

describe("thousands of entries of an agent in a suite", () => {
  it("are in the way of no filter that leaves few or none of them", async () => {
    await crowd(5_300, (n) => ({ variant: `variant-${n}` }));
    const paths = ["suite=suite", "agent=agent", "suite=suite&agent=agent", "model=&agent=agent"].flatMap((served) =>
      ["", "&variant=none", "&variant=variant-7", "&model=none", "&tier=none", "&limit=1000"].map(
        (left) => `/api/runs?${served}${left}`,
      ),
    );
    await requireBounded(paths.filter((path) => !path.includes("model=&agent=agent&model")));
  });
});

describe("runs of many evaluations each", () => {
  it("are exported in pages by these, each run whole and once", async () => {
    const evaluationsOf = (count: number) => ({
      evaluations: Array.from({ length: count }, (_, n) => ({ evaluatorName: `e-${n}`, score: 1, maxScore: 1 })),
    });
    await crowd(12, (n) => evaluationsOf(n === 4 ? 1_000 : 200));
    const exported: number[][] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const response: Response = await call(`/api/export/runs.ndjson${cursor && `?cursor=${cursor}`}`);
      const lines = (await response.text()).trim().split("\n");
      exported.push(lines.map((line) => JSON.parse(line).evaluations.length));
      expect(costOf(response).rowsRead).toBeLessThanOrEqual(MOST_ROWS);
      cursor = response.headers.get("x-next-cursor");
    }
    expect(exported).toEqual([[200, 200, 200], [200, 200, 200], [200], [1_000], [200, 200, 200], [200]]);
  });
});
