/** A thing with its cost (less is better) and its value (more is better). */
export interface Point<T> {
  cost: number;
  value: number;
  item: T;
}

/**
 * The items that no other beats: none costs at most as much and is worth at least as much, one of the two strictly. Equal points are
 * all kept. Comes from the cheapest to the dearest. Leave out what has an unknown cost or value: throws a RangeError for NaN.
 */
export const paretoFrontier = <T>(points: readonly Point<T>[]): T[] => {
  const unknown = points.find(({ cost, value }) => Number.isNaN(cost) || Number.isNaN(value));
  if (unknown) throw new RangeError(`a point needs a cost and a value: ${unknown.cost}, ${unknown.value}`);
  const sorted = [...points].sort((a, b) => a.cost - b.cost || b.value - a.value);
  const frontier: Point<T>[] = [];
  for (const point of sorted) {
    const last = frontier.at(-1);
    if (!last || point.value > last.value || (point.value === last.value && point.cost === last.cost))
      frontier.push(point);
  }
  return frontier.map(({ item }) => item);
};
