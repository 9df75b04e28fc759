import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { type Run, RunSchema } from "#contract/runs/run.ts";
import { check } from "#contract/service/check.ts";
import { formatIssue, issuesOf } from "#contract/service/problem.ts";
import { outcomeOf } from "#statistics/cells/outcome.ts";
import { CliError } from "../command/cli-error.ts";
import { messageOf } from "../command/thrown.ts";
import { addRun, emptySide, type Side } from "./read-side.ts";

const parseRun = (document: unknown, place: string): Run => {
  const { success, data, error } = check(RunSchema, document);
  if (success) return data;
  const [issue] = issuesOf(error);
  throw new CliError(`${place} is not a run: ${issue ? formatIssue(issue) : ""}`);
};

const documentsIn = (text: string, file: string): unknown[] => {
  try {
    const document: unknown = text.trimStart().startsWith("[")
      ? JSON.parse(text)
      : text.split("\n").flatMap((line) => (line.trim() === "" ? [] : [JSON.parse(line)]));
    return Array.isArray(document) ? document : [document];
  } catch (cause) {
    throw new CliError(`${file} is neither a JSON list of runs nor a run a line: ${messageOf(cause)}`, 1, {
      cause,
    });
  }
};

/** What runs in files did: a JSON list, as `npm run bench -- --json` prints it, or a run a line. CliError for what is no run, or without any. */
export const readFileSide = async (files: readonly string[]): Promise<Side> => {
  const side = emptySide(files.map((file) => basename(file)).join(", "));
  const runs: Run[] = [];
  for (const file of files) {
    const text = await readFile(file, "utf8");
    runs.push(...documentsIn(text, file).map((document, place) => parseRun(document, `${file}, run ${place + 1}`)));
  }
  if (runs.length === 0) throw new CliError(`${side.name} holds no run`);
  for (const run of runs.toSorted((a, b) => (a.startedAt < b.startedAt ? -1 : 1))) {
    addRun(side, { ...run, outcome: outcomeOf(run) }, run.telemetry);
  }
  return side;
};
