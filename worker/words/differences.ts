import { formatScore } from "./numbers.ts";

/** Keeps the two words around it on one line. */
const TIE = "\u00a0";

/** A p-value as papers have it: without the zero before the point, and never 0: ".03", "< .001", "1.00". It never breaks over two lines. */
export const formatPValue = (p: number): string => {
  if (p < 0.001) return `<${TIE}.001`;
  if (p >= 0.995) return "1.00";
  return p
    .toFixed(p < 0.095 ? 3 : 2)
    .replace(/^0/, "")
    .replace(/0$/, p < 0.095 ? "" : "0");
};

/** What p is, to stand in a sentence: "p = .03", "p < .001", on one line. */
export const describePValue = (p: number): string => {
  const text = formatPValue(p);
  return text.startsWith("<") ? `p${TIE}${text}` : `p${TIE}=${TIE}${text}`;
};

const MINUS = "−";

/** The text of a value's size with the value's sign; without one where the text reads as 0. */
export const withSign = (value: number, text: string): string =>
  value === 0 || Number(text) === 0 ? text : `${value > 0 ? "+" : MINUS}${text}`;

/** A difference with its sign: of success rates in points of a hundred, of scores as it is. */
export const formatPoints = (difference: number, metric: "success" | "score"): string => {
  const size = Math.abs(difference);
  const text = metric === "success" ? (100 * size).toFixed(1) : formatScore(size);
  return withSign(difference, text);
};

/** The ends of a difference's interval: "+2.7 to +8.8". */
export const formatPointsRange = ({ low, high }: { low: number; high: number }, metric: "success" | "score"): string =>
  `${formatPoints(low, metric)} to ${formatPoints(high, metric)}`;
