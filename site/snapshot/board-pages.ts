import type { Board } from "./boards.ts";

/** So many ranked entries can be picked on their board; beyond, a rank leads to its entry's page, which compares it with all. */
export const MOST_PICKABLE = 300;

/** So many rows of a board are on one page: what more there are is on pages of its own. All that can be picked are on the first. */
export const ROWS_A_PAGE = MOST_PICKABLE;

/** How many pages a board has. */
export const pagesOf = ({ standings }: Pick<Board, "standings">): number =>
  Math.max(1, Math.ceil(standings.length / ROWS_A_PAGE));
