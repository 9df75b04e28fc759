import { describe, expect, it } from "vitest";
import { NEWEST_FIRST, pressedOrder, type RunSort, readOrder, sortRuns } from "./run-sorting.ts";
import { sampleRun } from "./sample-run.ts";

const run = (runId: string, given: Readonly<Record<string, unknown>>) =>
  sampleRun({ runId, scenario: runId, ...given });

const RUNS = [
  run("x", {
    totalScore: 0.5,
    startedAt: "2026-08-02T00:00:00.000Z",
    completedAt: "2026-08-02T01:00:00.000Z",
    agent: "c",
  }),
  run("y", { startedAt: "2026-08-03T00:00:00.000Z", model: "m", tier: "L2", agent: "b" }),
  run("z", { totalScore: 0, completedAt: "2026-08-01T00:30:00.000Z", outcome: "fail", model: "k", tier: "L1" }),
];

describe("sortRuns", () => {
  it.each<[RunSort, string, string]>([
    ["newest", "yxz", "zxy"],
    ["score", "xzy", "zxy"],
    ["time", "zxy", "xzy"],
    ["outcome", "zxy", "xyz"],
    ["task", "xyz", "zyx"],
    ["help", "xzy", "yzx"],
    ["agent", "zyx", "xyz"],
    ["model", "zyx", "yzx"],
  ])("by %s gives %s, reversed %s: unknown figures last", (sort, order, reverse) => {
    const sorted = (reversed: boolean) =>
      sortRuns(RUNS, { sort, reversed })
        .map(({ runId }) => runId)
        .join("");
    expect([sorted(false), sorted(true)]).toEqual([order, reverse]);
  });
});

it("reads an order from an address and ignores unknown words", () => {
  expect(readOrder(new URLSearchParams("sort=score&order=reverse"))).toEqual({ sort: "score", reversed: true });
  expect(readOrder(new URLSearchParams("sort=toString&order=up"))).toEqual(NEWEST_FIRST);
});

it("turns an order round when the same head is pressed again, and back", () => {
  const once = pressedOrder(NEWEST_FIRST, "score");
  expect(once).toEqual({ sort: "score", reversed: false });
  expect(pressedOrder(once, "score")).toEqual({ sort: "score", reversed: true });
  expect(pressedOrder({ sort: "score", reversed: true }, "score")).toEqual(once);
});
