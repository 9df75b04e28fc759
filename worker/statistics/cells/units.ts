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

/** The sum of each scenario's values, and of how many cells. Takes sorted cells. */
const sumScenarios = (observations: readonly Observation[], worthOf: (cell: Observation) => number) => {
  const [sums, cells] = [new Float64Array(observations.length), new Float64Array(observations.length)];
  let scenario = -1;
  let last = -1;
  for (const cell of observations) {
    if (cell.scenario !== scenario) last++;
    scenario = cell.scenario;
    sums[last] = (sums[last] ?? 0) + worthOf(cell);
    cells[last] = (cells[last] ?? 0) + 1;
  }
  return { sums: sums.slice(0, last + 1), cells };
};

/**
 * The mean of each scenario's cells, every tier weighing the same however many runs it has. Takes the sorted observations of one
 * entry; gives one number a scenario, in the scenarios' order.
 */
export const scenarioMeans = (observations: readonly Observation[]): Float64Array => {
  const { sums, cells } = sumScenarios(observations, cellMean);
  return sums.map((sum, place) => sum / (cells[place] ?? 0));
};

/** The same by the scenarios' positions, of so many scenarios; NaN: not run. */
export const meansByScenario = (observations: readonly Observation[], scenarios: number): Float64Array => {
  const own = scenarioMeans(observations);
  const means = new Float64Array(scenarios).fill(Number.NaN);
  let place = -1;
  let last = -1;
  for (const { scenario } of observations) {
    if (scenario !== last) place++;
    last = scenario;
    means[scenario] = own[place] ?? Number.NaN;
  }
  return means;
};

/**
 * A number a unit, in their order, whose plain mean is that of the cells' values: the mean of each scenario's cells, weighted where
 * scenarios have different numbers of them; or the values themselves where the units are tiers or there is one cell. A cell's value is its
 * mean unless said otherwise.
 */
export const unitValues = (observations: readonly Observation[], worthOf = cellMean): Float64Array => {
  // Numbers are put into an array first: made of them at once it takes a third of the time that `Float64Array.from` takes.
  if (unitOf(observations) !== "scenario") return new Float64Array(observations.map((cell) => worthOf(cell)));
  const { sums } = sumScenarios(observations, worthOf);
  const share = sums.length / observations.length;
  return share === 1 ? sums : sums.map((sum) => sum * share);
};
