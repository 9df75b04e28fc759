import { formatDuration } from "#words/amounts.ts";
import { formatDay } from "#words/moments.ts";
import { axisFor, labelsOf } from "../tables/board/axis.ts";
import type { ScatterScale } from "./draw-scatter.ts";

/** Amounts further apart than this are drawn by factors. */
const WIDE_RANGE = 20;

/** 1, 2 and 5 times the powers of ten within a range. */
const roundAmounts = (low: number, high: number): number[] => {
  const amounts: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
    for (const digit of [1, 2, 5]) amounts.push(Number(`${digit}e${power}`));
  }
  return amounts.filter((amount) => amount >= low && amount <= high);
};

const [SECOND, MINUTE, HOUR] = [1000, 60_000, 3_600_000] as const;

/** Lengths of time that a clock shows as round, in milliseconds: below a second and from ten hours on as any amount. */
const roundDurations = (low: number, high: number): number[] =>
  [
    ...(low < SECOND ? roundAmounts(low, Math.min(high, SECOND - 1)) : []),
    ...[SECOND, MINUTE].flatMap((unit) => [1, 2, 5, 10, 20, 30].map((count) => unit * count)),
    ...[1, 2, 5].map((count) => HOUR * count),
    ...(high < 10 * HOUR ? [] : roundAmounts(10, high / HOUR).map((hours) => HOUR * hours)),
  ].filter((duration) => duration >= low && duration <= high);

/** A length of time without the zeros of a round one: "2 min", "5 s". */
const formatRoundDuration = (milliseconds: number): string =>
  formatDuration(milliseconds)
    .replace(/\.0 s$/, " s")
    .replace(/ 0 (?:s|min)$/, "");

/** So many labels an axis of lengths of time from 0 has at most, but for the first. */
const MOST_DURATIONS = 8;

/** A scale of lengths of time in milliseconds, as one of amounts is, labelled by what a clock shows as round. */
export const durationScale = (amounts: readonly number[], title: string): ScatterScale => {
  const [least, most] = [Math.min(...amounts), Math.max(...amounts)];
  const label = (at: number) => ({ at, text: formatRoundDuration(at) });
  if (most / least <= WIDE_RANGE) {
    const high = most * 1.05;
    const step = roundDurations(high / MOST_DURATIONS, 10 * high)[0] ?? high;
    const labels = Array.from({ length: Math.floor(high / step) + 1 }, (_, place) => label(place * step));
    return { low: 0, high, isLogarithmic: false, labels, title };
  }
  const [low, high] = [least / 1.3, most * 1.3];
  return { low, high, isLogarithmic: true, labels: roundDurations(low, high).map(label), title };
};

/** Without the zeros that a round amount has behind its cents: "$0.02" beside "$0.10". */
const withoutZeros = (text: string): string => text.replace(/(\.\d\d\d*?)0+$/, "$1");

/** A scale of amounts above 0, a little wider than they are: from 0, or by factors where they lie far apart. */
export const amountScale = (
  amounts: readonly number[],
  format: (amount: number) => string,
  title: string,
): ScatterScale => {
  const [least, most] = [Math.min(...amounts), Math.max(...amounts)];
  const label = (at: number) => ({ at, text: withoutZeros(format(at)) });
  if (most / least <= WIDE_RANGE) {
    const { high } = axisFor([0, most * 1.05]);
    return { low: 0, high, isLogarithmic: false, labels: labelsOf(axisFor([0, high])).map(label), title };
  }
  const [low, high] = [least / 1.3, most * 1.3];
  return { low, high, isLogarithmic: true, labels: roundAmounts(low, high).map(label), title };
};

const DAY = 86_400;

/** The first days of months so many months apart. Takes and gives seconds since 1970. */
const monthsBetween = (low: number, high: number, step: number): number[] => {
  const start = new Date(low * 1000);
  const months: number[] = [];
  for (let month = 0; ; month += step) {
    const at = Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + month, 1) / 1000;
    if (at > high) return months;
    if (at >= low) months.push(at);
  }
};

/** A scale of moments in seconds since 1970: labelled by months, or by its two ends where it is shorter than two of them. */
export const timeScale = (moments: readonly number[]): ScatterScale => {
  const [first, last] = [Math.min(...moments), Math.max(...moments)];
  const margin = Math.max(DAY, (last - first) * 0.03);
  const [low, high] = [first - margin, last + margin];
  const months = (last - first) / (30 * DAY);
  const found = monthsBetween(low, high, Math.max(1, Math.ceil(months / 8)));
  const labels =
    found.length >= 2
      ? found.map((at) => ({ at, text: formatDay(at).slice(0, "2026-08".length) }))
      : [first, last].map((at) => ({ at, text: formatDay(at) }));
  return { low, high, isLogarithmic: false, labels, title: "First run" };
};
