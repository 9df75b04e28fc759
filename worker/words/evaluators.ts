import type { EvaluatorReport } from "#contract/figures/evaluator-report.ts";
import { entryTitle } from "./names.ts";
import { formatCounted, formatInterval, formatNumber, formatRate } from "./numbers.ts";

/** Kendall's τ as readers see it. */
export const formatTau = (tau: number | null): string =>
  tau === null
    ? "n/a"
    : tau
        .toFixed(2)
        .replace(/^-(?=0\.00$)/, "")
        .replace("-", "−");

/** By how many places an entry moves: halves, where it meets others that are equal. */
export const formatPlaces = (places: number): string => (places === 1 ? "1 place" : `${formatNumber(places)} places`);

const agreementWords = ({ agreement }: EvaluatorReport): string => {
  if (agreement.every(({ entries }) => entries < 2))
    return "Whether the evaluators agree cannot be told: no two of them evaluated the same two entries.";
  const [least] = agreement.filter(({ tau }) => tau !== null);
  if (!least) return "Whether the evaluators agree cannot be told: no two of them tell the same entries apart.";
  if (least.tau === 1 && agreement.length > 1)
    return "All evaluators whose orders can be compared order the entries alike: τ 1.00.";
  const alike = agreement.length > 1 ? "order the entries least alike" : "order the entries";
  return `${least.first} and ${least.second} ${alike}: τ ${formatTau(least.tau)} over ${formatCounted(least.entries, "entry", "entries")}.`;
};

const leftOutWords = ({ leftOut }: EvaluatorReport): string[] => {
  const [most] = leftOut
    .filter(({ moved }) => moved !== null)
    .sort((a, b) => (b.moved?.places ?? 0) - (a.moved?.places ?? 0));
  if (leftOut.every(({ entries }) => entries < 2)) return [];
  if (!most?.moved) return ["Leaving any of them out moves no entry."];
  const { evaluator, moved } = most;
  return [
    `Leaving one of them out moves no entry by more than ${formatPlaces(moved.places)}; without ${evaluator}, ${entryTitle(moved)} moves that far.`,
  ];
};

const correctedWords = ({ corrected }: EvaluatorReport): string[] =>
  corrected.map(
    ({ judge, person, judgeMean, value, low, high }) =>
      `Corrected by ${person}, the mean of ${judge} is ${formatRate(value)} (95% interval ${formatInterval({ low, high }, "success")}) instead of ${formatRate(judgeMean)}.`,
  );

/** What is found of the evaluators of a version of a suite, in sentences. */
export const evaluatorFindings = (report: EvaluatorReport): string[] => {
  const { evaluators } = report;
  if (evaluators.length === 0) return ["No run of those who compete has an evaluation."];
  if (evaluators.length === 1)
    return [`${evaluators[0]?.evaluator} is the only evaluator: there is none to compare it with.`];
  return [agreementWords(report), ...leftOutWords(report), ...correctedWords(report)];
};
