import { MAX_TRIALS } from "#contract/runs/run.ts";
import type { ForeignFile } from "../reading/foreign-file.ts";
import {
  arrayIn,
  countedTogether,
  countIn,
  type JsonObject,
  measuredIn,
  momentIn,
  numericIn,
  objectIn,
  textIn,
  withoutAbsent,
} from "../reading/foreign-values.ts";
import { FormatError } from "../reading/format-error.ts";
import type { Draft, Importer, Statement } from "./importer.ts";
import { runIdOf } from "./run-id.ts";
import { variantOf } from "./variant.ts";

/** Aider's leaderboards in YAML: each row is a whole benchmark, so that a run is of all its cases together. */
export const aider: Importer = {
  format: "aider",
  title: "Aider leaderboard",
  recognize: ({ content }) => {
    if (content.kind !== "yaml" && content.kind !== "json") return false;
    const first = objectIn(arrayIn(content.value)?.[0]);
    return first !== undefined && "dirname" in first && "pass_rate_1" in first;
  },
  runs: (file, states) => runsOf(file, states),
};

/** The runs of a leaderboard; none is given of one that is broken. A row without the rate that the board is about is missing. */
const runsOf = ({ content, name }: ForeignFile, states: (statement: Statement) => void): Draft[] => {
  const rows = (content.kind === "yaml" || content.kind === "json" ? (arrayIn(content.value) ?? []) : []).map(
    (row, index) => {
      const fields = objectIn(row);
      if (fields === undefined) throw new FormatError(`row ${index + 1} is not a row of a leaderboard`);
      return fields;
    },
  );
  checkEnd(rows);
  const rates = [...new Set(rows.flatMap((row) => Object.keys(row).filter((key) => RATE.test(key))))].sort(byNumber);
  const rate = rates.at(-1) ?? "pass_rate_1";
  const board = { name: name.replace(/\.[^.]+$/, ""), rate };
  const problems = rows.map((_row, index) => missingIn(rows, index, rate));
  states({ runs: rows.length, what: "rows", because: problems.find((problem) => problem !== undefined) });
  return rows.flatMap((row, index) => (problems[index] === undefined ? [runOfRow(row, board, index + 1)] : []));
};

/** Why a row is missing: it has no rate, a share for one, or the name of a row before it; undefined where it is not. */
const missingIn = (rows: readonly JsonObject[], index: number, rate: string): string | undefined => {
  const row = rows[index] ?? {};
  const score = rateIn(row, rate);
  if (score === undefined) return `row ${index + 1} has no number from 0 to 100 as its ${rate}`;
  const cases = countIn(numericIn(row["test_cases"])) ?? 0;
  const isShare = score > 0 && score <= 1 && cases > 0 && totalsOf(row, rate, score).passes === undefined;
  if (isShare) return `row ${index + 1} has ${score} as its ${rate}, which is no percentage of ${cases} cases`;
  const before = rows.findIndex(({ dirname }) => dirname !== undefined && dirname === row["dirname"]);
  return before < 0 || before === index ? undefined : `row ${index + 1} has the dirname of row ${before + 1}`;
};

const byNumber = (a: string, b: string): number => Number(/\d+$/.exec(a)) - Number(/\d+$/.exec(b));

/** What Aider writes last of a row. */
const LAST_FIELDS = ["seconds_per_case", "total_cost"];

/**
 * YAML that is cut off between two lines is still YAML. A last row without the fields that Aider writes last, where rows before it have
 * them, has lost its end, and maybe the rate that is its score; of a single row every version writes the seconds. FormatError.
 */
const checkEnd = (rows: readonly JsonObject[]): void => {
  const [last, ...before] = rows.toReversed();
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

/** A rate in percent, also where it is written as text. */
const rateIn = (row: JsonObject, rate: string): number | undefined => {
  const number = numericIn(row[rate]);
  return number !== undefined && number >= 0 && number <= 100 ? number : undefined;
};

interface Board {
  name: string;
  /** The rate that is the score of every row: that after the last try. */
  rate: string;
}

/** The run of a row: its score is the board's rate. FormatError, with the row's number from 1, where it has no dirname. */
const runOfRow = (row: JsonObject, board: Board, number: number): Draft => {
  const dirname = textIn(row["dirname"]);
  if (dirname === undefined) throw new FormatError(`row ${number} has no dirname`);
  const rates = Object.keys(row)
    .filter((key) => RATE.test(key))
    .sort(byNumber);
  const score = rateIn(row, board.rate) ?? 0;
  const started = startOf(dirname) ?? momentIn(textIn(row["date"]));
  return {
    runId: runIdOf("aider", board.name, dirname),
    batchId: `aider:${board.name}`,
    scenario: "all-cases",
    agent: "aider",
    model: textIn(row["model"]),
    variant: variantOf([textIn(row["edit_format"])], settingsOf(row)),
    status: "completed",
    startedAt: started,
    totalScore: score / 100,
    ...totalsOf(row, board.rate, score),
    evaluations: [...rates, "percent_cases_well_formed"].flatMap((evaluatorName) => {
      const rate = rateIn(row, evaluatorName);
      return rate === undefined ? [] : [{ evaluatorName, score: rate, maxScore: 100 }];
    }),
    telemetry: telemetryOf(row),
    metadata: withoutAbsent({
      format: "aider",
      ...Object.fromEntries(Object.entries(row).filter(([key]) => !MAPPED.has(key) && !RATE.test(key))),
      startedAtSource: startOf(dirname) ? "dirname, whose time zone is unknown, taken as UTC" : started && "date",
    }),
    otherwise: { suite: `aider-${board.name.replace(/_leaderboard$/, "")}`, tier: "default" },
  };
};

/** How many cases there were and how many of them passed: rates are rounded to a tenth of a percent, so that no other count fits. */
const totalsOf = (row: JsonObject, rate: string, score: number): Pick<Draft, "trials" | "passes"> => {
  const trials = countIn(numericIn(row["test_cases"]));
  if (trials === undefined || trials === 0 || trials > MAX_TRIALS) return {};
  const passes = countIn(numericIn(row[rate.replace("rate", "num")])) ?? Math.round((score * trials) / 100);
  const isConsistent = Math.abs((100 * passes) / trials - score) <= ROUNDING;
  return isConsistent ? { trials, passes } : {};
};

/** How far a published rate may be from the count that it is of, in percent. */
const ROUNDING = 0.06;

/** What was set besides the model: rows state it in fields of their own, older ones in the command alone. */
const SETTINGS = ["reasoning_effort", "thinking_tokens", "editor_model", "editor_edit_format"];

const settingsOf = (row: JsonObject): JsonObject => {
  const command = textIn(row["command"]) ?? "";
  return Object.fromEntries(
    SETTINGS.map((name) => {
      const [, given] = new RegExp(`--${name.replaceAll("_", "-")}[ =](\\S+)`).exec(command) ?? [];
      return [name, row[name] ?? given];
    }),
  );
};

/** A dirname begins with the moment: 2026-01-02-03-04-05--some-name. */
const startOf = (dirname: string): string | undefined => {
  const [, day, hour, minute, second] = /^(\d{4}-\d\d-\d\d)-(\d\d)-(\d\d)-(\d\d)--/.exec(dirname) ?? [];
  return momentIn(`${day}T${hour}:${minute}:${second}Z`);
};

/** A cost of 0 means that it was not tracked. Seconds a case times the cases are the milliseconds of all. */
const telemetryOf = (row: JsonObject): Draft["telemetry"] => {
  const [seconds, cases] = [measuredIn(numericIn(row["seconds_per_case"])), countIn(numericIn(row["test_cases"]))];
  return withoutAbsent({
    ...countedTogether({ tokensIn: countIn(row["prompt_tokens"]), tokensOut: countIn(row["completion_tokens"]) }),
    costUsd: measuredIn(numericIn(row["total_cost"])),
    durationMs: seconds === undefined || cases === undefined ? undefined : Math.round(seconds * cases * 1000),
  });
};
