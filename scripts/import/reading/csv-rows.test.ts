import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openCsv } from "./csv-rows.ts";

const collect = async <Item>(items: AsyncIterable<Item>): Promise<Item[]> => {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
};

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "csv-rows-"));
});
afterEach(() => rm(folder, { recursive: true }));

const open = async (content: string | Uint8Array) => {
  const path = join(folder, "x.csv");
  await writeFile(path, content);
  return await openCsv({ name: "x.csv", path, size: content.length }, new AbortController().signal);
};
const read = async (content: string | Uint8Array) => {
  const { header, rows } = await open(content);
  return { header, rows: await collect(rows()) };
};
const cellsOf = async (content: string | Uint8Array) => (await read(content)).rows.map(({ cells }) => cells);

describe("openCsv", () => {
  it("gives the header, and each row with its line", async () => {
    expect(await read("a,b\n1,2\n\n3,4\n")).toEqual({
      header: ["a", "b"],
      rows: [
        { line: 2, cells: ["1", "2"], delimiter: "," },
        { line: 4, cells: ["3", "4"], delimiter: "," },
      ],
    });
  });

  it("gives the rows as often as they are asked for", async () => {
    const { rows } = await open("a\n1\n2\n");
    for (const _time of [1, 2]) expect((await collect(rows())).map(({ cells }) => cells[0])).toEqual(["1", "2"]);
  });

  it.each([
    [",", "a,b;c\n"],
    [";", "a;b;c\n"],
    ["\t", "a\tb,c\td\n"],
    [",", "a\n"],
    [",", 'a,"b;c;d;e"\n'],
    [";", '"a,b,""c,d,e";f;g\n'],
  ])("takes %j for what stands between the cells of %j", async (delimiter, header) => {
    const count = (await open(header)).header.length;
    const [row] = (await read(`${header}${Array(count).fill("1").join(delimiter)}\n`)).rows;
    expect(row?.delimiter).toBe(delimiter);
    expect(row?.cells).toHaveLength(count);
  });

  it.each([
    ["blanks around values", "a , b\n 1,2 \n", [["1", "2"]]],
    [
      "quotes, breaks and delimiters within values",
      'a,b\n"x\ny","1,2"\n"say ""so""",\n',
      [
        ["x\ny", "1,2"],
        ['say "so"', ""],
      ],
    ],
    ["Windows' line breaks", "a,b\r\n1,2\r\n", [["1", "2"]]],
    ["a first line that names what stands between the cells", "sep=;\r\na;b\r\n1;2,5\r\n", [["1", "2,5"]]],
    ["such a line in quotes", '"sep=\t"\na\tb\n1;2\t3\n', [["1;2", "3"]]],
    ["no break at the end", "a,b\n1,2", [["1", "2"]]],
    ["a byte order mark", "\uFEFFa,b\n1,2\n", [["1", "2"]]],
    ["a header alone", "a,b\n", []],
  ])("reads %s", async (_what, content, expected) => {
    expect(await cellsOf(content)).toEqual(expected);
    expect((await open(content)).header).toEqual(["a", "b"]);
  });

  it("reads what is packed, and what a spreadsheet saves as Unicode text", async () => {
    expect(await cellsOf(gzipSync("a;b\n1;2\n"))).toEqual([["1", "2"]]);
    const unicode = Buffer.from("\uFEFFa,b\n1,ü\n", "utf16le");
    expect(await cellsOf(unicode)).toEqual([["1", "ü"]]);
    expect(await cellsOf(unicode.swap16())).toEqual([["1", "ü"]]);
  });

  it.each([
    ["a,b\n1,2\n3\n", "line 3 has 1 value, and the header has 2 columns"],
    ["a,b\n1,2,3\n", "line 2 has 3 values, and the header has 2 columns"],
    ['a,b\n"1,2\n', "it is not valid CSV"],
    [Buffer.from("a,b\n1,\u00fc\n", "latin1"), "it is not valid UTF-8: save it as UTF-8"],
    [Buffer.from("a,b\n1,\u00fc").subarray(0, -1), "it is not valid UTF-8: save it as UTF-8"],
    [Buffer.from("\uFEFFa,b\n1,2", "utf16le").subarray(0, -1), "it is not valid UTF-16LE: save it as UTF-8"],
    [`a,b\n${"x".repeat(1_100_000)},2\n`, "it is not valid CSV"],
  ])("refuses %#", async (content, message) => {
    await expect(cellsOf(content)).rejects.toThrow(message);
  });
});
