import type { Entry } from "#contract/names/entry.ts";
import type { Cell } from "#contract/snapshot/cells.ts";
import type { BargainFacts, BoardFacts } from "#words/board.ts";
import { entryTitle } from "#words/names.ts";
import { placeKey } from "../cells/place.ts";
import { type Bargain, bargainOf } from "../costs/bargain.ts";
import type { Leaderboard } from "../ranks/leaderboard.ts";
import { couldBeFirst, type Standing } from "../ranks/standing.ts";

/** Who takes part in a board: the suite's entries, and the cells of each by its position. */
export interface Participants {
  entries: readonly Entry[];
  cellsByEntry: readonly (readonly Cell[])[];
}

/** Those that may be first: nobody is told apart above them. */
export const leadersOf = ({ standings }: Leaderboard): Standing[] => standings.filter(({ group }) => group === 1);

/** Those that have a rank. */
export const rankedOf = ({ standings }: Leaderboard): Standing[] => standings.filter(({ rank }) => rank !== null);

const titleIn = (entries: readonly Entry[]) => (entry: number) => entryTitle(entries[entry] ?? { agent: "" });

/** What sentences about a board rest on. Takes the suite's entries, which it names by their positions. */
export const factsOf = (board: Leaderboard, entries: readonly Entry[]): BoardFacts => {
  const { standings, first, firstClearGap } = board;
  const nameOf = titleIn(entries);
  const ranked = rankedOf(board);
  return {
    ranked: ranked.length,
    unranked: standings.length - ranked.length,
    leaders: leadersOf(board).map(({ entry }) => nameOf(entry)),
    first: first === null ? null : nameOf(first),
    couldBeFirst: ranked.filter(couldBeFirst).length,
    firstClearGap,
    cells: board.places.length,
    tasks: new Set(board.places.map(({ scenario }) => scenario)).size,
    share: board.scale.ends === null ? null : board.share,
    outside: board.outside.length,
    rule: board.rule,
  };
};

/** The cheapest entry that may be first, with its cost in US dollars a run. */
export interface PricedBargain extends Bargain {
  cost: number;
}

/** The bargain of a board by success rate; null where nothing can be said, or the board is by score. Takes the cells of each entry. */
export const pricedBargain = (board: Leaderboard, cellsByEntry: readonly (readonly Cell[])[]): PricedBargain | null => {
  if (board.metric !== "success") return null;
  const inside = new Set(board.places.map(placeKey));
  const bargain = bargainOf(board, (entry) => (cellsByEntry[entry] ?? []).filter((cell) => inside.has(placeKey(cell))));
  const cost = bargain && board.standings.find(({ entry }) => entry === bargain.entry)?.usage.cost.mean;
  return !bargain || cost == null ? null : { ...bargain, cost };
};

/**
 * What the sentence about the bargain of a board rests on; null where nothing can be said. Takes who takes part in the board, and the
 * bargain where it is known.
 */
export const bargainFacts = (
  board: Leaderboard,
  { entries, cellsByEntry }: Participants,
  bargain = pricedBargain(board, cellsByEntry),
): BargainFacts | null => {
  if (!bargain) return null;
  const [nameOf, leaders] = [titleIn(entries), leadersOf(board)];
  return {
    ...bargain,
    entry: nameOf(bargain.entry),
    leader: nameOf(bargain.leader),
    leaders: leaders.length,
    unpriced: leaders.filter(({ usage }) => usage.cost.mean === null).length,
  };
};
