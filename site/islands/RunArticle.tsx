import type { RunDetails } from "#contract/runs/run.ts";
import { OUTCOME_WORDS } from "#words/outcomes.ts";
import { BesideNone, BesideRun } from "./BesideRun.tsx";
import { DecisionList } from "./DecisionList.tsx";
import { EvaluatorBars } from "./EvaluatorBars.tsx";
import { Failure } from "./Failure.tsx";
import { RunLinks } from "./RunLinks.tsx";
import { RunOrigin } from "./RunOrigin.tsx";
import { RunCrumbs, RunSentence } from "./RunPlace.tsx";
import type { RunAddress } from "./run-address.ts";
import { bestBeside, type ShownRun, taskFilters, trialsOf } from "./run-trials.ts";
import { verdictTitle } from "./run-verdict.ts";
import { TrialLinks } from "./TrialLinks.tsx";
import { wayToList } from "./trials-history.ts";
import { useComparedRuns, useRun, useRuns } from "./use-runs.ts";
import { type Compared, WhatItTook } from "./WhatItTook.tsx";
import { waiting } from "./waiting.ts";

/** The runs that a run stands among: its trials, their figures, and those that its costs are compared with. */
const useSurroundings = ({ run }: RunDetails) => {
  const ofTask = useRuns(taskFilters(run));
  const trials = trialsOf<ShownRun>(run, ofTask.data?.pages.flatMap(({ runs }) => runs) ?? []);
  const figures = useComparedRuns(run);
  const isTrial = new Set(trials.map(({ runId }) => runId));
  const compared: Compared | undefined = figures.compared.data && {
    runs: figures.compared.data,
    where: figures.isOfSuite ? "of this entry in this suite" : "of this entry at this task",
  };
  const others = figures.ofTask.data?.filter(({ runId }) => runId !== run.runId && isTrial.has(runId)) ?? [];
  return { trials, others, compared, isKnown: ofTask.data !== undefined };
};

const Beside = ({
  details,
  beside,
  around,
}: {
  details: RunDetails;
  beside: string | undefined;
  around: ReturnType<typeof useSurroundings>;
}) => {
  const { trials, isKnown } = around;
  const other = beside ?? bestBeside(details.run, trials)?.runId;
  return (
    <section className="run-beside" id="beside">
      {other !== undefined && <BesideRun key={other} own={details} beside={other} trials={trials} />}
      {other === undefined && isKnown && <BesideNone run={details.run} />}
    </section>
  );
};

const Run = ({ details, beside, isPage }: { details: RunDetails; beside: string | undefined; isPage: boolean }) => {
  const { run, evaluations, decisions } = details;
  const around = useSurroundings(details);
  const Title = isPage ? "h1" : "h2";
  return (
    <article className="run">
      {run.synthetic === true && (
        <p className="synthetic" role="note">
          <strong>Synthetic data:</strong> made up, not measured.
        </p>
      )}
      <RunCrumbs run={run} />
      <div className="run-verdict">
        <span className="live-sign" data-outcome={run.outcome} aria-hidden="true">
          {OUTCOME_WORDS[run.outcome].sign}
        </span>
        <Title>{verdictTitle(run, evaluations)}</Title>
      </div>
      <RunSentence
        run={run}
        trial={1 + around.trials.findIndex(({ runId }) => runId === run.runId)}
        trials={around.trials.length}
      />
      <TrialLinks run={run} trials={around.trials} />
      <RunLinks runId={run.runId} links={run.links ?? []} />
      {decisions.length > 0 && (
        <section>
          <h2>Decisions</h2>
          <DecisionList decisions={decisions} />
        </section>
      )}
      <div className="run-columns">
        <section>
          <h2>Evaluators</h2>
          <EvaluatorBars evaluations={evaluations} others={around.others} />
        </section>
        <section>
          <h2>What it took</h2>
          <WhatItTook telemetry={details.telemetry ?? {}} compared={around.compared} />
        </section>
      </div>
      <Beside details={details} beside={beside} around={around} />
      <RunOrigin run={run} />
    </article>
  );
};

/** One run, its verdict first: what decided it, what it took, its other trials, and another one beside it. Alike on a page and in a dialog. */
export const RunArticle = ({ address: { run, beside }, isPage = false }: { address: RunAddress; isPage?: boolean }) => {
  const { isFetching, error, failureCount, data: details, refetch } = useRun(run);
  const toList = wayToList();
  return (
    <>
      {toList && (
        <p className="live-actions">
          <button type="button" onClick={toList}>
            <span aria-hidden="true">←</span> Back to the list
          </button>
        </p>
      )}
      <p role="status">{isFetching ? waiting(failureCount, "Loading the run…") : ""}</p>
      {!details && isPage && <h1>A run</h1>}
      {error && !isFetching && <Failure error={error} retry={refetch} />}
      {details && <Run details={details} beside={beside} isPage={isPage} />}
    </>
  );
};
