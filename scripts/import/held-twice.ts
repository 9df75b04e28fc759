import { groupBy } from "./group-by.ts";

/** The results of a file, by what tells them apart wherever they stand. */
export interface Held {
  keys: readonly string[];
  /** Whether the keys hold moments or ids: then two files of the same keys are one file twice, and else two runs of the same tests. */
  isDated: boolean;
}

/** The results of a file, counted by their keys, and its place among the files. */
interface Bag {
  place: number;
  counts: ReadonlyMap<string, number>;
  size: number;
  isDated: boolean;
}

/**
 * The files, by their places, that hold nothing which the others do not: an aggregate whose parts are all there, since the parts say more
 * of themselves; else the parts that are there; and copies.
 */
export const heldTwice = (files: readonly Held[]): Set<number> => {
  const bags = files.map(bagOf).filter(({ size }) => size > 0);
  // Whoever holds all of a bag holds its first key.
  const byFirst = groupBy(bags, ({ counts }) => [...counts.keys()][0]);
  const left = new Set<number>();
  for (const whole of bags.toSorted((a, b) => b.size - a.size || a.place - b.place)) {
    if (left.has(whole.place)) continue;
    const parts = [...whole.counts.keys()]
      .flatMap((key) => byFirst.get(key) ?? [])
      .filter((part) => !left.has(part.place) && holds(whole, part));
    const covered = new Set(parts.flatMap(({ counts, size }) => (size < whole.size ? [...counts.keys()] : [])));
    if (covered.size === whole.counts.size) left.add(whole.place);
    else for (const { place } of parts) left.add(place);
  }
  return left;
};

const bagOf = ({ keys, isDated }: Held, place: number): Bag => {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return { place, counts, size: keys.length, isDated };
};

const holds = (whole: Bag, part: Bag): boolean => {
  const isLarger = whole.size > part.size || (whole.isDated && part.isDated && whole.size === part.size);
  if (whole === part || !isLarger) return false;
  return [...part.counts].every(([key, count]) => (whole.counts.get(key) ?? 0) >= count);
};
