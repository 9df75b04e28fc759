import { issuesAhead } from "#contract/runs/moments-ahead.ts";
import type { Run } from "#contract/runs/run.ts";
import { contentOf } from "#contract/runs/run-content.ts";
import type { Issue } from "#contract/service/problem.ts";
import { outcomeOf } from "#statistics/cells/outcome.ts";
import type { RunToStore } from "../db/run-rows.ts";

/** The most bytes that a run's rows may take as a parameter: D1 takes 2,000,000 a value. */
const MAX_ROWS_BYTES = 1_900_000;

/** What a run's rows take beyond its content: column separators, nulls, the hash; and in each evaluation the run's name again. */
const rowBytes = (contentBytes: number, nameBytes: number, evaluations: number): number =>
  contentBytes + 300 + evaluations * (nameBytes + 40);

/** A run that is ready to be stored, and about how many bytes it takes on its way into the database. */
export interface PreparedRun extends RunToStore {
  rowBytes: number;
}

/** Says what a run counts as and how much of the database it takes; or that it takes too much, or is of the future. */
export const prepareRun = (run: Run, now: Date): { run: PreparedRun } | { issues: Issue[] } => {
  const issues = issuesAhead({ startedAt: run.startedAt, completedAt: run.completedAt }, now);
  if (issues.length > 0) return { issues };
  const { hash, bytes } = contentOf(run);
  const size = rowBytes(bytes, new TextEncoder().encode(JSON.stringify(run.runId)).length, run.evaluations.length);
  if (size > MAX_ROWS_BYTES) {
    return {
      issues: [
        {
          path: [],
          message: `takes ${size} bytes in the database, over ${MAX_ROWS_BYTES}: shorten metadata or details`,
        },
      ],
    };
  }
  return { run: { run, outcome: outcomeOf(run), contentHash: hash, rowBytes: size } };
};

/** The issues of a run that is stored with other content: one for each field that differs, or one for all where that is not known. */
export const conflictIssues = (fields: readonly string[]): Issue[] =>
  fields.length === 0
    ? [
        {
          path: ["runId"],
          message: "belongs to a stored run with different content: read that one to see what differs",
        },
      ]
    : fields.map((field) => ({ path: [field], message: "differs from the run that is stored under this runId" }));
