import { createHash } from "node:crypto";
import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
  writevSync,
} from "node:fs";
import { dirname } from "node:path";

/** A file of a pack: its address, and its bytes. */
export interface PackedFile {
  path: string;
  bytes: Uint8Array;
}

// Many files in one: their bytes behind each other, then a list of their addresses and lengths as JSON, with the facts of their group;
// then the length of the list and the SHA-256 of all before it. Nothing is held whole: the pages of a large suite are more than a build may
// take of memory.

/** The length of the list in so many characters, and a digest in hexadecimal. */
const LENGTH = 16;
const TRAILER = LENGTH + 64;
const CHUNK = 1 << 20;

interface Contents {
  key: string;
  files: [path: string, length: number][];
  facts: Facts;
}

/** What pages of the whole site say of a group, as JSON by the names of these facts. */
export type Facts = Readonly<Record<string, string>>;

/** Writes a pack; under another name first, so that nobody ever sees half of one. */
export const writePack = (file: string, key: string, files: Iterable<PackedFile>, facts: Facts): void => {
  mkdirSync(dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  const descriptor = openSync(unfinished, "w");
  const hash = createHash("sha256");
  // Written many at a time: most files are small, and there are thousands.
  let pending: Uint8Array[] = [];
  let pendingLength = 0;
  const flush = () => {
    if (writevSync(descriptor, pending) !== pendingLength) throw new Error(`${unfinished} could not be written whole`);
    pending = [];
    pendingLength = 0;
  };
  const add = (bytes: Uint8Array) => {
    hash.update(bytes);
    pending.push(bytes);
    pendingLength += bytes.length;
    if (pendingLength >= CHUNK) flush();
  };
  try {
    const contents: Contents = { key, files: [], facts };
    for (const { path, bytes } of files) {
      add(bytes);
      contents.files.push([path, bytes.length]);
    }
    const list = Buffer.from(JSON.stringify(contents));
    add(list);
    add(Buffer.from(String(list.length).padStart(LENGTH)));
    flush();
    writeSync(descriptor, hash.digest("hex"));
    renameSync(unfinished, file);
  } finally {
    closeSync(descriptor);
    rmSync(unfinished, { force: true });
  }
};

/** The bytes of an open file from a place on. */
const bytesAt = (descriptor: number, place: number, length: number): Buffer => {
  const bytes = Buffer.alloc(length);
  for (let at = 0; at < length; ) {
    const read = readSync(descriptor, bytes, at, length - at, place + at);
    if (read === 0) throw new Error("a file of kept pages was cut off while it was read");
    at += read;
  }
  return bytes;
};

const digestOf = (descriptor: number, length: number): string => {
  const hash = createHash("sha256");
  for (let at = 0; at < length; at += CHUNK) hash.update(bytesAt(descriptor, at, Math.min(CHUNK, length - at)));
  return hash.digest("hex");
};

/** A pack that is whole, and open: what happens to its name meanwhile makes no difference. */
export interface Pack {
  /** The addresses of its files. */
  paths: readonly string[];
  facts: Facts;
  files: () => Generator<PackedFile>;
  close: () => void;
}

const contentsOf = (descriptor: number): Contents | undefined => {
  const { size } = fstatSync(descriptor);
  if (size < TRAILER) return undefined;
  const trailer = bytesAt(descriptor, size - TRAILER, TRAILER).toString("latin1");
  if (digestOf(descriptor, size - TRAILER + LENGTH) !== trailer.slice(LENGTH)) return undefined;
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
  const files = function* () {
    let place = 0;
    for (const [path, length] of contents.files) {
      yield { path, bytes: bytesAt(descriptor, place, length) };
      place += length;
    }
  };
  return { paths: contents.files.map(([path]) => path), facts: contents.facts, files, close };
};
