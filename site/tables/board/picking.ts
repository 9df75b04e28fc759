import { ROWS_A_PAGE } from "../../snapshot/board-pages.ts";
import { type Board, rankedOf } from "../../snapshot/boards.ts";
import { standingRows } from "../standing-row.ts";
import { unitOf } from "./axis.ts";
import { rowId } from "./cells.ts";
import { rangesOf } from "./ties.ts";

/** A selector of the rows at some places in a body, from 1. */
const placesSelector = (places: readonly number[]): string =>
  rangesOf(places)
    .map(([from, to]) => (from === to ? `:nth-child(${from})` : `:nth-child(n+${from}):nth-child(-n+${to})`))
    .join(",");

const MARKS = {
  better: '--mk:"▲";--mc:var(--better);--c:var(--better)',
  same: '--mk:"=";--mc:var(--tie);--c:var(--tie)',
};

/**
 * The rules by which a board's rows are marked without a script when the address names one of them: better or no clear difference; what
 * no rule names is worse. The style of all boards draws the marks. Empty for a board of more entries than can be picked.
 */
export const pickingRules = (board: Board): string => {
  const ranked = rankedOf(board);
  if (ranked.length < 2 || ranked.length > ROWS_A_PAGE) return "";
  const rows = standingRows(board, ranked);
  // Each group has a row for its head.
  const placeOf = (position: number) => position + 1 + (ranked[position]?.group ?? 1);
  const rules = rows.map((row, position) => {
    const picked = `tbody:has([id="${rowId(row)}"]:target)`;
    const better: number[] = [];
    const same: number[] = [];
    ranked.forEach(({ entry }, other) => {
      if (other === position) return;
      if (board.isAbove(entry, row.standing.entry)) better.push(placeOf(other));
      else if (!board.isAbove(row.standing.entry, entry)) same.push(placeOf(other));
    });
    const value = Number((unitOf(board) * (row.standing.estimate.value ?? 0)).toFixed(2));
    const mark = (places: number[], kind: keyof typeof MARKS) =>
      places.length === 0 ? "" : `${picked}>:is(${placesSelector(places)}){${MARKS[kind]}}`;
    return `table:has([id="${rowId(row)}"]:target){--p:${value}}${mark(better, "better")}${mark(same, "same")}`;
  });
  return rules.join("\n");
};
