import type { Entry } from "#contract/names/entry.ts";
import type { Usage } from "#statistics/costs/usage.ts";
import { type StandingFigures, standingFigures } from "#statistics/findings/board-entry.ts";
import type { Standing } from "#statistics/ranks/standing.ts";
import { formatCounted, formatInterval, formatPart, formatValue, padValue } from "#words/numbers.ts";
import type { Board } from "../snapshot/boards.ts";
import type { Column } from "./column.ts";
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
  /** What files, the API and the commands say of it. */
  figures: StandingFigures;
}

/** A column's fields: figures of a standing, by their names. */
export const figureFields = (...names: readonly (keyof StandingFigures)[]): Column<StandingRow>["fields"] =>
  Object.fromEntries(names.map((name) => [name, ({ figures }: StandingRow) => figures[name]]));

/** The rows of some standings of a board; left out: of all of them, in its order. */
export const standingRows = (board: Board, standings: readonly Standing[] = board.standings): StandingRow[] =>
  standings.flatMap((standing) => {
    const entry = board.version.entries[standing.entry];
    return entry ? [{ board, standing, entry, usage: standing.usage, figures: standingFigures(standing, entry) }] : [];
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
export const nameHtml = ({ entry, standing, figures }: StandingRow): string => {
  const { syntheticRuns } = standing;
  const mark = syntheticRuns > 0 ? " <mark>synthetic</mark>" : "";
  const { note } = figures;
  return entryHtml(entry) + mark + (note === "" ? "" : ` <small>${escapeHtml(note)}</small>`);
};

/** The sample behind the estimate, with a link to the runs: how many passed of those that count, or how many have a score. */
export const trialsHtml = ({ board, entry, standing: { pass, counted, scored } }: StandingRow): string => {
  const { version, tier, metric } = board;
  const sample = metric === "success" ? formatPart(pass, counted) : formatCounted(scored, "run");
  const href = trialsHref(version, { tier: tier === undefined ? undefined : version.tiers[tier], entry });
  return `<a class="trials" href="${escapeHtml(href)}">${sample}</a>`;
};
