/** One measured figure, and the bound that it must keep. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  /** What it must not go over, or under. */
  atMost?: number;
  atLeast?: number;
}

/** Whether the figure keeps its bound; one without a bound does. */
export const isKept = ({ value, atMost = Number.POSITIVE_INFINITY, atLeast = Number.NEGATIVE_INFINITY }: Figure) =>
  value <= atMost && value >= atLeast;

/** A number with thousands apart; two decimals below 100. */
export const numberText = (value: number): string =>
  value.toLocaleString("en", { maximumFractionDigits: Math.abs(value) < 100 ? 2 : 0 });

/** The figure as a line: `kept`, value with unit, bound, name. */
export const formatFigure = (figure: Figure): string => {
  const { name, value, unit, atMost, atLeast } = figure;
  const bound =
    atMost !== undefined
      ? `at most ${numberText(atMost)}`
      : atLeast !== undefined
        ? `at least ${numberText(atLeast)}`
        : "";
  const verdict = bound === "" ? "    " : isKept(figure) ? "kept" : "OVER";
  return `${verdict}  ${`${numberText(value)} ${unit}`.trimEnd().padEnd(22)}${bound.padEnd(18)}${name}`;
};
