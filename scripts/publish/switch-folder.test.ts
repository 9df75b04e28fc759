import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { currentRelease, placeRelease, pointTo, removeOldReleases } from "./switch-folder.ts";

let folder: string;
let link: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "switch-"));
  link = join(folder, "site");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const publish = async (name: string) => {
  const build = join(folder, "build");
  await mkdir(build);
  await writeFile(join(build, "index.html"), name);
  await pointTo(link, await placeRelease(link, build, name));
};
const shown = () => readFile(join(link, "index.html"), "utf8");

it("shows the build that was published last, and keeps the one before", async () => {
  for (const name of ["1", "2", "3"]) {
    await publish(name);
    expect(await shown()).toBe(name);
    expect(await currentRelease(link)).toBe(join(`${link}.releases`, name));
  }
  await writeFile(`${link}.next-123`, "");
  await removeOldReleases(link);
  expect(await readdir(`${link}.releases`)).toEqual(["2", "3"]);
  expect((await readdir(folder)).sort()).toEqual(["site", "site.releases"]);
});

it("goes back without removing what it goes back to", async () => {
  for (const name of ["1", "2"]) await publish(name);
  await pointTo(link, join(`${link}.releases`, "1"));
  await removeOldReleases(link);
  expect(await shown()).toBe("1");
  expect(await readdir(`${link}.releases`)).toEqual(["1", "2"]);
});

it("takes the place of an empty folder, and of no other", async () => {
  await mkdir(link);
  await publish("1");
  expect(await shown()).toBe("1");
  const other = join(folder, "other");
  await mkdir(other);
  await writeFile(join(other, "mine"), "");
  await expect(currentRelease(other)).rejects.toThrow(
    `${other} already exists and is not a link that this command made`,
  );
});

it("is whole at every moment while builds follow each other", async () => {
  await publish("0");
  let isOver = false;
  const seen = new Set<string>();
  const reading = (async () => {
    while (!isOver) seen.add(await shown());
  })();
  for (let round = 1; round <= 30; round++) await publish(String(round));
  isOver = true;
  await expect(reading).resolves.toBeUndefined();
  expect([...seen].every((name) => /^\d+$/.test(name))).toBe(true);
});
