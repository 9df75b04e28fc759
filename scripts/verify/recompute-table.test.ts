import { describe, expect, it } from "vitest";
import { recomputeVersions } from "./boards.ts";
import { makeRecomputation, rowKey, type TableSubject } from "./recompute-table.ts";
import { SMALL_SNAPSHOT } from "./testing/small-snapshot.ts";

const recompute = makeRecomputation(SMALL_SNAPSHOT, recomputeVersions(SMALL_SNAPSHOT));
const tableOf = (name: string, subject: TableSubject = {}) => {
  const table = recompute(name, subject);
  if (!table) throw new Error(`no ${name}`);
  return table;
};
const plain = { suite: "plain", suiteVersion: "2" };
/** The values of some columns, a list a row. */
const valuesOf = (name: string, subject: TableSubject, columns: readonly string[]) =>
  tableOf(name, subject).rows.map((row) => columns.map((column) => row[column]));

describe("makeRecomputation", () => {
  it("has a leaderboard's rows in their order, by every metric", () => {
    const columns = ["metric", "agent", "variant", "pass", "counted", "estimate", "rankFrom", "rankTo", "tier"];
    expect(valuesOf("leaderboard", { suite: "graded" }, columns)).toEqual([
      ["success", "best", "fast", 8, 8, 1, 1, 1, undefined],
      ["success", "worst", null, 0, 8, 0, 2, 2, undefined],
      ["score", "best", "fast", 8, 8, 0.75, 1, 1, undefined],
      ["score", "worst", null, 0, 8, 0.25, 2, 2, undefined],
    ]);
    expect(tableOf("leaderboard", plain).isOrdered).toBe(true);
    expect(tableOf("leaderboard", plain).key).toEqual(["metric", "agent", "model", "variant"]);
    expect(
      valuesOf("leaderboard", { ...plain, tier: "L1" }, ["suite", "suiteVersion", "tier", "agent", "pass"]),
    ).toEqual([["plain", "2", "L1", "best", 1]]);
  });

  it("has a board's cells: those that rank, and those beside them", () => {
    const rows = valuesOf("cells", plain, ["metric", "scenario", "tier", "isPart"]);
    expect(rows).toHaveLength(9);
    expect(rows.filter(([, , , isPart]) => isPart).map(([, scenario]) => scenario)).toEqual([..."abcdefgh"]);
    expect(rows.at(-1)).toEqual(["success", "a", "L1", false]);
    expect(valuesOf("cells", { ...plain, tier: "L1" }, ["scenario", "tier"])).toEqual([["a", "L1"]]);
    expect(valuesOf("cells", { suite: "graded" }, ["metric"]).filter(([metric]) => metric === "score")).toHaveLength(8);
  });

  it("has how hard each scenario is, and what was counted there", () => {
    const columns = ["scenario", "meanSuccessRate", "solvedBy", "entries", "pass", "counted", "infrastructureError"];
    const rows = valuesOf("scenarios", plain, columns);
    expect(rows).toHaveLength(8);
    expect(rows).toContainEqual(["a", 0.5, 1, 2, 3, 5, 1]);
    expect(rows).toContainEqual(["b", 0.5, 1, 2, 2, 4, 0]);
  });

  it("has every entry's mean in every scenario, nothing where it has no run", () => {
    expect(tableOf("matrix", plain).rows).toEqual([
      { agent: "best", model: "m", variant: "fast", ...Object.fromEntries([..."abcdefgh"].map((name) => [name, 1])) },
      {
        agent: "worst",
        model: "m",
        variant: undefined,
        ...Object.fromEntries([..."abcdefgh"].map((name) => [name, 0])),
      },
    ]);
  });

  it("has what changing one thing does, by the metric that comes first", () => {
    // As if the entries of the plain suite differed in their agent alone.
    const suites = SMALL_SNAPSHOT.suites.map((suite) => ({
      ...suite,
      entries: suite.entries.map(({ agent }) => ({ agent, model: "m" })),
    }));
    const alike = { ...SMALL_SNAPSHOT, suites };
    const [agents, ...others] = makeRecomputation(alike, recomputeVersions(alike))("effects", plain)?.rows ?? [];
    expect(agents).toMatchObject({
      ...{ kind: "agent", fromAgent: "worst", fromModel: "m", toAgent: "best", toModel: "m", toVariant: null },
      ...{ metric: "success", difference: 1, won: 8, lost: 0, units: 8, clear: true, fromTier: null },
    });
    expect(others).toEqual([]);
    expect(tableOf("effects", plain).rows).toEqual([]);
    expect(tableOf("effects", plain)).toMatchObject({ isOrdered: true });
    expect(tableOf("effects", plain).key).toEqual([
      ...["kind", "fromAgent", "fromModel", "fromVariant", "fromTier", "toAgent", "toModel", "toVariant", "toTier"],
    ]);
  });

  it("has what the entries did in a scenario, a row a cell", () => {
    const columns = ["tier", "agent", "pass", "fail", "counted", "costUsdMean", "costRuns", "tokensMean", "tokenRuns"];
    expect(valuesOf("scenario", { ...plain, scenario: "a" }, columns)).toEqual([
      ["L0", "worst", 0, 2, 2, null, 0, null, 0],
      ["L0", "best", 2, 0, 2, null, 0, null, 0],
      ["L1", "best", 1, 0, 1, 0.5, 1, 30, 1],
    ]);
    const [, , last] = tableOf("scenario", { ...plain, scenario: "a" }).rows;
    expect(last).toMatchObject({ durationMsMean: 2000, durationRuns: 1, infrastructureError: 1, scoreMean: null });
    expect(valuesOf("scenario", { suite: "graded", scenario: "h" }, ["agent", "scoreMean", "scoreRuns"])).toEqual([
      ["best", 0.75, 1],
      ["worst", 0.25, 1],
    ]);
    expect(tableOf("scenario", { ...plain, scenario: "z" }).rows).toEqual([]);
  });

  it("has where an agent or a model stands: on the boards of all tiers, and by success in each tier", () => {
    const columns = ["suite", "tier", "metric", "agent", "rankFrom"];
    expect(valuesOf("standings", { agent: "best" }, columns)).toEqual([
      ["graded", undefined, "success", "best", 1],
      ["graded", undefined, "score", "best", 1],
      ["graded", "L0", "success", "best", 1],
      ["plain", undefined, "success", "best", 1],
      ["plain", "L0", "success", "best", 1],
      ["plain", "L1", "success", "best", 1],
    ]);
    const ofModel = valuesOf("standings", { model: "m" }, columns);
    expect(ofModel.filter(([, , , agent]) => agent === "worst")).toEqual([
      ["plain", undefined, "success", "worst", 2],
      ["plain", "L0", "success", "worst", 2],
    ]);
    expect(valuesOf("standings", { agent: "nobody" }, columns)).toEqual([]);
  });

  it("lists agents and models with the suites and entries of each", () => {
    expect(tableOf("agents").rows).toEqual([
      { name: "best", suites: 2, entries: 1 },
      { name: "worst", suites: 2, entries: 2 },
      { name: "absent", suites: 1, entries: 1 },
    ]);
    expect(tableOf("models").rows).toEqual([{ name: "m", suites: 2, entries: 2 }]);
    expect(tableOf("agents").key).toEqual(["name"]);
    expect(tableOf("standings", { agent: "best" }).key).toEqual([
      ...["suite", "suiteVersion", "tier", "metric", "agent", "model", "variant"],
    ]);
  });

  it("has the batches with what is claimed of them and what their runs add up to", () => {
    const [over, running] = tableOf("batches").rows;
    expect(over).toMatchObject({
      ...{ batchId: "over", status: "completed", runs: 4, counted: 3, pass: 2, fail: 1, infrastructureError: 1 },
      ...{ createdAt: "2026-07-01T00:00:00.000Z", completedAt: "2026-07-02T00:00:00.000Z" },
      ...{ passShare: 2 / 3, claimedTotalRuns: 4, claimedSuccessfulRuns: 3, claimedAvgScore: 0.5 },
      ...{ avgScore: 0.5, avgWeightedScore: null, differingClaims: 1, claimedAvgWeightedScore: null },
      ...{ costUsdTotal: 3, costUsdMean: 1.5, costUsdPerSuccess: 1.5 },
    });
    expect(running).toMatchObject({
      ...{ batchId: "running", status: "running", runs: 1, counted: 0, createdAt: null, completedAt: null },
      ...{ passShare: null, differingClaims: null, claimedTotalRuns: null, costUsdTotal: null },
    });
  });

  it.each<[string, TableSubject]>([
    ["leaderboard", { suite: "plain" }],
    ["leaderboard", { suite: "plain", suiteVersion: "3" }],
    ["leaderboard", { suite: "none" }],
    ["weather", plain],
    ["standings", {}],
    ["weather", {}],
  ])("knows no %s of %j", (name, subject) => {
    expect(recompute(name, subject)).toBeUndefined();
  });
});

it("names a row by its key: what is not there and the empty name are one, different rows never are", () => {
  const key = ["agent", "model"];
  expect(rowKey({ agent: "x" }, key)).toBe(rowKey({ agent: "x", model: null }, key));
  expect(rowKey({ agent: "x" }, key)).toBe(rowKey({ agent: "x", model: "" }, key));
  expect(rowKey({ agent: "x", model: "y" }, key)).not.toBe(rowKey({ agent: "xy" }, key));
  expect(rowKey({ agent: "x", pass: 1 }, key)).toBe(rowKey({ agent: "x", pass: 2 }, key));
  expect(rowKey({ agent: 1 }, key)).toBe(rowKey({ agent: "1" }, key));
});
