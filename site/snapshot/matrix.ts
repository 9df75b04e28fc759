import { entryOrder } from "./boards.ts";
import { type Scenario, type Square as SquareWithCells, scenariosOf, squaresOf } from "./scenarios.ts";
import type { SuiteVersion } from "./suites.ts";

/** An entry at a scenario, over the tiers: what they add up to. */
export type Square = Omit<SquareWithCells, "cells">;

/** What a square of the matrix shows: all counted runs passed, some, none, only infrastructure errors, or no run that counts. */
export type SquareKind = "all" | "some" | "none" | "error" | "absent";

/** The kind of an entry's square at a scenario. */
export const kindOf = (square: Square | undefined): SquareKind => {
  if (square === undefined) return "absent";
  if (square.counted === 0) return square.infrastructureError > 0 ? "error" : "absent";
  if (square.pass === square.counted) return "all";
  return square.pass > 0 ? "some" : "none";
};

/** Entries as on the leaderboard against scenarios, the easiest first, so that the passes lie in the top left. */
export interface Matrix {
  version: SuiteVersion;
  /** Positions in the version's entries. */
  entries: readonly number[];
  scenarios: readonly Scenario[];
  /** A row an entry, a square a scenario. */
  rows: readonly (readonly (Square | undefined)[])[];
}

const known = new WeakMap<SuiteVersion, Matrix>();

/** The matrix of a suite's version. Computed once. */
export const matrixOf = (version: SuiteVersion): Matrix => {
  const computed = known.get(version);
  if (computed) return computed;
  const entries = entryOrder(version);
  const hardestFirst = scenariosOf(version);
  const scenarios = [
    ...hardestFirst.filter(({ mean }) => mean !== null).reverse(),
    ...hardestFirst.filter(({ mean }) => mean === null),
  ];
  const rows = new Map(
    entries.map((entry) => [entry, new Array<Square | undefined>(scenarios.length).fill(undefined)]),
  );
  scenarios.forEach((scenario, column) => {
    for (const { cells: _cells, ...square } of squaresOf(version, scenario)) {
      const row = rows.get(square.entry);
      if (row) row[column] = square;
    }
  });
  const matrix = { version, entries, scenarios, rows: [...rows.values()] };
  known.set(version, matrix);
  return matrix;
};
