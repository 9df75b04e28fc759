import type { Line } from "./reading/read-lines.ts";

/** The most lines of a request: a fraction of MAX_BULK_LINES, so that an answer comes within a second or so. */
export const CHUNK_LINES = 2_000;

/** The most bytes of a request: room for one run of MAX_RUN_BYTES, and far below MAX_BULK_BYTES. */
export const CHUNK_BYTES = 1_500_000;

/** Lines that are sent together, and those on the way that cannot be. */
export interface Chunk {
  /** The lines' numbers in the file, in the order of the body. */
  numbers: number[];
  /** The lines themselves, each with a line break. */
  body: Uint8Array<ArrayBuffer>;
  unsendable: { number: number; problem: string }[];
}

/**
 * Gathers lines, in their order, into chunks within the two limits. A chunk holds a runId once: the Worker stores what comes
 * before a repeated one first, and does so only a few times a request. The lines' bytes are copied.
 */
export async function* chunkLines(
  lines: AsyncIterable<Line>,
  limits: { lines: number; bytes: number } = { lines: CHUNK_LINES, bytes: CHUNK_BYTES },
): AsyncGenerator<Chunk> {
  let gathered: { number: number; bytes: Buffer }[] = [];
  let unsendable: Chunk["unsendable"] = [];
  let size = 0;
  const runIds = new Set<unknown>();
  const finish = (): Chunk => {
    const chunk = { numbers: gathered.map(({ number }) => number), body: joined(gathered, size), unsendable };
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
    const runId = runIdOf(line.bytes);
    const isFull = gathered.length === limits.lines || size + line.bytes.length + 1 > limits.bytes;
    if (isFull || runIds.has(runId)) yield finish();
    gathered.push(line);
    if (runId !== undefined) runIds.add(runId);
    size += line.bytes.length + 1;
  }
  if (gathered.length + unsendable.length > 0) yield finish();
}

/** The line's runId; undefined if it has none or is no JSON, which the Worker tells in better words. */
const runIdOf = (bytes: Buffer): unknown => {
  try {
    return (JSON.parse(bytes.toString()) as { runId?: unknown } | null)?.runId;
  } catch {
    return undefined;
  }
};

const joined = (lines: { bytes: Buffer }[], size: number): Uint8Array<ArrayBuffer> => {
  const body = new Uint8Array(size).fill(0x0a);
  let position = 0;
  for (const { bytes } of lines) {
    body.set(bytes, position);
    position += bytes.length + 1;
  }
  return body;
};
