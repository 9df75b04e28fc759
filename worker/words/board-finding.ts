import { type BargainFacts, type BoardFacts, describeBargain, describeLead } from "./board.ts";
import { describeEstimate, formatValue } from "./numbers.ts";

type Estimated = Parameters<typeof describeEstimate>[0];

/** What the finding of a board rests on. */
export interface FindingFacts extends BoardFacts {
  metric: "success" | "score";
  /** The estimates of those that may be first, best first; a ranked entry has one. */
  leading: readonly (Estimated & { value: number })[];
  /** How many ranked entries state their cost. */
  priced: number;
  bargain: BargainFacts | null;
}

/** What those that may be first reach, to follow the sentence that says who they are; for one alone its row says it. */
const describeReach = ({ ranked, leaders, leading, metric }: FindingFacts): string => {
  if (leaders.length < 2) return ".";
  const values = leading.map(({ value }) => value);
  const [low, high] = [formatValue(Math.min(...values), metric), formatValue(Math.max(...values), metric)];
  const range = low === high ? high : `${low.replace("%", "")} to ${high}`;
  if (leaders.length === ranked) return `. They reach ${range}.`;
  return `, with ${range} ${metric === "success" ? "solved" : "as mean score"}.`;
};

const describeCost = ({ priced, bargain }: FindingFacts): string => {
  if (priced === 0) return "No ranked entry states its cost, so none can be called the cheapest.";
  return describeBargain(bargain);
};

/** What stands where others may be first: what the only ranked entry reaches. */
export const describeOnly = (
  { unranked }: Pick<BoardFacts, "unranked">,
  estimate: Estimated,
  metric: FindingFacts["metric"],
): string => `One ${unranked > 0 ? "ranked entry" : "entry"} so far: ${describeEstimate(estimate, metric)}`;

/** What a board finds, to stand above it: who may be first, in bold letters, and what follows. */
export const describeFinding = (facts: FindingFacts): { strong: string; rest: string } => {
  const [first] = facts.leading;
  if (facts.ranked === 1 && first)
    return { strong: describeOnly(facts, first, facts.metric), rest: "; nothing to compare it with yet." };
  const cost = facts.ranked === 0 ? "" : describeCost(facts);
  return { strong: describeLead(facts), rest: `${describeReach(facts)} ${cost}`.trimEnd() };
};
