import type { SquareKind } from "../snapshot/matrix.ts";
import { escapeHtml } from "../tables/html.ts";

/** An entry of a strip: what it did at the task, and its group on the leaderboard, null for one without rank. */
interface StripEntry {
  kind: SquareKind;
  group: number | null;
}

/** Gaps between groups, as a share of the strip. */
const GAP = 1 / 200;

/** What the strip is coloured by, the ground first; an absent square stays the page's colour. */
const DRAWN = ["none", "all", "some", "error"] as const satisfies readonly SquareKind[];

const known = new Map<number, number>();

/** To hundredths; kept, since the columns of a strip stand at the same places for hundreds of tasks. */
const rounded = (x: number): number => {
  const kept = known.get(x) ?? Number(x.toFixed(2));
  known.set(x, kept);
  return kept;
};

/** A path of strokes from left to right, each a square or more wide. */
class Strokes {
  private drawn = "";
  private start = 0;
  private end = 0;

  /** A square that begins at `x`; one that goes on where the last ended lengthens its stroke. */
  add(x: number): void {
    if (this.start === this.end || x !== this.end) {
      this.drawn = this.path;
      this.drawn += this.drawn === "" ? `M${x} .5` : `m${rounded(x - this.end)} 0`;
      this.start = x;
    }
    this.end = rounded(x + 1);
  }

  get path(): string {
    return this.start === this.end ? "" : `${this.drawn}h${rounded(this.end - this.start)}`;
  }
}

/**
 * A task as a strip: a column an entry in the order of the leaderboard, with a gap between groups, coloured by what it did there. Neighbours
 * are one stroke, over a ground of what ran: of thousands of entries each on its own would be most of the page. It has no size of its own:
 * style stretches it.
 */
export const taskStrip = (entries: readonly StripEntry[], alternative: string): string => {
  const gap = GAP * entries.length;
  const strokes = { all: new Strokes(), some: new Strokes(), none: new Strokes(), error: new Strokes() };
  let [x, group] = [0, entries[0]?.group];
  for (const entry of entries) {
    if (entry.group !== group) x += gap;
    group = entry.group;
    const { kind } = entry;
    const start = rounded(x);
    if (kind !== "absent") strokes[kind].add(start);
    if (kind === "all" || kind === "some") strokes.none.add(start);
    x += 1;
  }
  const drawn = DRAWN.flatMap((kind) => {
    const { path } = strokes[kind];
    return path === "" ? [] : `<path class="${kind}" d="${path}"/>`;
  });
  return `<svg class="strip" viewBox="0 0 ${rounded(x)} 1" preserveAspectRatio="none" role="img" aria-label="${escapeHtml(alternative)}">${drawn.join("")}</svg>`;
};
