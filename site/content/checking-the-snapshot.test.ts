import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { expect, it, type TestContext } from "vitest";
import { hashOf } from "#contract/snapshot/hash.ts";
import { SNAPSHOT_FORMAT, snapshotIdOf } from "#contract/snapshot/snapshot.ts";

const page = readFileSync(new URL("docs/methodology.md", import.meta.url), "utf8");
const [, program = ""] = /^```python\n([\s\S]*?)^```$/m.exec(page) ?? [];

const cells = JSON.stringify({
  kind: "cells",
  suite: "sïte 🎉 \u2028 \u0007",
  scenarios: ["c"],
  tiers: ["L0"],
  entries: [{ agent: "a" }],
  cells: { scenario: [0], tier: [0], entry: [0], pass: [1], costSum: ["9007199254740993"] },
});
const manifest = JSON.stringify({ kind: "manifest", suite: "sïte 🎉 \u2028 \u0007", manifest: {}, decisions: [] });
const list = JSON.stringify({ kind: "list", parts: [hashOf(cells)] });
const batches = JSON.stringify({ kind: "batches", batches: { batchId: ["b"], claimed: {} } });
const content = {
  formatVersion: SNAPSHOT_FORMAT as typeof SNAPSHOT_FORMAT,
  runs: 1,
  cells: 1,
  suites: [{ suite: "sïte 🎉 \u2028 \u0007", runs: 1, cells: 1, list: hashOf(list), manifest: hashOf(manifest) }],
  batches: [hashOf(batches)],
};
const id = snapshotIdOf(content);
const { formatVersion, ...rest } = content;
const index = JSON.stringify({ formatVersion, id, createdAt: "2026-08-01T00:00:00.000Z", ...rest });

/** Runs the page's program against a site with these files below /data/. */
const check = async (files: Readonly<Record<string, string>>) => {
  const server = createServer(({ url = "" }, response) => {
    const body = files[url.replace("/data/", "")];
    response.writeHead(body === undefined ? 404 : 200).end(body);
  }).listen(0);
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  const python = spawn("python3", ["-", `http://127.0.0.1:${port}/`]);
  python.stdin.end(program);
  const [output, errors] = await Promise.all([text(python.stdout), text(python.stderr)]);
  server.close();
  return { output: output.trim(), errors: errors.trim() };
};

const parts = Object.fromEntries([cells, list, manifest, batches].map((part) => [`parts/${hashOf(part)}.json`, part]));

it("finds a published snapshot sound, and one with a changed byte not", async ({ skip }: TestContext) => {
  if (spawnSync("python3", ["--version"]).status !== 0) skip("there is no python3 on the PATH");
  expect(program.trim().split("\n").length).toBeLessThanOrEqual(44);
  expect(await check({ ...parts, "snapshot.json": index })).toEqual({
    output: `${id}: 1 runs, 1 cells, 1 batches`,
    errors: "",
  });
  const damaged = { ...parts, [`parts/${hashOf(cells)}.json`]: cells.replace('"pass":[1]', '"pass":[0]') };
  const lacking = { ...parts, [`parts/${hashOf(manifest)}.json`]: "{}" };
  expect((await check({ ...lacking, "snapshot.json": index })).errors).toContain("is not what its name says");
  expect((await check({ ...damaged, "snapshot.json": index })).errors).toContain("is not what its name says");
  const changed = index.replace('"runs":1', '"runs":2');
  expect((await check({ ...parts, "snapshot.json": changed })).errors).toBe("the index is not what its id says");
}, 60_000);
