import type { RunSummary } from "#contract/runs/run.ts";
import * as numbers from "#words/numbers.ts";

/** What stands for a value that nobody stated. */
export const { UNKNOWN } = numbers;

/** A moment to the minute in UTC, or "n/a". */
export const formatMoment = (moment: string | undefined): string =>
  moment === undefined ? UNKNOWN : numbers.formatMoment(moment);

/** A duration in milliseconds as a reader says it, or "n/a". */
export const formatDuration = (milliseconds: number | undefined): string =>
  numbers.formatDuration(milliseconds ?? null);

/** How long a run took by its own clock, in milliseconds; undefined if it has not stated its end. */
export const durationOf = ({ startedAt, completedAt }: Pick<RunSummary, "startedAt" | "completedAt">) =>
  completedAt === undefined ? undefined : Date.parse(completedAt) - Date.parse(startedAt);

const NUMBER = new Intl.NumberFormat("en", { maximumFractionDigits: 3 });

/** A number with at most three decimals and thousands apart. */
export const formatNumber = (value: number | undefined): string =>
  value === undefined ? UNKNOWN : NUMBER.format(value);

/** US dollars, or "n/a". */
export const formatDollars = (dollars: number | undefined): string => numbers.formatDollars(dollars ?? null);

/** A text as it came, or "n/a". */
export const formatText = (text: string | undefined): string => text ?? UNKNOWN;

/** Yes, no, or "n/a". */
export const formatFlag = (flag: boolean | undefined): string => (flag === undefined ? UNKNOWN : flag ? "yes" : "no");
