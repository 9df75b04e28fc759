import { slugOf } from "#contract/names/slug.ts";
import { handedOver, handOver, isKept } from "../kept/hand-over.ts";
import { type Batch, listBatches } from "./batches.ts";
import { pagesOf } from "./board-pages.ts";
import { boardsOf } from "./boards.ts";
import { pairsWithPage } from "./comparison.ts";
import { entriesOf, type KnownEntry } from "./entries.ts";
import { entrySlug } from "./links.ts";
import { memberGroups } from "./page-groups.ts";
import { type Participant, participantsOf } from "./participants.ts";
import { hashOfArrival } from "./published.ts";
import { hashOfVersion, snapshot, suites, suiteVersions } from "./report.ts";
import { type Scenario, scenariosOf } from "./scenarios.ts";
import { inListOrder } from "./suite-order.ts";
import type { SuiteVersion } from "./suites.ts";
import { taskGroupsOf } from "./task-groups.ts";

/** The suites in the order in which every list has them. */
export const listedSuites = inListOrder(suites);

/** The parameters of a page of a suite's version: `version` is left out for the newest. */
const versionParameters = ({ suite, path }: SuiteVersion) => {
  const home = `/suites/${slugOf(suite)}/`;
  return { suite: slugOf(suite), version: path === home ? undefined : path.slice(home.length, -1) };
};

/** The versions whose pages and files are not taken from an earlier build. */
export const changedVersions = suiteVersions.filter(({ path }) => !isKept(path));

/** A page for each version of each suite. */
export const versionRoutes = () =>
  changedVersions.map((version) => ({ params: versionParameters(version), props: { version } }));

/** The matrix of each version: as it is and, where tasks have groups, with the hardest task first whatever its group. */
export const matrixRoutes = () =>
  versionRoutes().flatMap(({ params, props }) => [
    { params: { ...params, order: undefined }, props: { ...props, isHardestFirst: false } },
    ...(taskGroupsOf(props.version)
      ? [{ params: { ...params, order: "hardest" }, props: { ...props, isHardestFirst: true } }]
      : []),
  ]);

/** A page for each tier of each version, with the tier's position. */
export const tierRoutes = () =>
  changedVersions.flatMap((version) =>
    version.tierOrder.map((tier) => ({
      params: { ...versionParameters(version), tier: slugOf(version.tiers[tier] ?? "") },
      props: { version, tier },
    })),
  );

/** Pages of boards that have more rows than one page, from the second on: over all tiers and of each tier. */
export const boardPageRoutes = () =>
  changedVersions.flatMap((version) => {
    const { suite, version: part } = versionParameters(version);
    return [undefined, ...version.tierOrder].flatMap((tier) => {
      const ofTier = tier === undefined ? undefined : `tiers/${slugOf(version.tiers[tier] ?? "")}`;
      const parts = [part, ofTier].filter((one) => one !== undefined).join("/");
      const pages = Math.max(...boardsOf(version, tier).map(pagesOf));
      return Array.from({ length: pages - 1 }, (_, place) => ({
        params: { suite, version: parts || undefined, page: String(place + 2) },
        props: { version, tier, page: place + 2 },
      }));
    });
  });

/** A page for each scenario of each version. */
export const scenarioRoutes = () =>
  changedVersions.flatMap((version) => {
    const parameters = versionParameters(version);
    return scenariosOf(version).map((scenario: Scenario) => ({
      params: { ...parameters, scenario: slugOf(scenario.name) },
      props: { version, scenario },
    }));
  });

/** All agents, by name. */
export const agents = participantsOf(suiteVersions, "agent");

/** All models, by name. */
export const models = participantsOf(suiteVersions, "model");

/** A page for each agent. */
export const agentRoutes = () =>
  agents.map((agent: Participant) => ({ params: { agent: slugOf(agent.name) }, props: { participant: agent } }));

/** A page for each model. */
export const modelRoutes = () =>
  models.map((model: Participant) => ({ params: { model: slugOf(model.name) }, props: { participant: model } }));

/** All entries, by name. */
const entries = entriesOf(suiteVersions);

/** A page for each entry. */
export const entryRoutes = () =>
  entries.map((known: KnownEntry) => ({ params: { entry: known.slug }, props: { known } }));

/** A page for each pair of entries that are worth one. */
export const comparisonRoutes = () =>
  changedVersions.flatMap((version) => {
    const parameters = versionParameters(version);
    const slugs = version.entries.map(entrySlug);
    return pairsWithPage(version).map(({ a, b }) => ({
      params: { ...parameters, a: slugs[a] ?? "", b: slugs[b] ?? "" },
      props: { version, a, b },
    }));
  });

/** All batches, the newest first. */
export const batches = listBatches(snapshot);

/** A page for each batch. */
export const batchRoutes = () =>
  batches.map((batch: Batch) => ({ params: { batch: slugOf(batch.batchId) }, props: { batch } }));

handOver("snapshot", snapshot);
handedOver("kept")?.open(
  memberGroups({ suites, entries, agents, models, batches }, { ofVersion: hashOfVersion, ofArrival: hashOfArrival }),
);
