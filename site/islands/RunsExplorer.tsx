import { ErrorBoundary } from "./ErrorBoundary.tsx";
import { type ExplorerAddress, explorerAddress } from "./explorer-address.ts";
import { RunFilterForm } from "./RunFilterForm.tsx";
import { RunLink } from "./RunLink.tsx";
import { RunList } from "./RunList.tsx";
import { RunTable } from "./RunTable.tsx";
import { pressedOrder, sortRuns } from "./run-sorting.ts";
import { ScoreChart } from "./ScoreChart.tsx";
import { replaceAddress, showAddress } from "./trials-history.ts";

const Choosing = ({ run }: { run: string }) => (
  <p className="live-choosing">
    Choose the run to stand beside <RunLink address={{ run }}>{run}</RunLink>.
  </p>
);

/** Runs as they are now: filtered, sorted among those that are loaded, with the distribution of their scores. All of it is in the address. */
export const RunsExplorer = ({ explorer }: { explorer: ExplorerAddress }) => {
  const { filters, order, choose } = explorer;
  return (
    <>
      <h1>Runs</h1>
      {choose !== undefined && <Choosing run={choose} />}
      <RunFilterForm
        filters={filters}
        show={(chosen) => showAddress(explorerAddress({ ...explorer, filters: chosen }))}
      />
      <ErrorBoundary key={JSON.stringify(filters)}>
        <RunList filters={filters} empty={<p>No run matches. Remove a filter, or check its spelling.</p>}>
          {(runs) => (
            <>
              <ScoreChart runs={runs} />
              <RunTable
                runs={sortRuns(runs, order)}
                filters={filters}
                sorting={{
                  order,
                  press: (sort) => replaceAddress(explorerAddress({ ...explorer, order: pressedOrder(order, sort) })),
                }}
                addressOf={({ runId }) => (choose === undefined ? { run: runId } : { run: choose, beside: runId })}
              />
            </>
          )}
        </RunList>
      </ErrorBoundary>
    </>
  );
};
