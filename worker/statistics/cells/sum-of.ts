/** The sum of a measure over some cells, or batches. */
export const sumOf = <Measure extends string>(rows: readonly Record<Measure, number>[], measure: Measure): number => {
  let total = 0;
  for (const row of rows) total += row[measure];
  return total;
};
