import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Cloudflare } from "../deploy/cloudflare.ts";
import { readEnvironment } from "../deploy/environment.ts";
import { siteAt } from "../snapshots/site-files.ts";
import { type CloudflareApi, startCloudflareApi } from "../testing/cloudflare-api.ts";
import { cloudflareTarget } from "./cloudflare-target.ts";

const { signal } = new AbortController();
let folder: string;
let api: CloudflareApi;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "cloudflare-"));
  api = await startCloudflareApi();
});
afterAll(async () => {
  api.close();
  await rm(folder, { recursive: true, force: true });
});

const targetOf = async (isFirst: boolean) => {
  const environment = await readEnvironment("staging");
  return cloudflareTarget({
    environment,
    cloudflare: new Cloudflare(environment, { ...process.env, ...api.variables, TMPDIR: folder }, signal),
    ...{ secret: "a long random text", url: api.url, patience: { tries: 1, pauseMs: 1 }, signal },
    ...{ site: siteAt(api.url, signal), isFirst, folder, print: () => undefined },
  });
};

const deploy = async (text: string, isFirst: boolean) => {
  const target = await targetOf(isFirst);
  await mkdir(target.stage, { recursive: true });
  await writeFile(join(target.stage, "index.html"), text);
  return { target, deployed: await target.deploy(target.stage, "name") };
};

it("deploys pages and Worker together, keeps the build, and goes back to the version before", async () => {
  const first = await deploy("first", true);
  expect(await first.target.published.read("data/snapshot.json")).toBeUndefined();
  expect(first.target.before).toBeUndefined();
  expect(await first.deployed.revert()).toBe(false);
  await first.deployed.finish();
  expect(existsSync(first.target.stage)).toBe(false);
  const { serving } = api.state;
  const second = await deploy("second", false);
  expect(second.target.before).toBe(join(folder, "cloudflare", "last"));
  expect(second.target.published.name).toBe(`${api.url}/`);
  expect(api.state.serving).not.toBe(serving);
  expect(await second.deployed.revert()).toBe(true);
  expect(api.state.serving).toBe(serving);
  expect([...api.state.databases.keys()]).toEqual(["ze-benchmarks-staging"]);
}, 600_000);
