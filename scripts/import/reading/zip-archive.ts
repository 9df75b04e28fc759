import { buffer } from "node:stream/consumers";
import { createZstdDecompress } from "node:zlib";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { FormatError } from "./format-error.ts";
import { parseJson } from "./parse-json.ts";

/** The most that an entry may unpack to: a small file can claim to hold any amount. */
const MAX_ENTRY_BYTES = 512 * 1024 * 1024;

/** APPNOTE 4.4.5: the number of Zstandard among the methods of compression. */
const ZSTANDARD = 93;

/** A zip file on the disk, read entry by entry: memory holds one at a time. */
export interface ZipArchive {
  names: readonly string[];
  /** An entry's JSON; undefined if there is no such entry. FormatError if it is broken. */
  readJson: (name: string) => Promise<unknown>;
  close: () => void;
}

/** Opens a zip file. FormatError if it is broken or cut off. */
export const openZip = async (path: string): Promise<ZipArchive> => {
  const entries = new Map<string, Entry>();
  let zip: ZipFile;
  try {
    zip = await openPromise(path, { lazyEntries: true, autoClose: false });
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
  } catch (error) {
    throw new FormatError(`it is no whole zip file: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  }
  return {
    names: [...entries.keys()],
    readJson: async (name) => {
      const entry = entries.get(name);
      if (entry === undefined) return undefined;
      try {
        return parseJson((await readEntry(zip, entry)).toString("utf8"));
      } catch (error) {
        throw new FormatError(`${name} in it is broken: ${error instanceof Error ? error.message : error}`, {
          cause: error,
        });
      }
    },
    close: () => zip.close(),
  };
};

const readEntry = async (zip: ZipFile, entry: Entry): Promise<Buffer> => {
  if (entry.uncompressedSize > MAX_ENTRY_BYTES) {
    throw new Error(`it unpacks to ${entry.uncompressedSize} bytes, more than ${MAX_ENTRY_BYTES}`);
  }
  if (entry.compressionMethod !== ZSTANDARD) return await buffer(await zip.openReadStreamPromise(entry));
  const packed = await zip.openReadStreamPromise(entry, { decodeFileData: false });
  const unpacked = await buffer(packed.pipe(createZstdDecompress()));
  if (unpacked.length !== entry.uncompressedSize) throw new Error("it is cut off");
  return unpacked;
};
