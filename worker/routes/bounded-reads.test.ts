import { describe, expect, it } from "vitest";
import { ScenarioStatsSchema } from "#contract/figures/stats.ts";
import { BulkSubmittedSchema } from "#contract/runs/bulk.ts";
import { RunListSchema } from "#contract/runs/run.ts";
import { call, costOf, postLines } from "../testing/call.ts";
import { makeRun } from "../testing/make-run.ts";

/** Runs of as many entries, each at its own moment. */
const runsOfEntries = (entries: number, runsEach = 1) =>
  Array.from({ length: entries * runsEach }, (_, position) =>
    makeRun({
      runId: `run-${position}`,
      agent: `agent-${position % entries}`,
      startedAt: new Date(Date.UTC(2026, 0, 1) + position * 1_000).toISOString(),
      completedAt: null,
    }),
  );

describe("what a request reads", () => {
  it("follows the entries on a page of a scenario, not all that there are", async () => {
    await postLines(runsOfEntries(1_000));
    const names = new Set<string>();
    const costs: number[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const response = await call(`/api/stats/scenarios/suite/scenario${cursor && `?cursor=${cursor}`}`);
      costs.push(costOf(response).rowsRead);
      for (const { entry } of ScenarioStatsSchema.parse(await response.json()).agentComparison) names.add(entry);
      cursor = response.headers.get("x-next-cursor");
    }
    expect(names.size).toBe(1_000);
    // An entry, its number in the list of the page, its cell and the tier's name for each of 250, and little besides.
    expect(costs).toHaveLength(4);
    expect(Math.max(...costs)).toBeLessThan(7.1 * 250);
  });

  it.each([
    ["all", "", 2_001],
    ["a suite", "&suite=suite", 4_902],
    ["a cell of each entry", "&suite=suite&tier=L0&scenario=scenario", 5_210],
  ])("is at most so many rows for a thousand runs of %s, the first or the next", async (_, filters, most) => {
    await postLines(runsOfEntries(300, 5));
    const first = await call(`/api/runs?limit=1000${filters}`);
    expect(RunListSchema.parse(await first.json())).toHaveLength(1_000);
    const next = await call(`/api/runs?limit=1000${filters}&cursor=${first.headers.get("x-next-cursor")}`);
    expect(RunListSchema.parse(await next.json())).toHaveLength(500);
    for (const answer of [first, next]) expect(costOf(answer).rowsRead).toBeLessThanOrEqual(most);
  });

  it("stays within bounds where no index serves a filter", async () => {
    await postLines(runsOfEntries(300, 8));
    for (const filters of ["outcome=fail", "suite=suite&outcome=fail", "suite=suite&tier=L0", "scenario=none"]) {
      const response = await call(`/api/runs?${filters}`);
      expect(costOf(response).rowsRead, filters).toBeLessThanOrEqual(5_000);
      const exported = await call(`/api/export/runs.ndjson?${filters}`);
      // It reads 400 runs twice: their sizes, and what fits into a page.
      expect(costOf(exported).rowsRead, filters).toBeLessThanOrEqual(5_000 + 2 * 400);
      await exported.text();
    }
  });

  it("is a row a cell of entries that are compared, and a row a scenario", async () => {
    const runs = ["a", "b"].flatMap((agent) =>
      Array.from({ length: 400 }, (_, n) => makeRun({ runId: `${agent}-${n}`, agent, scenario: `scenario-${n}` })),
    );
    await postLines(runs);
    const response = await call("/api/compare?suite=suite&a=a&b=b");
    expect(response.status).toBe(200);
    expect(costOf(response).rowsRead).toBeLessThan(2 * 400 + 400 + 20);
    const ofTier = await call("/api/compare?suite=suite&a=a&b=b&tier=L0");
    expect(costOf(ofTier).rowsRead).toBeLessThan(2 * 400 + 400 + 20);
  });

  it("is two rows a line of what is here already, and eight of what is here otherwise", async () => {
    const runs = runsOfEntries(4, 500).map((run) => ({
      ...run,
      evaluations: [{ evaluatorName: "tests", score: 1, maxScore: 1 }],
    }));
    await postLines(runs);
    const again = await postLines(runs);
    expect(await again.json()).toMatchObject({ duplicates: 2_000 });
    expect(costOf(again).rowsRead).toBeLessThan(2 * 2_000 + 10);
    const others = await postLines(runs.map((run) => ({ ...run, totalScore: 0.125 })));
    const { conflicts } = BulkSubmittedSchema.parse(await others.json());
    expect(conflicts).toHaveLength(2_000);
    expect(conflicts.at(-1)?.issues).toMatchObject([{ path: ["totalScore"] }]);
    expect(costOf(others).rowsRead).toBeLessThan(8 * 2_000 + 10);
  });
});
