import type { Entry } from "#contract/names/entry.ts";
import type { Usage } from "#statistics/costs/usage.ts";
import { type StandingFigures, standingFigures } from "#statistics/findings/board-entry.ts";
import type { Standing } from "#statistics/ranks/standing.ts";
import type { Board } from "../snapshot/boards.ts";
import type { Column } from "./column.ts";

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
