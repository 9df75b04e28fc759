import type { Cell } from "#contract/snapshot/cells.ts";
import { type Difficulty, scenarioDifficulties } from "#statistics/cells/difficulty.ts";
import { observationsOf } from "#statistics/cells/observation.ts";
import { countedRuns } from "#statistics/cells/outcome.ts";
import { scenarioMeans } from "#statistics/cells/units.ts";
import { entryOrder } from "./boards.ts";
import type { SuiteVersion } from "./suites.ts";

interface Counts {
  pass: number;
  counted: number;
  infrastructureError: number;
}

/** An entry at a scenario, over the tiers. */
export interface Square extends Counts {
  entry: number;
  scenario: number;
  /** Its cells, one a tier that it has run. */
  cells: readonly Cell[];
  /** Mean of the cells' success rates; null if no run counts. */
  rate: number | null;
}

/** A scenario and everything that ran it. */
export interface Scenario extends Difficulty, Counts {
  name: string;
  /** By success rate, best first, then in the leaderboard's order. */
  squares: readonly Square[];
  syntheticRuns: number;
}

const total = <T>(items: readonly T[], amount: (item: T) => number): number =>
  items.reduce((sum, item) => sum + amount(item), 0);

const countRuns = (cells: readonly Cell[]): Counts => ({
  pass: total(cells, ({ pass }) => pass),
  counted: total(cells, countedRuns),
  infrastructureError: total(cells, ({ infrastructureError }) => infrastructureError),
});

const squareOf = (cells: readonly Cell[], entry: number, scenario: number): Square => {
  const [rate = null] = scenarioMeans(observationsOf(cells, "success"));
  return { entry, scenario, cells, rate, ...countRuns(cells) };
};

const scenarioOf = (version: SuiteVersion, difficulty: Difficulty, place: ReadonlyMap<number, number>): Scenario => {
  const { scenario } = difficulty;
  const cells = version.cellsByScenario[scenario] ?? [];
  const squares = [...Map.groupBy(cells, ({ entry }) => entry)]
    .map(([entry, ofEntry]) => squareOf(ofEntry, entry, scenario))
    .sort((a, b) => (b.rate ?? -1) - (a.rate ?? -1) || (place.get(a.entry) ?? 0) - (place.get(b.entry) ?? 0));
  const syntheticRuns = total(cells, (cell) => cell.syntheticRuns);
  return { ...difficulty, name: version.scenarios[scenario] ?? "", squares, syntheticRuns, ...countRuns(cells) };
};

const known = new WeakMap<SuiteVersion, Scenario[]>();

/** The scenarios of a suite's version, the hardest first; those that no run counts for come last. Computed once. */
export const scenariosOf = (version: SuiteVersion): Scenario[] => {
  let scenarios = known.get(version);
  if (!scenarios) {
    const place = new Map(entryOrder(version).map((entry, position) => [entry, position]));
    scenarios = scenarioDifficulties(version.cells, "success").map((difficulty) =>
      scenarioOf(version, difficulty, place),
    );
    known.set(version, scenarios);
  }
  return scenarios;
};
