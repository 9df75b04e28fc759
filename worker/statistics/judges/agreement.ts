import { mean, sum } from "d3-array";
import { rounded } from "../cells/rounded.ts";
import type { EvaluatorRow } from "./evaluator-rows.ts";

/** What an evaluator gave an entry on average, as a share of its maximum. */
export interface EvaluatorMean {
  entry: number;
  evaluator: string;
  share: number;
}

/** How alike two evaluators order entries. */
export interface Agreement {
  evaluators: readonly [string, string];
  /** Kendall's τ-b over the entries that have runs which both evaluated, from −1 to 1; null where one of them gives all the same. */
  tau: number | null;
  entries: number;
  /** Runs that both evaluated, and the scenarios of these. */
  runs: number;
  scenarios: number;
  /** The mean of what each gave them, as a share of its maximum. */
  means: readonly [number, number];
}

/** What leaving one evaluator out moves. */
export interface LeftOut {
  evaluator: string;
  /** Kendall's τ-b of the order by the mean of all evaluators and of that by the mean of the others; null likewise. */
  tau: number | null;
  /** The entry that moves by the most places, and by how many; null: none moves. */
  moved: { entry: number; places: number } | null;
  /** The entries that every evaluator evaluated: among these places are counted. */
  entries: number;
}

/**
 * Kendall's τ-b of paired values, with ties: (concordant − discordant)/√((pairs − ties in x)(pairs − ties in y)). Null where one of the two does
 * not vary. Source: Kendall (1945), The treatment of ties in ranking problems, Biometrika 33:239–251.
 */
export const kendallTau = (pairs: readonly (readonly [number, number])[]): number | null => {
  let [agreeing, inX, inY] = [0, 0, 0];
  pairs.forEach(([x, y], place) => {
    for (const [otherX, otherY] of pairs.slice(place + 1)) {
      const [signX, signY] = [Math.sign(x - otherX), Math.sign(y - otherY)];
      agreeing += signX * signY;
      inX += Math.abs(signX);
      inY += Math.abs(signY);
    }
  });
  return inX === 0 || inY === 0 ? null : agreeing / Math.sqrt(inX * inY);
};

/** Rows by one thing and then by another: of a large suite there are so many that a key of both for each takes longer than all the rest. */
const groupsBy = (
  rows: readonly EvaluatorRow[],
  first: (row: EvaluatorRow) => unknown,
  second: (row: EvaluatorRow) => unknown,
): EvaluatorRow[][] => [...Map.groupBy(rows, first).values()].flatMap((own) => [...Map.groupBy(own, second).values()]);

/**
 * What each evaluator gave each entry on average: the mean over its cells of what it gave there, every cell weighing the same. Takes the
 * rows of evaluators alone.
 */
export const evaluatorMeans = (rows: readonly EvaluatorRow[]): EvaluatorMean[] =>
  groupsBy(
    rows.filter(({ a, b }) => a === b),
    ({ entry }) => entry,
    ({ a }) => a,
  ).map((own) => ({
    entry: own[0]?.entry ?? 0,
    evaluator: own[0]?.a ?? "",
    share: rounded(mean(own, ({ sumA, runs }) => sumA / runs) ?? 0),
  }));

const byEntry = (means: readonly EvaluatorMean[]): Map<number, Map<string, number>> => {
  const entries = new Map<number, Map<string, number>>();
  for (const { entry, evaluator, share } of means) {
    const own = entries.get(entry) ?? new Map<string, number>();
    entries.set(entry, own.set(evaluator, share));
  }
  return entries;
};

const evaluatorsOf = (means: readonly EvaluatorMean[]): string[] =>
  [...new Set(means.map(({ evaluator }) => evaluator))].sort((a, b) => (a < b ? -1 : 1));

/** How alike every two evaluators order the entries, by what they gave the same runs; the least alike first. Takes the rows of pairs. */
export const evaluatorAgreement = (rows: readonly EvaluatorRow[]): Agreement[] =>
  groupsBy(
    rows.filter(({ a, b }) => a !== b),
    ({ a }) => a,
    ({ b }) => b,
  )
    .map((own): Agreement => {
      const entries = [...Map.groupBy(own, ({ entry }) => entry).values()].map(
        (cells) =>
          [
            rounded(mean(cells, ({ sumA, runs }) => sumA / runs) ?? 0),
            rounded(mean(cells, ({ sumB, runs }) => sumB / runs) ?? 0),
          ] as const,
      );
      const runs = sum(own, (row) => row.runs);
      return {
        evaluators: [own[0]?.a ?? "", own[0]?.b ?? ""],
        tau: kendallTau(entries),
        entries: entries.length,
        runs,
        scenarios: new Set(own.map(({ scenario }) => scenario)).size,
        means: [sum(own, ({ sumA }) => sumA) / runs, sum(own, ({ sumB }) => sumB) / runs],
      };
    })
    .sort((a, b) => (a.tau ?? 2) - (b.tau ?? 2) || (String(a.evaluators) < String(b.evaluators) ? -1 : 1));

/** The places of values from the highest down, equal ones sharing the middle of theirs. */
const placesOf = (values: readonly number[]): number[] =>
  values.map((value) => {
    const above = values.filter((other) => other > value).length;
    const equal = values.filter((other) => other === value).length;
    return above + (equal + 1) / 2;
  });

/** What leaving each evaluator out moves, among the entries that every one of them evaluated; what moves most first. */
export const leaveOneOut = (means: readonly EvaluatorMean[]): LeftOut[] => {
  const evaluators = evaluatorsOf(means);
  if (evaluators.length < 2) return [];
  const whole = [...byEntry(means)].filter(([, own]) => own.size === evaluators.length);
  const averages = (left: readonly string[]) =>
    whole.map(([, own]) => rounded(mean(left, (name) => own.get(name) ?? 0) ?? 0));
  const all = averages(evaluators);
  const placesOfAll = placesOf(all);
  return evaluators
    .map((evaluator): LeftOut => {
      const rest = averages(evaluators.filter((name) => name !== evaluator));
      const places = placesOf(rest);
      let moved: LeftOut["moved"] = null;
      whole.forEach(([entry], place) => {
        const by = Math.abs((places[place] ?? 0) - (placesOfAll[place] ?? 0));
        if (by > (moved?.places ?? 0)) moved = { entry, places: by };
      });
      const tau = kendallTau(all.map((value, place) => [value, rest[place] ?? 0] as const));
      return { evaluator, tau, moved, entries: whole.length };
    })
    .sort((a, b) => (a.tau ?? 2) - (b.tau ?? 2));
};
