import * as Plot from "@observablehq/plot";
import { shorten } from "./shorten.ts";
import { tidySvg } from "./tidy-svg.ts";

/** One line of the chart; an interval that is not known is null. */
export interface IntervalLine {
  label: string;
  value: number;
  interval: { low: number; high: number } | null;
  /** Whether it may be first. */
  leads: boolean;
}

/** How to draw: in which document, what the axis shows, and what the picture says in words. */
export interface IntervalOptions {
  document: Document;
  /** What the axis shows, with its unit. */
  axis: string;
  /** The ends of the axis, in the values' own unit. */
  domain: readonly [low: number, high: number];
  /** Whether values are shares, to be shown in per cent. */
  percent: boolean;
  label: string;
}

const LINE_HEIGHT = 19;
const WIDTH = 680;
const MARGINS = { marginTop: 34, marginBottom: 8, marginLeft: 232, marginRight: 20 };
/** So many characters fit the left margin in the widest of the usual fonts. */
const MOST_CHARACTERS = 30;
const TICKS = 6;

/** Draws a dot with its interval for each line, in the order given. */
export const drawIntervals = (lines: readonly IntervalLine[], options: IntervalOptions): SVGSVGElement => {
  const { document, axis, domain, percent, label } = options;
  const known = lines.flatMap(({ interval, leads }, line) => (interval ? [{ ...interval, leads, line }] : []));
  const svg = Plot.plot({
    document,
    ...MARGINS,
    width: WIDTH,
    height: MARGINS.marginTop + MARGINS.marginBottom + LINE_HEIGHT * lines.length,
    x: { domain: domain.map((end) => (percent ? 100 * end : end)), percent },
    y: { type: "point", domain: [...lines.keys()], padding: 0.5 },
    marks: [
      Plot.gridX({ stroke: "var(--grid)", strokeOpacity: 1, ticks: TICKS }),
      Plot.axisX({ anchor: "top", label: axis, labelAnchor: "left", labelArrow: "none", tickSize: 0, ticks: TICKS }),
      Plot.axisY({
        label: null,
        tickSize: 0,
        tickFormat: (line: number) => shorten(lines[line]?.label ?? "", MOST_CHARACTERS),
      }),
      Plot.ruleY(known, {
        x1: "low",
        x2: "high",
        y: "line",
        stroke: ({ leads }: IntervalLine) => (leads ? "var(--first)" : "var(--rest)"),
        strokeWidth: 2,
      }),
      Plot.dot(
        lines.map(({ value, leads }, line) => ({ value, leads, line })),
        {
          x: "value",
          y: "line",
          r: 4,
          fill: ({ leads }: IntervalLine) => (leads ? "var(--first)" : "var(--rest)"),
        },
      ),
    ],
  });
  return tidySvg(svg as SVGSVGElement, label);
};
