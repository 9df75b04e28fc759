import { observationsOf } from "#statistics/cells/observation.ts";
import { finalRuns } from "#statistics/cells/outcome.ts";
import { placeKey } from "#statistics/cells/place.ts";
import { scenarioMeans } from "#statistics/cells/units.ts";
import { couldBeFirst } from "#statistics/ranks/standing.ts";
import { describeLack } from "#words/board.ts";
import { formatName } from "#words/names.ts";
import { formatCount, formatRank } from "#words/numbers.ts";
import { ROWS_A_PAGE } from "../../snapshot/board-pages.ts";
import { type Board, rankedOf } from "../../snapshot/boards.ts";
import { boardPagePath, entryPath, entrySlug } from "../../snapshot/links.ts";
import { escapeHtml } from "../html.ts";
import { saysWhoRan } from "../ran-by.ts";
import type { StandingRow } from "../standing-row.ts";
import { trialsHref } from "../trials-href.ts";
import { formatOnBoard, organizationOf, ranByOf, type Shared } from "./shared.ts";

/** What names an entry's row on a page: two boards of one page have the same entries. */
export const rowId = ({ board: { metric }, entry }: StandingRow): string =>
  `${metric === "score" ? "score:" : ""}${entrySlug(entry)}`;

/** The address of an entry's row, on whichever page of the leaderboard it is. */
export const rowPath = (row: StandingRow): string => {
  const { standings, version } = row.board;
  const place = standings.findIndex(({ entry }) => entry === row.standing.entry);
  return `${boardPagePath(version.path, 1 + Math.floor(Math.max(0, place) / ROWS_A_PAGE))}#${rowId(row)}`;
};

const isPickable = (board: Board): boolean => rankedOf(board).length <= ROWS_A_PAGE;

/** The rank interval, which picks the row, and the place of its mark. */
export const rankHtml = (row: StandingRow): string => {
  const { rank } = row.standing;
  if (rank === null) return '<i class="mk"></i>–';
  const target = isPickable(row.board) ? `#${rowId(row)}` : `${entryPath(row.entry)}#comparisons`;
  return `<i class="mk"></i><a href="${escapeHtml(target)}">${formatRank(rank)}</a>`;
};

/** Names longer than this may be broken, after signs that part words. */
const LONGEST_WHOLE = 18;

const nameText = (name: string): string =>
  name.length > LONGEST_WHOLE ? escapeHtml(name).replace(/([_/=])(?=.)/g, "$1<wbr>") : escapeHtml(name);

const grey = (text: string): string => (text === "" ? "" : `<i>${nameText(text)}</i>`);

/** What there is to know of a row before its figures are read. */
const marksHtml = ({ standing, figures }: StandingRow, { isMixed, isUnequal }: Shared): string[] => {
  const note = isUnequal ? describeLack({ ...standing, couldBeFirst: couldBeFirst(standing) }) : figures.note;
  return [
    ...(isMixed && standing.syntheticRuns > 0 ? ["<mark>synthetic</mark>"] : []),
    ...(note === "" ? [] : [`<b>${escapeHtml(note)}</b>`]),
  ];
};

/**
 * The entry, with a link to its page, and what there is to know of it. What all rows share is left out; the model stands on a line of its
 * own where it has no column.
 */
export const whoHtml = (row: StandingRow, shared: Shared): string => {
  const { agent, model, variant } = row.entry;
  const name = shared.agent === undefined ? agent : shared.model === undefined ? formatName(model) : agent;
  const names = [
    shared.agent === undefined && shared.isDense && shared.model === undefined ? grey(model ?? "model not stated") : "",
    variant !== undefined && shared.variant === undefined ? grey(variant) : "",
    shared.isDense && shared.organization === undefined ? grey(organizationOf(row)) : "",
    shared.isDense && shared.ranBy === undefined && saysWhoRan(row.standing) ? grey(`run by ${ranByOf(row)}`) : "",
  ].filter(Boolean);
  const marks = marksHtml(row, shared);
  const link = `<a href="${escapeHtml(entryPath(row.entry))}">${nameText(name)}</a>`;
  const below = shared.isDense ? [...names, ...marks] : marks;
  const beside = shared.isDense || names.length === 0 ? "" : ` ${names.join(" ")}`;
  return link + beside + (below.length === 0 ? "" : `<span class="sub">${below.join(" · ")}</span>`);
};

/** The model, or that nobody stated one. */
export const modelHtml = ({ entry: { model } }: StandingRow): string =>
  model === undefined ? '<span class="dim">not stated</span>' : `<span>${nameText(model)}</span>`;

/** Who makes agent and model, or that the catalogue does not say. */
export const organizationHtml = (row: StandingRow): string =>
  `<span${organizationOf(row) === "" ? ' class="dim"' : ""}>${escapeHtml(formatName(organizationOf(row) || undefined))}</span>`;

/** The estimate, with a link to the runs behind it. */
export const solvedHtml = ({ board, entry, standing }: StandingRow): string => {
  const { version, tier } = board;
  const href = trialsHref(version, { tier: tier === undefined ? undefined : version.tiers[tier], entry });
  return `<a class="trials" href="${escapeHtml(href)}">${formatOnBoard(board, standing.estimate.value)}</a>`;
};

/** The interval as text, with "to" where a dash before a negative number would be misread, and with spaces where it would look like an arrow. */
export const intervalHtml = ({ board, standing: { estimate } }: StandingRow): string => {
  const { interval } = estimate;
  if (interval === null) return "n/a";
  const [low, high] = [formatOnBoard(board, interval.low), formatOnBoard(board, interval.high)];
  if (board.metric !== "success") return `${low} to ${high}`;
  return high.startsWith(">") ? `${low} – ${high}` : `${low}–${high}`;
};

/** A bar for each level of help: the share that the entry solves there. */
export const levelsHtml = ({ board, standing: { entry } }: StandingRow): string => {
  const { version, places } = board;
  const inside = new Set(places.map(placeKey));
  const cells = (version.cellsByEntry[entry] ?? []).filter((cell) => inside.has(placeKey(cell)));
  const shares = version.tierOrder.map((tier) => {
    const means = scenarioMeans(
      observationsOf(
        cells.filter((cell) => cell.tier === tier),
        "success",
      ),
    );
    return means.length === 0 ? null : means.reduce((sum, mean) => sum + mean, 0) / means.length;
  });
  const bars = shares.map((share) => `<i style="--h:${share === null ? 0 : Number(share.toFixed(2))}"></i>`).join("");
  const text = shares.map((share) => (share === null ? "n/a" : Math.round(100 * share))).join(", ");
  return `<span class="bars">${bars}</span><span class="hidden">${text}</span>`;
};

/** The runs that count, of all that ended. */
export const runsHtml = ({ standing }: StandingRow): string => {
  const ended = finalRuns(standing);
  const all = ended === standing.counted ? "" : `<span class="dim">/${formatCount(ended)}</span>`;
  return formatCount(standing.counted) + all;
};
