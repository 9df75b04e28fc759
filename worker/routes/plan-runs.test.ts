import { describe, expect, it } from "vitest";
import { PlanSchema } from "#contract/figures/plan.ts";
import { ProblemSchema } from "#contract/service/problem.ts";
import { buildSite } from "../testing/built-site.ts";
import { call, postLines, read, unlimited } from "../testing/call.ts";
import { makeRun, type SubmittedRun } from "../testing/make-run.ts";

/** Ten trials a scenario, of which so many pass. */
const runsOf = (agent: string, passes: readonly number[]): SubmittedRun[] =>
  passes.flatMap((count, scenario) =>
    Array.from({ length: 10 }, (_, trial) =>
      makeRun({ runId: `${agent}.${scenario}.${trial}`, agent, scenario: `s${scenario}`, isSuccessful: trial < count }),
    ),
  );

const plan = async (query: string) => PlanSchema.parse(await read(`/api/plan?suite=suite&${query}`));

describe("GET /api/plan", () => {
  it("says which cells and how many runs would tell an entry from its neighbours", async () => {
    await postLines([
      ...runsOf("top", [10, 10, 10, 10, 10, 10]),
      ...runsOf("middle", [10, 6, 7, 10, 5, 7]),
      ...runsOf("close", [10, 5, 6, 10, 5, 5]),
      ...runsOf("last", [0, 0, 0, 0, 0, 0]),
    ]);
    const answer = await plan("entry=middle");
    expect(answer).toMatchObject({ entry: "middle", alpha: 0.05, power: 0.8, missingCells: [], suiteVersion: null });
    expect(answer.assumptions.length).toBeGreaterThan(2);
    expect(answer.neighbours.map(({ entry, side }) => [entry, side])).toEqual([
      ["top", "better"],
      ["close", "worse"],
    ]);
    const close = answer.neighbours[1];
    expect(close).toMatchObject({ separated: false, feasible: true, betweenVariance: 0 });
    expect(close?.difference).toBeCloseTo(4 / 60, 12);
    expect(close?.addedRuns).toBe(
      close?.cells.reduce((sum, { addEntryRuns, addNeighbourRuns }) => sum + addEntryRuns + addNeighbourRuns, 0),
    );
    expect(close?.cells[0]).toMatchObject({ tier: "L0", entryRuns: 10, neighbourRuns: 10 });
    expect(close?.powerNow).toBeLessThan(0.8);
    expect(close?.note).toContain("more runs of the scenarios at hand");

    // Where they differ most by what all did: not in s0 and s3, which both always pass.
    expect(
      close?.next
        .map(({ scenario }) => scenario)
        .slice(-2)
        .sort(),
    ).toEqual(["s0", "s3"]);
    expect(close?.next[0]).toMatchObject({ tier: "L0", costUsd: null, separation: expect.any(Number) });

    const moreSure = await plan("entry=middle&power=0.95");
    expect(moreSure.neighbours[1]?.addedRuns).toBeGreaterThan(close?.addedRuns ?? Number.POSITIVE_INFINITY);
  });

  it("leaves out the agents that try the suite, which are on no board", async () => {
    await postLines([...runsOf("oracle", [10, 10]), ...runsOf("own", [9, 8]), ...runsOf("no-op", [0, 0])]);
    const { neighbours, missingCells } = await plan("entry=own");
    expect({ neighbours, missingCells }).toEqual({ neighbours: [], missingCells: [] });
    expect((await plan("entry=oracle")).neighbours.map(({ entry }) => entry)).toEqual(["own"]);
  });

  it("has nothing to plan for what is told apart, and one neighbour at either end", async () => {
    await postLines([...runsOf("top", [10, 9, 10, 10, 9, 10, 10]), ...runsOf("last", [0, 1, 0, 2, 1, 0, 2])]);
    expect(await plan("entry=top")).toMatchObject({
      neighbours: [{ entry: "last", side: "worse", separated: true, cells: [], addedRuns: 0 }],
    });
    expect((await plan("entry=last")).neighbours.map(({ side }) => side)).toEqual(["better"]);
  });

  it("names the cells that an incomplete entry lacks", async () => {
    await postLines([...runsOf("whole", [5, 5, 5]), ...runsOf("part", [4])]);
    expect((await plan("entry=part")).missingCells).toEqual([
      { scenario: "s1", tier: "L0" },
      { scenario: "s2", tier: "L0" },
    ]);
  });

  it("takes the neighbours from the board of the last build where there are too many cells to look at all", async () => {
    const agents = ["first", "second", "third", "last"];
    const lines = agents.flatMap((agent, place) =>
      Array.from({ length: 1_000 }, (_, at) =>
        makeRun({ runId: `${agent}.${at}`, agent, scenario: `s${at}`, isSuccessful: at % 10 < 8 - 2 * place }),
      ),
    );
    for (let start = 0; start < lines.length; start += 2_000) await postLines(lines.slice(start, start + 2_000));
    const path = "/api/plan?suite=suite&entry=second";
    const refused = await call(path);
    expect(refused.status).toBe(422);
    expect(ProblemSchema.parse(await refused.json()).detail).toContain("build the site (npm run build)");
    const site = { ...unlimited, ASSETS: await buildSite() };
    const { neighbours } = PlanSchema.parse(await (await call(path, {}, site)).json());
    expect(neighbours.map(({ entry, side }) => [entry, side])).toEqual([
      ["first", "better"],
      ["third", "worse"],
    ]);
    expect((await call("/api/plan?suite=suite&entry=nobody", {}, site)).status).toBe(422);
  });

  it("refuses what it cannot plan for, naming it", async () => {
    await postLines(runsOf("whole", [5]));
    expect((await plan("entry=whole")).neighbours).toEqual([]);
    const unknown = await call("/api/plan?suite=suite&entry=nobody~m");
    expect(unknown.status).toBe(404);
    expect(ProblemSchema.parse(await unknown.json()).detail).toContain("is called nobody~m");
    for (const query of ["suite=suite", "entry=whole", "suite=suite&entry=whole&power=1", "suite=suite&entry=~m"]) {
      expect((await call(`/api/plan?${query}`)).status).toBe(400);
    }
  });
});
