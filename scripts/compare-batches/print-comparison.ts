import type { BatchComparison } from "#contract/batches/batch-details.ts";
import type { EstimateAnswer } from "#contract/figures/figures.ts";
import { formatInterval, formatRate, UNKNOWN } from "#words/numbers.ts";
import type { Context } from "../command/context.ts";
import { figureColumns } from "../terminal/figure-columns.ts";
import { printTable } from "../terminal/print.ts";
import type { Column } from "../terminal/render-table.ts";
import { harmless } from "../terminal/text-width.ts";

/** What stands where a batch has not run a scenario. */
const NO_RUN = "–";

type Scenario = BatchComparison["scenarios"][number];

/** Batches have names of any length: a letter stands for each. */
const letterOf = (position: number): string => String.fromCharCode("A".charCodeAt(0) + position);

/** Prints the batches' figures, the claims that their runs do not bear out, and their success rates scenario by scenario. */
export const printComparison = (context: Context, { batches, scenarios }: BatchComparison): void => {
  const lettered = batches.map((batch, position) => ({ ...batch, letter: letterOf(position) }));
  printTable(
    context,
    [
      { head: "", cell: ({ letter }) => letter, align: "right" },
      { head: "BATCH", cell: ({ batchId }) => batchId },
      ...figureColumns,
    ],
    lettered,
  );
  const wrong = lettered.flatMap(({ letter, differences }) =>
    differences.map(
      ({ field, claimed, recomputed }) =>
        `${letter} claims that ${field} is ${claimed}; by its runs it is ${recomputed ?? UNKNOWN}`,
    ),
  );
  if (wrong.length > 0) context.print(`\n${wrong.map(harmless).join("\n")}`);
  if (scenarios.length === 0) return;
  context.print();
  printTable(
    context,
    [
      { head: "SUITE", cell: ({ suite }) => suite },
      { head: "VERSION", cell: ({ suiteVersion }) => suiteVersion ?? "", optional: true },
      { head: "SCENARIO", cell: ({ scenario }) => scenario },
      ...lettered.flatMap(({ letter }, position) => rateColumns(letter, position)),
    ],
    scenarios,
  );
};

/** The success rate of a batch and its interval, in every scenario. */
const rateColumns = (letter: string, position: number): Column<Scenario>[] => {
  const column = (head: string, format: (rate: EstimateAnswer) => string): Column<Scenario> => ({
    head,
    cell: ({ figures }) =>
      figures[position]?.successRateEstimate ? format(figures[position].successRateEstimate) : NO_RUN,
    align: "right",
  });
  return [
    column(letter, ({ value }) => formatRate(value)),
    { ...column(`${letter} 95% INTERVAL`, (estimate) => formatInterval(estimate, "success")), spare: true },
  ];
};
