import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { moveFolder, publishBuild } from "./publish-build.ts";

const DAY_S = 24 * 60 * 60;
let folder: string;
let site: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "publish-"));
  site = join(folder, "site");
});

afterEach(() => rm(folder, { recursive: true }));

const makeBuild = async (name: string, files: Record<string, string>) => {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name, file)), { recursive: true });
    await writeFile(join(folder, name, file), text);
  }
  return join(folder, name);
};

it("puts a build in the place of the one before, or where none is", async () => {
  await publishBuild(await makeBuild("a", { "index.html": "a", "gone/index.html": "gone" }), site);
  await publishBuild(await makeBuild("b", { "index.html": "b", "new/index.html": "new" }), site);
  expect((await readdir(site, { recursive: true })).sort()).toEqual(["index.html", "new", "new/index.html"]);
  expect(await readFile(join(site, "index.html"), "utf8")).toBe("b");
  expect(await readdir(folder)).toEqual(["site"]);
});

it.each(["/dev/shm", tmpdir()].filter(existsSync))("moves a folder from %s to where nothing is yet", async (disk) => {
  const from = await mkdtemp(join(disk, "publish-"));
  await mkdir(join(from, "a"));
  await writeFile(join(from, "a", "index.html"), "a");
  const to = join(folder, "new", "place");
  await moveFolder(from, to);
  expect(await readFile(join(to, "a", "index.html"), "utf8")).toBe("a");
  expect(existsSync(from)).toBe(false);
  await expect(moveFolder(join(folder, "none"), to)).rejects.toThrow("ENOENT");
});

it("keeps the scripts and styles of earlier builds for a week", async () => {
  await publishBuild(await makeBuild("a", { "_astro/a.js": "a", "_astro/same.js": "a" }), site);
  const sixDaysAgo = Date.now() / 1000 - 6 * DAY_S;
  await utimes(join(site, "_astro/a.js"), sixDaysAgo, sixDaysAgo);
  await publishBuild(await makeBuild("b", { "_astro/b.js": "b", "_astro/same.js": "b" }), site);
  expect((await readdir(join(site, "_astro"))).sort()).toEqual(["a.js", "b.js", "same.js"]);
  expect(await readFile(join(site, "_astro/same.js"), "utf8")).toBe("b");
  const eightDaysAgo = sixDaysAgo - 2 * DAY_S;
  await utimes(join(site, "_astro/a.js"), eightDaysAgo, eightDaysAgo);
  await publishBuild(await makeBuild("c", { "_astro/c.js": "c" }), site);
  expect((await readdir(join(site, "_astro"))).sort()).toEqual(["b.js", "c.js", "same.js"]);
});

it("leaves one of two whole that are published at once", async () => {
  const builds = await Promise.all(
    ["a", "b", "c"].map((name) => makeBuild(name, { "index.html": name, [`${name}.html`]: name })),
  );
  await Promise.all(builds.map((build) => publishBuild(build, site)));
  const name = await readFile(join(site, "index.html"), "utf8");
  expect((await readdir(site)).sort()).toEqual([`${name}.html`, "index.html"].sort());
  for (const build of builds) expect(existsSync(build)).toBe(false);
});
