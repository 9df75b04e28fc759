import { addTo, type Bitset, compareSets, countShared, emptyBitset, hasMember, intersect } from "../cells/bitset.ts";
import { comparePlaces, type Place, placeKey } from "../cells/place.ts";

/** What an entry ran, as the board is found from it. */
export interface Runner {
  /** Where it has runs that count. */
  places: readonly Place[];
  /** What is the same for entries that differ in their variant alone. */
  maker: string;
  /** When its first run started; whatever the unit. */
  since: number;
}

/** Whether so many cells are at least the share of all that ranks, in whole numbers. */
export const reachesShare = (covered: number, cells: number, share: number): boolean =>
  1_000 * covered >= Math.round(1_000 * share) * cells;

/** Entries that ran the same cells. */
interface Pattern {
  cells: Bitset;
  size: number;
  entries: number;
  since: number;
}

interface Candidate {
  cells: Bitset;
  size: number;
  ranked: number;
  since: number;
}

const keyOf = (bits: Bitset): string => bits.join();

/** All cells that anybody ran, by their keys. */
export const placesRun = (runners: readonly Pick<Runner, "places">[]): Map<number, Place> => {
  const all = new Map<number, Place>();
  for (const { places } of runners) {
    for (const place of places) {
      const key = placeKey(place);
      if (!all.has(key)) all.set(key, { scenario: place.scenario, tier: place.tier });
    }
  }
  return all;
};

/** All cells that anybody ran, sorted, with those that several makers ran; and each runner's cells as positions among them. */
const indexPlaces = (runners: readonly Runner[], run: ReadonlyMap<number, Place>) => {
  const places = [...run.values()].sort(comparePlaces);
  const positions = new Map(places.map((place, position) => [placeKey(place), position]));
  const makers: string[] = [];
  const shared = emptyBitset(places.length);
  const indexes = runners.map((runner) =>
    runner.places.map((place) => {
      const position = positions.get(placeKey(place)) ?? 0;
      makers[position] ??= runner.maker;
      if (makers[position] !== runner.maker) addTo(shared, position);
      return position;
    }),
  );
  return { places, shared, indexes };
};

const patternsOf = (runners: readonly Runner[], indexes: readonly number[][], eligible: Bitset): Pattern[] => {
  const patterns = new Map<string, Pattern>();
  runners.forEach(({ since }, runner) => {
    const own = eligible.map(() => 0);
    for (const place of indexes[runner] ?? []) addTo(own, place);
    const cells = intersect(own, eligible);
    const size = countShared(cells, cells);
    if (size === 0) return;
    const pattern = patterns.get(keyOf(cells)) ?? { cells, size, entries: 0, since };
    patterns.set(keyOf(cells), {
      ...pattern,
      entries: pattern.entries + 1,
      since: Math.min(pattern.since, since),
    });
  });
  return [...patterns.values()];
};

/** The entries with at least the ranking share of each seed, without those families that come again. */
const familiesOf = (patterns: readonly Pattern[], share: number): Pattern[][] => {
  const families = new Map<string, Pattern[]>();
  for (const seed of patterns) {
    const members = emptyBitset(patterns.length);
    const family = patterns.filter(({ cells }, member) => {
      const isMember = reachesShare(countShared(cells, seed.cells), seed.size, share);
      if (isMember) addTo(members, member);
      return isMember;
    });
    families.set(keyOf(members), family);
  }
  return [...families.values()];
};

/** The cells that at least half, and those that at least nine in ten, of a family ran. */
const widelyRun = (family: readonly Pattern[], size: number): Bitset[] => {
  const counts = new Float64Array(size);
  let entries = 0;
  for (const pattern of family) {
    entries += pattern.entries;
    for (let place = 0; place < size; place++) {
      if (hasMember(pattern.cells, place)) counts[place] = (counts[place] ?? 0) + pattern.entries;
    }
  }
  return [2, 10].map((parts) => {
    const cells = emptyBitset(size);
    counts.forEach((count, place) => {
      if (count > 0 && parts * count >= (parts - 1) * entries) addTo(cells, place);
    });
    return cells;
  });
};

const candidateOf = (cells: Bitset, patterns: readonly Pattern[], share: number): Candidate => {
  const size = countShared(cells, cells);
  const ranked = patterns.filter((pattern) => size > 0 && reachesShare(countShared(pattern.cells, cells), size, share));
  return {
    cells,
    size,
    ranked: ranked.reduce((sum, { entries }) => sum + entries, 0),
    since: Math.min(...ranked.map(({ since }) => since)),
  };
};

const scoreOf = ({ size, ranked }: Candidate): number => size * ranked;

/**
 * The cells that entries are measured against where no manifest states them, sorted by scenario and tier.
 *
 * A cell is eligible if at least two makers (pairs of agent and model) ran it; if there is no such cell, every cell is. The eligible cells
 * of each entry are a seed. Its family are the entries with at least the ranking share of it, and the cells that at least half, and those
 * that at least nine in ten, of the family ran are two candidates. A candidate's score is its cells × the entries that it would rank. Of
 * the candidates with at least nine tenths of the best score the one with the most cells is the board; of equals the one that ranks the
 * entry with the earliest run; of those that all do, the one with the first cell in which they differ. So a stray run, one entry with ten
 * thousand cells of its own or many entries with one cell change nothing for the others. It takes patterns² × cells/32 steps, patterns
 * being the different sets of cells that entries ran.
 */
export const findBoard = (runners: readonly Runner[], share: number, run = placesRun(runners)): Place[] => {
  const { places, shared, indexes } = indexPlaces(runners, run);
  const every = emptyBitset(places.length);
  for (const place of places.keys()) addTo(every, place);
  const eligible = shared.some((word) => word !== 0) ? shared : every;
  const patterns = patternsOf(runners, indexes, eligible);
  const cellSets = familiesOf(patterns, share).flatMap((family) => widelyRun(family, places.length));
  const candidates = [...new Map(cellSets.map((cells) => [keyOf(cells), cells])).values()].map((cells) =>
    candidateOf(cells, patterns, share),
  );
  const best = Math.max(0, ...candidates.map(scoreOf));
  const [board] = candidates
    .filter((candidate) => 10 * scoreOf(candidate) >= 9 * best)
    .sort((a, b) => b.size - a.size || a.since - b.since || compareSets(a.cells, b.cells));
  return places.filter((_, place) => board && hasMember(board.cells, place));
};
