import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { inProject } from "../../command/project.ts";
import { startFreshWorker } from "../../local/fresh-worker.ts";
import { publishBuild } from "../../local/publish-build.ts";
import type { RunningWorker } from "../../local/worker-process.ts";
import { randomOf } from "../../sample/random.ts";
import { replaceBuilds } from "./replace-builds.ts";

const MOST_PAGES = 120;
let folder: string;
let worker: RunningWorker;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "builds-"));
  const { signal } = new AbortController();
  worker = await startFreshWorker(folder, signal);
}, 300_000);

afterAll(async () => {
  await worker?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Publishes a site whose every page and style is another than in the builds before; how many pages it has is up to chance. */
const publish = async (round: number, random: () => number) => {
  const site = join(folder, "site");
  const build = join(folder, "unfinished");
  const css = `body { --round: ${round} }`;
  const style = `/_astro/style.${createHash("sha256").update(css).digest("hex").slice(0, 8)}.css`;
  const write = async (name: string, text: string) => {
    await mkdir(join(build, name, ".."), { recursive: true });
    await writeFile(join(build, name), text);
  };
  const page = (name: string) => `<!doctype html><link rel="stylesheet" href="${style}"><h1>${name}, ${round}</h1>`;
  await write(style, css);
  await write("index.html", page("home"));
  await write("404.html", page("not found"));
  for (let number = 0; number < 1 + Math.floor(random() * MOST_PAGES); number++) {
    await write(`pages/${number}/index.html`, page(`page ${number}`));
  }
  await publishBuild(build, site);
};

it("serves the pages of one build or the next, never a mix or nothing, while builds replace each other", async () => {
  const random = randomOf("builds", 1);
  await publish(0, random);
  const { answers, failures } = await replaceBuilds({
    url: worker.url,
    folder: join(folder, "site"),
    builds: 4,
    build: (round) => publish(round, random),
    random,
  });
  expect(failures).toEqual([]);
  expect(answers).toBeGreaterThan(100);
  await worker.stop();
  expect(existsSync(inProject(`.wrangler.${new URL(worker.url).port}.toml`))).toBe(false);
}, 1_800_000);
