import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { replaceContents } from "./replace-contents.ts";

const write = async (folder: string, files: Record<string, string>) => {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
};

it("makes a folder hold what another holds, and removes the other", async () => {
  const folder = await mkdtemp(join(tmpdir(), "replace-"));
  const [from, to] = [join(folder, "new"), join(folder, "served")];
  await write(from, { "index.html": "new", "a/b/page.html": "page", "same.css": "same" });
  await write(to, { "index.html": "old", "same.css": "same", "gone/deep/page.html": "gone", "a/old.html": "old" });
  replaceContents(from, to);
  const files = (await readdir(to, { recursive: true })).sort();
  expect(files).toEqual(["a", "a/b", "a/b/page.html", "index.html", "same.css"]);
  expect(await readFile(join(to, "index.html"), "utf8")).toBe("new");
  expect(existsSync(from)).toBe(false);
});

it("makes a folder that is not there yet", async () => {
  const folder = await mkdtemp(join(tmpdir(), "replace-"));
  await write(join(folder, "new"), { "index.html": "new" });
  replaceContents(join(folder, "new"), join(folder, "served"));
  expect(await readdir(join(folder, "served"))).toEqual(["index.html"]);
});
