import type { ReactNode } from "react";
import type { RunSummary } from "#contract/runs/run.ts";
import { durationFormat } from "#words/column-amounts.ts";
import { formatMoment } from "#words/moments.ts";
import { formatName } from "#words/names.ts";
import { formatNumber } from "#words/numbers.ts";
import { durationOf } from "./duration-of.ts";
import { OutcomeBadge } from "./OutcomeBadge.tsx";
import { RunLink } from "./RunLink.tsx";
import type { RunAddress } from "./run-address.ts";
import { directionOf, type RunOrder, type RunSort } from "./run-sorting.ts";
import { SuiteName } from "./SuiteName.tsx";
import { ROLES } from "./table-roles.ts";
import type { RunFilters } from "./trials-address.ts";

interface Column {
  title: string;
  cell: (run: RunSummary, formatTime: ReturnType<typeof durationFormat>) => ReactNode;
  numeric?: true;
  sort?: RunSort;
}

const COLUMNS: Record<string, Column> = {
  outcome: { title: "Outcome", sort: "outcome", cell: ({ outcome }) => <OutcomeBadge outcome={outcome} /> },
  suite: { title: "Suite", cell: ({ suite }) => <SuiteName suite={suite} /> },
  scenario: { title: "Task", sort: "task", cell: ({ scenario }) => scenario },
  tier: { title: "Help", sort: "help", cell: ({ tier }) => tier },
  agent: { title: "Agent", sort: "agent", cell: ({ agent }) => agent },
  model: { title: "Model", sort: "model", cell: ({ model }) => formatName(model) },
  variant: { title: "Variant", cell: ({ variant }) => formatName(variant) },
  score: { title: "Score", sort: "score", numeric: true, cell: ({ totalScore }) => formatNumber(totalScore) },
  weighted: { title: "Weighted score", numeric: true, cell: ({ weightedScore }) => formatNumber(weightedScore) },
  duration: { title: "Time", sort: "time", numeric: true, cell: (run, formatTime) => formatTime(durationOf(run)) },
  started: {
    title: "Started",
    sort: "newest",
    cell: ({ startedAt }) => <span className="live-moment">{formatMoment(startedAt)}</span>,
  },
};

/** The columns worth their width: none that the filters fix, and none that no run fills. */
const columnsFor = (runs: readonly RunSummary[], filters: RunFilters): [string, Column][] => {
  const needless = new Set<string>(Object.keys(filters));
  if (!runs.some(({ variant }) => variant !== undefined)) needless.add("variant");
  if (!runs.some(({ weightedScore }) => weightedScore !== undefined)) needless.add("weighted");
  if (new Set(runs.map(({ suite }) => suite)).size < 2) needless.add("suite");
  needless.delete("outcome");
  return Object.entries(COLUMNS).filter(([name]) => !needless.has(name));
};

/** How a table of runs is sorted, and what the head of a column does when it is pressed. */
export interface Sorting {
  order: RunOrder;
  press: (sort: RunSort) => void;
}

const Head = ({ column: { title, numeric, sort }, sorting }: { column: Column; sorting: Sorting | undefined }) => {
  if (!sorting || !sort)
    return (
      <th scope="col" {...ROLES.head} data-numeric={numeric}>
        {title}
      </th>
    );
  const { order, press } = sorting;
  const isSorted = order.sort === sort;
  return (
    <th scope="col" {...ROLES.head} data-numeric={numeric} aria-sort={isSorted ? directionOf(order) : undefined}>
      <button type="button" onClick={() => press(sort)}>
        {title}
      </button>
    </th>
  );
};

/** A table of runs; each row's heading is the link to the run. */
export const RunTable = ({
  runs,
  filters,
  sorting,
  addressOf = ({ runId }) => ({ run: runId }),
}: {
  runs: readonly RunSummary[];
  filters: RunFilters;
  sorting?: Sorting;
  /** Where a row leads. */
  addressOf?: (run: RunSummary) => RunAddress;
}) => {
  const columns = columnsFor(runs, filters);
  const formatTime = durationFormat(runs.map(durationOf));
  return (
    <div className="live-scroll">
      <table className="live-runs stacks" {...ROLES.table}>
        <caption className="hidden">Runs</caption>
        <thead {...ROLES.group}>
          <tr {...ROLES.row}>
            <th scope="col" {...ROLES.head}>
              Run
            </th>
            {columns.map(([name, column]) => (
              <Head key={name} column={column} sorting={sorting} />
            ))}
          </tr>
        </thead>
        <tbody {...ROLES.group}>
          {runs.map((run) => (
            <tr {...ROLES.row} key={run.runId}>
              <th scope="row" {...ROLES.rowHead}>
                <RunLink address={addressOf(run)} isInList>
                  <bdi dir="auto">{run.runId}</bdi>
                </RunLink>
              </th>
              {columns.map(([name, { title, cell, numeric }]) => (
                <td {...ROLES.cell} key={name} data-numeric={numeric} data-title={numeric && title}>
                  {cell(run, formatTime)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
