import type { Cell } from "#contract/snapshot/cells.ts";
import { type Difficulty, scenarioDifficulties } from "#statistics/cells/difficulty.ts";
import { observationsOf } from "#statistics/cells/observation.ts";
import { countedRuns } from "#statistics/cells/outcome.ts";
import { competingCells } from "#statistics/cells/reference-runs.ts";
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

/** The cells of a scenario of those who compete: who tries the suite itself is no entry of it. */
export const cellsAt = ({ cellsByScenario, entries }: SuiteVersion, scenario: number): readonly Cell[] =>
  competingCells(cellsByScenario[scenario] ?? [], entries);

const places = new WeakMap<SuiteVersion, Map<number, number>>();

/** Where each entry stands on the leaderboard, from 0 on. */
const placesOf = (version: SuiteVersion): ReadonlyMap<number, number> => {
  let known = places.get(version);
  if (!known) {
    known = new Map(entryOrder(version).map((entry, position) => [entry, position]));
    places.set(version, known);
  }
  return known;
};

/**
 * What each entry did at a scenario, by success rate, best first, then in the leaderboard's order. Made anew each time: a large suite has a
 * million of them, which would be most of a build's memory.
 */
export const squaresOf = (version: SuiteVersion, { scenario }: Pick<Scenario, "scenario">): Square[] => {
  const place = placesOf(version);
  return [...Map.groupBy(cellsAt(version, scenario), ({ entry }) => entry)]
    .map(([entry, cells]) => squareOf(cells, entry, scenario))
    .sort((a, b) => (b.rate ?? -1) - (a.rate ?? -1) || (place.get(a.entry) ?? 0) - (place.get(b.entry) ?? 0));
};

const scenarioOf = (version: SuiteVersion, difficulty: Difficulty): Scenario => {
  const cells = cellsAt(version, difficulty.scenario);
  const syntheticRuns = total(cells, (cell) => cell.syntheticRuns);
  return { ...difficulty, name: version.scenarios[difficulty.scenario] ?? "", syntheticRuns, ...countRuns(cells) };
};

const known = new WeakMap<SuiteVersion, Scenario[]>();

/** How hard each scenario that has a run is for those who compete; one that only others ran is of no known difficulty. */
const difficultiesOf = ({ cells, cellsByScenario, entries }: SuiteVersion): Difficulty[] => {
  const known = scenarioDifficulties(competingCells(cells, entries), "success");
  const found = new Set(known.map(({ scenario }) => scenario));
  const others = cellsByScenario.flatMap((own, scenario) =>
    own.length > 0 && !found.has(scenario) ? { scenario, mean: null, entries: 0, solvedBy: 0 } : [],
  );
  return [...known, ...others];
};

/** The scenarios of a suite's version, the hardest first; those that no run counts for come last. Computed once. */
export const scenariosOf = (version: SuiteVersion): Scenario[] => {
  let scenarios = known.get(version);
  if (!scenarios) {
    scenarios = difficultiesOf(version).map((difficulty) => scenarioOf(version, difficulty));
    known.set(version, scenarios);
  }
  return scenarios;
};
