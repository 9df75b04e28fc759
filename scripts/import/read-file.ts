import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { addAbortSignal, PassThrough, type Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { UsageError } from "../command/cli-error.ts";
import { typedPath } from "../command/project.ts";

/** A file to import: `-` is the standard input, whose size is unknown. */
export interface Source {
  name: string;
  size: number | undefined;
  open: () => Readable;
}

/** The files as typed; UsageError for one that is not there or no file. */
export const sourcesOf = async (names: readonly string[]): Promise<Source[]> =>
  Promise.all(
    names.map(async (name) => {
      if (name === "-") return { name: "standard input", size: undefined, open: () => process.stdin };
      const path = typedPath(name);
      const size = await sizeOf(path, name);
      return { name, size, open: () => createReadStream(path, { highWaterMark: 256 * 1024 }) };
    }),
  );

const sizeOf = async (path: string, name: string): Promise<number | undefined> => {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(error.code === "ENOENT" ? `no such file: ${name}` : `cannot read ${name}: ${error.code}`);
  });
  if (found.isDirectory()) throw new UsageError(`not a file: ${name}`);
  // A pipe or device has no size to measure progress by.
  return found.isFile() ? found.size : undefined;
};

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
