import { createReadStream, readFileSync } from "node:fs";
import { addAbortSignal, PassThrough } from "node:stream";
import { pipeline } from "node:stream/promises";
import { unpackerOf } from "./packing.ts";

/** A file to import. */
export interface Source {
  /** What messages call it: its path as typed, or a place within an archive. */
  name: string;
  path: string;
  /** Its size in bytes as it is stored; undefined where it is not known. */
  size: number | undefined;
  /** Whether it can be read once alone, as a pipe. */
  isStream?: boolean;
}

/** How much is read at a time. */
const CHUNK_BYTES = 256 * 1024;

/**
 * The bytes of a source, unpacked if they begin as gzip or zstd does, whatever the file's name.
 * `onRead` gets the bytes read so far of what is stored; an aborted signal ends the wait for more. Fails if packed data are broken or
 * cut off; FormatError for what is packed otherwise.
 */
export async function* readBytes(
  { path, size = CHUNK_BYTES }: Pick<Source, "path" | "size">,
  onRead: (bytes: number) => void,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  const counted = countBytes(storedBytes(path, size, signal), onRead);
  const first = await counted.next();
  if (first.done) return;
  const all = withFirst(first.value, counted);
  const unpacker = unpackerOf(first.value);
  if (unpacker === undefined) {
    yield* all;
    return;
  }
  const unpacked = new PassThrough({ highWaterMark: CHUNK_BYTES });
  const unpacking = pipeline(all, unpacker, unpacked);
  // A failure comes out of `unpacked` below; this keeps it from being reported twice.
  unpacking.catch(() => undefined);
  yield* unpacked as AsyncIterable<Buffer>;
}

/** A small file at once: thousands of streams, each with room for a large one, would take most of the time and the memory. */
async function* storedBytes(path: string, size: number, signal: AbortSignal): AsyncGenerator<Buffer> {
  if (size < CHUNK_BYTES) yield readFileSync(path);
  else yield* addAbortSignal(signal, createReadStream(path, { highWaterMark: CHUNK_BYTES })) as AsyncIterable<Buffer>;
}

async function* countBytes(stream: AsyncIterable<Buffer>, onRead: (bytes: number) => void): AsyncGenerator<Buffer> {
  let read = 0;
  for await (const chunk of stream) {
    read += chunk.length;
    onRead(read);
    yield chunk;
  }
}

async function* withFirst(first: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* rest;
}
