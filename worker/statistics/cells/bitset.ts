/** How many bits are set. Source: Warren (2012), Hacker's Delight, 2nd edition, figure 5–2. */
export const popCount = (word: number): number => {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((nibbles + (nibbles >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
};

/** A set of whole numbers below a size, a bit each. */
export type Bitset = Uint32Array;

export const emptyBitset = (size: number): Bitset => new Uint32Array(Math.ceil(size / 32));

export const addTo = (set: Bitset, member: number): void => {
  set[member >> 5] = (set[member >> 5] ?? 0) | (1 << (member & 31));
};

export const hasMember = (set: Bitset, member: number): boolean =>
  (((set[member >> 5] ?? 0) >>> (member & 31)) & 1) === 1;

/** How many members both have. */
export const countShared = (a: Bitset, b: Bitset): number => {
  let count = 0;
  for (let word = 0; word < a.length; word++) count += popCount((a[word] ?? 0) & (b[word] ?? 0));
  return count;
};

/** The members of both. */
export const intersect = (a: Bitset, b: Bitset): Bitset => a.map((word, place) => word & (b[place] ?? 0));

/** Orders sets by their members: the one with the least member that the other lacks comes first. */
export const compareSets = (a: Bitset, b: Bitset): number => {
  const word = a.findIndex((own, place) => own !== b[place]);
  if (word === -1) return 0;
  const [ours, theirs] = [a[word] ?? 0, b[word] ?? 0];
  const differing = ours ^ theirs;
  return (ours & differing & -differing) === 0 ? 1 : -1;
};
