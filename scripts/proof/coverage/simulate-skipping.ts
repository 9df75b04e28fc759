import { sum } from "d3-array";
import type { Observation } from "#statistics/cells/observation.ts";
import { SHARES } from "#statistics/cells/scale.ts";
import { type Ranking, rankContenders } from "#statistics/ranks/ranking.ts";
import { drawsOf } from "./draw.ts";
import { type Finding, findingOf } from "./setting.ts";
import { contendersOf, drawEntries, type RankSetting } from "./simulate-ranks.ts";

/** An entry's cells without those of so many scenarios that all entries together pass least. */
const withoutHardest = (cells: readonly (readonly Observation[])[], entry: number, count: number): Observation[] => {
  const passes = (scenario: number) =>
    sum(cells, (own) => sum(own, (cell) => (cell.scenario === scenario ? cell.sum / cell.runs : 0)));
  const own = cells[entry] ?? [];
  const hardest = own
    .map(({ scenario }) => ({ scenario, passes: passes(scenario) }))
    .sort((a, b) => a.passes - b.passes);
  const skipped = new Set(hardest.slice(0, count).map(({ scenario }) => scenario));
  return own.filter(({ scenario }) => !skipped.has(scenario));
};

/** Whether an entry is called better than one that it was not, or is in a higher group than it was. */
const hasGained = (entry: number, before: Ranking, after: Ranking): boolean =>
  before.groups.some((_, other) => after.told.isAbove(entry, other) && !before.told.isAbove(entry, other)) ||
  (after.groups[entry] ?? 0) < (before.groups[entry] ?? 0);

/** How often an entry gains by leaving out the tenth of the scenarios that is hardest, as each entry of drawn boards does in turn. None may. */
export const simulateSkipping = (setting: RankSetting, replicates: number): Finding => {
  const { field, entries, scenarios, runs } = setting;
  const draws = drawsOf("skipping", field, entries, scenarios, runs);
  let [hits, trials] = [0, 0];
  for (let replicate = 0; replicate < replicates; replicate++) {
    const cells = drawEntries(setting, draws);
    const before = rankContenders(contendersOf(cells, scenarios), SHARES);
    for (let entry = 0; entry < entries; entry++) {
      const less = cells.with(entry, withoutHardest(cells, entry, Math.floor(scenarios / 10)));
      if (hasGained(entry, before, rankContenders(contendersOf(less, scenarios), SHARES))) hits++;
      trials++;
    }
  }
  const name = `${entries} ${field} entries × ${scenarios} scenarios × ${runs}`;
  return findingOf("an entry gains by skipping its hardest scenarios", name, { hits, trials }, { most: 0 });
};
