import type { Stats } from "#contract/figures/stats.ts";
import { StatsQuerySchema } from "#contract/figures/stats-query.ts";
import { openDatabase } from "../db/database.ts";
import { readScenarioTotals } from "../db/read-totals.ts";
import { readScenarioNames, readSuiteVersions } from "../db/suite-versions.ts";
import type { Env } from "../env.ts";
import { boardOf, byVersion, countRows, coverageOfScenarios } from "../figures/board.ts";
import { figuresOf, ratesOf, totalsOf } from "../figures/figures.ts";
import { isOneOf, namedVersion, newestOf } from "../figures/suite-version.ts";
import { windowOf } from "../figures/window.ts";
import { json } from "../http/answer.ts";
import { parseQuery } from "../http/query.ts";

/** GET /api/stats: everything, or the last days of it. */
export const getStats = async (request: Request, env: Env): Promise<Response> => {
  const { days } = parseQuery(StatsQuerySchema, request);
  const { firstDay, since } = windowOf(days, new Date());
  const database = openDatabase(env.DB);
  const versions = await readSuiteVersions(database);
  const known = await readScenarioNames(database, versions);
  const counted = countRows(await readScenarioTotals(database, firstDay));
  const isNewest = isOneOf(newestOf(versions));
  const ofNewest = boardOf(counted.filter(({ row }) => isNewest(row)));
  const stats: Stats = {
    days: days ?? null,
    since,
    ...totalsOf(counted.map(({ row }) => row)),
    ...ratesOf(ofNewest.counted, ofNewest.scoreScale),
    coverage: coverageOfScenarios(ofNewest.counted, known.filter(isNewest).length),
    suites: byVersion(counted).map(([version, own]) => ({
      ...namedVersion(version),
      ...figuresOf(own, {
        scoreScale: boardOf(own).scoreScale,
        coverage: coverageOfScenarios(own, known.filter(isOneOf([version])).length),
      }),
    })),
  };
  return json(stats);
};
