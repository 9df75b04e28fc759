import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { NO_BUNDLE } from "../local/wrangler.ts";
import { Cloudflare } from "./cloudflare.ts";
import { readEnvironment } from "./environment.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "cloudflare-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it("says of sources that cannot be bundled nothing but that", async () => {
  const breaking = join(folder, "breaking.cjs");
  await writeFile(breaking, 'if (process.argv.join().includes("write-bundle")) throw new Error("broken");');
  const variables = { ...process.env, NODE_OPTIONS: `--require ${breaking}` };
  const cloudflare = new Cloudflare(await readEnvironment("production"), variables, new AbortController().signal);
  const failed = await cloudflare.bundle(join(folder, "out"), folder).catch((error: Error) => error.message);
  expect(failed).toBe(`cannot bundle the Worker: wrangler deploy ended with 1\n${NO_BUNDLE}`);
}, 120_000);
