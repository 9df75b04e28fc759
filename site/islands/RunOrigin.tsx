import type { RunDetails } from "#contract/runs/run.ts";
import { formatName } from "#words/names.ts";
import { batchPath } from "../snapshot/links.ts";
import { inSite } from "../tables/in-site.ts";
import { FoldedJson } from "./FoldedJson.tsx";
import { runFacts } from "./run-facts.ts";

/** Where a run comes from: its names, who ran it, its own clock, and whatever else its harness wanted kept. */
export const RunOrigin = ({ run }: { run: RunDetails["run"] }) => (
  <details className="run-origin">
    <summary>Where this run comes from</summary>
    <dl>
      {runFacts(run).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      <div>
        <dt>Batch</dt>
        <dd>
          {run.batchId === undefined ? (
            formatName(undefined)
          ) : (
            <a href={inSite(batchPath(run.batchId))}>{run.batchId}</a>
          )}
        </dd>
      </div>
    </dl>
    {run.metadata !== undefined && <FoldedJson title="Metadata" value={run.metadata} />}
  </details>
);
