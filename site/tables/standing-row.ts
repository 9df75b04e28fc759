import type { Entry } from "#contract/names/entry.ts";
import type { Usage } from "#statistics/costs/usage.ts";
import type { Standing } from "#statistics/ranks/leaderboard.ts";
import { formatInterval, formatPart, formatValue, padValue } from "#words/numbers.ts";
import type { Board } from "../snapshot/boards.ts";
import { entryHtml } from "./entry-html.ts";
import { escapeHtml } from "./html.ts";
import { barDomain, barPaths } from "./interval-bar.ts";
import { trialsHref } from "./trials-href.ts";

/** An entry's row of a board. */
export interface StandingRow {
  board: Board;
  standing: Standing;
  entry: Entry;
  usage: Usage;
}

/** The rows of some standings of a board; left out: of all of them, in its order. */
export const standingRows = (board: Board, standings: readonly Standing[] = board.standings): StandingRow[] =>
  standings.flatMap((standing) => {
    const entry = board.version.entries[standing.entry];
    return entry ? [{ board, standing, entry, usage: standing.usage }] : [];
  });

/** The estimate with its interval, as text and drawn. */
export const estimateHtml = ({ board, standing: { estimate } }: StandingRow): string => {
  const { metric } = board;
  const bar = barPaths(estimate, barDomain(board));
  const value = escapeHtml(padValue(formatValue(estimate.value, metric)));
  const interval = estimate.value === null ? "" : formatInterval(estimate.interval, metric);
  return `${value} <span class="interval">${interval}</span> <svg class="bar" viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true"><path d="${bar.interval}"/><path d="${bar.value}"/></svg>`;
};

/** The entry, and what there is to know before its figures are read. */
export const nameHtml = ({ entry, standing }: StandingRow): string => {
  const { syntheticRuns, complete, covered, coverable } = standing;
  const mark = syntheticRuns > 0 ? " <mark>synthetic</mark>" : "";
  return entryHtml(entry) + mark + (complete ? "" : ` <small>incomplete: ${covered} of ${coverable} cells</small>`);
};

/** How many runs passed of those that count, with a link to them. */
export const trialsHtml = ({ board: { version, tier }, entry, standing: { pass, counted } }: StandingRow): string => {
  const href = trialsHref(version, { tier: tier === undefined ? undefined : version.tiers[tier], entry });
  return `<a class="trials" href="${escapeHtml(href)}">${formatPart(pass, counted)}</a>`;
};
