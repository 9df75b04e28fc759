import { describe, expect, it } from "vitest";
import { splitLines } from "./lines.ts";

const linesOf = async (pieces: readonly string[]): Promise<string[]> => {
  const lines: string[] = [];
  const chunks = (async function* () {
    for (const piece of pieces) yield new TextEncoder().encode(piece);
  })();
  for await (const line of splitLines(chunks)) lines.push(new TextDecoder().decode(line));
  return lines;
};

describe("splitLines", () => {
  it("finds the same lines however the bytes are cut", async () => {
    const text = "one\n\nthree é🎉\r\nfour";
    const expected = ["one", "", "three é🎉\r", "four"];
    for (let cut = 0; cut <= text.length; cut += 1) {
      const bytes = new TextEncoder().encode(text);
      const lines: string[] = [];
      const chunks = (async function* () {
        yield bytes.slice(0, cut);
        yield bytes.slice(cut);
      })();
      for await (const line of splitLines(chunks)) lines.push(new TextDecoder().decode(line));
      expect(lines).toEqual(expected);
    }
  });

  it("finds no line after a last newline, and none in nothing", async () => {
    expect(await linesOf(["one\n"])).toEqual(["one"]);
    expect(await linesOf([])).toEqual([]);
  });
});
