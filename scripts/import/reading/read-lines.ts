import { isUtf8 } from "node:buffer";
import { MAX_RUN_BYTES } from "#contract/runs/bulk.ts";

/** One line of a file, which is named where there are several: its bytes without the line break, or why it cannot be sent. */
export type Line = { file?: string; number: number } & ({ bytes: Buffer } | { problem: string });

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);
const NEWLINE = 0x0a;
const RETURN = 0x0d;

/**
 * Cuts a stream of bytes into lines, numbered from 1. Blank lines are left out; a byte order mark and CRLF are taken.
 * No line is kept longer than `maxBytes`, by default what a run may take: memory stays the same whatever the file holds.
 */
export async function* readLines(
  chunks: AsyncIterable<Buffer>,
  maxBytes: number = MAX_RUN_BYTES,
): AsyncGenerator<Line> {
  let number = 0;
  let pending: Buffer[] = [];
  let length = 0;
  const take = (part: Buffer) => {
    length += part.length;
    if (length <= maxBytes + BOM.length + 1) pending.push(part);
    else pending = [];
  };
  const finish = (): Line | undefined => {
    number += 1;
    const line = lineOf(number, pending, length, maxBytes);
    pending = [];
    length = 0;
    return line;
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      take(chunk.subarray(start, end));
      const line = finish();
      if (line) yield line;
      start = end + 1;
    }
    take(chunk.subarray(start));
  }
  const last = length > 0 ? finish() : undefined;
  if (last) yield last;
}

const lineOf = (number: number, parts: Buffer[], length: number, maxBytes: number): Line | undefined => {
  const tooLong = { number, problem: `must be at most ${maxBytes} bytes: ${length}` };
  if (length > 0 && parts.length === 0) return tooLong;
  const [first] = parts;
  let bytes = first && parts.length === 1 ? first : Buffer.concat(parts);
  if (number === 1 && bytes.subarray(0, BOM.length).equals(BOM)) bytes = bytes.subarray(BOM.length);
  if (bytes.at(-1) === RETURN) bytes = bytes.subarray(0, -1);
  if (isBlank(bytes)) return undefined;
  if (bytes.length > maxBytes) return tooLong;
  if (!isUtf8(bytes)) return { number, problem: "must be UTF-8" };
  return { number, bytes };
};

/** Whether there are only the spaces and tabs that JSON allows around a value. */
const isBlank = (bytes: Buffer): boolean => bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === RETURN);
