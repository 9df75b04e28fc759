import { type Axis, labelsOf } from "./board/axis.ts";

/** So many labels have room on a narrow axis. */
const MOST_NARROW = 4;

/** The class of a label, of so many: at an end of its axis it must not reach beyond it, and on a narrow one every second goes, but not 0. */
export const labelClass = (label: number, { low, high, step }: Axis, labels: number, part = ""): string => {
  const end = label === low ? "low" : label === high ? "high" : "";
  const isSecond = labels > MOST_NARROW && Math.round(label / step) % 2 !== 0;
  const name = [part, end, isSecond ? "second" : ""].filter(Boolean).join(" ");
  return name && ` class="${name}"`;
};

/** More labels than these leave a long one at an end no room beside its neighbour, nor long ones anywhere. */
const MOST_BESIDE = 8;
const MOST_LONG = 6;

const textOf = (label: number, isDifference: boolean): string =>
  label < 0 ? `−${-label}` : isDifference && label > 0 ? `+${label}` : String(label);

/**
 * The labels of an axis that are written: every second, 0 among them, where there are too many beside a long one at an end, which does not stand
 * in the middle of its line.
 */
const written = (labels: readonly number[], { low, high, step }: Axis, isDifference: boolean): readonly number[] => {
  const lengthOf = (label: number) => textOf(label, isDifference).length;
  const isTight = [low, high].some((end) => labels.includes(end) && lengthOf(end) > 2);
  const most = labels.some((label) => lengthOf(label) > 3) ? MOST_LONG : isTight ? MOST_BESIDE : labels.length;
  return labels.length <= most ? labels : labels.filter((label) => Math.round(label / step) % 2 === 0);
};

/** The labels of an axis in a table's head; a difference's have their sign. `part`: a class of each, where a table has two axes. */
export const axisHead = (axis: Axis, isDifference = false, part = ""): string => {
  const labels = labelsOf(axis);
  const headOf = (label: number) =>
    `<span${labelClass(label, axis, labels.length, part)} style="--v:${label}">${textOf(label, isDifference)}</span>`;
  return written(labels, axis, isDifference).map(headOf).join("");
};

/** What gives a table its axis, as style. */
export const axisStyle = ({ low, high, step }: Axis): string => `--lo:${low};--hi:${high};--step:${step}`;

const short = (value: number): number => Number(value.toFixed(2));

/** What draws an interval in a row's cell on the axis, as style. */
export const intervalStyle = (value: number | null, interval: { low: number; high: number } | null): string => {
  const estimate = value === null ? "" : `--e:${short(value)}`;
  if (interval === null) return estimate;
  return `${estimate}${estimate && ";"}--a:${short(interval.low)};--b:${short(interval.high)}`;
};
