/** A name further from the typed one than this share of its letters is another name, not a slip. */
const LARGEST_SHARE = 1 / 3;

/**
 * How many letters have to be added, left out, replaced or swapped with their neighbour to make one text of the other (the optimal string
 * alignment distance).
 */
const distanceOf = (one: string, other: string): number => {
  const [a, b] = [Array.from(one), Array.from(other)];
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = (last[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const added = (current[column - 1] ?? 0) + 1;
      const left = (last[column] ?? 0) + 1;
      const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const swapped = isSwap ? (beforeLast[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY;
      current.push(Math.min(replaced, added, left, swapped));
    }
    [beforeLast, last] = [last, current];
  }
  return last[b.length] ?? 0;
};

/** Nobody types longer names by hand; comparing them with thousands of others would take long. */
const LONGEST_TYPED = 100;

/** The name that somebody most likely meant by one that is not there; undefined where none is near. Upper and lower case are the same here. */
export const nearestName = (typed: string, names: Iterable<string>): string | undefined => {
  if (typed.length > LONGEST_TYPED) return undefined;
  let nearest: string | undefined;
  let least = Math.max(1, Math.floor(typed.length * LARGEST_SHARE)) + 1;
  for (const name of names) {
    if (Math.abs(name.length - typed.length) >= least) continue;
    const distance = distanceOf(typed.toLowerCase(), name.toLowerCase());
    if (distance < least) [nearest, least] = [name, distance];
  }
  return nearest;
};

/** " (did you mean NAME?)" for a name that is not there, empty where none is near. */
export const didYouMean = (typed: string, names: Iterable<string>): string => {
  const nearest = nearestName(typed, names);
  return nearest === undefined ? "" : ` (did you mean ${nearest}?)`;
};
