const UNKNOWN_NAME = "not stated";

/** The number a text starts with, in whatever unit: a column has one; NaN for none. */
export const numberIn = (text: string): number => Number(/-?[\d.,]*\d/.exec(text)?.[0].replaceAll(",", ""));

const textIn = (cell: Element | undefined): string => cell?.textContent?.trim() ?? "";

const DAY = /^\d{4}-\d\d-\d\d/;

/** What a cell is sorted by as a number: its moment or day, or the number it starts with; NaN for none. */
const amountIn = (cell: Element | undefined): number => {
  const moment = cell?.querySelector("time")?.getAttribute("datetime");
  const text = textIn(cell);
  if (moment) return Date.parse(moment);
  return DAY.test(text) ? Date.parse(text.slice(0, "2026-08-01".length)) : numberIn(text);
};

/**
 * Cells of a column in order: by the numbers they start with, or by their texts if they are names, none starts with a number, or all are
 * headings. `direction` is 1 or -1; what is unknown comes last in either.
 */
export const cellOrder = (cells: readonly (Element | undefined)[], direction: number, areNames = false) => {
  const isText = areNames || cells.every((cell) => cell?.tagName === "TH" || Number.isNaN(amountIn(cell)));
  const isUnknown = (cell: Element | undefined) => Number(textIn(cell) === UNKNOWN_NAME);
  return (a: Element | undefined, b: Element | undefined): number => {
    if (isText) {
      return isUnknown(a) - isUnknown(b) || direction * textIn(a).localeCompare(textIn(b), "en", { numeric: true });
    }
    const [x, y] = [amountIn(a), amountIn(b)];
    return Number.isNaN(x) || Number.isNaN(y) ? Number(Number.isNaN(x)) - Number(Number.isNaN(y)) : direction * (x - y);
  };
};
