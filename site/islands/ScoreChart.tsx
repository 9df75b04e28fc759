import type { RunSummary } from "#contract/runs/run.ts";
import { formatCounted, formatNumber } from "#words/numbers.ts";
import { describeScores, type ScoreBin, scoreBins } from "./score-bins.ts";

const rangeOf = ({ low, high }: ScoreBin) => `${formatNumber(low)} to ${formatNumber(high)}`;

/** How the scores of runs are distributed: a bar a tenth of their range, with its number of runs on top. */
export const ScoreChart = ({ runs }: { runs: readonly RunSummary[] }) => {
  const bins = scoreBins(runs);
  const most = Math.max(1, ...bins.map((bin) => bin.runs));
  return (
    <figure className="live-scores">
      <figcaption>
        <strong>{describeScores(runs)}</strong>
      </figcaption>
      {bins.length > 0 && (
        <ol aria-label="Runs by score">
          {bins.map((bin) => (
            <li key={bin.low} style={{ "--at": bin.runs / most }}>
              <span className="hidden">
                {rangeOf(bin)}: {formatCounted(bin.runs, "run")}
              </span>
              <b aria-hidden="true">{bin.runs > 0 ? bin.runs : ""}</b>
              <i aria-hidden="true" />
              <small aria-hidden="true">{formatNumber(bin.low, 2)}</small>
            </li>
          ))}
        </ol>
      )}
    </figure>
  );
};
