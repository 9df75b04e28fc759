import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { inProject } from "../../command/project.ts";
import { findSources, isResultFile, type Looking } from "./find-sources.ts";

let cwd = "";
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), "find-sources-"));
});
afterEach(() => rm(cwd, { recursive: true }));

const write = async (...paths: string[]) => {
  for (const path of paths) {
    await mkdir(dirname(join(cwd, path)), { recursive: true });
    await writeFile(join(cwd, path), path);
  }
};
const nothing: Looking = { layouts: [], isEntry: async () => false, comesLast: () => false };
const namesOf = async (names: string[], looking: Partial<Looking> = {}) =>
  (await findSources({ cwd }, names, { ...nothing, ...looking })).sources.map(({ name }) => name);
const found = async (names: string[], looking: Partial<Looking> = {}) => {
  const { sources, repeated } = await findSources({ cwd }, names, { ...nothing, ...looking });
  return [...sources.map(({ name }) => name), repeated];
};

describe("isResultFile", () => {
  it.each([
    ...["a.json", "a.jsonl", "a.ndjson", "a.eval", "a.yaml", "a.yml", "a.csv", "a.tsv", "a.xml", "a.db", "a.sqlite"],
    ...["a.sqlite3", "A.JSON", "a.json.gz", "a.csv.zst", "a.json.zstd", "a.json.xz", "a.json.bz2", "a.json.lz4"],
    ...["a.zip", "a.tar", "a.tgz", "a.tar.gz", "a.tar.xz", "a.7z"],
  ])("takes %s", (name) => {
    expect(isResultFile(name)).toBe(true);
  });

  it.each([...["a", "json", "a.txt", "a.md", "a.py", "a.json.txt", "a.jsonx", "a.gz", "a.xmlx", "ayml", "a.zip.part"]])(
    "leaves %s alone",
    (name) => {
      expect(isResultFile(name)).toBe(false);
    },
  );
});

describe("findSources", () => {
  it("takes files as they are typed, whatever they are called, with their sizes", async () => {
    await write("notes.txt", "b.json");
    expect(await findSources({ cwd }, ["notes.txt", "b.json"], nothing)).toEqual({
      sources: [
        { name: "notes.txt", path: join(cwd, "notes.txt"), size: 9 },
        { name: "b.json", path: join(cwd, "b.json"), size: 6 },
      ],
      repeated: 0,
    });
  });

  it("takes the results of a folder: its own by their names, then those of its folders", async () => {
    await write("d/z.json", "d/b.json", "d/a/x.json", "d/c/y.csv", "d/readme.md");
    expect(await namesOf(["d"])).toEqual(["d/b.json", "d/z.json", "d/a/x.json", "d/c/y.csv"]);
  });

  it("leaves alone what is hidden or installed, but not a model's results", async () => {
    await write("d/.git/a.json", "d/node_modules/a.json", "d/.hidden.json", "d/.eval_results/a.yaml");
    expect(await namesOf(["d"])).toEqual(["d/.eval_results/a.yaml"]);
  });

  it("has files last that others of their folder take in", async () => {
    await write("d/a_samples.jsonl", "d/z.json", "d/e/b.json");
    const comesLast = (name: string) => name.includes("_samples");
    expect(await namesOf(["d"], { comesLast })).toEqual(["d/z.json", "d/a_samples.jsonl", "d/e/b.json"]);
  });

  it("follows links, takes a file once, and goes round in no circle", async () => {
    await write("real/a.json", "real/b.json", "d/own.json");
    await symlink("../real/a.json", join(cwd, "d", "1.json"));
    await symlink("../real/a.json", join(cwd, "d", "2.json"));
    await symlink("../real", join(cwd, "d", "folder"));
    await symlink(".", join(cwd, "d", "self"));
    await symlink("nowhere", join(cwd, "d", "broken.json"));
    expect(await namesOf(["d"])).toEqual(["d/1.json", "d/broken.json", "d/own.json", "d/folder/b.json"]);
  });

  it("takes a folder that is one thing for its entry alone", async () => {
    await write("s/results/results.json", "s/metadata.yaml", "s/more.json", "t/results/results.json");
    const layouts = [{ entry: "results/results.json", mark: "metadata.yaml" }];
    const isEntry: Looking["isEntry"] = async ({ path }) => path.startsWith(cwd);
    expect(await namesOf(["s", "t"], { layouts, isEntry })).toEqual([
      "s/results/results.json",
      "t/results/results.json",
    ]);
    const isNone = async () => false;
    expect(await namesOf(["s"], { layouts, isEntry: isNone })).toEqual([
      "s/metadata.yaml",
      "s/more.json",
      "s/results/results.json",
    ]);
  });

  it("takes what several names stand for once, by the first of them, and counts the rest", async () => {
    await write("d/a.json", "d/e/b.json", "c.json");
    await symlink("d", join(cwd, "link"));
    expect(await found(["d", "d"])).toEqual(["d/a.json", "d/e/b.json", 2]);
    expect(await found(["d", "link", "c.json"])).toEqual(["d/a.json", "d/e/b.json", "c.json", 2]);
    expect(await found(["d/e", "d"])).toEqual(["d/e/b.json", "d/a.json", 1]);
    expect(await found(["d/e/b.json", "d", "./d/a.json"])).toEqual(["d/e/b.json", "d/a.json", 2]);
    expect(await found(["c.json", "c.json", "c.json"])).toEqual(["c.json", 2]);
  });

  it("does not count links to a file within one folder", async () => {
    await write("d/a.json");
    await symlink("a.json", join(cwd, "d", "z.json"));
    expect(await found(["d"])).toEqual(["d/a.json", 0]);
  });

  it("takes the entry of a folder that is one thing once", async () => {
    await write("s/results/results.json", "s/metadata.yaml");
    const layouts = [{ entry: "results/results.json", mark: "metadata.yaml" }];
    const whole = { layouts, isEntry: async () => true };
    expect(await found(["s", "s"], whole)).toEqual(["s/results/results.json", 1]);
    expect(await found(["s/results/results.json", "s"], whole)).toEqual(["s/results/results.json", 1]);
  });

  it("takes the standard input where it is named, and once", async () => {
    await write("a.json");
    const { sources, repeated } = await findSources({ cwd }, ["-", "a.json", "-"], nothing);
    expect(sources[0]).toEqual({ name: "standard input", path: "-", size: undefined, isStream: true });
    expect([sources.length, repeated]).toEqual([2, 1]);
  });

  it("takes a pipe that has no name, as /dev/stdin", () => {
    const module = JSON.stringify(inProject("scripts", "import", "reading", "find-sources.ts"));
    const program = `
      import { findSources } from ${module};
      const looking = { layouts: [], isEntry: async () => false, comesLast: () => false };
      console.log(JSON.stringify(await findSources({ cwd: "/" }, ["/dev/stdin"], looking)));`;
    const piped = ["-c", 'echo "{}" | "$0" --input-type=module --eval "$1"', process.execPath, program];
    const { stdout, stderr } = spawnSync("sh", piped, { encoding: "utf8" });
    expect(stderr).not.toContain("Error");
    expect(JSON.parse(stdout).sources).toEqual([{ name: "/dev/stdin", path: "/dev/stdin", isStream: true }]);
  });

  it("says what is not there, and a folder without results", async () => {
    await write("d/notes.txt");
    await expect(namesOf(["gone.json"])).rejects.toThrow("no such file: gone.json");
    await expect(namesOf(["d/notes.txt/x"])).rejects.toThrow("cannot read d/notes.txt/x: ENOTDIR");
    await expect(namesOf(["d"])).rejects.toThrow("no file of results in the folder: d");
  });
});
