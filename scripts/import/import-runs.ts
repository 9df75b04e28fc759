import type { WorkerClient } from "#client/worker-client.ts";
import type { BulkSubmitted, RefusedLine } from "#contract/runs/bulk.ts";
import { RunSchema } from "#contract/runs/run.ts";
import { type Issue, issuesOf } from "#contract/service/problem.ts";
import type { Chunk } from "./chunk-lines.ts";

/** A line that did not go in: its number in the file, and why. */
export interface Refusal {
  file: string;
  line: number;
  kind: "conflict" | "rejected";
  runId?: string;
  issues: Issue[];
}

/** What became of the lines so far. In a dry run, `accepted` are those that keep the contract. */
export interface Totals {
  accepted: number;
  duplicates: number;
  conflicts: number;
  rejected: number;
}

/** Submits the lines of a chunk, wherever that may be, and tells what became of each. */
export type Submit = (body: Uint8Array<ArrayBuffer>, signal: AbortSignal) => Promise<BulkSubmitted>;

/** Submits to a Worker. */
export const submitTo =
  (client: WorkerClient): Submit =>
  (body, signal) =>
    client.submitBulk(body, { signal });

/** Sends nothing: holds each line against the contract. */
export const validateOnly: Submit = async (body) => {
  const rejected: RefusedLine[] = [];
  let count = 0;
  // One line at a time in memory as text: all of them together would live long enough to make the heap grow.
  for (const text of linesIn(body)) {
    count += 1;
    const issues = issuesOfLine(text);
    if (issues.length > 0) rejected.push({ line: count, issues });
  }
  return { accepted: count - rejected.length, duplicates: 0, conflicts: [], rejected };
};

/** The lines of a body, each of which ends with a line break. */
function* linesIn(body: Uint8Array<ArrayBuffer>): Generator<string> {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  for (let start = 0, end = bytes.indexOf("\n"); end !== -1; start = end + 1, end = bytes.indexOf("\n", start)) {
    yield bytes.toString("utf8", start, end);
  }
}

/** Sends nothing either: gives the lines that keep the contract to `write`, each with its line break. */
export const writeValid =
  (write: (text: string) => Promise<void>): Submit =>
  async (body, signal) => {
    const answer = await validateOnly(body, signal);
    const refused = new Set(answer.rejected.map(({ line }) => line));
    const lines = new TextDecoder().decode(body).split("\n").slice(0, -1);
    await write(lines.map((line, position) => (refused.has(position + 1) ? "" : `${line}\n`)).join(""));
    return answer;
  };

const issuesOfLine = (text: string): Issue[] => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return [{ path: [], message: `must be JSON: ${error instanceof Error ? error.message : error}` }];
  }
  const run = RunSchema.safeParse(json);
  return run.success ? [] : issuesOf(run.error);
};

export interface Listener {
  /** A line did not go in. */
  onRefused: (refusal: Refusal) => void;
  /** Another chunk is done; the totals hold it. */
  onSent?: () => void;
}

/**
 * Sends a file's chunks one after the other, in order, so that of two lines with the same runId the later one comes later; the
 * next chunk is read meanwhile. Two requests at a time were no faster: the database takes one at a time.
 * Adds to `totals` as it goes, so that they hold even if it fails; throws what reading and sending throw.
 */
export const importRuns = async (
  source: { file: string; chunks: AsyncGenerator<Chunk>; submit: Submit; signal: AbortSignal },
  totals: Totals,
  { onRefused, onSent }: Listener,
): Promise<void> => {
  const { file, chunks, submit, signal } = source;
  let reading = chunks.next();
  try {
    for (let read = await reading; !read.done; read = await reading) {
      signal.throwIfAborted();
      const chunk = read.value;
      reading = chunks.next();
      // Its failure is dealt with when its turn comes; until then it must not count as unhandled.
      reading.catch(() => undefined);
      const answer = chunk.numbers.length > 0 ? await submit(chunk.body, signal) : NOTHING;
      add(totals, answer, chunk);
      for (const refusal of refusalsOf(answer, file, chunk)) onRefused(refusal);
      onSent?.();
    }
  } finally {
    await chunks.return(undefined);
  }
};

const NOTHING: BulkSubmitted = { accepted: 0, duplicates: 0, conflicts: [], rejected: [] };

const add = (totals: Totals, { accepted, duplicates, conflicts, rejected }: BulkSubmitted, chunk: Chunk): void => {
  totals.accepted += accepted;
  totals.duplicates += duplicates;
  totals.conflicts += conflicts.length;
  totals.rejected += rejected.length + chunk.unsendable.length;
};

/** The refused lines of a chunk by their number in the file, in the file's order. */
const refusalsOf = (
  { conflicts, rejected }: BulkSubmitted,
  file: string,
  { numbers, unsendable }: Chunk,
): Refusal[] => {
  const inFile =
    (kind: Refusal["kind"]) =>
    ({ line, runId, issues }: RefusedLine) => ({
      file,
      line: numbers[line - 1] ?? 0,
      kind,
      ...(runId === undefined ? {} : { runId }),
      issues,
    });
  return [
    ...conflicts.map(inFile("conflict")),
    ...rejected.map(inFile("rejected")),
    ...unsendable.map(({ number, problem }) => ({
      file,
      line: number,
      kind: "rejected" as const,
      issues: [{ path: [], message: problem }],
    })),
  ].sort((a, b) => a.line - b.line);
};
