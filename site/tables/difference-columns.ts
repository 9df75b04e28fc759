import type { Metric } from "#statistics/cells/observation.ts";
import { formatPoints, formatPValue, withSign } from "#words/differences.ts";
import { formatCount } from "#words/numbers.ts";
import { axisHead, intervalStyle } from "./axis-head.ts";
import { type Axis, axisFor } from "./board/axis.ts";
import type { Attributes, Column } from "./column.ts";

/** A difference with what it rests on. */
export interface DrawnDifference {
  difference: number;
  interval: { low: number; high: number } | null;
  adjustedPValue: number;
  isTold: boolean;
  won: number;
  lost: number;
  n: number;
}

const unitOf = (metric: Metric): number => (metric === "success" ? 100 : 1);

/** The axis of some differences: with 0, and in points of a hundred for success rates. */
export const differenceAxis = (
  differences: readonly Pick<DrawnDifference, "difference" | "interval">[],
  metric: Metric,
): Axis => {
  const ends = differences.flatMap(({ difference, interval }) => [
    difference,
    interval?.low ?? difference,
    interval?.high ?? difference,
  ]);
  return axisFor([0, ...ends.map((end) => unitOf(metric) * end)]);
};

/** How the differences of a column are written: success rates in points, scores to as many decimals as the axis takes to tell them. */
export const differenceFormat = (axis: Axis, metric: Metric): ((difference: number) => string) => {
  if (metric === "success") return (difference) => formatPoints(difference, metric);
  const most = Math.max(Math.abs(axis.low), Math.abs(axis.high));
  const decimals = Math.max(0, 2 - Math.floor(Math.log10(most)));
  return (difference) => withSign(difference, Math.abs(difference).toFixed(decimals));
};

/** A row's attributes: what draws its difference, in blue where it is more than chance and up, in brown where it is down. */
export const differenceAttributes = (
  { difference, interval, isTold }: Pick<DrawnDifference, "difference" | "interval" | "isTold">,
  metric: Metric,
): Attributes => {
  const unit = unitOf(metric);
  const kind = isTold && difference !== 0 ? (difference > 0 ? "worse" : "better") : "";
  return {
    class: [kind, interval ? "" : "bare"].filter(Boolean).join(" ") || undefined,
    style: intervalStyle(unit * difference, interval && { low: unit * interval.low, high: unit * interval.high }),
  };
};

/**
 * The columns of a difference: in points, drawn, what it rests on, and whether it is more than chance; a row without one is the first of
 * its kind. Of totals nothing is won or lost task by task.
 */
export const differenceColumns = <Row>(
  axis: Axis,
  metric: Metric,
  of: (row: Row) => DrawnDifference | null,
  isOfTotals = false,
): Column<Row>[] => {
  const text =
    (write: (difference: DrawnDifference) => string, none = "") =>
    (row: Row) => {
      const difference = of(row);
      return difference ? write(difference) : none;
    };
  const figure = (heading: string, write: (difference: DrawnDifference) => string): Column<Row> => ({
    page: () => ({ heading, kind: "figure", cell: { text: text(write) } }),
    fields: {},
  });
  const written = differenceFormat(axis, metric);
  return [
    figure(metric === "success" ? "Points" : "Difference", ({ difference }) => written(difference)),
    {
      page: () => ({
        ...{ heading: "Difference, drawn", head: axisHead(axis, true), kind: "words", class: "ci zero" },
        cell: { html: () => "" },
      }),
      fields: {},
    },
    ...(isOfTotals
      ? []
      : [
          figure("Won : lost", ({ won, lost, n }) => `${formatCount(won)} : ${formatCount(lost)} of ${formatCount(n)}`),
        ]),
    {
      page: () => ({
        ...{ heading: "p", kind: "figure", class: "pv" },
        cell: { text: text(({ adjustedPValue }) => formatPValue(adjustedPValue)) },
      }),
      fields: {},
    },
    {
      page: () => ({
        ...{ heading: "More than chance?", kind: "words", class: "verdict" },
        cell: { text: text(({ isTold }) => (isTold ? "yes" : "not clearly"), "the first") },
      }),
      fields: {},
    },
  ];
};
