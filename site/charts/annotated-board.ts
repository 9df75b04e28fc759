import { escapeHtml } from "../tables/html.ts";
import type { EntryFacts } from "./cards/cards.ts";
import { plainWriter, wrapText } from "./cards/writer.ts";

/** A row that is explained: an entry, and what it stands for. */
export interface AnnotatedRow extends EntryFacts {
  /** The words over the row, where a group begins with it. */
  head?: string;
}

/** What the numbers on the picture point at, in their order. */
export const ANNOTATED = ["rank", "entry", "solved", "interval", "bar", "group", "unranked"] as const;
export type Annotated = (typeof ANNOTATED)[number];

const SIZE = 14;
const HEAD = 26;
const TOP = 34;
const LINE = 17;
const END = ' text-anchor="end"';

/** Where the parts of a row stand, in pixels; on a phone the interval stands below the value, and the bar below the words. */
const LAYOUTS = {
  wide: {
    width: 708,
    row: 36,
    lines: 1,
    rank: 0,
    entry: 70,
    name: 250,
    solved: 392,
    interval: { x: 412, below: 0, anchor: "" },
    bar: { from: 524, to: 692, below: 0 },
  },
  narrow: {
    width: 328,
    row: 74,
    lines: 2,
    rank: 0,
    entry: 52,
    name: 168,
    solved: 292,
    interval: { x: 292, below: LINE, anchor: END },
    bar: { from: 4, to: 288, below: 38 },
  },
} as const;

const text = (content: string, x: number, y: number, ink: string, more = ""): string =>
  `<text x="${x}" y="${y}" style="fill:var(--${ink})"${more}>${escapeHtml(content)}</text>`;

/** A number in a ring, which the words below the picture explain. */
const mark = (what: Annotated, x: number, y: number): string => {
  const number = ANNOTATED.indexOf(what) + 1;
  return `<circle cx="${x}" cy="${y}" r="9" style="fill:var(--ink)"/><text x="${x}" y="${y + 4}" text-anchor="middle" style="fill:var(--paper);font-size:12px">${number}</text>`;
};

const round = (value: number) => Number(value.toFixed(1));

/** What a row reached and its interval, on the line of the axis. `at`: where a share of the axis stands. */
const barOf = (
  { low, high, at: reached, mayBeFirst }: AnnotatedRow,
  { from, to }: { from: number; to: number },
  at: (share: number) => number,
  y: number,
): string[] => {
  const style = `stroke:var(--${mayBeFirst ? "first" : "rest"});stroke-width:4`;
  return [
    `<line x1="${from}" x2="${to}" y1="${y}" y2="${y}" style="stroke:var(--grid)"/>`,
    low === null || high === null
      ? ""
      : `<line x1="${at(low)}" x2="${at(high)}" y1="${y}" y2="${y}" style="${style};stroke-opacity:.72"/>`,
    reached === null
      ? ""
      : `<line x1="${at(reached)}" x2="${at(reached)}" y1="${y - 7}" y2="${y + 7}" style="${style}"/>`,
  ];
};

/**
 * A few rows of a board as they stand on its page, with numbers at what there is to read. For a wide window or for a phone; `unranked` is marked
 * where there is such a row, `group` where another group begins.
 */
export const annotatedBoard = (rows: readonly AnnotatedRow[], kind: keyof typeof LAYOUTS): string => {
  const layout = LAYOUTS[kind];
  const { width, bar } = layout;
  const parts: string[] = [];
  const marks: string[] = [];
  let y = TOP;
  for (const [place, row] of rows.entries()) {
    if (row.head !== undefined) {
      parts.push(
        text(row.head, 0, y + 14, "ink2"),
        `<line x1="0" x2="${width}" y1="${y + 20}" y2="${y + 20}" style="stroke:var(--rule)"/>`,
      );
      const isUnranked = row.rank === null;
      if (place > 0) marks.push(mark(isUnranked ? "unranked" : "group", width - 12, y + 8));
      y += HEAD;
    }
    const base = y + 20;
    const name = wrapText(plainWriter, row.entry, layout.name, SIZE, 3);
    /** What a name of more lines than there is room for takes. */
    const more = LINE * Math.max(0, name.length - layout.lines);
    const middle = base - 5 + (bar.below === 0 ? 0 : bar.below + more);
    const at = (share: number) => round(bar.from + (bar.to - bar.from) * share);
    parts.push(
      text(row.rank ?? "–", layout.rank, base, "ink"),
      ...name.map((line, down) => text(line, layout.entry, base + LINE * down, "ink")),
      text(row.value, layout.solved, base, "ink", END),
      text(row.interval, layout.interval.x, base + layout.interval.below, "ink3", layout.interval.anchor),
      ...barOf(row, bar, at, middle),
    );
    if (place === 0) {
      const above = y - (row.head === undefined ? 6 : HEAD + 12);
      marks.push(
        mark("rank", layout.rank + 12, above),
        mark("entry", layout.entry + 12, above),
        mark("solved", layout.solved - 14, above),
      );
      const isBelow = layout.interval.below > 0;
      const { x, below } = layout.interval;
      marks.push(isBelow ? mark("interval", x + 20, base + below - 5) : mark("interval", x + 34, above));
      marks.push(mark("bar", row.high === null ? bar.to : round(at(row.high) + 16), kind === "wide" ? above : middle));
    }
    y += layout.row + more;
  }
  return `<svg class="chart" viewBox="0 0 ${width} ${y}" width="${width}" height="${y}" role="img" aria-label="Rows of a leaderboard with numbers that are explained below" style="font-size:${SIZE}px">${parts.join("")}${marks.join("")}</svg>`;
};
