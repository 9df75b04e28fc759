import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import type { SnapshotSuite } from "#contract/snapshot/snapshot.ts";
import { buildSite } from "../../local/build-site.ts";
import { filesOf, suiteOf, writeFiles, writtenSnapshot } from "../../snapshots/testing/written-snapshot.ts";
import { readContents } from "./site-contents.ts";

const LARGE = suiteOf({ ant: 9, bee: 8, cat: 6, dog: 5, eel: 3 }, "large");
const SMALL = suiteOf({ ant: 5, fly: 3 }, "small");
/** Runs of one entry have come in, the other has another name, and there is an older version. */
const LATER = suiteOf({ ant: 6, gnu: 3 }, "small");
const OLDER = suiteOf({ ant: 2, fly: 1 }, "small");

const FIRST: SnapshotSuite[] = [LARGE, { ...SMALL, suiteVersion: "2" }];
const SECOND: SnapshotSuite[] = [LARGE, { ...OLDER, suiteVersion: "1" }, { ...LATER, suiteVersion: "2" }];
const ALONE: SnapshotSuite[] = [LARGE];

const BELOW = "https://example.org/bench/";

/** A place to build in: gives what a build of suites holds, and how many groups of pages it took over. */
const makePlace = async () => {
  const folder = await mkdtemp(join(tmpdir(), "kept-pages-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const kept = join(folder, "kept");
  // A full build takes nothing over, whatever the environment says.
  vi.stubEnv("ZE_BENCHMARKS_KEPT_PAGES", kept);
  onTestFinished(() => void vi.unstubAllEnvs());
  let builds = 0;
  const build = async (suites: SnapshotSuite[], options: { kept?: string; siteUrl?: string } = {}) => {
    builds += 1;
    const [snapshot, site] = [`snapshot-${builds}`, `site-${builds}`].map((name) => join(folder, name));
    await writeFiles(snapshot ?? "", filesOf(writtenSnapshot(suites, `2026-01-0${builds}T00:00:00.000Z`)));
    let taken = 0;
    await buildSite({ snapshot, folder: site, siteUrl: "http://localhost:8787", ...options }, (line) => {
      taken ||= Number(/ of (\d+) of \d+ groups/.exec(line)?.[1] ?? 0);
    });
    return { contents: await readContents(site ?? ""), taken, site: site ?? "" };
  };
  /** Builds as the build before did, of the same moment, and in full; they must hold the same. Gives what was taken over. */
  const compare = async (suites: SnapshotSuite[], siteUrl?: string): Promise<number> => {
    const place = siteUrl === undefined ? {} : { siteUrl };
    const partly = await build(suites, { kept, ...place });
    builds -= 1;
    await rm(partly.site, { recursive: true });
    const full = await build(suites, place);
    expect(full.taken).toBe(0);
    expect([...partly.contents].filter(([path, digest]) => full.contents.get(path) !== digest)).toEqual([]);
    expect(partly.contents.size).toBe(full.contents.size);
    return partly.taken;
  };
  return { kept, build, compare };
};

/** Changes a byte in the midst of the largest file of a folder. */
const damageLargest = async (folder: string): Promise<void> => {
  const files = await Promise.all(
    (await readdir(folder)).map(async (name) => ({ name, size: (await stat(join(folder, name))).size })),
  );
  const [largest] = files.toSorted((a, b) => b.size - a.size);
  const file = join(folder, largest?.name ?? "");
  const bytes = await readFile(file);
  const middle = bytes.length >> 1;
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  await writeFile(file, bytes);
};

it("builds the same, byte for byte, by taking over what has not changed as in full", async () => {
  const { kept, build, compare } = await makePlace();
  expect((await build(FIRST, { kept })).taken).toBe(0);
  // The pages of `large` and of the four entries and agents that are on it alone.
  expect(await compare(SECOND)).toBe(2 + 2 * 4);
  expect(await readdir(kept)).not.toEqual([]);
});

/** All of it takes minutes: what .github/CONTRIBUTING.md calls the whole form. */
it.runIf(process.env["ZE_BENCHMARKS_WHOLE"])(
  "does so after a suite was taken away, a kept file was changed, and the site has moved",
  async () => {
    const { kept, build, compare } = await makePlace();
    await build(FIRST, { kept });
    expect(await compare(ALONE)).toBe(2 + 2 * 4);
    await damageLargest(kept);
    expect(await compare(ALONE)).toBe(1 + 2 * 5);
    expect(await compare(ALONE, BELOW)).toBe(0);
    expect(await compare(SECOND, BELOW)).toBe(2 + 2 * 4);
  },
  1_200_000,
);
