import { OUTCOMES } from "#contract/runs/outcomes.ts";
import { formatMoment } from "#words/moments.ts";
import { formatCount, formatCounted, formatNumber } from "#words/numbers.ts";
import type { Batch } from "../snapshot/batches.ts";
import { OUTCOME_ROWS } from "./outcomes.ts";
import { ranByText, saysWhoRan } from "./ran-by.ts";

/** What the runs of a batch add up to: "120 runs, 87 solved. 2 runs are not counted." */
const describeRuns = (batch: Batch): string => {
  const { runs, pass, counted } = batch;
  const apart = runs - counted;
  const rest = apart === 0 ? "" : ` ${formatCounted(apart, "run is", "runs are")} not counted.`;
  return `${formatCounted(runs, "run")}, ${formatCount(pass)} solved.${rest}`;
};

/** Whether the claims of a batch are borne out: the finding, and what follows it. */
export const describeFinding = (batch: Batch): readonly [finding: string, rest: string] => {
  const { runs, hasClaims, differences } = batch;
  if (runs === 0) return ["None of its runs is stored.", ""];
  if (!hasClaims) return ["Its harness claims no totals:", describeRuns(batch)];
  if (differences.length === 0) return ["What it claims is what its runs show:", describeRuns(batch)];
  return [
    `${formatCounted(differences.length, "claim is", "claims are")} not what its runs show:`,
    describeRuns(batch),
  ];
};

/** How many of some batches make a claim that is not borne out; where none claims anything, that. */
export const describeBatches = (batches: readonly Pick<Batch, "differences" | "hasClaims">[]): string => {
  if (!batches.some(({ hasClaims }) => hasClaims)) {
    const whose =
      batches.length === 1 ? "The only one claims no totals" : `None of ${formatCount(batches.length)} claims totals`;
    return `${whose}, so there is nothing to check.`;
  }
  const differing = batches.filter(({ differences }) => differences.length > 0).length;
  if (batches.length === 1)
    return `The only one makes ${differing === 1 ? "a" : "no"} claim that its runs do not bear out.`;
  const makes = differing > 1 ? "make a claim that their" : "makes a claim that its";
  return `Of ${formatCount(batches.length)} batches, ${differing === 0 ? "none" : formatCount(differing)} ${makes} runs do not bear out.`;
};

/** Who ran a batch, as far as its runs say; empty where none does. */
export const describeRanBy = (batch: Pick<Batch, "firstPartyRuns" | "thirdPartyRuns">): string =>
  saysWhoRan(batch) ? `Run by ${ranByText(batch, "the maker of the agent or model")}` : "";

/** When a batch ran, as far as its harness says, and whether it ended. */
export const describeTime = ({ createdAt, completedAt }: Batch): string => {
  if (createdAt === null) return completedAt === null ? "End not stated" : `Completed ${formatMoment(completedAt)}`;
  if (completedAt === null) return `Since ${formatMoment(createdAt)}, end not stated`;
  return `${formatMoment(createdAt)} to ${formatMoment(completedAt)}, completed`;
};

/** The runs of a batch that ended alike. */
export interface Ending {
  outcome: (typeof OUTCOME_ROWS)[number]["outcome"];
  label: string;
  meaning: string;
  runs: number;
  isCounted: boolean;
}

const LABELS: Partial<Record<Ending["outcome"], string>> = { pass: "solved", fail: "not solved" };

/** How the runs of a batch ended: the kinds that it has, those that count first. */
export const endingsOf = (batch: Batch): Ending[] =>
  OUTCOME_ROWS.map(({ outcome, measure, label, meaning }) => ({
    ...{ outcome, meaning, runs: batch[measure], isCounted: OUTCOMES[outcome].counts !== "not counted" },
    label: LABELS[outcome] ?? label.toLowerCase(),
  })).filter(({ runs }) => runs > 0);

/** How far a claim is from what the runs show: "+5", "−0.125". */
export const formatGap = (claimed: number, recomputed: number | null): string => {
  if (recomputed === null) return "no run to tell";
  const gap = claimed - recomputed;
  return `${gap < 0 ? "−" : "+"}${formatNumber(Math.abs(gap), 6)}`;
};

/** The publication with which a batch came in. */
export interface ArrivalFacts {
  /** How many other batches came in with it. */
  others: number;
  isFirst: boolean;
  runsBefore: number;
  runs: number;
  /** How many changes are more than noise may make, and how many are not. */
  moves: number;
  noise: number;
}

/** What a publication changed with which a batch came in, to follow when that was, and whether all of it is the batch's doing. */
export const describeArrival = (
  { runs }: Pick<Batch, "runs">,
  { others, isFirst, runsBefore, runs: runsAfter, moves, noise }: ArrivalFacts,
): { text: string; isAlone: boolean } => {
  if (isFirst) return { text: ", the first: there is none before it to compare with.", isAlone: false };
  const more = runsAfter - runsBefore;
  const isAlone = others === 0 && more === runs;
  // A batch that has grown since has more runs now than came in then: whether others came too is not known.
  const besideRuns = isAlone ? ", alone" : more > runs ? ", with other runs" : "";
  const beside = others > 0 ? `, with ${formatCounted(others, "other batch", "other batches")}` : besideRuns;
  const beyond = moves === 0 ? "nothing moved" : formatCounted(moves, "move");
  const within = noise === 0 ? "" : `, ${formatCount(noise)} within it`;
  return { text: `${beside}: ${beyond} beyond noise${within}.`, isAlone };
};
