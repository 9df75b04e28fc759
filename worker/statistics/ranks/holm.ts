/** The place of the first number that is not below `value` in a sorted list. */
const firstPlace = (sorted: Float64Array, value: number): number => {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
};

/**
 * Holm's adjusted p-values, in the order of the given ones: with a comparison found where its adjusted p is at most α, the chance of any
 * false finding among all of them is at most α, however they depend on each other. `all`: how many comparisons there are, where only the
 * smallest p-values of them are given.
 * The i-th smallest of m becomes the largest (m − j + 1)·p₍ⱼ₎ over j ≤ i, at most 1. Equal ones stay equal.
 * Source: Holm (1979), A simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6:65–70.
 */
export const holmAdjusted = (pValues: ArrayLike<number>, all = pValues.length): Float64Array => {
  const sorted = new Float64Array(pValues).sort();
  const adjusted = new Float64Array(sorted.length);
  // From the first that becomes 1 on, all do: of many comparisons most, which need not be looked up.
  let [largest, place] = [0, 0];
  for (; place < sorted.length && largest < 1; place += 1) {
    largest = Math.max(largest, Math.min(1, (all - place) * (sorted[place] ?? 1)));
    adjusted[place] = largest;
  }
  const one = largest < 1 ? Number.POSITIVE_INFINITY : (sorted[place - 1] ?? 1);
  return new Float64Array(pValues).map((p) => (p >= one ? 1 : (adjusted[firstPlace(sorted, p)] ?? 1)));
};
