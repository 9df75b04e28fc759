import { type BargainFacts, type BoardFacts, describeBargain, describeLead } from "./board.ts";
import { formatValue } from "./numbers.ts";

/** What the finding of a board rests on. */
export interface FindingFacts extends BoardFacts {
  metric: "success" | "score";
  /** The estimates of those that may be first; a ranked entry has one. */
  leading: readonly number[];
  /** How many ranked entries state their cost. */
  priced: number;
  bargain: BargainFacts | null;
}

/** What those that may be first reach, to follow the sentence that says who they are; for one alone its row says it. */
const describeReach = ({ ranked, leaders, leading, metric }: FindingFacts): string => {
  if (leaders.length < 2) return ".";
  const [low, high] = [formatValue(Math.min(...leading), metric), formatValue(Math.max(...leading), metric)];
  const range = low === high ? high : `${low.replace("%", "")} to ${high}`;
  if (leaders.length === ranked) return `. They reach ${range}.`;
  return `, with ${range} ${metric === "success" ? "solved" : "as mean score"}.`;
};

const describeCost = ({ ranked, priced, bargain }: FindingFacts): string => {
  if (ranked < 2) return "";
  if (priced === 0) return "No ranked entry states its cost, so none can be called the cheapest.";
  return describeBargain(bargain);
};

/** What a board finds, to stand above it: who may be first, in bold letters, and what follows. */
export const describeFinding = (facts: FindingFacts): { strong: string; rest: string } => ({
  strong: describeLead(facts),
  rest: `${describeReach(facts)} ${describeCost(facts)}`.trimEnd(),
});
