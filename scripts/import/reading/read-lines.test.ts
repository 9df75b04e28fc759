import { describe, expect, it } from "vitest";
import { MAX_RUN_BYTES } from "#contract/runs/bulk.ts";
import { readLines } from "./read-lines.ts";

/** The lines of a text that arrives in pieces of so many bytes. */
const linesOf = async (text: string | Buffer, piece = 7) => {
  const bytes = Buffer.from(text as string);
  const lines: [number, string][] = [];
  const chunks = async function* () {
    for (let start = 0; start < bytes.length; start += piece) yield bytes.subarray(start, start + piece);
  };
  for await (const line of readLines(chunks())) {
    lines.push([line.number, "problem" in line ? line.problem : line.bytes.toString()]);
  }
  return lines;
};

describe("readLines", () => {
  it("gives the lines with their numbers and skips blank ones", async () => {
    expect(await linesOf('{"a":1}\n\n  \t\n{"b":"longer than a piece"}\n')).toEqual([
      [1, '{"a":1}'],
      [4, '{"b":"longer than a piece"}'],
    ]);
  });

  it("takes a byte order mark, CRLF and a last line without a break", async () => {
    expect(await linesOf("\uFEFF{}\r\n\r\n[]")).toEqual([
      [1, "{}"],
      [3, "[]"],
    ]);
  });

  it("gives the same lines however the bytes arrive", async () => {
    const text = "ä\r\nöö\n\nüüü";
    const whole = await linesOf(text, 1000);
    for (const piece of [1, 2, 3, 4]) expect(await linesOf(text, piece)).toEqual(whole);
  });

  it("tells of a line that is too long and goes on after it", async () => {
    const longest = "x".repeat(MAX_RUN_BYTES);
    const lines = await linesOf(`${longest}\r\n${longest}y\n${longest.repeat(3)}\nlast`, 100_000);
    expect(lines).toEqual([
      [1, longest],
      [2, `must be at most ${MAX_RUN_BYTES} bytes: ${MAX_RUN_BYTES + 1}`],
      [3, `must be at most ${MAX_RUN_BYTES} bytes: ${3 * MAX_RUN_BYTES}`],
      [4, "last"],
    ]);
  });

  it("tells of a line that is not UTF-8", async () => {
    expect(await linesOf(Buffer.from([0xff, 0x0a, 0x31]))).toEqual([
      [1, "must be UTF-8"],
      [2, "1"],
    ]);
  });

  it("gives nothing for an empty file", async () => {
    expect(await linesOf("")).toEqual([]);
    expect(await linesOf("\uFEFF\n")).toEqual([]);
  });
});
