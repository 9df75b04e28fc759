import type { Span } from "./formats/importer.ts";
import { fingerprintOf, fingerprintOfAll } from "./formats/run-id.ts";
import { groupBy } from "./group-by.ts";

/** The results of a file, by what tells them apart wherever they stand. */
export interface Held {
  keys: readonly string[];
  /** Whether the keys hold moments or ids: then two files of the same keys are one file twice, and else two runs of the same tests. */
  isDated: boolean;
  /** Of keys without moments: a report that others were merged into spans the time of all of them. */
  span?: Span | undefined;
}

/** Results of one span, counted by their keys, and the places of the files that hold exactly these. */
interface Bag {
  places: number[];
  keys: readonly string[];
  counts: ReadonlyMap<string, number>;
  span: Span | undefined;
}

/**
 * The files, by their places, that hold nothing which the others do not: an aggregate whose parts are all there, since the parts say more
 * of themselves; else the parts that are there; and copies.
 */
export const heldTwice = (files: readonly Held[]): Set<number> => {
  const { bags, copies } = bagsOf(files);
  const left = new Set<Bag>();
  /** The bags that are smaller than the one at hand, by their first keys: whoever holds all of a bag holds that one. */
  const smaller = new Map<string | undefined, Bag[]>();
  // The smallest first, so that an aggregate which is left out covers no other one a second time.
  const bySize = [...groupBy(bags, ({ keys }) => keys.length)].toSorted(([a], [b]) => a - b);
  for (const [, ofOneSize] of bySize) {
    for (const whole of ofOneSize) {
      const parts = [...whole.counts.keys()]
        .flatMap((key) => smaller.get(key) ?? [])
        .filter((part) => holds(whole, part) && !left.has(part));
      const covered = countsOf(parts.flatMap(({ keys }) => keys));
      const isCovered = [...whole.counts].every(([key, count]) => (covered.get(key) ?? 0) >= count);
      for (const bag of isCovered ? [whole] : parts) left.add(bag);
    }
    for (const [first, own] of groupBy(ofOneSize, ({ counts }) => [...counts.keys()][0])) {
      smaller.set(first, [...(smaller.get(first) ?? []), ...own]);
    }
  }
  return new Set([...copies, ...[...left].flatMap(({ places }) => places)]);
};

/** The bags of all files that hold anything; `copies`: files with moments that hold what an earlier one does. */
const bagsOf = (files: readonly Held[]): { bags: Bag[]; copies: number[] } => {
  const bags = new Map<string, Bag>();
  const copies: number[] = [];
  for (const [place, { keys, isDated, span: stated }] of files.entries()) {
    if (keys.length === 0) continue;
    const span = isDated ? undefined : stated;
    const content = fingerprintOf([fingerprintOfAll(keys), span]);
    const before = bags.get(content);
    if (before === undefined) bags.set(content, { places: [place], keys, counts: countsOf(keys), span });
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
  whole.keys.length > part.keys.length &&
  isWithin(part.span, whole.span) &&
  [...part.counts].every(([key, count]) => (whole.counts.get(key) ?? 0) >= count);

const isWithin = (part: Span | undefined, whole: Span | undefined): boolean =>
  part === undefined || whole === undefined || (whole.from <= part.from && part.to <= whole.to);
