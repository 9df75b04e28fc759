import { fingerprintOfAll } from "./formats/run-id.ts";
import { groupBy } from "./group-by.ts";

/** The results of a file, by what tells them apart wherever they stand. */
export interface Held {
  keys: readonly string[];
  /** Whether the keys hold moments or ids: then two files of the same keys are one file twice, and else two runs of the same tests. */
  isDated: boolean;
}

/** Results, counted by their keys, and the places of the files that hold exactly these. */
interface Bag {
  places: number[];
  counts: ReadonlyMap<string, number>;
  size: number;
}

/**
 * The files, by their places, that hold nothing which the others do not: an aggregate whose parts are all there, since the parts say more
 * of themselves; else the parts that are there; and copies.
 */
export const heldTwice = (files: readonly Held[]): Set<number> => {
  const { bags, copies } = bagsOf(files);
  // Whoever holds all of a bag holds its first key.
  const byFirst = groupBy(bags, ({ counts }) => [...counts.keys()][0]);
  const left = new Set<Bag>();
  for (const whole of bags.toSorted((a, b) => b.size - a.size)) {
    if (left.has(whole)) continue;
    const parts = [...whole.counts.keys()]
      .flatMap((key) => byFirst.get(key) ?? [])
      .filter((part) => !left.has(part) && holds(whole, part));
    const covered = new Set(parts.flatMap(({ counts }) => [...counts.keys()]));
    for (const bag of covered.size === whole.counts.size ? [whole] : parts) left.add(bag);
  }
  return new Set([...copies, ...[...left].flatMap(({ places }) => places)]);
};

/** The bags of all files that hold anything; `copies`: files with moments that hold what an earlier one does. */
const bagsOf = (files: readonly Held[]): { bags: Bag[]; copies: number[] } => {
  const bags = new Map<string, Bag>();
  const copies: number[] = [];
  for (const [place, { keys, isDated }] of files.entries()) {
    if (keys.length === 0) continue;
    const content = fingerprintOfAll(keys);
    const before = bags.get(content);
    if (before === undefined) bags.set(content, { places: [place], counts: countsOf(keys), size: keys.length });
    else if (isDated) copies.push(place);
    else before.places.push(place);
  }
  return { bags: [...bags.values()], copies };
};

const countsOf = (keys: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
};

const holds = (whole: Bag, part: Bag): boolean =>
  whole.size > part.size && [...part.counts].every(([key, count]) => (whole.counts.get(key) ?? 0) >= count);
