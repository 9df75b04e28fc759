import { beforeEach, describe, expect, it } from "vitest";
import type { RunSummary } from "#contract/runs/run.ts";
import { RunListSchema } from "#contract/runs/run.ts";
import { call, costOf, postLines, read } from "../testing/call.ts";
import { makeRun, type SubmittedRun } from "../testing/make-run.ts";

const at = (minute: number) => new Date(Date.UTC(2026, 7, 1, 0, minute)).toISOString();

const made: SubmittedRun[] = Array.from({ length: 60 }, (_, position) =>
  makeRun({
    runId: `run-${position}`,
    suite: position % 2 ? "odd" : "even",
    scenario: `scenario-${position % 3}`,
    tier: position % 5 ? "L0" : "L1",
    agent: position % 4 ? "a/b" : "c",
    model: position % 6 ? "m" : null,
    batchId: position < 10 ? "first" : null,
    isSuccessful: position % 7 !== 0,
    status: position % 10 ? "completed" : "failed",
    // Three runs start at every moment: pages must not lose any of them.
    startedAt: at(Math.floor(position / 3)),
    completedAt: null,
  }),
);

const list = async (query: string) => (await read(`/api/runs?limit=200&${query}`)) as RunSummary[];
const names = (runs: { runId: string }[]) => runs.map(({ runId }) => runId).sort();

describe("GET /api/runs", () => {
  beforeEach(async () => {
    await postLines(made);
  });

  it("lists the newest first, in pages that together hold every run once", async () => {
    const seen: RunSummary[] = [];
    let path: string | undefined = "/api/runs?limit=7";
    while (path) {
      const response = await call(path);
      const page = (await response.json()) as RunSummary[];
      expect(page.length).toBeLessThanOrEqual(7);
      seen.push(...page);
      path = /<([^>]+)>; rel="next"/.exec(response.headers.get("link") ?? "")?.[1];
      expect(path === undefined).toBe(response.headers.get("x-next-cursor") === null);
    }
    expect(names(seen)).toEqual(names(made));
    expect(seen.map((run) => run.startedAt)).toEqual(
      seen
        .map((run) => run.startedAt)
        .sort()
        .reverse(),
    );
  });

  it.each([
    ["suite=odd", (run: SubmittedRun) => run.suite === "odd"],
    [
      "suite=odd&scenario=scenario-1&tier=L0",
      (run) => run.suite === "odd" && run.scenario === "scenario-1" && run.tier === "L0",
    ],
    ["agent=a%2Fb", (run) => run.agent === "a/b"],
    ["model=", (run) => run.model === null],
    ["model=default", (run) => run.model === null],
    ["suiteVersion=1", () => false],
    [
      "suite=even&suiteVersion=&agent=c&model=m&variant=",
      (run) => run.suite === "even" && run.agent === "c" && run.model === "m",
    ],
    [
      "suite=odd&suiteVersion=&agent=a/b&model=m&variant=&scenario=scenario-2&tier=L0",
      (run) =>
        run.suite === "odd" &&
        run.agent === "a/b" &&
        run.model === "m" &&
        run.scenario === "scenario-2" &&
        run.tier === "L0",
    ],
    ["batchId=first", (run) => run.batchId === "first"],
    ["batchId=first&status=failed", (run) => run.batchId === "first" && run.status === "failed"],
    ["outcome=unknown-failure", (run) => run.status === "failed"],
    [
      "since=2026-08-01T00:05:00Z&until=2026-08-01T02:10:00%2B02:00",
      (run) => run.startedAt >= at(5) && run.startedAt < at(10),
    ],
    ["until=2026-08-01T00:05:00Z&cursor=1785542820000.40", (run) => run.startedAt < at(5)],
    ["since=2026-08-02", () => false],
  ] as [string, (run: SubmittedRun) => boolean][])("filters by %s", async (query, passes) => {
    expect(names(await list(query))).toEqual(names(made.filter(passes)));
  });

  it.each(["", "&suite=tied", "&batchId=tied"])(
    "reads few rows a page of runs that start at one moment%s",
    async (query) => {
      await postLines(
        Array.from({ length: 900 }, (_, position) =>
          makeRun({
            runId: `tied-${position}`,
            suite: "tied",
            batchId: "tied",
            startedAt: "2026-08-20T00:00:00Z",
            completedAt: null,
          }),
        ),
      );
      const seen: string[] = [];
      let path = `/api/runs?limit=300${query}`;
      for (let page = 0; page < 3; page += 1) {
        const response = await call(path);
        expect(costOf(response).rowsRead).toBeLessThan(300 * 11);
        seen.push(...RunListSchema.parse(await response.json()).map(({ runId }) => runId));
        path = `/api/runs?limit=300${query}&cursor=${response.headers.get("x-next-cursor")}`;
      }
      expect(seen).toEqual(Array.from({ length: 900 }, (_, position) => `tied-${899 - position}`));
    },
  );

  it("gives at most 1,000 runs, whatever is asked for", async () => {
    await postLines(Array.from({ length: 1_001 }, (_, position) => makeRun({ runId: `more-${position}` })));
    const response = await call("/api/runs?limit=10000");
    expect(await response.json()).toHaveLength(1_000);
    expect(response.headers.get("x-next-cursor")).not.toBeNull();
    expect(costOf(response).rowsRead).toBeLessThanOrEqual(5_000);
  });

  it.each([
    ["limit=0", "limit"],
    ["limit=ten", "limit"],
    ["cursor=nonsense", "cursor"],
    ["outcome=passed", "outcome"],
    ["since=yesterday", "since"],
    ["agnet=x", "agnet"],
    ["suite=a&suite=b", "suite"],
  ])("refuses %s, naming the parameter", async (query, name) => {
    const response = await call(`/api/runs?${query}`);
    expect(response.status).toBe(400);
    expect(((await response.json()) as { detail: string }).detail).toContain(name);
  });

  it("reads no more rows than a page shows where an index serves the filters", async () => {
    const queries = [
      "limit=5",
      "limit=5&batchId=first",
      "limit=5&suite=odd&suiteVersion=&agent=a/b&model=m&variant=",
      "limit=1&suite=odd&suiteVersion=&agent=a/b&model=m&variant=&scenario=scenario-2&tier=L0",
      "limit=5&since=2026-08-01T00:05:00Z&cursor=1785542820000.40",
      "limit=5&until=2026-08-01T00:18:00Z&cursor=1785542520000.26",
    ];
    for (const query of queries) {
      const limit = Number(/limit=(\d+)/.exec(query)?.[1]);
      const { rowsRead } = costOf(await call(`/api/runs?${query}`));
      // To find them, and to read them; and the names of the entries.
      expect(rowsRead, query).toBeLessThanOrEqual(12 * limit + 20);
    }
  });
});
