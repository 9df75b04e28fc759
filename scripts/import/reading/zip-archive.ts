import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Readable, Transform } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { FormatError } from "./format-error.ts";
import { parseJson } from "./parse-json.ts";
import { unpackZstd } from "./unpack-zstd.ts";

/** The most that an entry may unpack to: a small file can claim to hold any amount. */
const MAX_ENTRY_BYTES = 512 * 1024 * 1024;

/** The most that all entries that are unpacked to the disk may take together. */
const MAX_UNPACKED_BYTES = 8 * 1024 * 1024 * 1024;

/** APPNOTE 4.4.5: the number of Zstandard among the methods of compression. */
const ZSTANDARD = 93;

/** A zip file on the disk, read entry by entry: memory holds one at a time. */
export interface ZipArchive {
  names: readonly string[];
  /** An entry's JSON; undefined if there is no such entry. FormatError if it is broken. */
  readJson: (name: string) => Promise<unknown>;
  /** Writes the entries whose names pass into a folder, under these names. FormatError if one is broken, or all are too much. */
  unpack: (folder: string, isWanted: (name: string) => boolean) => Promise<void>;
  close: () => void;
}

/** Opens a zip file. FormatError if it is broken or cut off. */
export const openZip = async (path: string): Promise<ZipArchive> => {
  const entries = new Map<string, Entry>();
  let zip: ZipFile;
  try {
    zip = await openPromise(path, { lazyEntries: true, autoClose: false });
    // yauzl refuses names that lead out of a folder.
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
  } catch (error) {
    throw new FormatError(`it is not a complete zip file: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  }
  return {
    names: [...entries.keys()],
    readJson: async (name) => {
      const entry = entries.get(name);
      if (entry === undefined) return undefined;
      return await naming(name, async () => parseJson((await buffer(await openEntry(zip, entry))).toString("utf8")));
    },
    unpack: async (folder, isWanted) => {
      const wanted = [...entries.values()].filter(({ fileName }) => !fileName.endsWith("/") && isWanted(fileName));
      const size = wanted.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
      if (size > MAX_UNPACKED_BYTES) throw new FormatError(`it unpacks to ${size} bytes: over ${MAX_UNPACKED_BYTES}`);
      for (const entry of wanted) {
        const target = join(folder, entry.fileName);
        await mkdir(dirname(target), { recursive: true });
        await naming(entry.fileName, async () => pipeline(await openEntry(zip, entry), createWriteStream(target)));
      }
    },
    close: () => zip.close(),
  };
};

const naming = async <T>(name: string, read: () => Promise<T>): Promise<T> => {
  try {
    return await read();
  } catch (error) {
    throw new FormatError(`${name} in it is broken: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  }
};

/** An entry's content. It fails at the first byte beyond the size that the archive states, and at the end if there are fewer. */
const openEntry = async (zip: ZipFile, entry: Entry): Promise<Readable> => {
  if (entry.uncompressedSize > MAX_ENTRY_BYTES) {
    throw new Error(`it unpacks to ${entry.uncompressedSize} bytes: over ${MAX_ENTRY_BYTES}`);
  }
  // yauzl holds what it unpacks itself against the stated size.
  if (entry.compressionMethod !== ZSTANDARD) return await zip.openReadStreamPromise(entry);
  const unpack = unpackZstd();
  const packed = await zip.openReadStreamPromise(entry, { decodeFileData: false });
  const unpacked = exactly(entry.uncompressedSize);
  // A failure comes out of `unpacked`, wherever it happens.
  pipeline(packed, unpack, unpacked).catch(() => undefined);
  return unpacked;
};

const exactly = (size: number): Transform => {
  let length = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      length += chunk.length;
      if (length > size) done(new Error(`it unpacks to more than the ${size} bytes that are stated`));
      else done(null, chunk);
    },
    flush(done) {
      done(length < size ? new Error(`it is cut off: it unpacks to ${length} of ${size} bytes`) : null);
    },
  });
};
