/** How many pairs so many things make. */
export const pairCount = (count: number): number => (count * (count - 1)) / 2;

/** The place of a pair in a list of all pairs of `count` things: (0, 1), (0, 2) … (1, 2) … The order of the two does not matter. */
export const pairPlace = (count: number, a: number, b: number): number => {
  const first = Math.min(a, b);
  const second = Math.max(a, b);
  return first * count - (first * (first + 1)) / 2 + (second - first - 1);
};
