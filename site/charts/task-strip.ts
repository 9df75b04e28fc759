import type { SquareKind } from "../snapshot/matrix.ts";
import { escapeHtml } from "../tables/html.ts";

/** An entry on the leaderboard, with its group there, null for one without rank. */
interface Grouped {
  group: number | null;
}

/** Gaps between groups, as a share of the strip. */
const GAP = 1 / 200;

/** What the strip is coloured by, the ground first; an absent square stays the page's colour. */
const DRAWN = ["none", "all", "some", "error"] as const satisfies readonly SquareKind[];

const rounded = (x: number): number => Number(x.toFixed(2));

/** Where the column of each entry of a leaderboard begins and ends, and how wide all are together. */
interface Columns {
  starts: readonly number[];
  ends: readonly number[];
  width: number;
}

const findColumns = (entries: readonly Grouped[]): Columns => {
  const gap = GAP * entries.length;
  const starts: number[] = [];
  let [x, group] = [0, entries[0]?.group];
  for (const entry of entries) {
    if (entry.group !== group) x += gap;
    group = entry.group;
    starts.push(rounded(x));
    x += 1;
  }
  return { starts, ends: starts.map((start) => rounded(start + 1)), width: rounded(x) };
};

const known = new WeakMap<readonly Grouped[], Columns>();

/** The columns of a leaderboard: kept, since they are the same for hundreds of tasks. */
const columnsOf = (entries: readonly Grouped[]): Columns => {
  const columns = known.get(entries) ?? findColumns(entries);
  known.set(entries, columns);
  return columns;
};

/** A path of strokes from left to right, each a square or more wide. */
class Strokes {
  private drawn = "";
  private start = 0;
  private end = 0;

  /** A square from `x` to `end`; one that goes on where the last ended lengthens its stroke. */
  add(x: number, end: number): void {
    if (this.start === this.end || x !== this.end) {
      this.drawn = this.path;
      this.drawn += this.drawn === "" ? `M${x} .5` : `m${rounded(x - this.end)} 0`;
      this.start = x;
    }
    this.end = end;
  }

  get path(): string {
    return this.start === this.end ? "" : `${this.drawn}h${rounded(this.end - this.start)}`;
  }
}

/**
 * A task as a strip: a column an entry in the order of the leaderboard, with a gap between groups, coloured by what each did there. Neighbours
 * are one stroke, over a ground of what ran: of thousands of entries each on its own would be most of the page. It has no size of its own:
 * style stretches it.
 */
export const taskStrip = (
  entries: readonly Grouped[],
  kinds: readonly (SquareKind | undefined)[],
  alternative: string,
): string => {
  const { starts, ends, width } = columnsOf(entries);
  const strokes = { all: new Strokes(), some: new Strokes(), none: new Strokes(), error: new Strokes() };
  for (let place = 0; place < entries.length; place += 1) {
    const [kind = "absent", start = 0, end = 0] = [kinds[place], starts[place], ends[place]];
    if (kind !== "absent") strokes[kind].add(start, end);
    if (kind === "all" || kind === "some") strokes.none.add(start, end);
  }
  const drawn = DRAWN.flatMap((kind) => {
    const { path } = strokes[kind];
    return path === "" ? [] : `<path class="${kind}" d="${path}"/>`;
  });
  return `<svg class="strip" viewBox="0 0 ${width} 1" preserveAspectRatio="none" role="img" aria-label="${escapeHtml(alternative)}">${drawn.join("")}</svg>`;
};
