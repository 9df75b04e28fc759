import { closeSync, fstatSync, mkdirSync, openSync, readSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { crc32 } from "node:zlib";

/** A file of a pack: its address, and its bytes. */
export interface PackedFile {
  path: string;
  bytes: Uint8Array;
}

// Many files in one: their bytes behind each other, then a list of their addresses and lengths as JSON, with the facts of their group;
// then the length of the list and the CRC-32 of all before it, which tells what is damaged and takes a third of the time of SHA-256. Nothing
// is held whole: the pages of a large suite are more than a build may take of memory.

/** The length of the list in so many characters, and the checksum in so many. */
const LENGTH = 16;
const CHECKSUM = 10;
const TRAILER = LENGTH + CHECKSUM;
const CHUNK = 1 << 18;

interface Contents {
  key: string;
  files: [path: string, length: number][];
  facts: Facts;
}

/** What pages of the whole site say of a group, as JSON by the names of these facts. */
export type Facts = Readonly<Record<string, string>>;

/** What waits to be written, many files at a time: most are small, and there are thousands. All packs share it, being written in turn. */
const pending = Buffer.allocUnsafeSlow(CHUNK);

/** A checksum as packs end in it. */
const checksumText = (checksum: number): string => String(checksum).padStart(CHECKSUM);

/** Writes bytes behind each other to an open file, and then their checksum. */
const checkedWriter = (descriptor: number) => {
  let [length, checksum] = [0, 0];
  const write = (bytes: Uint8Array) => {
    checksum = crc32(bytes, checksum);
    if (writeSync(descriptor, bytes) !== bytes.length)
      throw new Error("a file of kept pages could not be written whole");
  };
  const flush = () => {
    write(pending.subarray(0, length));
    length = 0;
  };
  const add = (bytes: Uint8Array) => {
    if (length + bytes.length > pending.length) flush();
    if (bytes.length > pending.length) return write(bytes);
    pending.set(bytes, length);
    length += bytes.length;
  };
  const end = () => {
    flush();
    writeSync(descriptor, checksumText(checksum));
  };
  return { add, end };
};

/** Writes a pack; under another name first, so that nobody ever sees half of one. Takes the bytes of a file before it asks for the next. */
export const writePack = (file: string, key: string, files: Iterable<PackedFile>, facts: Facts): void => {
  mkdirSync(dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  const descriptor = openSync(unfinished, "w");
  try {
    const { add, end } = checkedWriter(descriptor);
    const contents: Contents = { key, files: [], facts };
    for (const { path, bytes } of files) {
      add(bytes);
      contents.files.push([path, bytes.length]);
    }
    const list = Buffer.from(JSON.stringify(contents));
    add(list);
    add(Buffer.from(String(list.length).padStart(LENGTH)));
    end();
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  } finally {
    closeSync(descriptor);
  }
};

/** Fills a buffer with the bytes of an open file from a place on. */
const readAt = (descriptor: number, place: number, into: Buffer<ArrayBuffer>) => {
  for (let at = 0; at < into.length; ) {
    const read = readSync(descriptor, into, at, into.length - at, place + at);
    if (read === 0) throw new Error("a file of kept pages was cut off while it was read");
    at += read;
  }
  return into;
};

const bytesAt = (descriptor: number, place: number, length: number) =>
  readAt(descriptor, place, Buffer.allocUnsafe(length));

/** What is being checked: memory of their own for all that packs hold costs more than the checksum. */
const checked = Buffer.allocUnsafeSlow(CHUNK);

const checksumOf = (descriptor: number, length: number): string => {
  let checksum = 0;
  for (let at = 0; at < length; at += CHUNK) {
    checksum = crc32(readAt(descriptor, at, checked.subarray(0, Math.min(CHUNK, length - at))), checksum);
  }
  return checksumText(checksum);
};

/** The files of a pack, of which many are read at a time. */
function* filesOf(descriptor: number, files: Contents["files"]): Generator<PackedFile> {
  const whole = files.reduce((sum, [, length]) => sum + length, 0);
  let chunk = Buffer.allocUnsafe(0);
  let [start, place] = [0, 0];
  for (const [path, length] of files) {
    if (place + length > start + chunk.length) {
      const size = Math.max(length, Math.min(CHUNK, whole - place));
      chunk = size === chunk.length ? readAt(descriptor, place, chunk) : bytesAt(descriptor, place, size);
      start = place;
    }
    yield { path, bytes: chunk.subarray(place - start, place - start + length) };
    place += length;
  }
}

/** A pack that is whole, and open: what happens to its name meanwhile makes no difference. */
export interface Pack {
  /** The addresses of its files. */
  paths: readonly string[];
  facts: Facts;
  /** Gives them one after the other; the bytes of one are there until the next is asked for. */
  files: () => Generator<PackedFile>;
  close: () => void;
}

const contentsOf = (descriptor: number): Contents | undefined => {
  const { size } = fstatSync(descriptor);
  if (size < TRAILER) return undefined;
  const trailer = bytesAt(descriptor, size - TRAILER, TRAILER).toString("latin1");
  if (checksumOf(descriptor, size - TRAILER + LENGTH) !== trailer.slice(LENGTH)) return undefined;
  const length = Number(trailer.slice(0, LENGTH));
  return JSON.parse(bytesAt(descriptor, size - TRAILER - length, length).toString());
};

/** Opens the pack of a key; undefined where there is none, or it is damaged or of another key. */
export const openPack = (file: string, key: string): Pack | undefined => {
  let descriptor: number;
  try {
    descriptor = openSync(file, "r");
  } catch {
    return undefined;
  }
  const close = () => closeSync(descriptor);
  const contents = contentsOf(descriptor);
  if (contents?.key !== key) {
    close();
    return undefined;
  }
  const paths = contents.files.map(([path]) => path);
  return { paths, facts: contents.facts, files: () => filesOf(descriptor, contents.files), close };
};
