import { sum } from "d3-array";
import type { EvaluatorReport } from "#contract/figures/evaluator-report.ts";
import { formatEntry } from "#contract/names/entry.ts";
import type { SnapshotSuite } from "#contract/snapshot/snapshot.ts";
import type { Manifest } from "#contract/suites/manifest.ts";
import { evaluatorAgreement, evaluatorMeans, leaveOneOut } from "./agreement.ts";
import { correctedMean, judgedScenarios } from "./corrected-mean.ts";
import { type EvaluatorRow, evaluatorRows } from "./evaluator-rows.ts";

const SHARES = { low: 0, high: 1 };

type Evaluators = NonNullable<Manifest["evaluators"]>;

const evaluatorsOf = (rows: readonly EvaluatorRow[], stated: Evaluators): EvaluatorReport["evaluators"] =>
  [
    ...Map.groupBy(
      rows.filter(({ a, b }) => a === b),
      ({ a }) => a,
    ),
  ]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([evaluator, own]) => {
      const runs = sum(own, (row) => row.runs);
      return {
        evaluator,
        kind: stated.find((one) => one.evaluator === evaluator)?.kind ?? null,
        runs,
        entries: new Set(own.map(({ entry }) => entry)).size,
        mean: sum(own, ({ sumA }) => sumA) / runs,
      };
    });

const correctedOf = (
  rows: readonly EvaluatorRow[],
  evaluators: EvaluatorReport["evaluators"],
  stated: Evaluators,
): EvaluatorReport["corrected"] => {
  const people = stated.filter(({ kind, drawnAtRandom }) => kind === "person" && drawnAtRandom);
  return evaluators
    .filter(({ kind }) => kind === "judge")
    .flatMap(({ evaluator: judge, mean: judgeMean }) =>
      people.flatMap(({ evaluator: person }) => {
        const found = correctedMean(judgedScenarios(rows, judge, person), SHARES);
        if (!found) return [];
        const { interval, ...figures } = found;
        return { judge, person, judgeMean, ...figures, ...interval };
      }),
    );
};

/** How the evaluators of a version of a suite agree, and what people make of its judges. `named`: the snapshot that it is of. */
export const evaluatorReport = (
  given: SnapshotSuite,
  named: Pick<EvaluatorReport, "snapshot" | "createdAt">,
): EvaluatorReport => {
  const rows = evaluatorRows(given);
  const stated = given.stated?.manifest.evaluators ?? [];
  const evaluators = evaluatorsOf(rows, stated);
  return {
    ...named,
    suite: given.suite,
    suiteVersion: given.suiteVersion ?? null,
    evaluators,
    agreement: evaluatorAgreement(rows).map(
      ({ evaluators: [first, second], means: [firstMean, secondMean], ...figures }) => ({
        ...{ first, second, firstMean, secondMean },
        ...figures,
      }),
    ),
    leftOut: leaveOneOut(evaluatorMeans(rows)).map(({ moved, ...figures }) => {
      const entry = moved && given.entries[moved.entry];
      return {
        ...figures,
        moved: entry && moved ? { ...entry, entry: formatEntry(entry), places: moved.places } : null,
      };
    }),
    corrected: correctedOf(rows, evaluators, stated),
  };
};
