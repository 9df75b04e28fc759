import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { UsageError } from "../command/cli-error.ts";
import { callByNpm, makeContext } from "../command/context.ts";
import { makeOutput } from "../testing/run-in-process.ts";
import { readItems } from "./read-items.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "read-items-"));
  await writeFile(join(folder, "one.json"), '{"runId":"é"}');
  await writeFile(join(folder, "lines.ndjson"), '{"runId":"a"}\n{"runId":"b"}\n');
  await writeFile(join(folder, "broken.json"), Buffer.from([0x22, 0xff, 0x22]));
  await mkdir(join(folder, "folder"));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const read = (names: readonly string[], { input = "", signal = new AbortController().signal } = {}) => {
  const { output } = makeOutput();
  const stdin = Readable.from([Buffer.from(input)]);
  return readItems(
    makeContext({ stdin, stdout: output, stderr: output, env: {}, cwd: folder, call: callByNpm, signal }),
    names,
  );
};

describe("readItems", () => {
  it("reads files in the order in which they were typed, and the standard input where it is named", async () => {
    expect(await read(["lines.ndjson", "-", "one.json"], { input: '{"runId":"c"}' })).toEqual([
      { place: "lines.ndjson:1", value: { runId: "a" } },
      { place: "lines.ndjson:2", value: { runId: "b" } },
      { place: "standard input", value: { runId: "c" } },
      { place: "one.json", value: { runId: "é" } },
    ]);
    expect(await read([])).toEqual([]);
  });

  it("tells a wrong name from a file that cannot be read", async () => {
    await expect(read(["none.json"])).rejects.toThrow(new UsageError("no such file: none.json"));
    await expect(read(["folder"])).rejects.toThrow(new UsageError("a folder, not a file: folder"));
    await expect(read(["one.json/x"])).rejects.toThrow(/^cannot read one.json\/x: /);
    await expect(read(["broken.json"])).rejects.toThrow("cannot read broken.json: it is not UTF-8");
    await expect(read(["-"], { input: "\ufeff" })).resolves.toEqual([
      { place: "standard input", problem: "no run in it" },
    ]);
  });

  it("ends when it is interrupted", async () => {
    const reason = new Error("stopped");
    await expect(read(["one.json"], { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});
