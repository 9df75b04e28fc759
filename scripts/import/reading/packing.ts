import type { Transform } from "node:stream";
import { createGunzip } from "node:zlib";
import { FormatError } from "./format-error.ts";
import { unpackZstd } from "./unpack-zstd.ts";

/** What a file may be packed by, told by its first bytes (in hexadecimal), and what unpacks it; else the command that does. */
const PACKINGS: readonly { name: string; magic: string; unpack: (() => Transform) | string }[] = [
  { name: "gzip", magic: "1f8b", unpack: () => createGunzip({ chunkSize: 256 * 1024 }) },
  { name: "zstd", magic: "28b52ffd", unpack: () => unpackZstd({ chunkSize: 256 * 1024 }) },
  { name: "xz", magic: "fd377a585a00", unpack: "xz -d" },
  { name: "bzip2", magic: "425a68", unpack: "bzip2 -d" },
  { name: "lz4", magic: "04224d18", unpack: "lz4 -d" },
  { name: "7-Zip", magic: "377abcaf271c", unpack: "7z x" },
  { name: "RAR", magic: "526172211a07", unpack: "unrar x" },
];

/** Whether content that begins so is packed. */
export const isPacked = (head: Buffer): boolean => packingOf(head) !== undefined;

const packingOf = (head: Buffer) => {
  const start = head.toString("hex", 0, 8);
  return PACKINGS.find(({ magic }) => start.startsWith(magic));
};

/** What unpacks content that begins so; undefined for what is not packed. FormatError, with the command, for what is not unpacked here. */
export const unpackerOf = (head: Buffer): Transform | undefined => {
  const packing = packingOf(head);
  if (packing === undefined) return undefined;
  if (typeof packing.unpack === "function") return packing.unpack();
  throw new FormatError(
    `it is packed by ${packing.name}, which this command does not unpack: unpack it first (${packing.unpack})`,
  );
};

/** POSIX, pax: the place of a tar header's mark. */
const TAR_MARK = 257;

/** Whether content begins as a tar archive does. */
export const isTar = (head: Buffer): boolean => head.toString("latin1", TAR_MARK, TAR_MARK + 5) === "ustar";

/** A file's name without the ending of its packing. */
export const withoutPacking = (name: string): string => name.replace(/\.(gz|zst|zstd)$/i, "");
