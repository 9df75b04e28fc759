import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { WorkerClient } from "#client/worker-client.ts";
import { examples } from "#contract/openapi/recorded.ts";
import { inProject } from "../command/project.ts";
import { SAMPLE_MANIFESTS } from "../sample/sample-manifests.ts";
import { suiteOf, writtenSnapshot } from "../snapshots/testing/written-snapshot.ts";
import { type Answering, startContractServer } from "../testing/contract-server.ts";
import { applyMigrations } from "./apply-migrations.ts";
import { loadSample } from "./load-sample.ts";
import { saveSnapshot } from "./save-snapshot.ts";

const { signal } = new AbortController();
let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "local-"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("loadSample", () => {
  const load = async (answering: Answering) => {
    const server = await startContractServer(answering);
    onTestFinished(() => server.close());
    const loaded = await loadSample(new WorkerClient({ url: server.url, key: "k" }), signal);
    return { loaded, asked: server.asked };
  };

  it("puts in manifests, then runs that end yesterday, then their batches", async () => {
    const { loaded, asked } = await load(({ id, body }) =>
      id === "submitBulk"
        ? { status: 200, body: { accepted: (body as unknown[]).length, duplicates: 0, conflicts: [], rejected: [] } }
        : undefined,
    );
    expect(loaded).toBe(4635);
    const kinds = asked.map(({ id }) => id);
    expect(kinds.filter((kind) => kind === "putManifest")).toHaveLength(SAMPLE_MANIFESTS.length);
    expect(kinds.filter((kind) => kind === "submitBatch")).toHaveLength(44);
    expect([...new Set(kinds)]).toEqual(["putManifest", "submitBulk", "submitBatch"]);
    const runs = asked.flatMap(({ id, body }) => (id === "submitBulk" ? (body as { startedAt: string }[]) : []));
    const last = runs
      .map(({ startedAt }) => startedAt)
      .sort()
      .at(-1)
      ?.slice(0, 10);
    const days = [1, 2].map((ago) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10));
    expect(days).toContain(last);
  });

  it("ends with the first run that is refused", async () => {
    const rejected = [{ line: 2, runId: "r", issues: [{ path: ["tier"], message: "is not known" }] }];
    const loading = load(({ id }) =>
      id === "submitBulk" ? { status: 200, body: { ...examples.submitBulk.body, accepted: 1, rejected } } : undefined,
    );
    await expect(loading).rejects.toThrow(/^the Worker refused the sample's run r: .*is not known/);
  });
});

describe("saveSnapshot", () => {
  it("puts the index and every part where a build takes them", async () => {
    const written = writtenSnapshot([suiteOf({ x: 5 })]);
    const server = createServer(({ url = "" }, response) => {
      const text = url.includes("/parts/") ? written.parts.get(url.slice(url.lastIndexOf("/") + 1)) : written.index;
      response.writeHead(text === undefined ? 404 : 200, { "content-type": "application/json" }).end(text);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const index = await saveSnapshot(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, folder, signal);
    expect(index.id).toBe(written.id);
    expect(JSON.parse(await readFile(join(folder, "index.json"), "utf8"))).toEqual(JSON.parse(written.index));
    expect(await readdir(join(folder, "parts"))).toEqual([...written.parts.keys()].map((id) => `${id}.json`));
  });
});

describe("applyMigrations", () => {
  it("does nothing for a database whose stamp names the present migrations", async () => {
    const migrations = inProject("worker", "db", "migrations");
    const hash = createHash("sha256");
    for (const name of (await readdir(migrations)).filter((file) => file.endsWith(".sql")).sort()) {
      hash.update(`${name}\0`).update(await readFile(join(migrations, name)));
    }
    await mkdir(join(folder, "v3", "d1"), { recursive: true });
    await writeFile(join(folder, "migrations.sha256"), hash.digest("hex"));
    // An aborted signal would end it, if it started a program.
    expect(await applyMigrations(folder, AbortSignal.abort())).toBe(false);
  });

  it("makes a database once, and copies it from then on", async () => {
    const kept = join(folder, "kept");
    const filesIn = async (state: string) => {
      const names = await readdir(join(folder, state, "v3", "d1"), { recursive: true });
      return names.filter((name) => name.endsWith(".sqlite")).sort();
    };
    expect(await applyMigrations(join(folder, "first"), undefined, kept)).toBe(true);
    // An aborted signal would end it, if it started a program.
    expect(await applyMigrations(join(folder, "second"), AbortSignal.abort(), kept)).toBe(true);
    expect(await filesIn("second")).toEqual(await filesIn("first"));
    expect(await filesIn("second")).not.toEqual([]);
    expect(await applyMigrations(join(folder, "second"), AbortSignal.abort(), kept)).toBe(false);
    const [digest = ""] = await readdir(kept);
    expect(await readFile(join(folder, "second", "migrations.sha256"), "utf8")).toBe(digest);
  });

  it("says that the folder of the database cannot be made", async () => {
    await writeFile(join(folder, "file"), "");
    const persist = join(folder, "file", "state");
    await expect(applyMigrations(persist)).rejects.toThrow(`cannot make the folder ${persist}: ENOTDIR`);
  });
});
