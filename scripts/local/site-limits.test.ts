import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeSiteSize, measureSite } from "./site-limits.ts";

const MIB = 1024 * 1024;
const sizeOf = (files: number, largest = MIB) => ({
  files,
  bytes: 30 * MIB,
  largest: { path: "a/b.json", bytes: largest },
});

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "site-"));
  await mkdir(join(folder, "a", "b"), { recursive: true });
  await writeFile(join(folder, "index.html"), "12");
  await writeFile(join(folder, "a", "b", "c.json"), "12345");
});
afterAll(() => rm(folder, { recursive: true }));

describe("the size of a site", () => {
  it("is counted over all folders", async () => {
    const largest = { path: join("a", "b", "c.json"), bytes: 5 };
    expect(measureSite(folder)).toEqual({ files: 2, bytes: 7, largest });
  });

  it.each([
    [sizeOf(15_999), []],
    [sizeOf(16_000), ["80% of the 20,000 files that the free plan takes"]],
    [sizeOf(90_000), ["450% of the 20,000", "90% of the 100,000 files that the paid plan takes"]],
    [sizeOf(1, 19.9 * MIB), []],
    [sizeOf(1, 20 * MIB), ["a/b.json has 20.0 MiB, and a file may have 25.0 MiB"]],
  ])("warns near the limits of the platform: %j", (size, warnings) => {
    const [summary, ...lines] = describeSiteSize(size);
    expect(summary).toContain("files, 30.0 MiB in all, at most");
    expect(lines).toHaveLength(warnings.length);
    lines.forEach((line, place) => {
      expect(line).toMatch(/^warning: /);
      expect(line).toContain(warnings[place]);
    });
  });
});
