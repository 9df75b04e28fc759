import type { ReactNode } from "react";
import type { RunSummary } from "#contract/runs/run.ts";
import { formatDuration } from "#words/amounts.ts";
import { formatMoment } from "#words/moments.ts";
import { formatName } from "#words/names.ts";
import { formatNumber } from "#words/numbers.ts";
import { durationOf } from "./duration-of.ts";
import { OutcomeBadge } from "./OutcomeBadge.tsx";
import { plainClickOn } from "./plain-click.ts";
import { chooseRun, type TrialsAddress } from "./trials-address.ts";
import { openRun } from "./trials-history.ts";

type Column = { title: string; cell: (run: RunSummary) => ReactNode; numeric?: true };

const RunLink = ({ run }: { run: RunSummary }) => (
  <a
    data-run={run.runId}
    href={chooseRun(location.href, run.runId)}
    onClick={(event) => {
      if (!plainClickOn(event.nativeEvent, "a")) return;
      event.preventDefault();
      openRun(run.runId);
    }}
  >
    <bdi dir="auto">{run.runId}</bdi>
  </a>
);

const COLUMNS: Record<string, Column> = {
  outcome: { title: "Outcome", cell: ({ outcome }) => <OutcomeBadge outcome={outcome} /> },
  scenario: { title: "Scenario", cell: ({ scenario }) => scenario },
  tier: { title: "Tier", cell: ({ tier }) => tier },
  agent: { title: "Agent", cell: ({ agent }) => agent },
  model: { title: "Model", cell: ({ model }) => formatName(model) },
  variant: { title: "Variant", cell: ({ variant }) => formatName(variant) },
  score: { title: "Score", numeric: true, cell: ({ totalScore }) => formatNumber(totalScore) },
  weighted: { title: "Weighted score", numeric: true, cell: ({ weightedScore }) => formatNumber(weightedScore) },
  duration: { title: "Duration", numeric: true, cell: (run) => formatDuration(durationOf(run)) },
  started: {
    title: "Started",
    cell: ({ startedAt }) => <span className="trials-moment">{formatMoment(startedAt)}</span>,
  },
};

/** The columns worth their width: none that the filters fix, and none that no run fills. */
const columnsFor = (runs: readonly RunSummary[], filters: TrialsAddress["filters"]): [string, Column][] => {
  const needless = new Set<string>(Object.keys(filters));
  if (!runs.some(({ variant }) => variant !== undefined)) needless.add("variant");
  if (!runs.some(({ weightedScore }) => weightedScore !== undefined)) needless.add("weighted");
  needless.delete("outcome");
  return Object.entries(COLUMNS).filter(([name]) => !needless.has(name));
};

/** A table of runs; each row's heading is the link to the run. */
export const RunTable = ({ runs, filters }: { runs: readonly RunSummary[]; filters: TrialsAddress["filters"] }) => {
  const columns = columnsFor(runs, filters);
  return (
    <div className="trials-scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">Run</th>
            {columns.map(([name, { title, numeric }]) => (
              <th key={name} scope="col" data-numeric={numeric}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.runId}>
              <th scope="row">
                <RunLink run={run} />
              </th>
              {columns.map(([name, { cell, numeric }]) => (
                <td key={name} data-numeric={numeric}>
                  {cell(run)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
