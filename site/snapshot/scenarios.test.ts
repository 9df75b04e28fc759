import { expect, it } from "vitest";
import { matrixOf } from "./matrix.ts";
import { sampleVersion } from "./sample-board.ts";
import { scenariosOf, squaresOf } from "./scenarios.ts";

it("counts no agent that tries the suite itself, and keeps a task that only such an agent ran", () => {
  const version = sampleVersion(
    [
      { passes: 1, ran: 2 },
      { agent: "oracle", passes: 3, made: true },
      { agent: "no-op", passes: 0 },
    ],
    3,
  );
  expect(scenariosOf(version)).toEqual([
    { scenario: 1, name: "scenario 1", mean: 0, entries: 1, solvedBy: 0, ...counts(0, 1) },
    { scenario: 0, name: "scenario 0", mean: 1, entries: 1, solvedBy: 1, ...counts(1, 1) },
    { scenario: 2, name: "scenario 2", mean: null, entries: 0, solvedBy: 0, ...counts(0, 0) },
  ]);
  expect(squaresOf(version, { scenario: 0 }).map(({ entry }) => entry)).toEqual([0]);
  expect(matrixOf(version).rows).toHaveLength(1);
});

function counts(pass: number, counted: number) {
  return { pass, counted, infrastructureError: 0, syntheticRuns: 0 };
}
