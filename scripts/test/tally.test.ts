import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { readPlaywrightTally, readVitestTally } from "./tally.ts";

describe("tallies", () => {
  it("reads both reports, and counts a flaky test as passed", async () => {
    const folder = await mkdtemp(join(tmpdir(), "tally-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, "report.json");
    await writeFile(file, '{"numPassedTests":5,"numFailedTests":1,"numTotalTests":7}');
    expect(await readVitestTally(file)).toEqual({ passed: 5, failed: 1 });
    await writeFile(file, '{"stats":{"expected":3,"unexpected":2,"flaky":1,"skipped":4}}');
    expect(await readPlaywrightTally(file)).toEqual({ passed: 4, failed: 2 });
  });

  it("returns undefined where no report was written", async () => {
    expect(await readVitestTally("/no/such/report.json")).toBeUndefined();
  });
});
