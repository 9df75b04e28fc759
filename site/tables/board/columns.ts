import { formatDay } from "#words/moments.ts";
import { formatCount } from "#words/numbers.ts";
import { rankedOf } from "../../snapshot/boards.ts";
import { axisHead } from "../axis-head.ts";
import type { PageColumn } from "../column.ts";
import { METHOD } from "../method.ts";
import type { StandingRow } from "../standing-row.ts";
import { axesOf, unitOf, unknownOf } from "./axis.ts";
import {
  intervalHtml,
  levelsHtml,
  modelHtml,
  organizationHtml,
  rankHtml,
  runsHtml,
  solvedHtml,
  whoHtml,
} from "./cells.ts";
import { filterableBy } from "./filters.ts";
import { hasLevels, ranByOf, sharedOf } from "./shared.ts";

/** What a column of a board is on a page of these rows; undefined: not there. */
type BoardColumn = (rows: readonly StandingRow[]) => PageColumn<StandingRow> | undefined;

const empty = { html: () => "" };

export const rankColumn: BoardColumn = () => ({
  ...{ heading: "Rank", method: METHOD.rank, kind: "words", class: "rk", sort: { name: "rank", best: "low" } },
  cell: { html: rankHtml },
});

/** The rank interval as a piece of a line from the first rank to the last: style draws it. */
export const stripColumn: BoardColumn = ([first]) => {
  const ranked = first ? rankedOf(first.board).length : 0;
  if (ranked < 2) return undefined;
  const head = `<span>1</span><span>${formatCount(ranked)}</span>`;
  return { heading: "Rank, drawn", head, kind: "words", class: "rs", cell: empty };
};

export const whoColumn: BoardColumn = (rows) => {
  const shared = sharedOf(rows);
  const isModel = shared.agent !== undefined && shared.model === undefined;
  const heading = isModel ? "Model" : shared.isDense ? "Entry" : "Agent";
  const sort = { name: isModel ? "model" : "agent", best: "low" } as const;
  return { heading, kind: "row heading", class: "ag", sort, cell: { html: (row) => whoHtml(row, shared) } };
};

export const modelColumn: BoardColumn = (rows) => {
  const { agent, model, isDense } = sharedOf(rows);
  if (agent !== undefined || model !== undefined || isDense || rows.every(({ entry }) => entry.model === undefined)) {
    return undefined;
  }
  return {
    ...{ heading: "Model", kind: "words", class: "mo", sort: { name: "model", best: "low" } },
    cell: { html: modelHtml },
  };
};

/** Only where the catalogue knows somebody, and there is room: on a dense board it stands below the name. */
export const organizationColumn: BoardColumn = (rows) => {
  const { organization, isDense } = sharedOf(rows);
  if (rows.length < 2 || organization !== undefined || isDense) return undefined;
  return {
    ...{ heading: "Organization", kind: "words", class: "or", sort: { name: "organization", best: "low" } },
    cell: { html: organizationHtml },
  };
};

/** Only where some were run by others than the rest: mostly nobody says, or all are the same. On a dense board it stands below the name. */
export const ranByColumn: BoardColumn = (rows) => {
  if (!filterableBy(rows).ranBy || sharedOf(rows).isDense) return undefined;
  return {
    ...{ heading: "Run by", kind: "words", class: "mo", sort: { name: "run-by", best: "low" } },
    cell: { text: ranByOf },
  };
};

export const solvedColumn: BoardColumn = ([first]) => {
  const isScore = first?.board.metric === "score";
  return {
    ...{ heading: isScore ? "Mean score" : "Solved, %", method: isScore ? METHOD.score : METHOD.estimate },
    ...{ kind: "figure", class: "rt" },
    sort: first?.board.lowerIsBetter ? { name: "solved", best: "low" } : { name: "solved" },
    cell: { html: solvedHtml },
  };
};

export const intervalColumn: BoardColumn = () => ({
  ...{ heading: "95 % interval", kind: "figure", class: "iv", cell: { html: intervalHtml } },
});

/** What style hatches. */
const unknownHtml = ({ board, standing }: StandingRow): string => (unknownOf(board, standing) ? "<i></i>" : "");

/** The interval drawn on the axis in the table's head; what is not known is hatched. */
export const axisColumn: BoardColumn = ([first]) => {
  if (!first) return undefined;
  const { whole, upper } = axesOf(first.board);
  const head = upper ? axisHead(whole, false, "za") + axisHead(upper, false, "zt") : axisHead(whole);
  const heading = unitOf(first.board) === 100 ? "Interval, drawn, %" : "Interval, drawn";
  return { heading, head, kind: "words", class: "ci", cell: { html: unknownHtml } };
};

export const levelsColumn: BoardColumn = (rows) => {
  const version = rows[0]?.board.version;
  if (!version || !hasLevels(rows)) return undefined;
  const [first, last] = [version.tierOrder[0], version.tierOrder.at(-1)].map((tier) => version.tiers[tier ?? 0] ?? "");
  return { heading: `${first}\u00a0–\u00a0${last}`, kind: "words", class: "tr", cell: { html: levelsHtml } };
};

export const runsColumn: BoardColumn = (rows) =>
  sharedOf(rows).runs !== undefined
    ? undefined
    : {
        ...{ heading: "Runs counted", method: METHOD.outcomes, kind: "figure", class: "x5", sort: { name: "runs" } },
        cell: { html: runsHtml },
      };

export const dayColumn: BoardColumn = (rows) =>
  sharedOf(rows).day !== undefined || rows.every(({ standing }) => standing.lastRunAt === 0)
    ? undefined
    : {
        ...{ heading: "Last run", kind: "figure", class: "dt", sort: { name: "date" } },
        cell: { text: ({ standing }) => formatDay(standing.lastRunAt) },
      };
