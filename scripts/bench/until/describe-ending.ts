import { formatDollars } from "#words/amounts.ts";
import { formatCounted, roughly } from "#words/numbers.ts";
import type { Ending } from "./run-pairs.ts";

/** How a comparison of one entry with another ended, in a sentence or two. */
export const describeEnding = (
  { reason, isNoWorse, pairs, spoilt, spent, withoutCost }: Ending,
  { ours, theirs, margin }: { ours: string; theirs: string; margin: number },
): string => {
  const points = `${roughly(100 * margin)} points`;
  const after = `after ${formatCounted(pairs, "pair")} of runs`;
  const unknown = withoutCost > 0 ? `; ${formatCounted(withoutCost, "run")} did not report any cost` : "";
  const cost =
    withoutCost === 2 * (pairs + spoilt) ? "No run reported its cost." : `${formatDollars(spent)} spent${unknown}.`;
  const open = isNoWorse
    ? `${ours} is no more than ${points} worse than ${theirs}, and more is not known`
    : `it is not known which of ${ours} and ${theirs} is better`;
  switch (reason) {
    case "better":
    case "worse":
      return `Told apart: ${ours} is ${reason} than ${theirs}, ${after}. ${cost}`;
    case "equivalent":
      return `Equivalent: ${ours} and ${theirs} differ by no more than ${points}, ${after}. ${cost}`;
    case "budget":
      return `The budget is spent: ${open}, ${after}. ${cost}`;
    case "rounds":
      return `All trials have been run: ${open}, ${after}. ${cost}`;
    case "unpriced":
      return "Stopped: the runs do not report what they cost, so that --budget cannot end them: say with --trials how often every task is drawn at most.";
    case "spoilt":
      return `Stopped: the infrastructure failed again and again, in ${formatCounted(spoilt, "pair")} of runs. ${cost}`;
  }
};
