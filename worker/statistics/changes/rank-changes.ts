import { type Entry, formatEntry } from "#contract/names/entry.ts";
import { keyOf } from "#contract/names/key-of.ts";
import type { JoinedSuite } from "#contract/snapshot/cells.ts";
import type { SnapshotChange } from "#contract/snapshot/changes.ts";
import type { Leaderboard } from "../ranks/leaderboard.ts";
import type { RankInterval } from "../ranks/ranks.ts";
import type { Standing } from "../ranks/standing.ts";
import { namesOf } from "./cell-changes.ts";
import { isNoise } from "./noise.ts";

/** A leaderboard of a version of a suite. */
export interface BoardOfSuite extends Leaderboard {
  version: Pick<JoinedSuite, "suite" | "suiteVersion" | "scenarios" | "tiers" | "entries">;
}

const nameIn = ({ version }: BoardOfSuite, entry: number): string =>
  formatEntry(version.entries[entry] ?? { agent: "" });

const rankedOf = (board: BoardOfSuite): Map<string, Standing> =>
  new Map(board.standings.filter(({ rank }) => rank !== null).map((own) => [nameIn(board, own.entry), own]));

/** The rank intervals of some entries among themselves alone: whoever else came or went does not move them. */
const ranksAmong = (board: BoardOfSuite, standings: ReadonlyMap<string, Standing>): Map<string, RankInterval> => {
  const among = [...standings];
  const better = board.lowerIsBetter ? -1 : 1;
  return new Map(
    among.map(([name, { entry }]) => {
      const rank = { from: 1, to: among.length };
      for (const [, other] of among) {
        const pair = other.entry === entry ? undefined : board.pairs(entry, other.entry);
        if (!pair?.isTold) continue;
        if (better * pair.difference < 0) rank.from++;
        else rank.to--;
      }
      return [name, rank];
    }),
  );
};

/**
 * Which way an entry moved beyond chance: its rank interval has no rank in common with the one before, both among the entries that are
 * ranked before and after. Each interval misses the true rank in at most 5 %, so that of entries that have not moved at most 10 % are
 * said to have (Bonferroni), and far fewer where the two rest on the same runs.
 */
const directionOf = (before: RankInterval | undefined, after: RankInterval | undefined) => {
  if (!before || !after) return "neither";
  if (after.to < before.from) return "better";
  return after.from > before.to ? "worse" : "neither";
};

const placesOf = ({ places, version }: BoardOfSuite): Set<string> =>
  new Set(places.map(({ scenario, tier }) => keyOf(version.scenarios[scenario], version.tiers[tier])));

const entriesOf = (board: BoardOfSuite): Map<string, Entry> =>
  new Map(board.version.entries.map((entry) => [formatEntry(entry), entry]));

/** Whether the board is another, and who gained or lost a rank by it. */
const boardChanges = (before: BoardOfSuite, after: BoardOfSuite): SnapshotChange[] => {
  const [old, present] = [placesOf(before), placesOf(after)];
  if (old.size === present.size && [...old].every((place) => present.has(place))) return [];
  const [ranked, now] = [rankedOf(before), rankedOf(after)];
  const [known, entries] = [entriesOf(before), entriesOf(after)];
  const both = [...entries].filter(([name]) => known.has(name));
  const pick = (from: Map<string, Standing>, to: Map<string, Standing>) =>
    both.flatMap(([name, entry]) => (to.has(name) && !from.has(name) ? [entry] : []));
  return [
    {
      ...{ kind: "board", ...namesOf(after.version), metric: after.metric, cellsBefore: old.size, cells: present.size },
      ...{ gained: pick(ranked, now), lost: pick(now, ranked) },
    },
  ];
};

const moves = (before: BoardOfSuite, after: BoardOfSuite): SnapshotChange[] => {
  const [ranked, now] = [rankedOf(before), rankedOf(after)];
  const common = <T>(map: Map<string, T>, other: Map<string, unknown>) =>
    new Map([...map].filter(([name]) => other.has(name)));
  const [old, present] = [ranksAmong(before, common(ranked, now)), ranksAmong(after, common(now, ranked))];
  return [...common(now, ranked)].flatMap(([name, standing]) => {
    const earlier = ranked.get(name);
    const entry = after.version.entries[standing.entry];
    if (!earlier?.rank || !standing.rank || !entry) return [];
    const direction = directionOf(old.get(name), present.get(name));
    const isSame = earlier.rank.from === standing.rank.from && earlier.rank.to === standing.rank.to;
    if (isSame && direction === "neither") return [];
    return [
      {
        ...{ kind: "rank" as const, ...namesOf(after.version), entry, metric: after.metric, direction },
        ...{ before: earlier.rank, after: standing.rank },
        ...{ estimateBefore: earlier.estimate.value, estimate: standing.estimate.value },
      },
    ];
  });
};

/** The ranked entry with the best estimate; undefined: none is ranked. */
const bestOf = (board: BoardOfSuite): Standing | undefined => {
  const sign = board.lowerIsBetter ? -1 : 1;
  return board.standings
    .filter(({ rank, estimate }) => rank !== null && estimate.value !== null)
    .toSorted((a, b) => sign * ((b.estimate.value ?? 0) - (a.estimate.value ?? 0)))[0];
};

/** Whether another entry than before has the best estimate, and a better one. */
const records = (before: BoardOfSuite, after: BoardOfSuite): SnapshotChange[] => {
  const [old, best] = [bestOf(before), bestOf(after)];
  const [beaten, entry] = [before.version.entries[old?.entry ?? -1], after.version.entries[best?.entry ?? -1]];
  if (!old || !best || !beaten || !entry || formatEntry(beaten) === formatEntry(entry)) return [];
  const [beatenEstimate, estimate] = [old.estimate.value ?? 0, best.estimate.value ?? 0];
  if (after.lowerIsBetter ? estimate >= beatenEstimate : estimate <= beatenEstimate) return [];
  const present = after.version.entries.findIndex((one) => formatEntry(one) === formatEntry(beaten));
  const isSeparable = after.pairs(best.entry, present)?.isTold ?? false;
  return [
    {
      ...{ kind: "record", ...namesOf(after.version), entry, metric: after.metric },
      ...{ estimate, beaten, beatenEstimate, isSeparable },
    },
  ];
};

/** What became of the ranks of a version of a suite, by one metric: records, moves beyond chance and within it, and the board. */
export const rankChanges = (before: BoardOfSuite, after: BoardOfSuite): SnapshotChange[] => [
  ...records(before, after),
  ...moves(before, after).toSorted((a, b) => Number(isNoise(a)) - Number(isNoise(b))),
  ...boardChanges(before, after),
];
