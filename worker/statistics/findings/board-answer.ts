import type { BoardAnswer } from "#contract/figures/board.ts";
import { formatEntry } from "#contract/names/entry.ts";
import { describeBargain, describeGap, describeLead, describeMeasure, describeUnranked } from "#words/board.ts";
import type { Leaderboard } from "../ranks/leaderboard.ts";
import { standingFigures } from "./board-entry.ts";
import { bargainFacts, factsOf, type Participants, type PricedBargain, pricedBargain } from "./board-facts.ts";

/** What a board is of, and the snapshot that it was computed from. */
export type BoardSubject = Pick<BoardAnswer, "snapshot" | "createdAt" | "suite" | "suiteVersion" | "tier">;

/** Places as stretches without a gap: the first and the last of each. Takes them in ascending order. */
const stretchesOf = (places: readonly number[]): [number, number][] => {
  const stretches: [number, number][] = [];
  for (const place of places) {
    const last = stretches.at(-1);
    if (last && last[1] === place - 1) last[1] = place;
    else stretches.push([place, place]);
  }
  return stretches;
};

const bargainAnswer = (bargain: PricedBargain | null, nameOf: (entry: number) => string): BoardAnswer["bargain"] =>
  bargain && {
    entry: nameOf(bargain.entry),
    leader: nameOf(bargain.leader),
    costUsdMean: bargain.cost,
    times: bargain.times?.times ?? null,
    timesLow: bargain.times?.interval?.low ?? null,
    timesHigh: bargain.times?.interval?.high ?? null,
    worseBy: bargain.worseBy,
  };

/** All that is published of a board: the content of its file, and what the API answers. */
export const boardAnswer = (board: Leaderboard, subject: BoardSubject, participants: Participants): BoardAnswer => {
  const { entries, cellsByEntry } = participants;
  const { standings, first } = board;
  const facts = factsOf(board, entries);
  const bargain = pricedBargain(board, cellsByEntry);
  const nameOf = (entry: number) => formatEntry(entries[entry] ?? { agent: "" });
  const findings = [
    `${describeLead(facts)}.`,
    describeGap(facts),
    describeUnranked(facts),
    describeMeasure(facts),
    describeBargain(bargainFacts(board, participants, bargain)),
  ];
  return {
    ...subject,
    metric: board.metric,
    graded: board.graded,
    lowerIsBetter: board.lowerIsBetter,
    scale: board.scale.ends,
    rule: board.rule,
    share: facts.share ?? 1,
    cells: board.places.length,
    outside: board.outside.length,
    ranked: facts.ranked,
    first: first === null ? null : nameOf(first),
    firstClearGap: board.firstClearGap,
    bargain: bargainAnswer(bargain, nameOf),
    findings: findings.filter((sentence) => sentence !== ""),
    entries: standings.map(({ entry, ...standing }) => ({
      ...standingFigures({ entry, ...standing }, entries[entry] ?? { agent: "" }),
      betterThan: stretchesOf(standings.flatMap((other, place) => (board.isAbove(entry, other.entry) ? place : []))),
    })),
  };
};
