import type { Board } from "./boards.ts";

/**
 * So many rows of a board are on one page; what more there are is on pages of its own. A board whose ranked entries fit on the first lets
 * them be picked there; on a longer one a rank leads to its entry's page, which compares it with all.
 */
export const ROWS_A_PAGE = 300;

/** How many pages a board has. */
export const pagesOf = ({ standings }: Pick<Board, "standings">): number =>
  Math.max(1, Math.ceil(standings.length / ROWS_A_PAGE));
