import * as z from "zod";
import { keyOf } from "../names/key-of.ts";
import { recordOf } from "../names/records.ts";
import { PackedColumnSchema } from "./packed-columns.ts";

/** How many evaluators of a cell are compared: the first by name. More would let a single cell grow without bound. */
export const MOST_EVALUATORS = 6;

/** How long the name of an evaluator may be that is compared, in bytes: every pair of a cell repeats two, and a part has 2,000 cells. */
export const LONGEST_EVALUATOR = 60;

/** Shares, and squares of their differences, are summed in whole millionths. */
export const SHARE_UNITS = 1e6;

/** What two evaluators gave the same runs of a cell, or one alone where both are the same. */
export interface EvaluatorPair {
  a: string;
  b: string;
  /** Runs that both evaluated. */
  runs: number;
  /** The sums of what each gave them, as shares of its maximum in millionths, none below 0 or above the maximum. */
  sumA: number;
  sumB: number;
  /** The sum of the squares of the differences, in millionths. */
  squares: number;
}

/** Pairs of evaluators, a column each; `cell` says whose. */
export const EvaluatorPairsSchema = z.strictObject({
  evaluators: z.array(z.string()).describe("The evaluators, by name."),
  cell: PackedColumnSchema.describe("Position in the columns of the cells."),
  a: PackedColumnSchema.describe("Position of an evaluator."),
  b: PackedColumnSchema.describe("Position of another, or of the same: then the row is about that one alone."),
  runs: PackedColumnSchema.describe("Runs that both evaluated: final, without infrastructure errors."),
  sumA: PackedColumnSchema.describe(
    "What the first gave them, as shares of its maximum in millionths; below 0 counts as 0, above the maximum as the maximum.",
  ),
  sumB: PackedColumnSchema.describe("What the second gave them."),
  squares: PackedColumnSchema.describe("The squares of their differences, in millionths."),
});
export type EvaluatorPairs = z.infer<typeof EvaluatorPairsSchema>;

/** The columns that count and sum. */
export const PAIR_SUMS = ["runs", "sumA", "sumB", "squares"] as const;

/** All columns. */
export const PAIR_COLUMNS = ["cell", "a", "b", ...PAIR_SUMS] as const;

/** What is wrong with the columns of pairs for so many cells; undefined if nothing is. */
export const brokenPairs = ({ evaluators, cell, ...columns }: EvaluatorPairs, cells: number): string | undefined => {
  for (const [name, column] of Object.entries(columns)) {
    if (column.length !== cell.length) return `${name} has ${column.length} values, cell has ${cell.length}`;
  }
  const places = [
    ["cell", cell, cells],
    ["a", columns.a, evaluators.length],
    ["b", columns.b, evaluators.length],
  ] as const;
  for (const [name, column, size] of places) {
    const outside = column.find((place) => place < 0 || place >= size);
    if (outside !== undefined) return `${name} ${outside} is not one of ${size}`;
  }
  return undefined;
};

/** Texts as SQLite orders them: by code points. */
const byCodePoints = (a: string, b: string): number => {
  const [left, right] = [[...a], [...b]];
  const place = left.findIndex((letter, position) => letter !== right[position]);
  const [own, other] = [left[place]?.codePointAt(0), right[place]?.codePointAt(0)];
  if (place < 0) return left.length - right.length;
  return own === undefined || other === undefined ? left.length - right.length : own - other;
};

/** An evaluation, as far as it counts here. */
interface Given {
  evaluatorName: string;
  score: number;
  maxScore: number;
}

const shareOf = ({ score, maxScore }: Given): number =>
  Math.round(Math.min(1, Math.max(0, score / maxScore)) * SHARE_UNITS);

/** What each evaluator gave a run, the mean where it gave several; the first evaluators by name. */
const sharesOf = (evaluations: readonly Given[]): [name: string, share: number][] =>
  [...Map.groupBy(evaluations, ({ evaluatorName }) => evaluatorName)]
    .filter(([name]) => new TextEncoder().encode(name).length <= LONGEST_EVALUATOR)
    .sort(([a], [b]) => byCodePoints(a, b))
    .slice(0, MOST_EVALUATORS)
    .map(([name, own]) => {
      const sum = own.reduce((total, one) => total + shareOf(one), 0);
      return [name, Math.floor((2 * sum + own.length) / (2 * own.length))];
    });

/**
 * What the evaluations of one run say of each of its evaluators and of every two of them. The same in SQL:
 * worker/db/generate/evaluator-pairs-sql.ts.
 */
export const pairsOfRun = (evaluations: readonly Given[]): EvaluatorPair[] => {
  const shares = sharesOf(evaluations);
  return shares.flatMap(([a, sumA], place) =>
    shares.slice(place).map(([b, sumB]) => {
      const squares = Math.floor(((sumA - sumB) ** 2 + SHARE_UNITS / 2) / SHARE_UNITS);
      return { a, b, runs: 1, sumA, sumB, squares };
    }),
  );
};

/** What the evaluations of the runs of one cell add up to: the first evaluators by name, by their names. */
export const pairsOfRuns = (runs: Iterable<readonly Given[]>): EvaluatorPair[] => {
  const pairs = new Map<string, EvaluatorPair>();
  for (const evaluations of runs) {
    for (const one of pairsOfRun(evaluations)) {
      const key = keyOf(one.a, one.b);
      const sum = pairs.get(key) ?? { ...one, runs: 0, sumA: 0, sumB: 0, squares: 0 };
      for (const name of PAIR_SUMS) sum[name] += one[name];
      pairs.set(key, sum);
    }
  }
  const names = [...new Set([...pairs.values()].map(({ a }) => a))].sort(byCodePoints).slice(0, MOST_EVALUATORS);
  return names.flatMap((a, place) => names.slice(place).flatMap((b) => pairs.get(keyOf(a, b)) ?? []));
};

/** How a cell's row keeps its pairs. */
const KeptPairsSchema = z.array(z.tuple([z.string(), z.string(), z.int(), z.int(), z.int(), z.int()]));

/** The pairs of a cell from the text that its row keeps; none: it has none. */
export const readPairs = (text: string | null): EvaluatorPair[] =>
  text === null
    ? []
    : KeptPairsSchema.parse(JSON.parse(text)).map(([a, b, runs, sumA, sumB, squares]) => ({
        ...{ a, b },
        ...{ runs, sumA, sumB, squares },
      }));

/** Pairs of cells as columns: in the order of the cells, the evaluators by name. Undefined: no cell has one. */
export const pairColumns = (ofCells: readonly (readonly EvaluatorPair[])[]): EvaluatorPairs | undefined => {
  const rows = ofCells.flatMap((pairs, cell) => pairs.map((pair) => ({ ...pair, cell })));
  if (rows.length === 0) return undefined;
  const evaluators = [...new Set(rows.map(({ a }) => a))].sort((a, b) => (a < b ? -1 : 1));
  const places = new Map(evaluators.map((name, place) => [name, place]));
  return {
    evaluators,
    cell: rows.map(({ cell }) => cell),
    a: rows.map(({ a }) => places.get(a) ?? 0),
    b: rows.map(({ b }) => places.get(b) ?? 0),
    ...recordOf(PAIR_SUMS, (name) => rows.map((row) => row[name])),
  };
};
