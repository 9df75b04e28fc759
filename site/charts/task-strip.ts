import { kindOf, type SquareKind } from "../snapshot/matrix.ts";
import type { Square } from "../snapshot/scenarios.ts";
import { escapeHtml } from "../tables/html.ts";

/** An entry of a strip: what it did at the task, and its group on the leaderboard, null for one without rank. */
interface StripEntry {
  square: Square | undefined;
  group: number | null;
}

/** Gaps between groups, as a share of the strip. */
const GAP = 1 / 200;

/** What the strip is coloured by; an absent square stays the page's colour. */
const DRAWN = ["all", "some", "none", "error"] as const satisfies readonly SquareKind[];

/**
 * A task as a strip: a column an entry in the order of the leaderboard, with a gap between groups, coloured by what it did there. It has
 * no size of its own: style stretches it.
 */
export const taskStrip = (entries: readonly StripEntry[], alternative: string): string => {
  const gap = GAP * entries.length;
  const paths = { all: "", some: "", none: "", error: "" };
  let [x, group] = [0, entries[0]?.group];
  for (const entry of entries) {
    if (entry.group !== group) x += gap;
    group = entry.group;
    const kind = kindOf(entry.square);
    if (kind !== "absent") paths[kind] += `M${Number(x.toFixed(2))} 0h1v1h-1z`;
    x += 1;
  }
  const drawn = DRAWN.filter((kind) => paths[kind] !== "").map((kind) => `<path class="${kind}" d="${paths[kind]}"/>`);
  return `<svg class="strip" viewBox="0 0 ${Number(x.toFixed(2))} 1" preserveAspectRatio="none" role="img" aria-label="${escapeHtml(alternative)}">${drawn.join("")}</svg>`;
};
