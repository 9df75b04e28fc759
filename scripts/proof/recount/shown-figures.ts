import { showsNumber } from "./read-number.ts";

/** A row of a table, by the names of its columns. */
export type Row = Record<string, string | number | boolean | null>;

const numberOf = (row: Row, field: string): number | null => {
  const value = row[field];
  return typeof value === "number" ? value : null;
};

/** The ends of a range: "1–7", "0.2 to 0.7", or one number for both. */
const endsOf = (text: string): [string, string] => {
  const [low = "", high = low] = text.split(/(?<=\S) ?– ?(?=\S)| to /);
  return [low, high];
};

const showsRange = (text: string, low: number | null, high: number | null): boolean => {
  const [first, second] = endsOf(text);
  return showsNumber(first, low) && showsNumber(second, high);
};

const rank = (text: string, row: Row) => showsRange(text, numberOf(row, "rankFrom"), numberOf(row, "rankTo"));

const figure =
  (field: string, times = 1) =>
  (text: string, row: Row): boolean => {
    const value = numberOf(row, field);
    return showsNumber(text, value === null ? null : times * value);
  };

/** Success rates are shown in points of a hundred. */
const worthOf = ({ metric }: Row): number => (metric === "success" ? 100 : 1);
const estimate = (text: string, row: Row) => figure("estimate", worthOf(row))(text, row);
const interval = (text: string, row: Row): boolean => {
  const [low, high] = ["intervalLow", "intervalHigh"].map((field) => numberOf(row, field));
  const times = worthOf(row);
  return low == null || high == null ? showsNumber(text, null) : showsRange(text, times * low, times * high);
};

/** Whether a text shows what a row says. */
export type Check = (text: string, row: Row) => boolean;

/** What a column of a page shows, by its heading. */
export const ON_PAGE: Readonly<Record<string, Check>> = {
  Rank: rank,
  "Solved, %": estimate,
  "Mean score": estimate,
  "95 % interval": interval,
  "Cost a run": figure("costUsdMean"),
  "Cost a success": figure("costUsdPerSuccess"),
  "Tokens a run": figure("tokensMean"),
  "Time a run": figure("durationMsMean"),
  "Runs counted": (text, row) => figure("counted")(text.split("/")[0] ?? "", row),
  "Last run": (text, { lastRunAt }) => text === String(lastRunAt ?? "n/a").slice(0, 10),
};

/** The same of a column that the command prints. */
export const IN_COMMAND: Readonly<Record<string, Check>> = {
  RANK: rank,
  GROUP: figure("group"),
  SUCCESS: estimate,
  SCORE: estimate,
  "95% INTERVAL": interval,
  PASSED: (text, row) =>
    text === [row["pass"], row["counted"]].map((count) => Number(count).toLocaleString("en")).join("/"),
  SCORED: figure("scored"),
  "COST/RUN": figure("costUsdMean"),
  TIME: figure("durationMsMean"),
};
