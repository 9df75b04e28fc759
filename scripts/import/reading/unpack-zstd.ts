import type { Transform } from "node:stream";
// By its namespace: a Node older than 22.15 has no createZstdDecompress, and must still read everything else.
import * as zlib from "node:zlib";
import { FormatError } from "./format-error.ts";

/** What unpacks zstd. FormatError: this Node cannot. */
export const unpackZstd = (options?: zlib.ZstdOptions): Transform => {
  if (zlib.createZstdDecompress !== undefined) return zlib.createZstdDecompress(options);
  throw new FormatError(`it is packed by zstd, which Node ${process.versions.node} cannot unpack: 22.15 and newer can`);
};
