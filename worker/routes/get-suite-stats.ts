import { entryCursorOf } from "#contract/figures/stats-query.ts";
import { entryOf, formatEntry } from "#contract/names/entry.ts";
import { readCellsOfScenario } from "../db/read-cells.ts";
import { readScenarioTotals, readSuiteTotals, readTotalsOfScenario } from "../db/read-sums.ts";
import { listVersions } from "../db/suite-versions.ts";
import { namedEntry } from "../figures/board.ts";
import { totalsOf } from "../figures/figures.ts";
import { namedVersion } from "../figures/suite-version.ts";
import { StatusError } from "../http/problem.ts";
import { findSuiteVersion, MOST_VERSIONS, requireTier } from "./find-suite-version.ts";
import type { Handler } from "./handler.ts";
import { noScenario } from "./not-found.ts";

/** How many scenarios, or entries, a page looks at. */
const PAGE = 250;

/** The refusal of what has more tiers, scenarios or entries than a request adds up. */
const tooLarge = (what: string, tier: string | undefined): StatusError =>
  new StatusError(
    422,
    tier === undefined
      ? `${what} has too many tiers to be added up at once: ask for one of them (tier=…)`
      : `${what} is too large to be added up at once, even in tier ${tier}: its leaderboard has it (GET /api/boards/:suite)`,
  );

/** GET /api/stats/suites/:suite: a version of a suite, all entries together, and each scenario of it. */
export const getSuiteStats: Handler<"getSuiteStats"> = async ({ names: { suite }, query, database }) => {
  const { suiteVersion, tier, cursor } = query;
  const version = await findSuiteVersion(database, suite, suiteVersion);
  const versions = await listVersions(database, suite, MOST_VERSIONS);
  const tierId = await requireTier(database, tier);
  const totals = await readSuiteTotals(database, version.id, tierId);
  if (!totals) throw tooLarge(`suite ${suite}`, tier);
  if (totals.length === 0) throw new StatusError(404, `suite ${suite} has no tier ${tier}`);
  const page = await readScenarioTotals(database, { suiteVersionId: version.id, tierId, after: cursor, limit: PAGE });
  if (!page) throw tooLarge(`one scenario of suite ${suite}`, tier);
  const body = {
    ...namedVersion(version),
    versions: versions.map((name) => (name === "" ? null : name)),
    tier: tier ?? null,
    ...totalsOf(totals),
    scenarioBreakdown: [...Map.groupBy(page.rows, ({ scenario }) => scenario)]
      .map(([scenario, rows]) => ({ scenario, ...totalsOf(rows) }))
      .sort((a, b) => (a.scenario < b.scenario ? -1 : 1)),
  };
  return { body, next: page.next };
};

/** GET /api/stats/scenarios/:suite/:scenario: a scenario, all entries together, and each entry in it. */
export const getScenarioStats: Handler<"getScenarioStats"> = async ({ names, query, database }) => {
  const { suite, scenario } = names;
  const { suiteVersion, tier, cursor } = query;
  const version = await findSuiteVersion(database, suite, suiteVersion);
  const tierId = await requireTier(database, tier);
  const totals = await readTotalsOfScenario(database, { suiteVersionId: version.id, scenario, tierId });
  if (!totals) throw tooLarge(`scenario ${scenario} of suite ${suite}`, tier);
  const [found] = totals;
  if (!found) throw await noScenario(database, { ...version, tier }, scenario);
  const { scenarioId } = found;
  const page = await readCellsOfScenario(database, version, { scenarioId, tierId, after: cursor, limit: PAGE });
  if (!page) throw tooLarge(`one entry in scenario ${scenario} of suite ${suite}`, tier);
  const body = {
    ...namedVersion(version),
    scenario,
    tier: tier ?? null,
    ...totalsOf(totals),
    agentComparison: [...Map.groupBy(page.rows, (row) => formatEntry(entryOf(row))).values()]
      .flatMap((rows) => (rows[0] ? [{ ...namedEntry(entryOf(rows[0])), ...totalsOf(rows) }] : []))
      .sort((a, b) => (b.passShare ?? -1) - (a.passShare ?? -1)),
  };
  return { body, next: page.next && entryCursorOf(page.next) };
};
