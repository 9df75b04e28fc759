import type { ForeignFile } from "../reading/foreign-file.ts";
import {
  amountIn,
  arrayIn,
  countIn,
  type JsonObject,
  momentIn,
  numberIn,
  objectIn,
  textIn,
  withoutAbsent,
} from "../reading/foreign-values.ts";
import { FormatError } from "../reading/format-error.ts";
import type { Draft, Importer } from "./importer.ts";
import { runIdOf } from "./run-id.ts";

/** Aider's leaderboards in YAML: each row is a whole benchmark, so that a run is of all its cases together. */
export const aider: Importer = {
  format: "aider",
  title: "Aider leaderboard",
  recognize: ({ content }) => {
    if (content.kind !== "yaml" && content.kind !== "json") return false;
    const first = objectIn(arrayIn(content.value)?.[0]);
    return first !== undefined && "dirname" in first && "pass_rate_1" in first;
  },
  runs: (file) => runsOf(file),
};

/** The runs of a leaderboard; none is given of one that is broken. */
const runsOf = ({ content, name }: ForeignFile): Draft[] => {
  const rows = content.kind === "yaml" || content.kind === "json" ? (arrayIn(content.value) ?? []) : [];
  const board = name.replace(/\.[^.]+$/, "");
  const runs = rows.map((row, index) => {
    const fields = objectIn(row);
    if (fields === undefined) throw new FormatError(`row ${index + 1} is no row of a leaderboard`);
    return runOfAiderRow(fields, board, index + 1);
  });
  checkEnd(rows);
  return runs;
};

/** What Aider writes last of a row. */
const LAST_FIELDS = ["seconds_per_case", "total_cost"];

/**
 * YAML that is cut off between two lines is still YAML. A last row without the fields that Aider writes last, where rows before it have
 * them, has lost its end, and maybe the rate that is its score; of a single row every version writes the seconds. FormatError.
 */
const checkEnd = (rows: readonly unknown[]): void => {
  const [last, ...before] = rows.map((row) => objectIn(row) ?? {}).toReversed();
  const expected =
    before.length === 0 ? LAST_FIELDS.slice(0, 1) : LAST_FIELDS.filter((field) => before.some((row) => field in row));
  const missing = expected.find((field) => last !== undefined && !(field in last));
  if (missing !== undefined) throw new FormatError(`row ${rows.length} is cut off: it has no ${missing}`);
};

/** What becomes a field of its own; the rest of a row goes into the metadata. */
const MAPPED = new Set([
  "dirname",
  "model",
  "total_cost",
  "prompt_tokens",
  "completion_tokens",
  "percent_cases_well_formed",
]);

/** Rates of cases passed after the first try, the second …, in percent. */
const RATE = /^pass_rate_\d+$/;

/** The run of a row: its score is the rate after the last try. FormatError, with the row's number from 1, where it has no dirname. */
export const runOfAiderRow = (row: JsonObject, board: string, number: number): Draft => {
  const dirname = textIn(row["dirname"]);
  if (dirname === undefined) throw new FormatError(`row ${number} has no dirname`);
  const rates = Object.keys(row)
    .filter((key) => RATE.test(key) && numberIn(row[key]) !== undefined)
    .sort();
  const last = numberIn(row[rates.at(-1) ?? ""]);
  const started = startOf(dirname) ?? momentIn(textIn(row["date"]));
  const evaluators = [...rates, "percent_cases_well_formed"];
  return {
    runId: runIdOf("aider", board, dirname),
    batchId: `aider:${board}`,
    scenario: "all-cases",
    agent: "aider",
    model: textIn(row["model"]),
    status: "completed",
    startedAt: started,
    totalScore: last === undefined ? undefined : last / 100,
    evaluations: evaluators.flatMap((evaluatorName) => {
      const score = numberIn(row[evaluatorName]);
      return score === undefined ? [] : [{ evaluatorName, score, maxScore: 100 }];
    }),
    telemetry: telemetryOf(row),
    metadata: withoutAbsent({
      format: "aider",
      ...Object.fromEntries(Object.entries(row).filter(([key]) => !MAPPED.has(key) && !RATE.test(key))),
      startedAtSource: startOf(dirname) ? "dirname, whose time zone is unknown, taken as UTC" : started && "date",
    }),
    otherwise: { suite: `aider-${board.replace(/_leaderboard$/, "")}`, tier: "default" },
  };
};

/** A dirname begins with the moment: 2026-01-02-03-04-05--some-name. */
const startOf = (dirname: string): string | undefined => {
  const [, day, hour, minute, second] = /^(\d{4}-\d\d-\d\d)-(\d\d)-(\d\d)-(\d\d)--/.exec(dirname) ?? [];
  return momentIn(`${day}T${hour}:${minute}:${second}Z`);
};

/** A cost of 0 means that it was not tracked. Seconds a case times the cases are the milliseconds of all. */
const telemetryOf = (row: JsonObject): Draft["telemetry"] => {
  const [seconds, cases] = [amountIn(row["seconds_per_case"]), countIn(row["test_cases"])];
  return withoutAbsent({
    tokensIn: countIn(row["prompt_tokens"]),
    tokensOut: countIn(row["completion_tokens"]),
    costUsd: amountIn(row["total_cost"]) || undefined,
    durationMs: seconds === undefined || cases === undefined ? undefined : Math.round(seconds * cases * 1000),
  });
};
