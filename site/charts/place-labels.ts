/** A point that wants a label, in pixels. */
export interface Labelled {
  x: number;
  y: number;
  label: string;
}

/** A straight line from a point to its label, in pixels. */
export interface Lead {
  from: { x: number; y: number };
  to: { x: number; y: number };
}

/** A label with the place of its baseline. */
export interface PlacedLabel extends Labelled {
  anchor: "start" | "middle" | "end";
  /** What it covers. */
  box: Box;
  /** The line that leads to it from its point; undefined where it stands beside its point. */
  lead?: Lead;
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
/** So much stands free above and below a name, else two of them read as one; a number needs none. */
const AIR = 3;
const LONGEST_NUMBER = 3;
/** So much stands free on both sides of a label, else two numbers read as one. */
const SIDE_AIR = 3;

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const within = (inner: Box, outer: Box): boolean =>
  inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top && inner.bottom <= outer.bottom;

type Candidate = Omit<PlacedLabel, "box">;

/** How far off a label may stand with a line that leads to it. */
const DISTANCES = [28, 40, 56, 76, 100, 130, 170, 220];
/** In which directions, as shares of that across and down, and which part of the label is there. */
const DIRECTIONS = [
  [-1, -0.5, "end"],
  [0, -1, "middle"],
  [0, -1, "start"],
  [0, -1, "end"],
  [1, -0.5, "start"],
  [1, 0.5, "start"],
  [0, 1, "middle"],
  [0, 1, "start"],
  [0, 1, "end"],
  [-1, 0.5, "end"],
] as const;

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

/** Further off, at the end of a line, the nearest first. */
const standOffs = ({ x, y, label }: Labelled, reach: number): Candidate[] =>
  DISTANCES.filter((distance) => distance <= reach).flatMap((distance) =>
    DIRECTIONS.map(([across, down, anchor]) => {
      const to = { x: x + across * distance, y: y + down * distance };
      const line = down < 0 ? to.y - 4 : to.y + LETTER_HEIGHT + 1;
      return { x: to.x, y: line, anchor, label, lead: { from: { x, y }, to } };
    }),
  );

/** What a line covers from beside its point to its end, as boxes side by side. */
const boxesOfLead = ({ from, to }: Lead): Box[] => {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  return Array.from({ length: Math.ceil((length - GAP) / 4) }, (_, step) => {
    const share = (GAP + 4 * step) / length;
    const [across, down] = [from.x + share * (to.x - from.x), from.y + share * (to.y - from.y)];
    return { left: across - 1, right: across + 1, top: down - 1, bottom: down + 1 };
  });
};

/** What labels must keep off. */
export interface Obstacles {
  /** What a line that leads to a label must not cross either. */
  solid: readonly Box[];
  /** Lines, which another may cross. */
  lines: readonly Box[];
}

/**
 * Places labels beside their points, the first ones first, so that none covers another, an obstacle, or the edge. A label that fits
 * nowhere there stands further off, with a line of at most `reach` that leads to it; else it is left out. All in pixels; the width of a
 * label is an estimate on the safe side. Gives what later labels must keep off as well.
 */
export const placeLabels = (
  points: readonly Labelled[],
  bounds: Box,
  { solid, lines }: Obstacles,
  reach = 0,
): { placed: PlacedLabel[]; obstacles: Obstacles } => {
  const [taken, crossable] = [[...solid], [...lines]];
  const isClear = (box: Box, others: readonly Box[]) => !others.some((other) => overlap(box, other));
  const isFree = (candidate: Candidate) => {
    const box = boxOf(candidate);
    if (!within(box, bounds) || !isClear(box, taken) || !isClear(box, crossable)) return false;
    return !candidate.lead || boxesOfLead(candidate.lead).every((part) => isClear(part, taken));
  };
  const placed: PlacedLabel[] = [];
  for (const point of points) {
    const free = candidates(point).find(isFree) ?? standOffs(point, reach).find(isFree);
    if (!free) continue;
    const box = boxOf(free);
    const air = free.label.length > LONGEST_NUMBER ? AIR : 0;
    taken.push({
      left: box.left - SIDE_AIR,
      right: box.right + SIDE_AIR,
      top: box.top - air,
      bottom: box.bottom + air,
    });
    if (free.lead) crossable.push(...boxesOfLead(free.lead));
    placed.push({ ...free, box });
  }
  return { placed, obstacles: { solid: taken, lines: crossable } };
};
