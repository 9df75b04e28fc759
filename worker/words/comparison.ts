import { formatDollars, formatDuration, formatTokens } from "./amounts.ts";
import { describePValue, formatPoints, formatPointsRange } from "./differences.ts";
import { formatCount, formatCounted, roughly } from "./numbers.ts";

interface Range {
  low: number;
  high: number;
}

/** What the sentence on two entries rests on. */
export interface ComparisonFacts {
  a: string;
  b: string;
  kind: "better" | "worse" | "same";
  metric: "success" | "score";
  /** a minus b. */
  difference: number;
  interval: Range | null;
  /** Corrected for the comparisons of each of the two. */
  pValue: number;
  /** What is compared, how many, and where a is better or b is. */
  unit: "scenario" | "tier" | "run";
  n: number;
  won: number;
  lost: number;
  /** In how many it depends on what one of them lacks. */
  open: number;
  /** How many tasks like these would tell them apart; null where that is not known. */
  tasksNeeded: number | null;
  /** Whether each of the two states a total alone. */
  isOfTotals?: boolean;
}

const UNITS = {
  scenario: ["task", "tasks"],
  tier: ["level of help", "levels of help"],
  run: ["task", "tasks"],
} as const;

/** How many of what is compared: "40 tasks"; on a board of one task "5 levels of help". */
export const formatUnits = (count: number, unit: ComparisonFacts["unit"]): string => {
  const [one, many] = UNITS[unit];
  return formatCounted(count, one, many);
};

/** The difference with its interval and p, in brackets. */
const figuresOf = ({ difference, interval, pValue, metric }: ComparisonFacts): string => {
  const range = interval ? `${formatPointsRange(interval, metric)}, ` : "";
  const points = metric === "success" ? " points" : "";
  return `${formatPoints(difference, metric)}${points} (${range}${describePValue(pValue)})`;
};

/** Which of two entries is better and by how much, or what it would take to tell: in bold letters, and what follows. */
export const describeComparison = (facts: ComparisonFacts): { strong: string; rest: string } => {
  const { a, b, kind, unit, n, won, lost, open, tasksNeeded, isOfTotals } = facts;
  const [one, many] = UNITS[unit];
  const ahead = isOfTotals
    ? "Their totals were compared"
    : n === 1
      ? `Only one ${one} was compared`
      : `${formatCount(won)} of the ${formatCount(n)} ${many} ${won === 1 ? "goes" : "go"} to ${a}, ${formatCount(lost)} to ${b}${open > 0 ? `; ${formatCounted(open, "depends", "depend")} on runs that one of them lacks` : ""}`;
  const figures = figuresOf(facts);
  if (kind !== "same") {
    const [better, worse] = kind === "better" ? [a, b] : [b, a];
    return { strong: `${better} is clearly better than ${worse}`, rest: `: ${figures}. ${ahead}.` };
  }
  const needed =
    tasksNeeded !== null && tasksNeeded > n
      ? ` At these rates it would take some ${roughly(tasksNeeded - n)} more tasks to tell.`
      : "";
  return { strong: `No clear difference between ${a} and ${b}`, rest: `: ${figures}. ${ahead}.${needed}` };
};

const FORMATS = { cost: formatDollars, tokens: formatTokens, duration: formatDuration };
const AMOUNT_WORDS = { cost: "Cost a run", tokens: "Tokens a run", duration: "Time a run" } as const;
type Thing = keyof typeof AMOUNT_WORDS;

/** What two entries use of one thing, as cells of a table: each, the ratio and the difference with their intervals. */
export const describeAmounts = (
  thing: Thing,
  {
    a,
    b,
    times,
    timesInterval,
    difference,
    differenceInterval,
    scenarios,
  }: {
    a: number;
    b: number;
    times: number;
    timesInterval: Range | null;
    difference: number;
    differenceInterval: Range | null;
    scenarios: number;
  },
): readonly [label: string, a: string, b: string, ratio: string, difference: string, sample: string] => {
  const format = FORMATS[thing];
  const signed = (amount: number) => `${amount < 0 ? "−" : "+"}${format(Math.abs(amount))}`;
  // b is `times` as much as a: said of a, as the difference is.
  const ratio = `${roughly(1 / times)} times`;
  const ratioRange = timesInterval ? ` (${roughly(1 / timesInterval.high)} to ${roughly(1 / timesInterval.low)})` : "";
  const range = differenceInterval ? ` (${signed(differenceInterval.low)} to ${signed(differenceInterval.high)})` : "";
  return [
    AMOUNT_WORDS[thing],
    format(a),
    format(b),
    ratio + ratioRange,
    signed(difference) + range,
    formatCounted(scenarios, "task"),
  ];
};
