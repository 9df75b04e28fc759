/** A number as a text shows it, and how far from it what it stands for may lie. */
interface ShownNumber {
  low: number;
  high: number;
}

/** What the unit after a number multiplies it with; times are in milliseconds. */
const UNITS: Readonly<Record<string, number>> = {
  ...{ "": 1, "%": 1, k: 1e3, M: 1e6 },
  ...{ ms: 1, s: 1e3, min: 60e3, h: 3600e3 },
};

/** Texts are rounded to so many significant digits at the least. */
const LEAST_DIGITS = 3;

/** Half of what the last digit that a text shows is worth; of whole numbers with more digits than are shown for sure, half of the last that is. */
const roundingOf = (digits: string): number => {
  const [whole = "", decimals = ""] = digits.split(".");
  const spare = decimals === "" ? Math.max(0, whole.length - LEAST_DIGITS) : 0;
  const isRough = spare > 0 && whole.endsWith("0".repeat(spare));
  return 0.5 * 10 ** (isRough ? spare : -decimals.length);
};

const PART = /(-?\d+(?:\.\d+)?)\s*(%|ms|min|[a-z]|M)?\s*/gi;

/**
 * What a text says: "73.0", "<0.1%", "$1,230", "12.3k", "2 min 49 s", "−0.4". Undefined: it is no number. Read with code of its own, so that
 * it checks the code that writes such texts.
 */
export const readNumber = (text: string): ShownNumber | undefined => {
  const plain = text.replaceAll(",", "").replaceAll("−", "-").replace("$", "").trim();
  const bound = /^[<>]/.exec(plain)?.[0];
  const parts = [...plain.matchAll(PART)];
  if (parts.length === 0 || plain.replace(/^[<>]/, "").replace(PART, "") !== "") return undefined;
  let [value, rounding] = [0, 0];
  for (const [, digits = "", unit = ""] of parts) {
    const worth = UNITS[unit];
    if (worth === undefined) return undefined;
    value += worth * Number(digits);
    rounding = worth * roundingOf(digits.replace("-", ""));
  }
  if (bound === "<") return { low: 0, high: value };
  if (bound === ">") return { low: value, high: 100 };
  const slack = 1e-9 * Math.abs(value) + 1e-12;
  return { low: value - rounding - slack, high: value + rounding + slack };
};

/** Whether a text shows a value; "n/a" and nothing show that there is none. */
export const showsNumber = (text: string, value: number | null): boolean => {
  if (value === null) return ["n/a", "", "–"].includes(text);
  const shown = readNumber(text);
  return shown !== undefined && shown.low <= value && value <= shown.high;
};
