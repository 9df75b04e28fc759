import { mean } from "d3-array";
import { type Interval, studentInterval } from "../intervals/interval.ts";

/** An entry of a cross of agents and models, with what it reached in each scenario, in the same order for all. */
export interface CrossedEntry {
  agent: string;
  model: string;
  values: readonly number[];
}

/** What an agent or a model adds to the mean of the cross, others being the same. */
interface Part {
  name: string;
  effect: number;
  /** 95 %, over the scenarios; null with fewer than two of them, or where none differs. */
  interval: Interval | null;
}

/** A cross of agents and models taken apart into what each adds. */
export interface AgentModelParts {
  mean: number;
  agents: Part[];
  models: Part[];
  /** Pairs of an agent and a model without an entry that is used: what is said of them is what the sum would be. */
  missing: { agent: string; model: string }[];
  /** The root mean square of what the sum leaves unexplained of the entries' means: what an agent and a model make together. */
  unexplained: number;
  scenarios: number;
}

/** Solves a symmetric system of full rank, once for each right side, by elimination with the greatest pivot. */
const solve = (matrix: readonly (readonly number[])[], rights: readonly (readonly number[])[]): number[][] => {
  const rows = matrix.map((row, place) => [...row, ...rights.map((right) => right[place] ?? 0)]);
  const size = rows.length;
  const at = (row: number, column: number) => rows[row]?.[column] ?? 0;
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column + 1; row < size; row++)
      if (Math.abs(at(row, column)) > Math.abs(at(pivot, column))) pivot = row;
    const [upper, lower] = [rows[pivot] ?? [], rows[column] ?? []];
    [rows[column], rows[pivot]] = [upper, lower];
    for (let row = 0; row < size; row++) {
      if (row === column) continue;
      const factor = at(row, column) / at(column, column);
      rows[row] = (rows[row] ?? []).map((value, place) => value - factor * at(column, place));
    }
  }
  return rights.map((_, which) => rows.map((row, place) => (row[size + which] ?? 0) / at(place, place)));
};

/** The agents and models that hang together with the first entry by way of others, so that they can be compared. */
const connected = (entries: readonly CrossedEntry[]): CrossedEntry[] => {
  const [agents, models] = [new Set<string>(), new Set<string>()];
  let left = [...entries];
  let found: CrossedEntry[] = left.slice(0, 1);
  while (found.length > 0) {
    for (const { agent, model } of found) {
      agents.add(agent);
      models.add(model);
    }
    left = left.filter((entry) => !found.includes(entry));
    found = left.filter(({ agent, model }) => agents.has(agent) || models.has(model));
  }
  return entries.filter(({ agent }) => agents.has(agent));
};

/** The largest part of a cross in which everything can be compared, by its entries. */
const largestPart = (entries: readonly CrossedEntry[]): CrossedEntry[] => {
  let [left, largest]: [CrossedEntry[], CrossedEntry[]] = [[...entries], []];
  while (left.length > largest.length) {
    const part = connected(left);
    if (part.length > largest.length) largest = part;
    left = left.filter((entry) => !part.includes(entry));
  }
  return largest;
};

const distinct = (names: readonly string[]): string[] => [...new Set(names)].sort((a, b) => (a < b ? -1 : 1));

/** How a row of effects (the mean, agents, models, each kind adding up to 0) stands for an entry: the last of a kind is minus the others. */
const designOf = (
  entries: readonly CrossedEntry[],
  agents: readonly string[],
  models: readonly string[],
): number[][] => {
  const coded = (names: readonly string[], name: string) =>
    names.slice(0, -1).map((one) => (name === names.at(-1) ? -1 : Number(one === name)));
  return entries.map(({ agent, model }) => [1, ...coded(agents, agent), ...coded(models, model)]);
};

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, place) => sum + value * (b[place] ?? 0), 0);

const partOf = (name: string, values: readonly number[]): Part => {
  const effect = mean(values) ?? 0;
  const n = values.length;
  const squares = values.reduce((sum, value) => sum + (value - effect) ** 2, 0);
  const standardError = n < 2 ? 0 : Math.sqrt(squares / (n * (n - 1)));
  return { name, effect, interval: standardError < 1e-12 ? null : studentInterval(effect, standardError, n - 1) };
};

/** The effects of one kind in each scenario, from those of all but the last: they add up to 0. */
const completed = (names: readonly string[], fits: readonly (readonly number[])[], from: number): Part[] =>
  names.map((name, place) => {
    const isLast = place === names.length - 1;
    const others = (fit: readonly number[]) => fit.slice(from, from + names.length - 1);
    const valueIn = (fit: readonly number[]) =>
      isLast ? -others(fit).reduce((sum, value) => sum + value, 0) : (fit[from + place] ?? 0);
    return partOf(name, fits.map(valueIn));
  });

/**
 * What an agent and what a model adds: mean + agent + model, fitted by least squares in each scenario; an effect is its mean over the scenarios,
 * with Student's interval over them. Takes entries over the same scenarios; of several with one agent and model each counts. Of a cross that falls
 * apart the largest part; null where that has fewer than two agents or two models.
 * Source: Searle (1971), Linear Models, chapter 7: the two-way classification without interaction, unbalanced.
 */
export const agentModelParts = (entries: readonly CrossedEntry[]): AgentModelParts | null => {
  const used = largestPart(entries);
  const [agents, models] = [distinct(used.map(({ agent }) => agent)), distinct(used.map(({ model }) => model))];
  if (agents.length < 2 || models.length < 2) return null;
  const design = designOf(used, agents, models);
  const columns = design[0]?.map((_, column) => design.map((row) => row[column] ?? 0)) ?? [];
  const products = columns.map((a) => columns.map((b) => dot(a, b)));
  const scenarios = used[0]?.values.length ?? 0;
  // What an entry's value adds to each effect is the same in every scenario, so that the equations are solved once.
  const shares = solve(products, design);
  const fits = Array.from({ length: scenarios }, (_, scenario) => {
    const values = used.map((entry) => entry.values[scenario] ?? 0);
    return columns.map((_, effect) =>
      values.reduce((sum, value, entry) => sum + value * (shares[entry]?.[effect] ?? 0), 0),
    );
  });
  const average = columns.map((_, column) => mean(fits, (fit) => fit[column] ?? 0) ?? 0);
  const residuals = used.map(({ values }, entry) => (mean(values) ?? 0) - dot(design[entry] ?? [], average));
  const pairs = new Set(used.map(({ agent, model }) => JSON.stringify([agent, model])));
  return {
    mean: average[0] ?? 0,
    agents: completed(agents, fits, 1),
    models: completed(models, fits, agents.length),
    missing: agents.flatMap((agent) =>
      models.flatMap((model) => (pairs.has(JSON.stringify([agent, model])) ? [] : [{ agent, model }])),
    ),
    unexplained: Math.sqrt(mean(residuals, (residual) => residual * residual) ?? 0),
    scenarios,
  };
};
