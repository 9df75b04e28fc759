import * as Plot from "@observablehq/plot";
import { type Box, placeLabels } from "./place-labels.ts";
import { shorten } from "./shorten.ts";
import { tidySvg } from "./tidy-svg.ts";

/** One point of the chart: cost in US dollars, and a value with its interval if that is known. */
export interface CostPoint {
  label: string;
  cost: number;
  value: number;
  interval: { low: number; high: number } | null;
  /** Whether no other is both as cheap and as good, and better in one of the two. */
  onFrontier: boolean;
}

/** How to draw: in which document, what the vertical axis shows, and what the picture says in words. */
export interface FrontierOptions {
  document: Document;
  /** What the vertical axis shows, with its unit. */
  axis: string;
  /** The ends of the vertical axis, in the values' own unit. */
  domain: readonly [low: number, high: number];
  /** Whether values are shares, to be shown in per cent. */
  percent: boolean;
  label: string;
}

const WIDTH = 720;
const HEIGHT = 420;
const MARGINS = { marginTop: 34, marginBottom: 44, marginLeft: 48, marginRight: 20 };
const BOUNDS: Box = { left: 52, right: WIDTH - 4, top: MARGINS.marginTop - 6, bottom: HEIGHT - MARGINS.marginBottom };
const MOST_LABELS = 16;
/** Costs further apart than this are drawn on a logarithmic axis. */
const WIDE_RANGE = 20;

const color = ({ onFrontier }: Pick<CostPoint, "onFrontier">) => (onFrontier ? "var(--first)" : "var(--rest)");

/** 1, 2 and 5 times the powers of ten within a range. */
const roundCosts = (low: number, high: number): number[] => {
  const costs: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
    for (const digit of [1, 2, 5]) costs.push(Number(`${digit}e${power}`));
  }
  return costs.filter((cost) => cost >= low && cost <= high);
};

/** The scale of the costs, a little wider than they are, so that no point lies on the edge; and the ticks of its axis. */
const costScale = (points: readonly CostPoint[]) => {
  const costs = points.map(({ cost }) => cost);
  const [least, most] = [Math.min(...costs), Math.max(...costs)];
  if (least === 0 || most / least <= WIDE_RANGE) {
    return { scale: { type: "linear", domain: [0, most === 0 ? 1 : most * 1.06] }, ticks: 6 } as const;
  }
  const domain = [least / 1.3, most * 1.3] as const;
  return { scale: { type: "log", domain: [...domain] }, ticks: roundCosts(...domain) } as const;
};

const writeLabels = (svg: SVGSVGElement & Plot.Plot, points: readonly CostPoint[], options: FrontierOptions): void => {
  const [x, y] = [svg.scale("x"), svg.scale("y")];
  const unit = options.percent ? 100 : 1;
  const place = (cost: number, value: number) => ({ x: Number(x?.apply(cost)), y: Number(y?.apply(unit * value)) });
  const obstacles = points.flatMap(({ cost, value, interval }): Box[] => {
    const dot = place(cost, value);
    const box = { left: dot.x - 5, right: dot.x + 5, top: dot.y - 5, bottom: dot.y + 5 };
    if (!interval) return [box];
    const [low, high] = [place(cost, interval.low).y, place(cost, interval.high).y];
    return [box, { left: dot.x - 2, right: dot.x + 2, top: Math.min(low, high), bottom: Math.max(low, high) }];
  });
  const wanted = [...points]
    .sort((a, b) => Number(b.onFrontier) - Number(a.onFrontier) || b.value - a.value)
    .slice(0, MOST_LABELS)
    .map(({ label, cost, value }) => ({ ...place(cost, value), label: shorten(label, 36) }));
  for (const { x: left, y: base, anchor, label } of placeLabels(wanted, BOUNDS, obstacles)) {
    const text = options.document.createElementNS("http://www.w3.org/2000/svg", "text");
    text.setAttribute("class", "halo");
    text.setAttribute("x", String(left));
    text.setAttribute("y", String(base));
    text.setAttribute("text-anchor", anchor);
    text.textContent = label;
    svg.append(text);
  }
};

/** Draws value against cost, with the line of those that no other beats on both. Labels are left out where they would overlap. */
export const drawFrontier = (points: readonly CostPoint[], options: FrontierOptions): SVGSVGElement => {
  const { document, axis, domain, percent, label } = options;
  const known = points.flatMap(({ cost, interval, onFrontier }) =>
    interval ? [{ cost, ...interval, onFrontier }] : [],
  );
  const frontier = points
    .filter(({ onFrontier }) => onFrontier)
    .toSorted((a, b) => a.cost - b.cost || a.value - b.value);
  const cost = costScale(points);
  const svg = Plot.plot({
    document,
    ...MARGINS,
    width: WIDTH,
    height: HEIGHT,
    x: { ...cost.scale, domain: [...cost.scale.domain] },
    y: { domain: domain.map((end) => (percent ? 100 * end : end)), percent },
    marks: [
      Plot.gridY({ stroke: "var(--grid)", strokeOpacity: 1, ticks: 6 }),
      Plot.axisY({ label: axis, labelArrow: "none", tickSize: 0, ticks: 6 }),
      Plot.axisX({
        label: "Cost per run (US dollars)",
        labelArrow: "none",
        labelAnchor: "right",
        ticks: cost.ticks,
        tickFormat: (dollars: number) => `$${dollars}`,
      }),
      Plot.line(frontier, { x: "cost", y: "value", curve: "step-after", stroke: "var(--first)", strokeWidth: 1.5 }),
      Plot.ruleX(known, { x: "cost", y1: "low", y2: "high", stroke: color, strokeOpacity: 0.6 }),
      Plot.dot(points, { x: "cost", y: "value", r: 4, fill: color }),
    ],
  });
  writeLabels(svg as SVGSVGElement & Plot.Plot, points, options);
  return tidySvg(svg as SVGSVGElement, label);
};
