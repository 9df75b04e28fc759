import { mean } from "d3-array";

/** What an evaluator gave an entry on average, as a share of its maximum. */
export interface EvaluatorMean {
  entry: number;
  evaluator: string;
  share: number;
}

/** How alike two evaluators order entries. */
export interface Agreement {
  evaluators: readonly [string, string];
  /** Kendall's τ-b over the entries that both evaluated, from −1 to 1; null where one of them gives all the same. */
  tau: number | null;
  entries: number;
}

/** What leaving one evaluator out moves. */
export interface LeftOut {
  evaluator: string;
  /** Kendall's τ-b of the order by the mean of all evaluators and of that by the mean of the others; null likewise. */
  tau: number | null;
  /** The entry that moves by the most places, and by how many; 0: none moves. */
  moved: { entry: number; places: number } | null;
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

/** How alike every two evaluators order the entries that both evaluated, the least alike first. */
export const evaluatorAgreement = (means: readonly EvaluatorMean[]): Agreement[] => {
  const entries = [...byEntry(means).values()];
  const evaluators = evaluatorsOf(means);
  return evaluators
    .flatMap((a, place) =>
      evaluators.slice(place + 1).map((b): Agreement => {
        const pairs = entries.flatMap((own) => {
          const [x, y] = [own.get(a), own.get(b)];
          return x === undefined || y === undefined ? [] : [[x, y] as const];
        });
        return { evaluators: [a, b], tau: kendallTau(pairs), entries: pairs.length };
      }),
    )
    .sort((a, b) => (a.tau ?? 2) - (b.tau ?? 2));
};

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
  const averages = (left: readonly string[]) => whole.map(([, own]) => mean(left, (name) => own.get(name) ?? 0) ?? 0);
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
      return { evaluator, tau: kendallTau(all.map((value, place) => [value, rest[place] ?? 0] as const)), moved };
    })
    .sort((a, b) => (a.tau ?? 2) - (b.tau ?? 2));
};
