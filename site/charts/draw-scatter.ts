import { type Axis, labelsOf } from "../tables/board/axis.ts";
import { escapeHtml } from "../tables/html.ts";
import { type Box, placeLabels } from "./place-labels.ts";

/** A thing with its place in the picture, in the units of the axes. */
export interface ScatterPoint {
  /** Empty: it is the ground for the others, and has no name. */
  label: string;
  x: number;
  y: number;
  /** The 95 % interval of y; null where the data do not tell one. */
  interval: { low: number; high: number } | null;
  /** Whether it is one of those that the picture is about: drawn in blue, and named first. */
  isMain: boolean;
}

/** The horizontal axis: its ends, its labels, and whether steps are factors. */
export interface ScatterScale {
  low: number;
  high: number;
  isLogarithmic: boolean;
  labels: readonly { at: number; text: string }[];
  title: string;
}

/** What a picture shows. */
export interface Scatter {
  points: readonly ScatterPoint[];
  x: ScatterScale;
  y: Axis;
  yTitle: string;
  /** Whether the main points are joined: as steps, or straight. */
  line: "steps" | "straight" | "none";
  /** What it says, for who cannot see it. */
  alternative: string;
}

/** A drawn picture, and the points that it shows by a number for want of room. */
export interface DrawnScatter {
  svg: string;
  numbered: readonly { number: number; label: string }[];
}

const MARGIN = { top: 28, right: 12, bottom: 44, left: 34 };
const RADIUS = 4;
/** A letter of a label is at most so wide, and labels stand so far apart, in pixels. */
const LETTER_WIDTH = 6.6;
const GAP = 6;

const round = (value: number): number => Math.round(10 * value) / 10;

const placesOf = ({ points, x, y }: Scatter, width: number, height: number) => {
  const [left, right, top, bottom] = [MARGIN.left, width - MARGIN.right, MARGIN.top, height - MARGIN.bottom];
  const share = (value: number): number =>
    x.isLogarithmic
      ? (Math.log(value) - Math.log(x.low)) / (Math.log(x.high) - Math.log(x.low))
      : (value - x.low) / (x.high - x.low);
  const across = (value: number) => round(left + share(value) * (right - left));
  const down = (value: number) => round(bottom - ((value - y.low) / (y.high - y.low)) * (bottom - top));
  const dots = points.map((point) => ({
    ...point,
    left: across(point.x),
    top: down(point.y),
    ends: point.interval && { low: down(point.interval.low), high: down(point.interval.high) },
  }));
  return { left, right, top, bottom, across, down, dots };
};
type Places = ReturnType<typeof placesOf>;

/** The labels of an axis that have room beside those before them, none beyond its ends. */
const roomyLabels = (labels: readonly { place: number; text: string }[], left: number, right: number) => {
  let taken = Number.NEGATIVE_INFINITY;
  return labels.flatMap(({ place, text }) => {
    const half = (LETTER_WIDTH * text.length) / 2;
    const anchor = place + half > right ? "end" : place - half < left ? "start" : "middle";
    const start = anchor === "end" ? place - 2 * half : anchor === "start" ? place : place - half;
    if (start < taken + GAP) return [];
    taken = start + 2 * half;
    return [{ place, text, anchor }];
  });
};

const axesSvg = ({ x, y, yTitle }: Scatter, { left, right, bottom, across, down }: Places): string => {
  const grid = labelsOf(y).map(
    (at) =>
      `<path class="grid" d="M${left} ${down(at)}H${right}"/><text x="${left - 6}" y="${down(at) + 4}" text-anchor="end">${at}</text>`,
  );
  const along = roomyLabels(
    x.labels.map(({ at, text }) => ({ place: across(at), text })),
    left,
    right,
  ).map(
    ({ place, text, anchor }) =>
      `<text x="${place}" y="${bottom + 18}" text-anchor="${anchor}">${escapeHtml(text)}</text>`,
  );
  const titles = `<text x="0" y="12">${escapeHtml(yTitle)}</text><text x="${right}" y="${bottom + 36}" text-anchor="end">${escapeHtml(x.title)}</text>`;
  return [...grid, `<path class="rule" d="M${left} ${bottom}H${right}"/>`, ...along, titles].join("");
};

const lineSvg = ({ line }: Scatter, { dots }: Places): string => {
  const main = dots.filter(({ isMain }) => isMain).sort((a, b) => a.left - b.left || b.top - a.top);
  const [first, ...rest] = main;
  if (!first || rest.length === 0 || line === "none") return "";
  const to = rest.map(({ left, top }) => (line === "steps" ? `H${left}V${top}` : `L${left} ${top}`)).join("");
  return `<path class="line" d="M${first.left} ${first.top}${to}"/>`;
};

/** The points without a name, as one line of dots: hundreds of them are as many letters. */
const groundSvg = ({ dots }: Places): string => {
  const d = dots.filter(({ label }) => label === "").map(({ left, top }) => `M${left} ${top}h0`);
  return d.length === 0 ? "" : `<path class="ground" d="${d.join("")}"/>`;
};

const dotSvg = ({ label, left, top, ends, isMain }: Places["dots"][number]): string => {
  const bar = ends ? `<path d="M${left} ${ends.low}V${ends.high}"/>` : "";
  return `<g class="${isMain ? "main" : "other"}"><title>${escapeHtml(label)}</title>${bar}<circle cx="${left}" cy="${top}" r="${RADIUS}"/></g>`;
};

/** What a name must not cover: the points, and what it may cover if it must: their intervals. */
const obstaclesOf = ({ dots }: Places): { points: Box[]; intervals: Box[] } => ({
  points: dots
    .filter(({ label }) => label !== "")
    .map(({ left, top }) => ({ left: left - 5, right: left + 5, top: top - 5, bottom: top + 5 })),
  intervals: dots.flatMap(({ left, ends }) =>
    ends
      ? [{ left: left - 1, right: left + 1, top: Math.min(ends.low, ends.high), bottom: Math.max(ends.low, ends.high) }]
      : [],
  ),
});

/** Names what has room for its name, the main ones first and, where nothing else is left, over an interval; the others get a number, which needs less. */
const nameDots = (places: Places, width: number, isNarrow: boolean) => {
  const { dots, top, bottom } = places;
  const bounds = { left: MARGIN.left, right: width - 2, top: top - 10, bottom };
  const wanted = dots
    .filter(({ label }) => label !== "")
    .toSorted((a, b) => Number(b.isMain) - Number(a.isMain) || a.top - b.top)
    .map(({ label, left, top: at, isMain }) => ({ x: left, y: at, label, isMain }));
  const { points, intervals } = obstaclesOf(places);
  const main = wanted.filter(({ isMain }) => isMain);
  const others = wanted.filter(({ isMain }) => !isMain);
  const free = placeLabels(main, bounds, [...points, ...intervals]);
  const isFree = new Set(free.map(({ label }) => label));
  const crowded = main.filter(({ label }) => !isFree.has(label));
  const over = placeLabels(crowded, bounds, [...points, ...free.map(({ box }) => box)]);
  const placed = [...free, ...over];
  const beside = placeLabels(others, bounds, [...points, ...intervals, ...placed.map(({ box }) => box)]);
  const named = isNarrow ? [] : [...placed, ...beside];
  const isNamed = new Set(named.map(({ label }) => label));
  const left = wanted.filter(({ label }) => !isNamed.has(label));
  const numbered = left.map(({ label }, place) => ({ number: place + 1, label }));
  const numbers = placeLabels(
    left.map((point, place) => ({ ...point, label: String(place + 1) })),
    bounds,
    [...points, ...intervals, ...named.map(({ box }) => box)],
  );
  const text = [...named, ...numbers].map(
    ({ x, y, anchor, label }) =>
      `<text class="halo" x="${round(x)}" y="${round(y)}" text-anchor="${anchor}">${escapeHtml(label)}</text>`,
  );
  return { text: text.join(""), numbered };
};

/** Draws a picture for a width: on a narrow one all points are numbered. */
export const drawScatter = (scatter: Scatter, width: number, height: number): DrawnScatter => {
  const places = placesOf(scatter, width, height);
  const { text, numbered } = nameDots(places, width, width < 500);
  const dots = places.dots
    .filter(({ label }) => label !== "")
    .sort((a, b) => Number(a.isMain) - Number(b.isMain))
    .map(dotSvg);
  const inside = axesSvg(scatter, places) + groundSvg(places) + lineSvg(scatter, places) + dots.join("") + text;
  const svg = `<svg class="chart" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escapeHtml(scatter.alternative)}">${inside}</svg>`;
  return { svg, numbered };
};
