import type { Evaluation } from "#contract/runs/run.ts";
import { formatNumber } from "#words/numbers.ts";
import type { RunFigures } from "./use-runs.ts";

/** An evaluator's words of so many letters stand open; longer ones, such as the output of a test run, are folded. */
const SHORT = 120;

/** Points as a share of the most there could have been, as far as the bar goes. */
const shareOf = ({ score, maxScore }: Evaluation): number => Math.min(1, Math.max(0, score / maxScore));

const kindOf = (share: number) => (share === 1 ? "full" : share === 0 ? "none" : "part");

const Details = ({ text }: { text: string | undefined }) => {
  if (text === undefined || text === "") return null;
  if (text.length <= SHORT) return <span>{text}</span>;
  return (
    <details>
      <summary>Show the details</summary>
      <pre>{text}</pre>
    </details>
  );
};

/** The marks of the other trials on an evaluator's bar. */
const Others = ({ name, others }: { name: string; others: readonly RunFigures[] }) =>
  others.flatMap(({ runId, evaluations = [] }) =>
    evaluations
      .filter(({ evaluatorName }) => evaluatorName === name)
      .slice(0, 1)
      .map((evaluation) => <i key={runId} style={{ "--at": shareOf(evaluation) }} />),
  );

/** What each evaluator gave, drawn beside what it gave to the other trials, and its own words. */
export const EvaluatorBars = ({
  evaluations,
  others,
}: {
  evaluations: readonly Evaluation[];
  others: readonly RunFigures[];
}) => {
  if (evaluations.length === 0) return <p>This run has no evaluations.</p>;
  const count = others.length;
  return (
    <>
      {count > 0 && (
        <p className="note">Thin lines: the {count === 1 ? "other trial" : `${count} other trials`} of this task.</p>
      )}
      <table className="run-bars">
        <caption className="hidden">Evaluators</caption>
        <tbody>
          {evaluations.map((evaluation, position) => {
            const { evaluatorName, score, maxScore, details } = evaluation;
            const share = shareOf(evaluation);
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: evaluators may repeat, and the list never changes
              <tr key={position}>
                <th scope="row">{evaluatorName}</th>
                <td data-numeric>
                  <b>{formatNumber(score)}</b> of {formatNumber(maxScore)}
                </td>
                <td className="run-bar" data-share={kindOf(share)} style={{ "--at": share }}>
                  <Others name={evaluatorName} others={others} />
                </td>
                <td>
                  <Details text={details} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
};
