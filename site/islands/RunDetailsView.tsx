import type { ReactNode } from "react";
import type { RunDetails } from "#contract/runs/run.ts";
import { explainOutcome } from "#words/outcomes.ts";
import { apiAddress } from "../tables/api-address.ts";
import { DecisionList } from "./DecisionList.tsx";
import { EvaluationTable } from "./EvaluationTable.tsx";
import { Failure } from "./Failure.tsx";
import { FoldedJson } from "./FoldedJson.tsx";
import { OutcomeBadge } from "./OutcomeBadge.tsx";
import { type Fact, runFacts, telemetryFacts } from "./run-facts.ts";
import { runPath } from "./trials-address.ts";
import { returnToList } from "./trials-history.ts";
import { useRun } from "./use-runs.ts";
import { waiting } from "./waiting.ts";

const Facts = ({ facts }: { facts: readonly Fact[] }) => (
  <dl className="trials-facts">
    {facts.map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);

const Section = ({ title, children }: { title: string; children: ReactNode }) => (
  <section>
    <h3>{title}</h3>
    {children}
  </section>
);

const Links = ({ links }: { links: NonNullable<RunDetails["run"]["links"]> }) => (
  <ul>
    {links.map(({ kind, url }) => (
      <li key={`${kind} ${url}`}>
        {kind}:{" "}
        <a href={url} rel="nofollow ugc noopener">
          {new URL(url).host}
        </a>
      </li>
    ))}
  </ul>
);

const Details = ({ run, decisions, evaluations, telemetry }: RunDetails) => (
  <>
    <p className="trials-verdict">
      <OutcomeBadge outcome={run.outcome} /> {explainOutcome(run)}
    </p>
    {run.synthetic && <p className="trials-synthetic">Synthetic data: made up, not measured.</p>}
    {decisions.length > 0 && (
      <Section title="Decisions">
        <DecisionList decisions={decisions} />
      </Section>
    )}
    <Section title="The run">
      <Facts facts={runFacts(run)} />
    </Section>
    {run.links && (
      <Section title="Links">
        <Links links={run.links} />
      </Section>
    )}
    <Section title="Evaluations">
      <EvaluationTable evaluations={evaluations} />
    </Section>
    <Section title="Telemetry">
      <Facts facts={telemetryFacts(telemetry ?? {})} />
    </Section>
    <Section title="Metadata">
      <FoldedJson title="Show the metadata" value={run.metadata} />
    </Section>
  </>
);

/** One run: what it counts as and why, everything known of it, and the way back to the list. */
export const RunDetailsView = ({ run: runId }: { run: string }) => {
  const { isFetching, error, failureCount, data: answer, refetch } = useRun(runId);
  return (
    <>
      <p className="trials-actions">
        <button type="button" onClick={returnToList}>
          <span aria-hidden="true">←</span> Back to the list
        </button>
        <a href={apiAddress(runPath(runId))}>This run as JSON</a>
      </p>
      <p role="status">{isFetching ? waiting(failureCount, "Loading the run…") : ""}</p>
      {error && !isFetching && <Failure error={error} retry={refetch} />}
      {answer && <Details {...answer} />}
    </>
  );
};
