import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { findChromium } from "./find-chromium.ts";
import { readPlaywrightTally, readVitestTally } from "./tally.ts";

const { signal } = new AbortController();
const makeFile = async (text: string): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "find-chromium-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, "file"), text);
  return join(folder, "file");
};

describe("findChromium", () => {
  afterEach(() => vi.unstubAllEnvs());

  it("takes the one that is named before any other, and wants it to be there", async () => {
    const named = await makeFile("");
    vi.stubEnv("CHROMIUM_PATH", named);
    expect(await findChromium(signal)).toBe(named);
    vi.stubEnv("CHROMIUM_PATH", `${named}-gone`);
    await expect(findChromium(signal)).rejects.toThrow(`no browser at CHROMIUM_PATH: ${named}-gone`);
  });
});

describe("a report of tests", () => {
  it.each([
    ["{}", readVitestTally],
    ['{"numPassedTests":"5","numFailedTests":0}', readVitestTally],
    ['{"stats":{"expected":1}}', readPlaywrightTally],
    ["{", readPlaywrightTally],
  ])("that says %s is no tally of 0", async (text, read) => {
    await expect(read(await makeFile(text))).rejects.toThrow();
  });
});
