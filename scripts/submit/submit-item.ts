import type * as z from "zod";
import { RefusedError } from "#client/errors.ts";
import type { WorkerClient } from "#client/worker-client.ts";
import { RunSchema } from "#contract/runs/run.ts";
import { check } from "#contract/service/check.ts";
import { formatIssue, type Issue, issuesOf } from "#contract/service/problem.ts";
import { formatCount } from "#words/numbers.ts";
import type { Item } from "./items-in.ts";

/** What became of a run: the last two did not go in. */
const RESULTS = ["accepted", "replaced", "duplicate", "conflict", "rejected"] as const;
type Result = (typeof RESULTS)[number];

/** What became of one item: the run's name if it has one, and why it did not go in. */
export interface Submission {
  place: string;
  runId?: string;
  result: Result;
  issues?: Issue[];
}

/** The refusals that are about the run; any other would meet the next run as well. */
const ABOUT_THE_RUN: Readonly<Record<number, Result>> = {
  400: "rejected",
  409: "conflict",
  413: "rejected",
  422: "rejected",
};

/** Holds an item against the contract and sends it as it is. WorkerError: nothing can be sent now. */
export const submitItem = async (client: WorkerClient, item: Item, signal: AbortSignal): Promise<Submission> => {
  const { place } = item;
  if ("problem" in item) return rejected(place, [{ path: [], message: item.problem }]);
  const run = check(RunSchema, item.value);
  if (!run.success) return { ...rejected(place, issuesOf(run.error)), ...nameIn(item.value) };
  const { runId } = run.data;
  try {
    const answer = await client.submitRun(item.value as z.input<typeof RunSchema>, { signal });
    return { place, runId, result: answer.duplicate ? "duplicate" : answer.replaced ? "replaced" : "accepted" };
  } catch (error) {
    const result = error instanceof RefusedError ? ABOUT_THE_RUN[error.status] : undefined;
    if (!(error instanceof RefusedError) || result === undefined) throw error;
    const issues = error.issues.length > 0 ? [...error.issues] : [{ path: [], message: error.message }];
    return { place, runId, result, issues };
  }
};

const rejected = (place: string, issues: Issue[]): Submission => ({ place, result: "rejected", issues });

const nameIn = (value: unknown): Pick<Submission, "runId"> => {
  const runId = typeof value === "object" && value !== null && "runId" in value ? value.runId : undefined;
  return typeof runId === "string" ? { runId } : {};
};

const REASONS: Partial<Record<Result, string>> = {
  replaced: "an earlier state, which was not final",
  duplicate: "already there, with the same content",
};

/** A submission in a line: what became of which run, and why. */
export const formatSubmission = ({ place, runId, result, issues = [] }: Submission): string => {
  const isIn = result !== "conflict" && result !== "rejected";
  const name = runId === undefined ? place : isIn ? runId : `${runId} (${place})`;
  const reason =
    result === "conflict" && issues.every(({ path }) => path.length > 0)
      ? `already there, with different content: ${issues.map(({ path }) => path.join(".")).join(", ")}`
      : (REASONS[result] ?? issues.map(formatIssue).join("; "));
  return `${result.padEnd(9)}  ${name}${reason === "" ? "" : `: ${reason}`}`;
};

/** How many of each there are: "3 accepted, 1 conflict". */
export const countResults = (submissions: readonly Submission[]): string =>
  RESULTS.map((result) => [result, submissions.filter((one) => one.result === result).length] as const)
    .filter(([, count]) => count > 0)
    .map(([result, count]) => `${formatCount(count)} ${result}`)
    .join(", ");
