import { createReadStream } from "node:fs";
import { addAbortSignal, PassThrough, type Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";

/** A file to import: `-` is the standard input, whose size is unknown. */
export interface Source {
  name: string;
  /** Where it is on the disk; undefined for the standard input. */
  path?: string;
  size: number | undefined;
  open: () => Readable;
}

/** A file on the disk. */
export const fileSource = (name: string, path: string, size: number | undefined): Source & { path: string } => ({
  name,
  path,
  size,
  open: () => createReadStream(path, { highWaterMark: 256 * 1024 }),
});

/**
 * The bytes of a source, unpacked if they begin as gzip does, whatever the file's name.
 * `onRead` gets the bytes read so far of what is stored; an aborted signal ends the wait for more. Fails if the gzip data are broken or cut off.
 */
export async function* readBytes(
  source: Source,
  onRead: (bytes: number) => void,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  const counted = countBytes(addAbortSignal(signal, source.open()), onRead);
  const first = await counted.next();
  if (first.done) return;
  const isGzip = first.value[0] === 0x1f && first.value[1] === 0x8b;
  const all = withFirst(first.value, counted);
  if (!isGzip) {
    yield* all;
    return;
  }
  const unpacked = new PassThrough({ highWaterMark: 256 * 1024 });
  const unpacking = pipeline(all, createGunzip({ chunkSize: 256 * 1024 }), unpacked);
  // A failure comes out of `unpacked` below; this keeps it from being reported twice.
  unpacking.catch(() => undefined);
  yield* unpacked as AsyncIterable<Buffer>;
}

async function* countBytes(stream: Readable, onRead: (bytes: number) => void): AsyncGenerator<Buffer> {
  let read = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    read += chunk.length;
    onRead(read);
    yield chunk;
  }
}

async function* withFirst(first: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* rest;
}
