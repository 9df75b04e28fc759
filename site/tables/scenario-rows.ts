import type { Cell } from "#contract/snapshot/cells.ts";
import { countedRuns } from "#statistics/cells/outcome.ts";
import { meanCost, meanDuration } from "#statistics/costs/usage.ts";
import { dollarFormat, durationFormat } from "#words/column-amounts.ts";
import { formatCounted, formatRate } from "#words/numbers.ts";
import { cellsAt, type Scenario, squaresOf } from "../snapshot/scenarios.ts";
import type { SuiteVersion } from "../snapshot/suites.ts";
import { entryHtml } from "./entry-html.ts";
import { escapeHtml } from "./html.ts";
import { trialsHtmlAt } from "./trials-html.ts";

/** Which columns a scenario's table has besides the entry. */
export interface ScenarioColumns {
  /** Positions of the tiers in the version's list, in the order of the columns. */
  tiers: readonly number[];
  hasCost: boolean;
  hasTime: boolean;
}

/** The columns that a scenario's runs can fill. */
export const scenarioColumns = (version: SuiteVersion, { scenario }: Scenario): ScenarioColumns => {
  const cells = cellsAt(version, scenario);
  return {
    tiers: version.tierOrder.filter((tier) => cells.some((cell) => cell.tier === tier)),
    hasCost: cells.some(({ costRuns }) => costRuns > 0),
    hasTime: cells.some(({ durationRuns }) => durationRuns > 0),
  };
};

/** So many runs of a cell are drawn as dots, which are counted at a glance. */
const MOST_DOTS = 10;

const tierHtml = (cell: Cell, href: string, isMixed: boolean): string => {
  const mark = isMixed && cell.syntheticRuns > 0 ? "<mark>synthetic</mark>" : "";
  const { infrastructureError } = cell;
  const errors = infrastructureError > 0 ? `<small>${formatCounted(infrastructureError, "error")} </small>` : "";
  const counted = countedRuns(cell);
  const dots = counted > 1 && counted <= MOST_DOTS ? ` dots" style="--p:${cell.pass};--n:${counted}` : "";
  return `<td>${mark}${errors}<a class="trials${dots}" href="${href}">${cell.pass}/${counted}</a>`;
};

/** A page shows so many entries of a scenario at most: nobody reads more, and files have them all. */
export const MOST_ROWS = 150;

/**
 * The first MOST_ROWS rows of a scenario's table as HTML, an entry each. Text rather than a template: a suite of hundreds of scenarios and
 * entries has tens of thousands of them, which are most of a build.
 */
export const scenarioRows = (version: SuiteVersion, scenario: Scenario, columns: ScenarioColumns): string => {
  const { tiers, hasCost, hasTime } = columns;
  const hrefs = tiers.map((tier) => trialsHtmlAt(version, { scenario: scenario.name, tier: version.tiers[tier] }));
  const isMixed = version.syntheticRuns < version.runs;
  const squares = squaresOf(version, scenario).slice(0, MOST_ROWS);
  const costs = hasCost ? squares.map(({ cells }) => meanCost(cells)) : [];
  const times = hasTime ? squares.map(({ cells }) => meanDuration(cells)) : [];
  const [formatCost, formatTime] = [dollarFormat(costs), durationFormat(times)];
  const rows = squares.map(({ entry: position, cells, rate }, row) => {
    const entry = version.entries[position];
    if (!entry) return "";
    let html = `<tr><th scope="row">${entryHtml(entry)}`;
    if (tiers.length > 1) html += `<td>${escapeHtml(formatRate(rate))}`;
    for (const [column, tier] of tiers.entries()) {
      const cell = cells.find((candidate) => candidate.tier === tier);
      html += cell ? tierHtml(cell, hrefs[column]?.(entry) ?? "", isMixed) : "<td>–";
    }
    if (hasCost) html += `<td>${escapeHtml(formatCost(costs[row]))}`;
    if (hasTime) html += `<td>${escapeHtml(formatTime(times[row]))}`;
    return html;
  });
  return rows.join("\n");
};
