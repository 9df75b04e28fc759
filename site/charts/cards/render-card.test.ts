import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { expect, it, onTestFinished } from "vitest";
import { renderCard } from "./render-card.ts";

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="480" height="252"><rect width="99" height="9"/></svg>';

it("draws a picture of the size that is shown beside links, once for what it shows", async () => {
  const folder = await mkdtemp(join(tmpdir(), "cards-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const picture = await renderCard(SVG, folder);
  expect(await sharp(picture).metadata()).toMatchObject({ format: "png", width: 1200, height: 630, hasAlpha: false });
  const [kept = ""] = await readdir(folder);
  expect(kept).toMatch(/^[0-9a-f]{64}\.png$/);
  await writeFile(join(folder, kept), "kept");
  expect(Buffer.from(await renderCard(SVG, folder)).toString()).toBe("kept");
  await renderCard(SVG.replace("99", "98"), folder);
  expect(await readdir(folder)).toHaveLength(2);
});

it("removes pictures that no build has asked for in a month, and keeps those that one still asks for", async () => {
  const folder = await mkdtemp(join(tmpdir(), "cards-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const monthAgo = new Date(Date.now() - 31 * 86_400_000);
  await writeFile(join(folder, "gone.png"), "");
  await utimes(join(folder, "gone.png"), monthAgo, monthAgo);
  await writeFile(join(folder, "late.png"), "");
  await renderCard(SVG, folder);
  expect(await readdir(folder)).not.toContain("gone.png");
  expect(await readdir(folder)).toContain("late.png");
  const [used = ""] = (await readdir(folder)).filter((name) => name !== "late.png");
  await utimes(join(folder, used), monthAgo, monthAgo);
  await renderCard(SVG, folder);
  await renderCard(SVG.replace("99", "98"), folder);
  expect(await readdir(folder)).toContain(used);
});
