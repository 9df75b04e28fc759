import { MAX_SCORE } from "#contract/runs/outcome.ts";
import type { Draft } from "./formats/importer.ts";
import { nameIn, withoutAbsent } from "./reading/foreign-values.ts";

const scorerOf = (draft: Draft, name: string): string => JSON.stringify([draft.suite, name]);

/** The scorers of a group of files that give other values than shares of 1: their numbers are on a scale of their own. */
export class Scales {
  readonly #own = new Set<string>();

  note(draft: Draft): void {
    for (const { name, value } of draft.scores ?? []) {
      if (value < 0 || value > 1) this.#own.add(scorerOf(draft, name));
    }
  }

  isOwn(draft: Draft, name: string): boolean {
    return this.#own.has(scorerOf(draft, name));
  }
}

/**
 * The draft with its scores where they belong, once all of the file are known. A share becomes an evaluation. A number on a scale of
 * its own has no maximum that anybody states, so that it is kept in the metadata. The only score of a run is its score, on either scale.
 */
export const settleScores = (draft: Draft, scales: Scales): Draft => {
  const { scores, onOwnScale: own, ...stated } = draft;
  if (scores === undefined) return draft;
  const rest = own !== undefined && scales.isOwn(draft, own.scorer) ? { ...stated, ...own.instead } : stated;
  const shares = scores.filter(({ name }) => !scales.isOwn(draft, name));
  const others = scores.filter(({ name }) => scales.isOwn(draft, name));
  const [only, ...more] = scores;
  const isScore = only !== undefined && more.length === 0 && Math.abs(only.value) <= MAX_SCORE;
  return {
    ...rest,
    totalScore: rest.totalScore ?? (isScore ? only.value : undefined),
    evaluations: [
      ...(rest.evaluations ?? []),
      ...shares.map(({ name, value, details }) => ({
        evaluatorName: nameIn(name) ?? "score",
        score: value,
        maxScore: 1,
        ...(details !== undefined && { details }),
      })),
    ],
    metadata: withoutAbsent({
      ...rest.metadata,
      otherScores: withoutAbsent(Object.fromEntries(others.map(({ name, value }) => [name, value]))),
    }),
  };
};
