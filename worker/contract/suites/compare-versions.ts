const PARTS = /\d+|\D+/g;
const DIGITS = /^\d/;

const compareNumbers = (a: string, b: string): number => {
  const [trimmedA, trimmedB] = [a.replace(/^0+(?=\d)/, ""), b.replace(/^0+(?=\d)/, "")];
  return trimmedA.length - trimmedB.length || compareTexts(trimmedA, trimmedB);
};

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The natural order of two versions of a suite: negative, 0 or positive as a is older than b, the same or newer. Numbers within
 * them compare as numbers, whatever stands between as text, and a version that goes on is newer than one that ends: 1.9 < 1.10,
 * v2 < v2.1. "" stands for "not stated" and is the oldest. Only equal texts are the same.
 */
export const compareVersions = (a: string, b: string): number => {
  const [partsA, partsB] = [a.match(PARTS) ?? [], b.match(PARTS) ?? []];
  for (const [position, partA] of partsA.entries()) {
    const partB = partsB[position];
    if (partB === undefined) return 1;
    const areNumbers = DIGITS.test(partA) && DIGITS.test(partB);
    const order = areNumbers ? compareNumbers(partA, partB) : compareTexts(partA, partB);
    if (order !== 0) return order;
  }
  return partsA.length < partsB.length ? -1 : compareTexts(a, b);
};

/** The newest of some versions in that order; undefined if there is none. */
export const newestVersion = (versions: readonly string[]): string | undefined =>
  [...versions].sort(compareVersions).at(-1);
