import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Refusal } from "./import-runs.ts";
import { reportRefusals } from "./report-refusals.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "report-refusals-"));
});
afterEach(() => rm(folder, { recursive: true }));

const refusal = (line: number, file = "a", more: Partial<Refusal> = {}): Refusal => ({
  file,
  line,
  kind: "rejected",
  issues: [{ path: ["suite"], message: "must be text" }],
  ...more,
});

describe("reportRefusals", () => {
  it("shows a refused line with its place, its run and all that is wrong", async () => {
    const report = await reportRefusals(undefined);
    report.add(refusal(7));
    const issues = [
      { path: [], message: "is old" },
      { path: ["telemetry", "toolCalls"], message: "must be at least 0" },
    ];
    report.add(refusal(8, "b", { kind: "conflict", runId: 'r"1', issues }));
    expect(report.shown()).toEqual([
      "  a:7 rejected: suite must be text",
      '  b:8 conflict "r\\"1": is old; telemetry.toolCalls must be at least 0',
    ]);
    await report.close();
  });

  it("shows twenty, and the first of each file beyond that", async () => {
    const report = await reportRefusals(undefined);
    for (let line = 1; line <= 30; line += 1) report.add(refusal(line));
    for (const line of [1, 2]) report.add(refusal(line, "late"));
    expect(report.shown()).toHaveLength(21);
    expect(report.shown()[19]).toMatch(/^ {2}a:20 /);
    expect(report.shown()[20]).toMatch(/^ {2}late:1 /);
    await report.close();
  });

  it("writes all of them, one a line", async () => {
    const path = join(folder, "report.ndjson");
    const report = await reportRefusals(path);
    for (let line = 1; line <= 30; line += 1) report.add(refusal(line));
    await report.close();
    const written = (await readFile(path, "utf8")).trimEnd().split("\n");
    expect(written).toHaveLength(30);
    expect(JSON.parse(written[29] ?? "")).toEqual(refusal(30));
  });

  it("says at once where it cannot be written", async () => {
    await expect(reportRefusals(join(folder, "gone", "x"))).rejects.toThrow("cannot write the report: ENOENT");
  });
});
