import type { RunDetails } from "#contract/runs/run.ts";
import { besideRows } from "./beside-rows.ts";
import { Failure } from "./Failure.tsx";
import { RunLink } from "./RunLink.tsx";
import { RUNS_PAGE } from "./run-address.ts";
import type { ShownRun } from "./run-trials.ts";
import { verdictWord } from "./run-verdict.ts";
import { useRun } from "./use-runs.ts";
import { waiting } from "./waiting.ts";

/** So many other trials are offered by a link each. */
const MOST_OFFERED = 8;

/** What a run is called beside another one: a trial by its number, any other by its name. */
const nameOf = (runId: string, trials: readonly ShownRun[]): string => {
  const place = trials.findIndex((trial) => trial.runId === runId);
  return place < 0 ? runId : `trial ${place + 1}`;
};

/** The page where a run is chosen to stand beside this one: the entry's runs of the task first. */
const choicePath = ({ scenario, suite, suiteVersion }: ShownRun, runId: string): string =>
  `${RUNS_PAGE}?${new URLSearchParams({ suite, suiteVersion: suiteVersion ?? "", scenario, choose: runId })}`;

const Table = ({ own, other, name }: { own: RunDetails; other: RunDetails; name: string }) => (
  <table>
    <caption className="hidden">Two runs side by side</caption>
    <thead>
      <tr>
        <th scope="col">
          <span className="hidden">Figure</span>
        </th>
        <th scope="col" data-numeric>
          This run
        </th>
        <th scope="col" data-numeric>
          <RunLink address={{ run: other.run.runId, beside: own.run.runId }}>{name}</RunLink>
        </th>
      </tr>
    </thead>
    <tbody>
      {besideRows(own, other).map(({ name, own, other, differs }) => (
        <tr key={name} data-differs={differs || undefined}>
          <th scope="row">{name}</th>
          <td data-numeric>{own}</td>
          <td data-numeric>{other}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

const Others = ({
  run,
  beside,
  trials,
}: {
  run: ShownRun;
  beside: string | undefined;
  trials: readonly ShownRun[];
}) => {
  const others = trials.filter(({ runId }) => runId !== run.runId && runId !== beside).slice(0, MOST_OFFERED);
  return (
    <p className="note">
      {beside === undefined ? "There is no other trial of this task. Put it beside " : "Another: "}
      {others.map(({ runId }) => (
        <span key={runId}>
          <RunLink address={{ run: run.runId, beside: runId }}>{nameOf(runId, trials)}</RunLink>
          {", "}
        </span>
      ))}
      <a href={choicePath(run, run.runId)}>
        {others.length > 0 || beside === undefined ? "any run of this task" : "choose a run"}
      </a>
    </p>
  );
};

/** A run and another one side by side: the one that is asked for, and the ways to any other. */
export const BesideRun = ({
  own,
  beside,
  trials,
}: {
  own: RunDetails;
  beside: string;
  trials: readonly ShownRun[];
}) => {
  const { data: other, error, isFetching, failureCount, refetch } = useRun(beside);
  const name = nameOf(beside, trials);
  const verdict =
    other && (other.run.outcome === "pass" ? ", which solved it" : `, ${verdictWord(other.run).toLowerCase()}`);
  return (
    <>
      <h2>
        Beside {name}
        {verdict}
      </h2>
      <p role="status">{isFetching ? waiting(failureCount, "Loading the other run…") : ""}</p>
      {error && !isFetching && <Failure error={error} retry={refetch} />}
      {other && <Table own={own} other={other} name={name} />}
      <Others run={own.run} beside={beside} trials={trials} />
    </>
  );
};

/** What stands in its place while there is nothing to put the run beside. */
export const BesideNone = ({ run }: { run: ShownRun }) => (
  <>
    <h2>Beside another run</h2>
    <Others run={run} beside={undefined} trials={[]} />
  </>
);
