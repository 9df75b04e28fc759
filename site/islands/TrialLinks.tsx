import { countRuns, OUTCOME_WORDS } from "#words/outcomes.ts";
import { RunLink } from "./RunLink.tsx";
import type { ShownRun } from "./run-trials.ts";
import { verdictWord } from "./run-verdict.ts";

/** So many trials of a cell have a link each: the nearest ones. */
const MOST_LINKED = 24;

/** The trials of a run's cell with their verdicts, each a link; nothing where the run is the only one. */
export const TrialLinks = ({ run, trials }: { run: ShownRun; trials: readonly ShownRun[] }) => {
  if (trials.length < 2) return null;
  const place = trials.findIndex(({ runId }) => runId === run.runId);
  const from = Math.max(0, Math.min(place - MOST_LINKED / 2, trials.length - MOST_LINKED));
  const shown = trials.slice(from, from + MOST_LINKED);
  const { passes, counted } = countRuns(trials);
  const more = trials.length - shown.length;
  return (
    <nav className="live-chips run-trials" aria-label="Trials of this task">
      <span>Trials:</span>
      {shown.map((trial, position) => (
        <RunLink key={trial.runId} address={{ run: trial.runId }} isCurrent={trial.runId === run.runId}>
          {from + position + 1}{" "}
          <span
            className="live-sign"
            data-outcome={trial.outcome}
            role="img"
            aria-label={verdictWord(trial).toLowerCase()}
          >
            {OUTCOME_WORDS[trial.outcome].sign}
          </span>
        </RunLink>
      ))}
      <span>
        {more > 0 ? `and ${more} more; ` : ""}
        {passes} of {counted} solved
      </span>
    </nav>
  );
};
