import { type Axis, labelsOf } from "../tables/board/axis.ts";
import { escapeHtml } from "../tables/html.ts";
import { type Box, type Lead, type Obstacles, type PlacedLabel, placeLabels } from "./place-labels.ts";

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
  /** What it says, for who cannot see it. */
  alternative: string;
}

/** A drawn picture, the points that it shows by a number for want of room, and those that stand too close for a number. */
export interface DrawnScatter {
  svg: string;
  numbered: readonly { number: number; label: string; isMain: boolean }[];
  crowded: readonly string[];
}

const MARGIN = { top: 28, right: 12, bottom: 44, left: 34 };
const RADIUS = 4;
/** A letter of a label is at most so wide, and labels stand so far apart, in pixels. */
const LETTER_WIDTH = 6.6;
const GAP = 6;
/** How long a line may be that leads to a main point's name or number, and to the number of another. */
const REACH = { main: 220, other: 40 };

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

/** The main points from left to right, which steps join. */
const stepsOf = ({ dots }: Places) =>
  dots.filter(({ isMain }) => isMain).sort((a, b) => a.left - b.left || b.top - a.top);

const lineSvg = (places: Places): string => {
  const [first, ...rest] = stepsOf(places);
  if (!first || rest.length === 0) return "";
  return `<path class="line" d="M${first.left} ${first.top}${rest.map(({ left, top }) => `H${left}V${top}`).join("")}"/>`;
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

const upright = (left: number, from: number, to: number): Box => ({
  ...{ left: left - 1, right: left + 1 },
  ...{ top: Math.min(from, to), bottom: Math.max(from, to) },
});

/** The intervals of the main points, or of the others. */
const intervalsOf = ({ dots }: Places, ofMain: boolean): Box[] =>
  dots.flatMap(({ left, ends, isMain }) => (ends && isMain === ofMain ? [upright(left, ends.low, ends.high)] : []));

/** What no name must cover: the points, and of the main ones the intervals and the steps that join them. */
const obstaclesOf = (places: Places): Obstacles => {
  const { dots } = places;
  const main = stepsOf(places);
  const steps = main.slice(1).flatMap(({ left, top }, place) => {
    const before = main[place] ?? { left, top };
    return [
      { left: before.left, right: left, top: before.top - 1, bottom: before.top + 1 },
      upright(left, before.top, top),
    ];
  });
  return {
    solid: dots
      .filter(({ label }) => label !== "")
      .map(({ left, top }) => ({ left: left - 5, right: left + 5, top: top - 5, bottom: top + 5 })),
    lines: [...intervalsOf(places, true), ...steps],
  };
};

const leadPath = ({ from, to }: Lead): string => `M${from.x} ${from.y}L${round(to.x)} ${round(to.y)}`;

const ofKind = <T extends { isMain: boolean }>(points: readonly T[], kind: boolean): T[] =>
  points.filter(({ isMain }) => isMain === kind);

const labelsSvg = (labels: readonly PlacedLabel[], kind: string): string[] =>
  labels.map(({ x, y, anchor, label, lead }) => {
    const line = lead ? `<path class="lead" d="${leadPath(lead)}"/>` : "";
    return `${line}<text class="${kind}" x="${round(x)}" y="${round(y)}" text-anchor="${anchor}">${escapeHtml(label)}</text>`;
  });

/**
 * Names what has room for its name: the main ones first, which may stand further off and over the pale intervals of others. The rest get a
 * number, which needs less.
 */
const nameDots = (places: Places, width: number, isNarrow: boolean) => {
  const { dots, top, bottom } = places;
  const bounds = { left: MARGIN.left, right: width - 2, top: top - 10, bottom };
  const wanted = dots
    .filter(({ label }) => label !== "")
    .toSorted((a, b) => Number(b.isMain) - Number(a.isMain) || a.top - b.top)
    .map(({ label, left, top: at, isMain }) => ({ x: left, y: at, label, isMain }));
  const first = placeLabels(isNarrow ? [] : ofKind(wanted, true), bounds, obstaclesOf(places), REACH.main);
  const { solid, lines } = first.obstacles;
  const all = { solid, lines: [...lines, ...intervalsOf(places, false)] };
  const second = placeLabels(isNarrow ? [] : ofKind(wanted, false), bounds, all);
  const named = [...first.placed, ...second.placed];
  const isNamed = new Set(named.map(({ label }) => label));
  const rest = wanted
    .filter(({ label }) => !isNamed.has(label))
    .map((point, place) => ({ ...point, name: point.label, label: String(place + 1) }));
  const mainNumbers = placeLabels(ofKind(rest, true), bounds, second.obstacles, REACH.main);
  const otherNumbers = placeLabels(ofKind(rest, false), bounds, mainNumbers.obstacles, REACH.other);
  const drawn = [...mainNumbers.placed, ...otherNumbers.placed];
  // Those that found a place are counted without the gaps of the others: a number gets no wider by that.
  const numbers = new Map(drawn.map(({ label }, place) => [label, place + 1]));
  const labels = drawn.map((label, place) => ({ ...label, label: String(place + 1) }));
  return {
    text: [...labelsSvg(first.placed, "halo named"), ...labelsSvg([...second.placed, ...labels], "halo")].join(""),
    numbered: rest.flatMap(({ label, name, isMain }) => {
      const number = numbers.get(label);
      return number === undefined ? [] : [{ number, label: name, isMain }];
    }),
    crowded: rest.flatMap(({ label, name }) => (numbers.has(label) ? [] : [name])),
  };
};

/** Draws a picture for a width: on a narrow one all points are numbered. */
export const drawScatter = (scatter: Scatter, width: number, height: number): DrawnScatter => {
  const places = placesOf(scatter, width, height);
  const { text, numbered, crowded } = nameDots(places, width, width < 500);
  const dots = places.dots
    .filter(({ label }) => label !== "")
    .sort((a, b) => Number(a.isMain) - Number(b.isMain))
    .map(dotSvg);
  const inside = axesSvg(scatter, places) + groundSvg(places) + lineSvg(places) + dots.join("") + text;
  const svg = `<svg class="chart" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escapeHtml(scatter.alternative)}">${inside}</svg>`;
  return { svg, numbered, crowded };
};
