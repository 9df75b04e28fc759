import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compareCounts } from "./compare-counts.ts";
import { cellKey, countRuns, entryKey, hasPassed, suiteKey } from "./count-runs.ts";
import { readPages } from "./read-pages.ts";

const base = { runId: "", suite: "s", scenario: "c", tier: "L0", agent: "a" };

describe("hasPassed", () => {
  it("follows the table of outcomes", () => {
    const passed = (status: string, more: object = {}) => hasPassed({ ...base, status, ...more });
    expect(passed("completed", { isSuccessful: true })).toBe(true);
    expect(passed("completed", { isSuccessful: false })).toBe(false);
    expect(passed("completed")).toBeUndefined();
    expect(passed("completed", { isSuccessful: null })).toBeUndefined();
    for (const errorType of ["agent", "timeout", "unknown", undefined]) {
      expect(passed("failed", { errorType })).toBe(false);
    }
    for (const errorType of ["workspace", "prompt", "evaluation"]) {
      expect(passed("failed", { errorType })).toBeUndefined();
      expect(passed("failed", { metadata: { errorType } })).toBeUndefined();
    }
    expect(passed("failed", { errorType: "agent", metadata: { errorType: "workspace" } })).toBe(false);
    for (const status of ["completed", "failed"]) {
      expect(passed(status, { isSuccessful: true, errorType: "refusal" })).toBe(false);
      expect(passed(status, { metadata: { errorType: "refusal" } })).toBe(false);
    }
    expect(passed("running")).toBeUndefined();
    expect(passed("incomplete", { isSuccessful: true })).toBeUndefined();
  });
});

describe("recount", () => {
  let folder = "";
  const suite = suiteKey("s", undefined);
  const pages = join("suites", "s", "index.html");

  afterAll(() => rm(folder, { recursive: true }));
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "recount-"));
    const lines = [
      { ...base, runId: "1", status: "completed", isSuccessful: true, model: "default" },
      { ...base, runId: "2", status: "completed", isSuccessful: false },
      { ...base, runId: "3", status: "running", model: null },
      { ...base, runId: "3", status: "completed", isSuccessful: true },
      { ...base, runId: "3", status: "completed", isSuccessful: true },
      { ...base, runId: "4", status: "failed", tier: "L1", metadata: { errorType: "prompt" } },
      { ...base, runId: "5", status: "failed", tier: "L1", model: "<&'\">" },
      { ...base, runId: "6", status: "running", tier: "L2", variant: "unfinished" },
      { ...base, runId: "7", status: "completed", isSuccessful: true, scenario: "stray" },
    ];
    const text = lines.map((line) => JSON.stringify(line)).join("\r\n");
    await writeFile(join(folder, "plain.ndjson"), `\uFEFF${text}\n\n`);
    await writeFile(join(folder, "packed.ndjson.gz"), gzipSync(text));
    await mkdir(join(folder, "dist", "suites", "s"), { recursive: true });
    const cells = ["L0", "L1", "L2"].map((tier) => ["success", "c", tier, true]);
    const board = { rows: [...cells, ["success", "stray", "L0", false]] };
    await writeFile(join(folder, "dist", "suites", "s", "cells.json"), JSON.stringify(board));
  });

  const writePage = async (pass: number, more = "") =>
    await writeFile(
      join(folder, "dist", pages),
      `<table data-suite="s"><tbody>
        <tr data-entry='{"agent":"a"}' data-pass="${pass}" data-counted="3"><td>x</td></tr>${more}
        <tr data-entry="{&quot;agent&quot;:&quot;a&quot;,&quot;model&quot;:&quot;<&amp;'\\&quot;>&quot;}" data-pass=0 data-counted=1>
        <tr data-entry='{"agent":"a","variant":"unfinished"}' data-pass="0" data-counted="0">
      </tbody></table>`,
    );

  const recount = async () => {
    const { counts } = await countRuns([join(folder, "plain.ndjson")]);
    return compareCounts(counts, await readPages(join(folder, "dist")));
  };

  it("counts each run once, by entry and cell, from plain and packed files", async () => {
    for (const file of ["plain.ndjson", "packed.ndjson.gz"]) {
      const { counts, runs } = await countRuns([join(folder, file)]);
      expect(runs).toBe(7);
      const countOf = (entry: string, tier: string) => counts.get(suite)?.get(entry)?.get(cellKey(tier, "c"));
      expect(countOf(entryKey("a", null, "unfinished"), "L2")).toEqual({ pass: 0, counted: 0 });
      expect(countOf(entryKey("a", null, null), "L0")).toEqual({ pass: 2, counted: 3 });
      expect(countOf(entryKey("a", undefined, ""), "L1")).toEqual({ pass: 0, counted: 0 });
    }
  });

  it("finds no difference on pages that say the same of their board", async () => {
    await writePage(2);
    expect(await recount()).toEqual({ compared: 3, differences: [] });
  });

  it("takes no standings of an agent, a model or an entry for a board", async () => {
    const before = await recount();
    for (const kind of ["agents", "entries", "models"]) {
      await mkdir(join(folder, "dist", kind, "a"), { recursive: true });
      await writeFile(
        join(folder, "dist", kind, "a", "index.html"),
        `<table data-suite="s"><tr data-entry='{"agent":"a"}'></table>`,
      );
    }
    expect(await recount()).toEqual(before);
  });

  it("finds a wrong number, an entry too many and a suite that is on no page", async () => {
    await writePage(1, `<tr data-entry='{"agent":"b"}' data-pass="0" data-counted="0">`);
    expect((await recount()).differences).toEqual([
      `${pages}: ["s",null] all tiers ["a",null,null]: page 1 of 3, files 2 of 3`,
      `${pages}: ["s",null] all tiers ["b",null,null]: page 0 of 0, files has no such entry`,
    ]);
    await writeFile(join(folder, "dist", pages), "<p>nothing</p>");
    expect((await recount()).differences).toEqual(['["s",null] is in the files but on no page']);
  });

  it("names the file and the line that it cannot read", async () => {
    await writeFile(join(folder, "broken.ndjson"), "\n{}x\n");
    await expect(countRuns([join(folder, "broken.ndjson")])).rejects.toThrow(/broken\.ndjson after line 2: /);
    await expect(countRuns([join(folder, "none.ndjson")])).rejects.toThrow(/none\.ndjson after line 0: ENOENT/);
  });

  it("names the list of the board's cells if it is not there", async () => {
    await mkdir(join(folder, "old"), { recursive: true });
    await writeFile(join(folder, "old", "index.html"), `<table data-suite="s"><tr data-entry='{"agent":"a"}'></table>`);
    await expect(readPages(join(folder, "old"))).rejects.toThrow("cells.json (ENOENT): build the site anew");
  });
});
