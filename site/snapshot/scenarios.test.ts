import { expect, it } from "vitest";
import type { Cell } from "#contract/snapshot/cells.ts";
import { entryOrder } from "./boards.ts";
import { matrixOf } from "./matrix.ts";
import { sampleVersion } from "./sample-board.ts";
import { scenariosOf, squaresInOrder, squaresOf } from "./scenarios.ts";

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

it("adds up a square's tiers, each weighing the same, and says nothing of one where no run counts", () => {
  const version = sampleVersion([{ passes: 1, ran: 2 }], 2);
  const [cell] = squaresOf(version, { scenario: 0 })[0]?.cells ?? [];
  const tiers = [
    like(cell, { tier: 1, pass: 1, fail: 3, infrastructureError: 2 }),
    like(cell, { tier: 0, pass: 1, fail: 0 }),
  ];
  const none = like(cell, { scenario: 1, pass: 0, fail: 0, infrastructureError: 1 });
  const other = { ...version, cellsByEntry: [[...tiers, none]] };
  expect(squaresOf(other, { scenario: 0 })).toMatchObject([
    { entry: 0, scenario: 0, rate: 0.625, pass: 2, counted: 5, infrastructureError: 2 },
  ]);
  expect(squaresOf(other, { scenario: 1 })).toMatchObject([
    { entry: 0, scenario: 1, rate: null, pass: 0, counted: 0, infrastructureError: 1 },
  ]);
  expect(squaresOf(version, { scenario: 1 })).toMatchObject([{ rate: 0, counted: 1 }]);
});

it("lists who did a task best first, and of one rate in the leaderboard's order, as the matrix does throughout", () => {
  const version = sampleVersion([{ passes: 1 }, { passes: 3 }, { passes: 2, ran: 2 }, { passes: 0, ran: 1 }], 3);
  const entriesAt = (scenario: number) => squaresOf(version, { scenario }).map(({ entry }) => entry);
  expect(entryOrder(version)).toEqual([1, 0, 2, 3]);
  expect([0, 1, 2].map(entriesAt)).toEqual([
    [1, 0, 2, 3],
    [1, 2, 0],
    [1, 0],
  ]);
  expect(squaresInOrder(version, 1).map(({ entry, rate }) => [entry, rate])).toEqual([
    [1, 1],
    [0, 0],
    [2, 1],
  ]);
});

it("finds the squares of a version once, whichever scenarios are asked for between", () => {
  const version = sampleVersion([{ passes: 1, ran: 2 }], 2);
  const squares = squaresOf(version, { scenario: 0 });
  expect(squaresOf(version, { scenario: 1 })).not.toBe(squares);
  expect(squaresOf(version, { scenario: 0 })).toBe(squares);
  expect(squaresInOrder(version, 0)).toBe(squaresInOrder(version, 0));
  expect(squaresInOrder(version, 0)[0]).toBe(squares[0]);
});

it("keeps the squares of one scenario alone where a version is large", () => {
  const version = { ...sampleVersion([{ passes: 1, ran: 2 }], 2) };
  const squares = squaresOf(version, { scenario: 0 });
  version.cells = Array.from({ length: 100_001 }, () => version.cells).flat();
  expect(squaresOf(version, { scenario: 0 })).toBe(squares);
  const others = squaresOf(version, { scenario: 1 });
  expect(squaresOf(version, { scenario: 1 })).toBe(others);
  expect(squaresOf(version, { scenario: 0 })).not.toBe(squares);
});

function counts(pass: number, counted: number) {
  return { pass, counted, infrastructureError: 0, syntheticRuns: 0 };
}

/** A cell with other values here and there. */
function like(cell: Cell | undefined, values: Partial<Cell>): Cell {
  const fields = Object.entries(values).map(([name, value]) => [name, { value }]);
  return Object.create(cell ?? null, Object.fromEntries(fields));
}
