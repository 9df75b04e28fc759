import { type Axis, labelsOf } from "./board/axis.ts";

/** The class of a label at an end of its axis, which must not reach beyond it. */
export const endClass = (label: number, { low, high }: Axis, part = ""): string => {
  const name = [part, label === low ? "low" : label === high ? "high" : ""].filter(Boolean).join(" ");
  return name && ` class="${name}"`;
};

/** The labels of an axis in a table's head; a difference's have their sign. */
export const axisHead = (axis: Axis, isDifference = false): string =>
  labelsOf(axis)
    .map((label) => {
      const text = label < 0 ? `−${-label}` : isDifference && label > 0 ? `+${label}` : String(label);
      return `<span${endClass(label, axis)} style="--v:${label}">${text}</span>`;
    })
    .join("");

/** What gives a table its axis, as style. */
export const axisStyle = ({ low, high, step }: Axis): string => `--lo:${low};--hi:${high};--step:${step}`;

const short = (value: number): number => Number(value.toFixed(2));

/** What draws an interval in a row's cell on the axis, as style. */
export const intervalStyle = (value: number | null, interval: { low: number; high: number } | null): string => {
  const marks: [string, number | null | undefined][] = [
    ["e", value],
    ["a", interval?.low],
    ["b", interval?.high],
  ];
  return marks.flatMap(([name, mark]) => (mark == null ? [] : [`--${name}:${short(mark)}`])).join(";");
};
