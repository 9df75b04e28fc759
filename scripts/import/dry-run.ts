import { RefusedError } from "#client/errors.ts";
import type { WorkerClient } from "#client/worker-client.ts";
import type { BulkSubmitted, RefusedLine } from "#contract/runs/bulk.ts";
import { issuesAhead } from "#contract/runs/moments-ahead.ts";
import { type Run, RunSchema } from "#contract/runs/run.ts";
import { contentOf, differingFields } from "#contract/runs/run-content.ts";
import { check } from "#contract/service/check.ts";
import { type Issue, issuesOf } from "#contract/service/problem.ts";
import type { Submit } from "./import-runs.ts";
import { KnownRuns } from "./known-runs.ts";

/** What would become of a run; the issues of a conflict name what differs. */
type Prospect = "accepted" | "duplicate" | Issue[];

export interface DryRun {
  /** Takes the lines that would go in, each with its line break. */
  write?: ((text: string) => Promise<void>) | undefined;
  /** Says what would become of a run that is new among the files. */
  ask?: ((run: Run, signal: AbortSignal) => Promise<Prospect>) | undefined;
  now?: () => Date;
}

/** Sends nothing: says of each line what the Worker would, as far as the files and whoever is asked can tell. */
export const dryRun = ({ write, ask = async () => "accepted", now = () => new Date() }: DryRun = {}): Submit => {
  const known = new KnownRuns();
  return async (body, signal) => {
    const answer: BulkSubmitted = { accepted: 0, duplicates: 0, conflicts: [], rejected: [] };
    let line = 0;
    // One line at a time in memory as text: all of them together would live long enough to make the heap grow.
    for (const text of linesIn(body)) {
      line += 1;
      const read = readRun(text, now());
      if ("issues" in read) {
        answer.rejected.push({ line, issues: read.issues });
        continue;
      }
      const prospect = prospectIn(known, read.run) ?? (await ask(read.run, signal));
      if (prospect === "accepted") await write?.(`${text}\n`);
      note(answer, prospect, { line, runId: read.run.runId });
    }
    return answer;
  };
};

const note = (answer: BulkSubmitted, prospect: Prospect, place: Omit<RefusedLine, "issues">): void => {
  if (prospect === "accepted") answer.accepted += 1;
  else if (prospect === "duplicate") answer.duplicates += 1;
  else answer.conflicts.push({ ...place, issues: prospect });
};

/** The lines of a body, each of which ends with a line break. */
function* linesIn(body: Uint8Array<ArrayBuffer>): Generator<string> {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  for (let start = 0, end = bytes.indexOf("\n"); end !== -1; start = end + 1, end = bytes.indexOf("\n", start)) {
    yield bytes.toString("utf8", start, end);
  }
}

/** What the Worker refuses by itself: what is no run, or is of the future. */
const readRun = (text: string, now: Date): { run: Run } | { issues: Issue[] } => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { issues: [{ path: [], message: `must be JSON: ${error instanceof Error ? error.message : error}` }] };
  }
  const parsed = check(RunSchema, json);
  if (!parsed.success) return { issues: issuesOf(parsed.error) };
  const { startedAt, completedAt } = parsed.data;
  const issues = issuesAhead({ startedAt, completedAt }, now);
  return issues.length > 0 ? { issues } : { run: parsed.data };
};

const isFinal = ({ status }: Run): boolean => status === "completed" || status === "failed";

/** What becomes of a run for what came before it in the files; undefined if it is new there. */
const prospectIn = (known: KnownRuns, run: Run): Prospect | undefined => {
  const found = known.take(run.runId, contentOf(run).hash, isFinal(run));
  if (found === "new") return undefined;
  if (found === "replaced") return "accepted";
  return found === "duplicate"
    ? found
    : [{ path: [], message: "an earlier line has this runId and different content" }];
};

/**
 * Asks a Worker for the runs that it has. What is private, the prompt and the workspace's folder, cannot be read and is not compared.
 * Of a run that is stored as running or incomplete, the new state would take the place.
 */
export const askWorker =
  (client: WorkerClient): NonNullable<DryRun["ask"]> =>
  async (run, signal) => {
    const stored = await storedRun(client, run.runId, signal);
    if (stored === undefined) return "accepted";
    const fields = differingFields(stored, withoutPrivate(run));
    if (fields.length === 0) return "duplicate";
    if (!isFinal(stored)) return "accepted";
    return fields.map((field) => ({ path: [field], message: "differs from the run that is stored under this runId" }));
  };

const storedRun = async (client: WorkerClient, runId: string, signal: AbortSignal): Promise<Run | undefined> => {
  try {
    const { run, evaluations, telemetry } = await client.getRun({ runId }, { signal });
    const { outcome: _outcome, ...fields } = run;
    return RunSchema.parse({ ...fields, evaluations, telemetry });
  } catch (error) {
    if (error instanceof RefusedError && error.status === 404) return undefined;
    throw error;
  }
};

const withoutPrivate = (run: Run): Run => {
  if (run.telemetry === undefined) return run;
  const telemetry = { ...run.telemetry, workspaceDir: undefined, promptSent: undefined };
  return { ...run, telemetry: Object.values(telemetry).some((value) => value !== undefined) ? telemetry : undefined };
};
