import type { Line } from "./reading/read-lines.ts";

/** The most lines of a request: a fraction of MAX_BULK_LINES, so that an answer comes within a second or so. */
export const CHUNK_LINES = 2_000;

/** The most bytes of a request: room for one run of MAX_RUN_BYTES, and far below MAX_BULK_BYTES. */
export const CHUNK_BYTES = 1_500_000;

/** Where a line stands, and what it says of the run's batch as far as that is JSON. */
export interface Place {
  /** The file, where lines of several are sent together. */
  file?: string | undefined;
  number: number;
  batchId?: string | undefined;
  /** The last moment that the run states. */
  moment?: string | undefined;
}

/** Lines that are sent together, and those on the way that cannot be. */
export interface Chunk {
  /** The lines' places, in the order of the body. */
  places: Place[];
  /** The lines themselves, each with a line break. */
  body: Uint8Array<ArrayBuffer>;
  unsendable: (Place & { problem: string })[];
}

/**
 * Gathers lines, in their order, into chunks within the two limits. A chunk holds a runId once: the Worker stores what comes
 * before a repeated one first, and does so only a few times a request. The lines' bytes are copied.
 */
export async function* chunkLines(
  lines: AsyncIterable<Line>,
  limits: { lines: number; bytes: number } = { lines: CHUNK_LINES, bytes: CHUNK_BYTES },
): AsyncGenerator<Chunk> {
  let places: Place[] = [];
  let gathered: Buffer[] = [];
  let unsendable: Chunk["unsendable"] = [];
  let size = 0;
  const runIds = new Set<unknown>();
  const finish = (): Chunk => {
    const chunk = { places, body: joined(gathered, size), unsendable };
    places = [];
    gathered = [];
    unsendable = [];
    size = 0;
    runIds.clear();
    return chunk;
  };
  for await (const line of lines) {
    if ("problem" in line) {
      unsendable.push(line);
      if (unsendable.length >= limits.lines) yield finish();
      continue;
    }
    const { file, number, bytes } = line;
    const { runId, ...ofBatch } = factsOf(bytes);
    const isFull = gathered.length === limits.lines || size + bytes.length + 1 > limits.bytes;
    if (isFull || runIds.has(runId)) yield finish();
    places.push({ file, number, ...ofBatch });
    gathered.push(bytes);
    if (runId !== undefined) runIds.add(runId);
    size += bytes.length + 1;
  }
  if (gathered.length + unsendable.length > 0) yield finish();
}

/** What a line says of its run's name, batch and time; nothing if it is not JSON, which the Worker tells in better words. */
const factsOf = (bytes: Buffer): { runId?: unknown; batchId?: string | undefined; moment?: string | undefined } => {
  try {
    const run = JSON.parse(bytes.toString()) as Record<string, unknown> | null;
    const { batchId, completedAt, startedAt } = run ?? {};
    const moment = completedAt ?? startedAt;
    return {
      runId: run?.["runId"],
      ...(typeof batchId === "string" && { batchId }),
      ...(typeof moment === "string" && { moment }),
    };
  } catch {
    return {};
  }
};

const joined = (lines: readonly Buffer[], size: number): Uint8Array<ArrayBuffer> => {
  const body = new Uint8Array(size).fill(0x0a);
  let position = 0;
  for (const bytes of lines) {
    body.set(bytes, position);
    position += bytes.length + 1;
  }
  return body;
};
