/** What a cell can hold; absent and null are unknown, which is an empty cell. */
export type CsvValue = string | number | boolean | null | undefined;

const PLAIN_NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const FORMULA_START = /^[=+\-@\t\r]/;
const QUOTED = /[",\r\n]/;

/** Either of them. */
const SPECIAL = new RegExp(`${FORMULA_START.source}|${QUOTED.source}`);

/**
 * A cell of a CSV file as RFC 4180 has it. A text that a spreadsheet would take for a formula gets an apostrophe in front, which spreadsheets
 * read as "text"; a number, signed or not, does not, whether it comes as a number or as a text.
 */
const csvCell = (value: CsvValue): string => {
  // Most cells of a large file are numbers, unknown or names, which need none of this.
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  if (value === null || value === undefined) return "";
  const text = String(value);
  if (!SPECIAL.test(text)) return text;
  const safe = FORMULA_START.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
  return QUOTED.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** Whether a value is in a cell as `join` writes it, which leaves out what is unknown. Most values of a large file are. */
const isPlain = (value: CsvValue): boolean =>
  typeof value === "string" ? !SPECIAL.test(value) : typeof value !== "number" || Number.isFinite(value);

/** A line of a CSV file, with its end. For the API's export and the site's downloads alike. */
export const csvLine = (values: readonly CsvValue[]): string =>
  `${(values.every(isPlain) ? values : values.map(csvCell)).join(",")}\r\n`;
