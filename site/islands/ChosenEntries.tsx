import { dollarFormat } from "#words/column-amounts.ts";
import { formatInterval, formatRank, formatRate } from "#words/numbers.ts";
import { type ChosenEntry, nameOf } from "./ComparedPairs.tsx";
import { type StackedColumn, StackedTable } from "./StackedTable.tsx";

const STANDING: readonly StackedColumn<ChosenEntry>[] = [
  {
    title: "Rank",
    numeric: true,
    cell: ({ entry: { rankFrom, rankTo } }) => formatRank(rankFrom && rankTo ? { from: rankFrom, to: rankTo } : null),
  },
  { title: "Solved", numeric: true, cell: ({ entry }) => formatRate(entry.estimate) },
  {
    title: "95 % interval",
    numeric: true,
    cell: ({ entry }) => formatInterval({ low: entry.intervalLow, high: entry.intervalHigh }, "success"),
  },
];

/** Where the chosen entries stand on the board, and what a run of each costs if any states it. */
export const ChosenEntries = ({ chosen }: { chosen: readonly ChosenEntry[] }) => {
  const costs = chosen.map(({ entry }) => entry.costUsdMean);
  const formatCost = dollarFormat(costs);
  const columns: readonly StackedColumn<ChosenEntry>[] = costs.every((cost) => cost === null)
    ? STANDING
    : [...STANDING, { title: "Cost a run", numeric: true, cell: ({ entry }) => formatCost(entry.costUsdMean) }];
  return (
    <StackedTable
      caption="Where they stand"
      heading="Entry"
      columns={columns}
      rows={chosen}
      headOf={({ entry }) => nameOf(entry)}
    />
  );
};
