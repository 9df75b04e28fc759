import type { Stats } from "#contract/figures/stats.ts";
import { readScenarioTotals } from "../db/read-totals.ts";
import { readScenarioNames, readSuiteVersions } from "../db/suite-versions.ts";
import { boardOf, byVersion, countRows, coverageOfScenarios } from "../figures/board.ts";
import { figuresOf, ratesOf, totalsOf } from "../figures/figures.ts";
import { isOneOf, namedVersion, newestOf } from "../figures/suite-version.ts";
import { windowOf } from "../figures/window.ts";
import type { Handler } from "./handler.ts";

/** GET /api/stats: everything, or the last days of it. */
export const getStats: Handler<"getStats"> = async ({ query: { days }, database }) => {
  const { firstDay, since } = windowOf(days, new Date());
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
  return { body: stats };
};
