import { cellMean, type Observation } from "./observation.ts";

/**
 * What the uncertainty of some cells is counted in: their scenarios; the tiers, where they are of a single scenario; the runs, where
 * there is a single cell. The last two say something of that one task only.
 */
export type Unit = "scenario" | "tier" | "run";

/** The unit of some cells that are sorted by scenario. */
export const unitOf = (cells: readonly Pick<Observation, "scenario">[]): Unit => {
  if (cells.length < 2) return "run";
  return cells[0]?.scenario === cells.at(-1)?.scenario ? "tier" : "scenario";
};

/** One scenario's cells: how many, and the sum of their means. */
interface ScenarioSum {
  cells: number;
  sum: number;
}

const sumScenarios = (observations: readonly Observation[], worthOf: (cell: Observation) => number): ScenarioSum[] => {
  const sums: ScenarioSum[] = [];
  let scenario = -1;
  let last: ScenarioSum = { cells: 0, sum: 0 };
  for (const cell of observations) {
    if (cell.scenario !== scenario) {
      last = { cells: 0, sum: 0 };
      sums.push(last);
    }
    scenario = cell.scenario;
    last.cells++;
    last.sum += worthOf(cell);
  }
  return sums;
};

/**
 * The mean of each scenario's cells, every tier weighing the same however many runs it has. Takes the sorted observations of one
 * entry; gives one number a scenario, in the scenarios' order.
 */
export const scenarioMeans = (observations: readonly Observation[]): number[] =>
  sumScenarios(observations, cellMean).map(({ cells, sum }) => sum / cells);

/**
 * A number a unit, in their order, whose plain mean is that of the cells' values: the mean of each scenario's cells, weighted where
 * scenarios have different numbers of them; or the values themselves where the units are tiers or there is one cell. A cell's value is its
 * mean unless said otherwise.
 */
export const unitValues = (observations: readonly Observation[], worthOf = cellMean): Float64Array => {
  if (unitOf(observations) !== "scenario") return Float64Array.from(observations, worthOf);
  const sums = sumScenarios(observations, worthOf);
  const share = sums.length / observations.length;
  return Float64Array.from(sums, ({ sum }) => sum * share);
};
