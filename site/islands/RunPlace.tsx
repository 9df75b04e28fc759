import type { ReactNode } from "react";
import { formatMoment } from "#words/moments.ts";
import { agentPath, modelPath, scenarioPath, tierPath } from "../snapshot/links.ts";
import { inSite } from "../tables/in-site.ts";
import type { ShownRun } from "./run-trials.ts";
import { SuiteName } from "./SuiteName.tsx";
import { useVersionPaths } from "./use-runs.ts";

const Names = ({ children, href }: { children: ReactNode; href: string | undefined }) =>
  href === undefined ? <bdi dir="auto">{children}</bdi> : <a href={href}>{children}</a>;

/** The pages of what a run is of, as far as this site has them. */
const usePaths = ({ suite, suiteVersion, scenario, tier }: ShownRun) => {
  const { data } = useVersionPaths();
  const path = data?.find(([name, version]) => name === suite && version === (suiteVersion ?? null))?.[2];
  if (path === undefined) return {};
  return {
    suite: inSite(path),
    scenario: inSite(scenarioPath({ path }, scenario)),
    tier: inSite(tierPath({ path }, tier)),
  };
};

/** The suite, the task and the level of help that a run is of, each a link to its page. */
export const RunCrumbs = ({ run }: { run: ShownRun }) => {
  const paths = usePaths(run);
  const { suite, suiteVersion, scenario, tier } = run;
  return (
    <nav className="crumbs" aria-label="Breadcrumb">
      <ol>
        <li>
          <Names href={paths.suite}>
            <SuiteName suite={suite} />
            {suiteVersion !== undefined && ` ${suiteVersion}`}
          </Names>
        </li>
        <li>
          <Names href={paths.scenario}>{scenario}</Names>
        </li>
        <li>
          <Names href={paths.tier}>{tier}</Names>
        </li>
      </ol>
    </nav>
  );
};

/** Who made the run, on what, which of its trials it is, and when. */
export const RunSentence = ({ run, trial, trials }: { run: ShownRun; trial: number; trials: number }) => {
  const paths = usePaths(run);
  const { agent, model, variant, scenario, tier, startedAt } = run;
  return (
    <p className="run-what">
      <Names href={inSite(agentPath(agent))}>{agent}</Names>
      {model !== undefined && " · "}
      {model !== undefined && <Names href={inSite(modelPath(model))}>{model}</Names>}
      {variant !== undefined && ` · ${variant}`} on <Names href={paths.scenario}>{scenario}</Names> at {tier}
      {trials > 1 && `, trial ${trial} of ${trials}`}, <time dateTime={startedAt}>{formatMoment(startedAt)}</time>
    </p>
  );
};
