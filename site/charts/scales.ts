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

/** A scale of amounts above 0, a little wider than they are: from 0, or by factors where they lie far apart. */
export const amountScale = (
  amounts: readonly number[],
  format: (amount: number) => string,
  title: string,
): ScatterScale => {
  const [least, most] = [Math.min(...amounts), Math.max(...amounts)];
  const label = (at: number) => ({ at, text: format(at) });
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
