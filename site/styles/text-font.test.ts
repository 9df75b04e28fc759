import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { cutTextFont } from "./text-font.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ze-benchmarks-font-"));
});
afterEach(() => rm(folder, { recursive: true }));

const REGULAR = { targetFormat: "truetype", variationAxes: { wght: { min: 400, max: 400 } } } as const;

it("cuts the font once, keeps it, and takes it from there", async () => {
  const made = await cutTextFont(REGULAR, folder);
  const [name = "", ...others] = await readdir(folder);
  expect(others).toEqual([]);
  expect([...made.subarray(0, 4)]).toEqual([0, 1, 0, 0]);
  await writeFile(join(folder, name), "kept");
  expect(String(await cutTextFont(REGULAR, folder))).toBe("kept");
});

it("cuts anew what is to be cut otherwise", async () => {
  const regular = await cutTextFont(REGULAR, folder);
  const bold = await cutTextFont({ ...REGULAR, variationAxes: { wght: { min: 650, max: 650 } } }, folder);
  expect(bold).not.toEqual(regular);
  expect(await readdir(folder)).toHaveLength(2);
});
