import type { Evaluation } from "#contract/runs/run.ts";
import { formatNumber, UNKNOWN } from "#words/numbers.ts";

/** What each evaluator gave, and its own words, folded. */
export const EvaluationTable = ({ evaluations }: { evaluations: readonly Evaluation[] }) => {
  if (evaluations.length === 0) return <p>This run has no evaluations.</p>;
  return (
    <div className="trials-scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">Evaluator</th>
            <th scope="col" data-numeric>
              Score
            </th>
            <th scope="col">Details</th>
          </tr>
        </thead>
        <tbody>
          {evaluations.map(({ evaluatorName, score, maxScore, details }, position) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: evaluators may repeat, and the list never changes
            <tr key={position}>
              <th scope="row">{evaluatorName}</th>
              <td data-numeric>
                {formatNumber(score)} of {formatNumber(maxScore)}
              </td>
              <td>
                {details === undefined ? (
                  UNKNOWN
                ) : (
                  <details>
                    <summary>Show the details</summary>
                    <pre>{details}</pre>
                  </details>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
