import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findFreePort } from "./ports.ts";
import { ServedCopy, withBucket } from "./served-copy.ts";

let folder = "";
let site = "";
let port = 0;
const closing: (() => unknown)[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "served-copy-"));
  site = join(folder, "site");
  port = await findFreePort();
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  await rm(folder, { recursive: true });
});

const build = async (text: string) => {
  const built = join(folder, "building");
  await mkdir(built);
  await writeFile(join(built, "index.html"), text);
  await rm(site, { recursive: true, force: true });
  await rename(built, site);
};
const copyOf = async () => {
  const copy = await ServedCopy.of(site, { persist: join(folder, "state"), port });
  closing.push(() => copy.close());
  return copy;
};
/** The folder that a configuration names. */
const directoryIn = async (config: string): Promise<string> =>
  JSON.parse(/^directory = (.*)$/m.exec(await readFile(config, "utf8"))?.[1] ?? '""');

/** Stands for Wrangler: serves the home page of the folder that the configuration names at the moment. */
const serve = async (config: string): Promise<string> => {
  const server = createServer(async (_, response) => {
    const text = await readFile(join(await directoryIn(config), "index.html"), "utf8").catch(() => "none");
    response.writeHead(200, { etag: `"${text}"` }).end();
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  closing.unshift(() => server.close());
  return `http://127.0.0.1:${port}`;
};

describe("withBucket", () => {
  it("adds a bucket where none is named, whatever stands in remarks or in other environments", async () => {
    const config = await readFile("wrangler.toml", "utf8");
    expect(withBucket(config)).toMatch(/^\[\[r2_buckets\]\]\nbinding = "SNAPSHOTS"\n/m);
    const staging = config.replace("# [[env.staging.r2_buckets]]", "[[env.staging.r2_buckets]]");
    expect(withBucket(staging)).toMatch(/^\[\[r2_buckets\]\]/m);
  });

  it("leaves a configuration as it is that names a bucket", async () => {
    const own = (await readFile("wrangler.toml", "utf8")).replace("# [[r2_buckets]]", "[[r2_buckets]]");
    expect(withBucket(own)).toBe(own);
  });
});

describe("ServedCopy", () => {
  it("is a copy of the site, named in a configuration that has all of the project's", async () => {
    await build("one");
    const copy = await copyOf();
    const directory = await directoryIn(copy.config);
    expect(directory.startsWith(join(folder, "state"))).toBe(true);
    expect(await readFile(join(directory, "index.html"), "utf8")).toBe("one");
    const [own, projects] = await Promise.all([copy.config, "wrangler.toml"].map((file) => readFile(file, "utf8")));
    const others = (projects ?? "").split("\n").filter((line) => line !== "" && !line.startsWith("directory = "));
    expect(own?.split("\n")).toEqual(expect.arrayContaining(others));
    await build("two");
    expect(await readFile(join(directory, "index.html"), "utf8")).toBe("one");
  });

  it("is an empty folder while there is no site", async () => {
    const copy = await copyOf();
    expect(await readdir(await directoryIn(copy.config))).toEqual([]);
    await copy.untilServed(AbortSignal.timeout(1_000));
  });

  it("follows each further build, and removes the copies of those before", async () => {
    await build("one");
    const copy = await copyOf();
    const said: string[] = [];
    copy.keepUp(await serve(copy.config), (line) => said.push(line));
    const before = await directoryIn(copy.config);
    await build("two");
    await copy.untilServed(AbortSignal.timeout(60_000));
    const now = await directoryIn(copy.config);
    expect(now).not.toBe(before);
    expect(await readFile(join(now, "index.html"), "utf8")).toBe("two");
    await expect.poll(() => existsSync(before), { timeout: 60_000 }).toBe(false);
    expect(said).toEqual([]);
  });

  it("says while it waits that it is to wait no more", async () => {
    await build("one");
    const copy = await copyOf();
    await build("two");
    await expect(copy.untilServed(AbortSignal.abort(new Error("stopped")))).rejects.toThrow("stopped");
  });

  it("leaves nothing behind, and takes over what a killed one has left", async () => {
    await build("one");
    const left = await copyOf();
    await writeFile(join(await directoryIn(left.config), "stale.html"), "");
    const copy = await copyOf();
    expect(await readdir(await directoryIn(copy.config))).toEqual(["index.html"]);
    const directory = await directoryIn(copy.config);
    await copy.close();
    await copy.close();
    expect([existsSync(copy.config), existsSync(directory)]).toEqual([false, false]);
  });
});
