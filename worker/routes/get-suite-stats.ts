import type { ScenarioStats, SuiteStats } from "#contract/figures/stats.ts";
import { readCells } from "../db/read-cells.ts";
import { boardOfRows } from "../figures/board.ts";
import { figuresOfAll, figuresOfEntries, figuresOfScenarios } from "../figures/figures.ts";
import { namedVersion } from "../figures/suite-version.ts";
import { StatusError } from "../http/problem.ts";
import { findSuiteVersion } from "./find-suite-version.ts";
import type { Handler } from "./handler.ts";
import { noScenario } from "./not-found.ts";

/** GET /api/stats/suites/:suite: a version of a suite, all entries together, and each scenario of it. */
export const getSuiteStats: Handler<"getSuiteStats"> = async ({ names: { suite }, query, database }) => {
  const { suiteVersion, tier } = query;
  const { version, versions } = await findSuiteVersion(database, suite, suiteVersion);
  const board = boardOfRows(await readCells(database, { ...version, tier }));
  if (board.counted.length === 0) throw new StatusError(404, `suite ${suite} has no tier ${tier}`);
  const stats: SuiteStats = {
    ...namedVersion(version),
    versions: versions.map((name) => (name === "" ? null : name)),
    tier: tier ?? null,
    ...figuresOfAll(board),
    scenarioBreakdown: figuresOfScenarios(board),
  };
  return { body: stats };
};

/** GET /api/stats/scenarios/:suite/:scenario: a scenario, all entries together, and each entry in it. */
export const getScenarioStats: Handler<"getScenarioStats"> = async ({ names, query, database }) => {
  const { suite, scenario } = names;
  const { suiteVersion, tier } = query;
  const { version } = await findSuiteVersion(database, suite, suiteVersion);
  const board = boardOfRows(await readCells(database, { ...version, scenario, tier }));
  if (board.counted.length === 0) throw await noScenario(database, { ...version, tier }, scenario);
  const stats: ScenarioStats = {
    ...namedVersion(version),
    scenario,
    tier: tier ?? null,
    ...figuresOfAll(board),
    agentComparison: figuresOfEntries(board),
  };
  return { body: stats };
};
