/** Up is from the low to the high, or from A to Z. */
export type Direction = 1 | -1;

/** The order of a table; 0 is that in which it came. */
export type Order = Direction | 0;

const reverse = (direction: Direction): Direction => (direction === 1 ? -1 : 1);

/** The direction that puts the best of a column first: down, but where the low ones are the good ones (`data-best`). */
export const bestFirst = (best: string | undefined): Direction => (best === "low" ? 1 : -1);

/** What aria-sort says of an order; null where it says none. */
export const ariaSortOf = (order: Order): "ascending" | "descending" | null =>
  order === 0 ? null : order === 1 ? "ascending" : "descending";

const orderOf = (ariaSort: string | null): Order => (ariaSort === null ? 0 : ariaSort === "ascending" ? 1 : -1);

/** The order that a press on a head brings: the best first, then the reverse, then the order in which the table came. */
export const nextOrder = (ariaSort: string | null, best: Direction): Order => {
  const now = orderOf(ariaSort);
  if (now === 0) return best;
  return now === best ? reverse(best) : 0;
};

/** What an address says of a sorted column ("reverse": the best are last), and the order that this stands for. */
export const wordOf = (order: Order, best: Direction): string => (order === reverse(best) ? "reverse" : "");
export const orderBy = (word: string | null, best: Direction): Direction => (word === "reverse" ? reverse(best) : best);
