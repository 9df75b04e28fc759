/**
 * Of rows that were read group after group, one more than `most` at most: those of the groups that are whole, and which group was cut off by that;
 * undefined if that is the first.
 */
export const wholeGroups = <Row, Group>(
  rows: readonly Row[],
  most: number,
  groupOf: (row: Row) => Group,
): { rows: readonly Row[]; cut: Group | undefined } | undefined => {
  const last = rows.at(-1);
  if (rows.length <= most || last === undefined) return { rows, cut: undefined };
  const cut = groupOf(last);
  const whole = rows.filter((row) => groupOf(row) !== cut);
  return whole.length === 0 ? undefined : { rows: whole, cut };
};
