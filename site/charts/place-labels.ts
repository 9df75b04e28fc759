/** A point that wants a label, in pixels. */
export interface Labelled {
  x: number;
  y: number;
  label: string;
}

/** A label with the place of its baseline. */
export interface PlacedLabel extends Labelled {
  anchor: "start" | "middle" | "end";
  /** What it covers. */
  box: Box;
}

/** A rectangle in pixels. */
export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const CHARACTER_WIDTH = 6.6;
const LETTER_HEIGHT = 9;
const GAP = 8;
const LINE = 14;

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const within = (inner: Box, outer: Box): boolean =>
  inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top && inner.bottom <= outer.bottom;

type Candidate = Omit<PlacedLabel, "box">;

const boxOf = ({ x, y, anchor, label }: Candidate): Box => {
  const width = CHARACTER_WIDTH * label.length;
  const left = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
  return { left, right: left + width, top: y - LETTER_HEIGHT, bottom: y + 3 };
};

/** Beside the point, then above and below it, then a line further off. */
const candidates = ({ x, y, label }: Labelled): Candidate[] => {
  const beside = [
    { x: x + GAP, y: y + 4, anchor: "start" as const, label },
    { x: x - GAP, y: y + 4, anchor: "end" as const, label },
  ];
  const lines = [y - GAP, y + GAP + LETTER_HEIGHT, y - GAP - LINE, y + GAP + LETTER_HEIGHT + LINE];
  return [
    ...beside,
    ...lines.flatMap((line) => [
      { x: x + GAP, y: line, anchor: "start" as const, label },
      { x: x - GAP, y: line, anchor: "end" as const, label },
      { x, y: line, anchor: "middle" as const, label },
    ]),
  ];
};

/**
 * Places labels beside their points, the first ones first, so that none covers another, an obstacle, or the edge. A label that fits
 * nowhere is left out. All in pixels; the width of a label is an estimate on the safe side.
 */
export const placeLabels = (points: readonly Labelled[], bounds: Box, obstacles: readonly Box[]): PlacedLabel[] => {
  const taken = [...obstacles];
  const placed: PlacedLabel[] = [];
  for (const point of points) {
    const free = candidates(point).find((candidate) => {
      const box = boxOf(candidate);
      return within(box, bounds) && !taken.some((other) => overlap(box, other));
    });
    if (!free) continue;
    const box = boxOf(free);
    taken.push(box);
    placed.push({ ...free, box });
  }
  return placed;
};
