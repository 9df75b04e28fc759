/**
 * Holm's adjusted p-values, in the order of the given ones: a comparison whose adjusted p is below α is significant with the chance
 * of any false finding among all of them at most α, however the comparisons depend on each other.
 * The i-th smallest of m becomes the largest (m − j + 1)·p₍ⱼ₎ over j ≤ i, at most 1.
 * Source: Holm (1979), A simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6:65–70.
 */
export const holmAdjusted = (pValues: readonly number[]): number[] => {
  const order = pValues.map((_, position) => position).sort((a, b) => (pValues[a] ?? 0) - (pValues[b] ?? 0));
  const adjusted = new Array<number>(pValues.length).fill(1);
  let largest = 0;
  order.forEach((position, rank) => {
    largest = Math.max(largest, (pValues.length - rank) * (pValues[position] ?? 1));
    adjusted[position] = Math.min(1, largest);
  });
  return adjusted;
};
