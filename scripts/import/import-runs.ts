import type { WorkerClient } from "#client/worker-client.ts";
import type { BulkSubmitted, RefusedLine } from "#contract/runs/bulk.ts";
import type { Issue } from "#contract/service/problem.ts";
import type { Chunk, Place } from "./chunk-lines.ts";

/** A line that did not go in: its number in the file, and why. */
export interface Refusal {
  file: string;
  line: number;
  kind: "conflict" | "rejected";
  runId?: string;
  issues: Issue[];
}

/** What became of the lines so far. In a dry run: what would become of them. */
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

export interface Listener {
  /** A line did not go in. */
  onRefused: (refusal: Refusal, place: Place) => void;
  /** A line is in, now or since before. */
  onTaken?: (place: Place) => void;
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
  { onRefused, onTaken, onSent }: Listener,
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
      const answer = chunk.places.length > 0 ? await submit(chunk.body, signal) : NOTHING;
      add(totals, answer, chunk);
      const refused = refusedLines(answer, chunk);
      for (const { place, ...refusal } of refused) {
        onRefused({ file: place.file ?? file, line: place.number, ...refusal }, place);
      }
      if (onTaken) takenPlaces(chunk, refused).forEach(onTaken);
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

type RefusedPlace = Omit<Refusal, "file" | "line"> & { place: Place };

/** The refused lines of a chunk by their places, file by file and in the order of the lines. */
const refusedLines = ({ conflicts, rejected }: BulkSubmitted, { places, unsendable }: Chunk): RefusedPlace[] => {
  const inFile =
    (kind: Refusal["kind"]) =>
    ({ line, runId, issues }: RefusedLine): RefusedPlace => ({
      place: places[line - 1] ?? { number: 0 },
      kind,
      ...(runId === undefined ? {} : { runId }),
      issues,
    });
  const files = [...new Set([...places, ...unsendable].map(({ file }) => file))];
  const byPlace = ({ place: a }: RefusedPlace, { place: b }: RefusedPlace) =>
    files.indexOf(a.file) - files.indexOf(b.file) || a.number - b.number;
  return [
    ...conflicts.map(inFile("conflict")),
    ...rejected.map(inFile("rejected")),
    ...unsendable.map(({ problem, ...place }) => ({
      place,
      kind: "rejected" as const,
      issues: [{ path: [], message: problem }],
    })),
  ].sort(byPlace);
};

const takenPlaces = ({ places }: Chunk, refused: readonly RefusedPlace[]): Place[] => {
  const not = new Set(refused.map(({ place }) => place));
  return places.filter((place) => !not.has(place));
};
