import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Manifest } from "#contract/suites/manifest.ts";
import { manifestDifferences } from "./manifest-differences.ts";
import { manifestText, readManifestFile } from "./manifest-file.ts";

describe("manifestDifferences", () => {
  const before: Manifest = {
    title: "A suite",
    scenarios: [{ scenario: "a" }, { scenario: "b", title: "B" }],
    tiers: [{ tier: "L0" }],
    scale: { min: 0, max: 1 },
  };

  it("finds none between equal ones", () => {
    expect(manifestDifferences(before, structuredClone(before))).toEqual([]);
  });

  it.each<[string, Partial<Manifest>, string[]]>([
    ["another field", { title: "Another" }, ['~ title: "A suite" → "Another"']],
    ["a field that is added", { licence: "MIT" }, ['~ licence: not stated → "MIT"']],
    ["a field within", { scale: { min: 0, max: 10 } }, ['~ scale: {"min":0,"max":1} → {"min":0,"max":10}']],
    ["a scenario more", { scenarios: [...(before.scenarios ?? []), { scenario: "c" }] }, ["+ scenarios c"]],
    ["a scenario less", { scenarios: [{ scenario: "b", title: "B" }] }, ["- scenarios a"]],
    [
      "a scenario that says something else",
      { scenarios: [{ scenario: "a" }, { scenario: "b", title: "C" }] },
      ['~ scenarios b: {"scenario":"b","title":"B"} → {"scenario":"b","title":"C"}'],
    ],
    ["scenarios in another order: none", { scenarios: before.scenarios?.toReversed() }, []],
    ["another tier", { tiers: [{ tier: "L1" }] }, ["- tiers L0", "+ tiers L1"]],
  ])("names %s", (_, change, differences) => {
    expect(manifestDifferences(before, { ...before, ...change })).toEqual(differences);
  });

  it("names what a manifest leaves out, and the lists of one that had none", () => {
    const { title: _title, tiers: _tiers, ...rest } = before;
    expect(manifestDifferences(before, rest)).toEqual(['~ title: "A suite" → not stated', "- tiers L0"]);
    expect(manifestDifferences({}, { tiers: [{ tier: "L0" }] })).toEqual(["+ tiers L0"]);
  });
});

describe("a manifest's file", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "manifests-"));
  });
  afterAll(() => rm(folder, { recursive: true }));
  const write = async (text: string): Promise<string> => {
    const file = join(folder, "manifest.yaml");
    await writeFile(file, text);
    return file;
  };

  it.each(["1.10", undefined])("is read as it was written, of the version %s", async (suiteVersion) => {
    const manifest: Manifest = { title: "T".repeat(150), scenarios: [{ scenario: "a: b" }], tiers: [{ tier: "L0" }] };
    const written = { suite: "s", suiteVersion, manifest };
    expect(await readManifestFile(await write(manifestText(written)))).toEqual(written);
  });

  it("may be JSON", async () => {
    const file = await write('{"suite":"s","version":"2","title":"T"}');
    expect(await readManifestFile(file)).toEqual({ suite: "s", suiteVersion: "2", manifest: { title: "T" } });
  });

  it.each([
    ["title: T", "suite is missing"],
    ["suite: s\nversion: 1.10", 'version must stand in quotes, such as "1.10"'],
    ["suite: s\ntitel: T", "titel"],
    ["suite: s\nscenarios: [{ scenario: a }, { scenario: a }]", "two scenarios are called a"],
    ["suite: [", "is not valid YAML"],
  ])("is refused where it says %j", async (text, message) => {
    await expect(readManifestFile(await write(text))).rejects.toThrow(message);
  });

  it("has to be there", async () => {
    const file = join(folder, "none.yaml");
    await expect(readManifestFile(file)).rejects.toThrow(`cannot read ${file}: ENOENT`);
  });
});
