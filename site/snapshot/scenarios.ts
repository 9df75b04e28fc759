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

const countRuns = (cells: readonly Cell[]): Counts => {
  let [pass, counted, infrastructureError] = [0, 0, 0];
  for (const cell of cells) {
    pass += cell.pass;
    counted += countedRuns(cell);
    infrastructureError += cell.infrastructureError;
  }
  return { pass, counted, infrastructureError };
};

const rateOf = (cells: readonly Cell[], { pass, counted }: Counts): number | null => {
  // Most suites have one tier: a large one has so many squares that means of one cell each would be a fifth of the time that they take.
  if (cells.length === 1) return counted === 0 ? null : pass / counted;
  return scenarioMeans(observationsOf(cells, "success"))[0] ?? null;
};

const squareOf = (cells: readonly Cell[], entry: number, scenario: number): Square => {
  const counts = countRuns(cells);
  const { pass, counted, infrastructureError } = counts;
  return { entry, scenario, cells, rate: rateOf(cells, counts), pass, counted, infrastructureError };
};

const competing = new WeakMap<SuiteVersion, readonly (readonly Cell[])[]>();

/** The cells of a scenario of those who compete: who tries the suite itself is no entry of it. */
export const cellsAt = (version: SuiteVersion, scenario: number): readonly Cell[] => {
  let byScenario = competing.get(version);
  if (!byScenario) {
    const { cells, cellsByScenario, entries } = version;
    const hasOthers = competingCells(cells, entries).length < cells.length;
    byScenario = hasOthers ? cellsByScenario.map((own) => competingCells(own, entries)) : cellsByScenario;
    competing.set(version, byScenario);
  }
  return byScenario[scenario] ?? [];
};

const ordered = new WeakMap<SuiteVersion, Cell[][]>();

/** The cells of those who compete by scenario, in the leaderboard's order: nobody has to sort the entries of each again. */
const orderedCells = (version: SuiteVersion): readonly (readonly Cell[])[] => {
  let byScenario = ordered.get(version);
  if (!byScenario) {
    byScenario = version.scenarios.map(() => []);
    for (const entry of entryOrder(version))
      for (const cell of version.cellsByEntry[entry] ?? []) byScenario[cell.scenario]?.push(cell);
    ordered.set(version, byScenario);
  }
  return byScenario;
};

const findInOrder = (version: SuiteVersion, scenario: number): Square[] => {
  const squares: Square[] = [];
  const cells = orderedCells(version)[scenario] ?? [];
  for (let from = 0, to = 0; from < cells.length; from = to) {
    const entry = cells[from]?.entry ?? 0;
    while (cells[to]?.entry === entry) to++;
    squares.push(squareOf(cells.slice(from, to), entry, scenario));
  }
  return squares;
};

/** The best first; those of one rate stay in the leaderboard's order. There are few rates: most entries have one run of a task. */
const bestFirst = (squares: readonly Square[]): Square[] =>
  [...Map.groupBy(squares, ({ rate }) => rate ?? -1)].sort(([a], [b]) => b - a).flatMap(([, ofRate]) => ofRate);

/** What the entries did at a scenario, in both orders. */
interface Squares {
  inOrder: readonly Square[];
  bestFirst: readonly Square[];
}

/** The squares of a version of so many cells are kept: of a larger one they would be most of a build's memory. */
const MOST_KEPT = 200_000;

let last: { version: SuiteVersion; squares: Map<number, Squares> } | undefined;

/**
 * The squares of the last version are kept, since its matrix, the pages of its tasks and its files ask for them one after the other; of a
 * large version the last scenario's alone.
 */
const squaresAt = (version: SuiteVersion, scenario: number): Squares => {
  if (last?.version !== version) last = { version, squares: new Map() };
  const known = last.squares.get(scenario);
  if (known) return known;
  if (version.cells.length > MOST_KEPT) last.squares.clear();
  const inOrder = findInOrder(version, scenario);
  const squares = { inOrder, bestFirst: bestFirst(inOrder) };
  last.squares.set(scenario, squares);
  return squares;
};

/** What each entry did at a scenario, in the leaderboard's order. */
export const squaresInOrder = (version: SuiteVersion, scenario: number): readonly Square[] =>
  squaresAt(version, scenario).inOrder;

/** The same by success rate, best first, then in the leaderboard's order. */
export const squaresOf = (version: SuiteVersion, { scenario }: Pick<Scenario, "scenario">): readonly Square[] =>
  squaresAt(version, scenario).bestFirst;

const scenarioOf = (version: SuiteVersion, difficulty: Difficulty): Scenario => {
  const cells = cellsAt(version, difficulty.scenario);
  const syntheticRuns = cells.reduce((sum, cell) => sum + cell.syntheticRuns, 0);
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
