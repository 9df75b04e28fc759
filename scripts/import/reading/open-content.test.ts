import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openContent } from "./open-content.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "open-content-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** What a file of that name and content is taken for: its kind and what is in it. */
const opened = async (name: string, text: string | Buffer): Promise<unknown> => {
  const path = join(folder, name);
  await writeFile(path, text);
  const { content, close } = await openContent({ name, path, size: undefined }, new AbortController().signal);
  try {
    if (content.kind === "json" || content.kind === "yaml") return [content.kind, content.value];
    if (content.kind === "csv") return [content.kind, content.header];
    if (content.kind === "xml") return [content.kind, content.root.name];
    if (content.kind !== "ndjson") return [content.kind];
    const lines: unknown[] = [];
    for await (const line of content.lines()) lines.push("problem" in line ? line.problem.split(":")[0] : line.value);
    return [content.kind, lines];
  } finally {
    await close();
  }
};

describe("openContent", () => {
  it.each([
    ["a.json", '{"a":1}', "json", { a: 1 }],
    ["a.json", "\uFEFF\n [1,\n2]", "json", [1, 2]],
    ["a.json", '{"a":1}\n', "json", { a: 1 }],
    ["a.json", '{"a":1}\n{"a":2}\n', "ndjson", [{ a: 1 }, { a: 2 }]],
    ["a.json", '{"a":1},\n{"a":2}', "ndjson", [{ a: 1 }, { a: 2 }]],
    ["a.json", "[1]\n", "json", [1]],
    ["a.ndjson", '{"a":1}', "ndjson", [{ a: 1 }]],
    ["a.jsonl", '[{"a":1},\n{"a":2}]', "json", [{ a: 1 }, { a: 2 }]],
    ["a.jsonl", '{\n"a":1\n}', "json", { a: 1 }],
    ["a.jsonl", '{"a":1}\n{bad', "ndjson", [{ a: 1 }, "must be JSON"]],
    ["a.JSONL", '{bad\n{"a":1}', "ndjson", ["must be JSON", { a: 1 }]],
    ["a", '{"a":NaN}', "json", { a: null }],
    ["a.yml", "a: 1", "yaml", { a: 1 }],
    ["a.yaml", "  - 1\n  - 2", "yaml", [1, 2]],
    ["a", "---\na: 1", "yaml", { a: 1 }],
    ["a", "- 1", "yaml", [1]],
    ["a", "a: 1", "yaml", { a: 1 }],
    ["a.yaml", "{a: [1, 2]}", "yaml", { a: [1, 2] }],
    ["a.csv", "a,b\n1,2", "csv", ["a", "b"]],
    ["a", "a;b\n1;2", "csv", ["a", "b"]],
    ["a.tsv", "a\tb\n1\t2", "csv", ["a", "b"]],
    ["a.csv", Buffer.from("\uFEFFa,b\n1,2", "utf16le"), "csv", ["a", "b"]],
    ["a.xml", "<r/>", "xml", "r"],
    ["a", "<?xml version='1.0'?><r/>", "xml", "r"],
    ["a.xml", Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><\u00fc/>', "latin1"), "xml", "ü"],
    ["a.xml", Buffer.from("<?xml version='1.0' encoding='utf-8'?><\u00fc/>"), "xml", "ü"],
    ["a.txt", "hello", "other", undefined],
    ["a.json.gz", gzipSync('{"a":1}'), "json", { a: 1 }],
  ])("takes %s of %j for %s", async (name, text, kind, value) => {
    expect(await opened(name, text)).toEqual(value === undefined ? [kind] : [kind, value]);
  });

  it.each([
    ["a.json", "", "it is empty"],
    ["a.json", " \n\t", "it is empty"],
    ["a.json", '{"a":', "it is not valid JSON: "],
    ["a.json", Buffer.from("\uFEFF{}", "utf16le"), "it is UTF-16: save it as UTF-8"],
    ["a.ndjson", Buffer.from([0xfe, 0xff, 0, 0x7b]), "it is UTF-16: save it as UTF-8"],
    ["a.json", Buffer.from('{"a":"\u00fc"}', "latin1"), "it is not valid UTF-8: save it as UTF-8"],
    ["a.yaml", Buffer.from("a: \u00fc", "latin1"), "it is not valid UTF-8: save it as UTF-8"],
    ["a.xml", Buffer.from("<\u00fc/>", "latin1"), "it is not valid UTF-8: save it as UTF-8"],
    ["a.xml", "<?xml version='1.0' encoding='made-up'?><a/>", "it cannot be read as made-up, which it declares"],
    ["a.json.gz", gzipSync(gzipSync("{}")), "it is packed twice: unpack it once first"],
    ["a.yaml", "a: [1", "it is not valid YAML: "],
    ["a.xml", "<a>", "it is not valid XML: "],
    ["a.json", Buffer.concat([Buffer.alloc(257), Buffer.from("ustar"), Buffer.alloc(250)]), "it is a tar archive"],
    ["a.json.xz", Buffer.from("fd377a585a0000", "hex"), "it is packed by xz, which this command does not unpack"],
    ["a.zip", Buffer.from("PK\u0003\u0004cut"), "it is not a complete zip file"],
  ])("refuses %s of %j: %s", async (name, text, message) => {
    await expect(opened(name, text)).rejects.toThrow(message);
  });

  it("reads on where a document is longer than what it was recognized by", async () => {
    const long = "x".repeat(3_000_000);
    expect(await opened("a.json", JSON.stringify({ long }))).toEqual(["json", { long }]);
    expect(await opened("a.json", JSON.stringify({ long }, null, 1))).toEqual(["json", { long }]);
    const lines = `${JSON.stringify({ long })}\n${JSON.stringify({ a: 1 })}\n`;
    expect(await opened("a.json", lines)).toEqual(["ndjson", [{ long }, { a: 1 }]]);
    expect(await opened("a.json", `${JSON.stringify({ long })}\n`)).toEqual(["json", { long }]);
  });
});
