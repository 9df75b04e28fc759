import type { RunDetails } from "#contract/runs/run.ts";
import { formatNumber, UNKNOWN } from "#words/numbers.ts";
import { ALL_AMOUNTS } from "./run-amounts.ts";
import type { ShownRun } from "./run-trials.ts";
import { formatPoints, verdictWord } from "./run-verdict.ts";

/** What two runs have of one thing, as text, and whether it makes a difference in what they are worth. */
export interface BesideRow {
  name: string;
  own: string;
  other: string;
  differs: boolean;
}

type Read = Pick<RunDetails, "evaluations" | "telemetry"> & { run: ShownRun };

const pointsOf = ({ evaluations }: Read, name: string): string => {
  const found = evaluations.find(({ evaluatorName }) => evaluatorName === name);
  return found === undefined ? UNKNOWN : formatPoints(found);
};

const judged = (name: string, own: string, other: string): BesideRow => ({ name, own, other, differs: own !== other });

/** The rows of two runs side by side: their verdicts, scores and evaluators, which are marked where they differ, and what they used. */
export const besideRows = (own: Read, other: Read): BesideRow[] => {
  const evaluators = new Set([...own.evaluations, ...other.evaluations].map(({ evaluatorName }) => evaluatorName));
  const scores = [own, other].map(({ run }) => formatNumber(run.totalScore));
  const used = ALL_AMOUNTS.map(({ name, of, format }) => {
    const [ours, theirs] = [own, other].map(({ telemetry }) => format(of(telemetry ?? {})));
    return { name, own: ours ?? UNKNOWN, other: theirs ?? UNKNOWN, differs: false };
  });
  return [
    judged("Verdict", verdictWord(own.run).toLowerCase(), verdictWord(other.run).toLowerCase()),
    judged("Score", scores[0] ?? UNKNOWN, scores[1] ?? UNKNOWN),
    ...[...evaluators].map((name) => judged(name, pointsOf(own, name), pointsOf(other, name))),
    ...used,
  ].filter((row) => row.own !== UNKNOWN || row.other !== UNKNOWN);
};
