import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { BackupLine } from "#contract/service/backup.ts";
import { readBackupFile, writeBackupFile } from "./backup-file.ts";

const NOW = new Date("2026-08-01T12:00:00.000Z");
const { signal } = new AbortController();
const lineOf = (id: string): BackupLine => ({ kind: "key", row: { id, name: "ü\u2028" } });
const LINES = ["a", "b", "c"].map(lineOf);

let folder = "";
let file = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "backup-file-"));
  file = join(folder, "backup.ndjson.gz");
});
afterEach(() => rm(folder, { recursive: true }));

const foot = async (lines: number) => ({ lines, snapshotId: "s" });
async function* given(lines: readonly BackupLine[], error?: Error) {
  yield* lines;
  if (error) throw error;
}
const write = (lines: AsyncIterable<BackupLine>, onLine: (lines: number) => void = () => {}) =>
  writeBackupFile(file, lines, { finish: foot, onLine, signal, now: NOW });
const read = async () => {
  const lines: unknown[] = [];
  const reading = readBackupFile(file, signal);
  for (let next = await reading.next(); ; next = await reading.next()) {
    if (next.done) return { lines, foot: next.value };
    lines.push(JSON.parse(next.value));
  }
};
const HEAD = { format: "ze-benchmarks backup", version: 1, startedAt: NOW.toISOString() };
const pack = (...lines: unknown[]) =>
  writeFile(file, gzipSync(lines.map((line) => `${JSON.stringify(line)}\n`).join("")));

describe("a backup's file", () => {
  it("has a head, the lines and a foot, and is read back as it was", async () => {
    const counts: number[] = [];
    await write(given(LINES), (lines) => counts.push(lines));
    expect(counts).toEqual([1, 2, 3]);
    const [head, ...rest] = gunzipSync(await readFile(file))
      .toString()
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(head).toEqual(HEAD);
    expect(rest).toEqual([...LINES, { lines: 3, snapshotId: "s" }]);
    expect(await read()).toEqual({ lines: LINES, foot: { lines: 3, snapshotId: "s" } });
  });

  it("is for its owner's eyes", async () => {
    await write(given([]));
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await read()).lines).toEqual([]);
  });

  it("is not there, nor half of it, where reading the Worker fails", async () => {
    const error = new Error("the Worker ended");
    await expect(write(given(LINES, error))).rejects.toBe(error);
    expect([existsSync(file), existsSync(`${file}.partial`)]).toEqual([false, false]);
  });

  it("says that it cannot be written", async () => {
    file = join(folder, "none", "backup.gz");
    await expect(write(given([]))).rejects.toThrow(`cannot write ${file}: ENOENT`);
    file = join(folder, "taken");
    await mkdir(file);
    await expect(write(given([]))).rejects.toThrow(`cannot write ${file}: `);
  });

  it.each<[string, unknown[], RegExp]>([
    ["ends without a foot", [HEAD, ...LINES], /is not whole: it ends after 3 lines without its last one$/],
    [
      "has fewer lines than its foot says",
      [HEAD, LINES[0], { lines: 2, snapshotId: null }],
      /is damaged: line 3 does not belong in a backup$/,
    ],
    ["has a line of nothing known", [HEAD, { kind: "moon", row: {} }], /is damaged: line 2 does not belong/],
    ["is of another version", [{ ...HEAD, version: 2 }], /is not a backup made by this version of ze-benchmarks$/],
    ["is of something else", [{ runId: "r" }], /is not a backup made by this version/],
  ])("is refused where it %s", async (_, lines, message) => {
    await pack(...lines);
    await expect(read()).rejects.toThrow(message);
  });

  it("is refused where it is cut, not gzipped, not JSON or not there", async () => {
    await write(given(Array.from({ length: 3_000 }, (_, n) => lineOf(`${n} ${Math.sin(n)}`))));
    const whole = await readFile(file);
    await writeFile(file, whole.subarray(0, whole.length / 2));
    await expect(read()).rejects.toThrow(/cannot be read to its end: unexpected end of file$/);
    await writeFile(file, "plain");
    await expect(read()).rejects.toThrow(/is not a backup: it is not gzipped$/);
    await writeFile(file, gzipSync("no JSON\n"));
    await expect(read()).rejects.toThrow(/is not a backup, or is damaged: it has a line that is not JSON$/);
    await rm(file);
    await expect(read()).rejects.toThrow(/cannot be read to its end: ENOENT/);
  });
});
