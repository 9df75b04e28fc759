import { formatCount, formatRate } from "#words/numbers.ts";
import type { NamedCheck } from "./run-gate.ts";

const signed = (value: number): string => `${value < 0 ? "−" : "+"}${(100 * Math.abs(value)).toFixed(1)}`;

const pointsOf = (share: number): string => `${(100 * share).toFixed(1)} points`;

const pValue = (p: number): string => (p < 0.001 ? "p < .001" : `p = ${p.toFixed(3).replace(/^0/, "")}`);

/** What was looked at: a suite, one of its tasks, its cost or its time; and whose. */
export const subjectOf = ({ kind, suite, scenario, entry }: NamedCheck): string => {
  const what = { suite: suite, scenario: `${suite} / ${scenario}`, cost: `${suite}, cost`, duration: `${suite}, time` }[
    kind
  ];
  return `${what} (${entry})`;
};

/** How it changed, with its interval: "90.0% → 60.0%, −30.0 points (−45.2 to −11.9)". */
export const changeOf = ({ kind, before, after, change, interval }: NamedCheck): string => {
  if (kind === "cost" || kind === "duration") {
    const range = interval ? ` (${interval.low.toFixed(2)} to ${interval.high.toFixed(2)})` : "";
    return `× ${change.toFixed(2)}${range}`;
  }
  const range = interval ? ` (${signed(interval.low)} to ${signed(interval.high)})` : "";
  return `${formatRate(before)} → ${formatRate(after)}, ${signed(change)} points${range}`;
};

/** What that means, in a sentence without a full stop. */
export const meaningOf = (check: NamedCheck): string => {
  const { verdict, adjustedPValue, kind, needed, n, isNoWorse, acknowledged } = check;
  const unit = kind === "scenario" ? "runs a side" : "tasks";
  const corrected = `${pValue(adjustedPValue)} after correction`;
  if (verdict === "fail") return `clearly worse, ${corrected}`;
  if (verdict === "acknowledged") return `clearly worse, and known: ${acknowledged}`;
  if (verdict === "pass") return isNoWorse ? "no worse than the margin" : "no regression shown";
  const size =
    check.detectable === null ? "" : `; a fall of less than ${pointsOf(check.detectable)} would likely not show`;
  return `too few to tell: ${formatCount(n)} ${unit}${needed === null ? "" : ` of the ${formatCount(needed)} that it would take`}${size}`;
};
