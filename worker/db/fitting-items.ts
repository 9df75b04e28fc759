/** About how many bytes of runs or manifests a request reads whole at most: fewer of them where they are large, but at least one. */
const MOST_BYTES = 4_000_000;

/** The first of some items, as many as a request may read whole. */
export const fittingItems = <Item extends { bytes: number }>(items: readonly Item[]): Item[] => {
  let bytes = 0;
  const end = items.findIndex((item, position) => {
    bytes += item.bytes;
    return position > 0 && bytes > MOST_BYTES;
  });
  return items.slice(0, end === -1 ? undefined : end);
};
