import type { WorkerClient } from "#client/worker-client.ts";
import { didYouMean } from "#contract/names/nearest.ts";
import { CliError } from "../command/cli-error.ts";
import { collectPages } from "../command/collect-pages.ts";
import { requireSuite } from "../command/known-suite.ts";
import type { runQueryOf } from "./run-filters.ts";

type Query = ReturnType<typeof runQueryOf>;

/** How many agents are looked through for the name that was meant. */
const MOST_AGENTS = 1_000;

const PARTICIPANT = ["agent", "model", "variant"] as const;

/**
 * Makes sure that what a query without any runs asks for is there at all: a suite with that version, and runs of each other name that is
 * given. RefusedError or CliError for a name that is not, with the one that was probably meant.
 */
export const requireKnownNames = async (client: WorkerClient, query: Query, signal: AbortSignal): Promise<void> => {
  const { suite, suiteVersion, scenario, tier, batchId } = query;
  const hasRuns = async (of: Query) => {
    const ask = (limit: number, cursor: string | undefined) => client.listRuns({ ...of, limit, cursor }, { signal });
    return (await collectPages(ask, 1)).items.length > 0;
  };
  if (suite) await requireSuite(client, { suite, version: suiteVersion }, signal);
  if (scenario && suite && !(await hasRuns({ suite, scenario })))
    await client.getScenarioStats({ suite, suiteVersion, scenario }, { signal });
  if (tier && !(await hasRuns({ tier }))) await client.getAgentStats({ tier }, { signal });
  if (batchId) await client.getBatch({ batchId }, { signal });
  for (const role of PARTICIPANT) {
    const name = query[role];
    if (!name || (await hasRuns({ [role]: name }))) continue;
    const known = await participantsOf(client, role, signal);
    throw new CliError(`no run states the ${role} ${name}${didYouMean(name, known)}`);
  }
  if (scenario && !suite && !(await hasRuns({ scenario }))) throw new CliError(`no run is of a scenario ${scenario}`);
};

/** The names of agents, models or variants in the newest versions of all suites. */
const participantsOf = async (
  client: WorkerClient,
  role: (typeof PARTICIPANT)[number],
  signal: AbortSignal,
): Promise<string[]> => {
  const ask = (_: number, cursor: string | undefined) => client.getAgentStats({ cursor }, { signal });
  const { items } = await collectPages(ask, MOST_AGENTS);
  return [...new Set(items.flatMap(({ entries }) => entries.map((entry) => entry[role] ?? "")))];
};
