import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { StepRunner } from "../publish/steps.ts";
import { type CloudflareApi, startCloudflareApi } from "../testing/cloudflare-api.ts";
import { Cloudflare } from "./cloudflare.ts";
import { DEPLOY_STEPS, type Deployment, deployWorker, smoke } from "./deploy-worker.ts";
import { readEnvironment } from "./environment.ts";

const { signal } = new AbortController();
let folder: string;
/** The folder of the pages. */
let assets: string;
let api: CloudflareApi;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "deploy-worker-"));
  assets = join(folder, "site");
  await mkdir(assets);
  await writeFile(join(assets, "index.html"), "<h1>First</h1>");
  api = await startCloudflareApi();
});
afterAll(async () => {
  api.close();
  await rm(folder, { recursive: true, force: true });
});

/** Deploys to the stand-in; gives what was said and became of it, and what it was asked that changes something. */
const deploy = async (options: Partial<Deployment> = {}) => {
  const environment = await readEnvironment("production");
  const variables = { ...process.env, ...api.variables, TMPDIR: folder };
  const lines: string[] = [];
  const before = api.changes().length;
  const outcome = await deployWorker(
    {
      environment,
      cloudflare: new Cloudflare(environment, variables, signal),
      ...{ assets, secret: "a long random text", url: api.url, dryRun: false },
      ...{ patience: { tries: 2, pauseMs: 10 }, signal, ...options },
    },
    new StepRunner({ steps: DEPLOY_STEPS, leaves: "" }, (line) => lines.push(line)),
  ).catch((error: Error) => error.message);
  expect(api.unknown).toEqual([]);
  return { outcome, text: lines.join("\n"), changes: api.changes().slice(before) };
};

describe("a deployment", { timeout: 600_000 }, () => {
  it("asks no account with dryRun", async () => {
    const { outcome, text, changes } = await deploy({ dryRun: true });
    expect(outcome).toEqual({ what: "checked", urls: [api.url] });
    expect(text).toMatch(/content [0-9a-f]{24}/);
    expect(changes).toEqual([]);
  });

  it("changes nothing where the Worker has no secret, and none is given", async () => {
    const { outcome, changes } = await deploy({ secret: undefined });
    expect(outcome).toContain("account failed: the Worker ze-benchmarks has no secret API_SECRET_KEY");
    expect(changes).toEqual([]);
  });

  it("uploads nothing after a migration that failed", async () => {
    api.state.failMigration = "near SYNTAX: error";
    const { outcome, changes } = await deploy();
    api.state.failMigration = undefined;
    expect(outcome).toContain("migrate failed: cannot apply the migrations");
    expect(outcome).toContain("near SYNTAX: error");
    expect(changes).toEqual(["POST /d1/database", "POST /d1/database/ID/query"]);
    expect(api.state).toMatchObject({ versions: [], serving: undefined, migrations: [] });
  });

  it("brings the database up to date, uploads with the secret, and asks the Worker", async () => {
    const { outcome, text, changes } = await deploy();
    expect(outcome).toEqual({ what: "deployed", urls: [api.url], before: undefined });
    expect(text).toContain("2 migrations applied");
    expect(text).toContain(`${api.url} works`);
    expect(api.state.migrations).toEqual(["0000_tables.sql", "0001_triggers.sql"]);
    expect([...api.state.secrets]).toEqual(["API_SECRET_KEY"]);
    const upload = changes.findIndex((change) => /(PUT|versions)/.test(change));
    expect(upload).toBeGreaterThan(changes.lastIndexOf("POST /d1/database/ID/query"));
    expect(api.state.serving).toBe(api.state.versions.at(-1)?.id);
  });

  it("changes nothing the second time", async () => {
    const { outcome, text, changes } = await deploy({ secret: undefined });
    expect(outcome).toEqual({ what: "unchanged", urls: [api.url], before: undefined });
    expect(text).toContain("nothing to apply");
    expect(changes).toEqual([]);
  });

  it("takes back a version that does not work", async () => {
    const { serving } = api.state;
    await writeFile(join(assets, "index.html"), "<h1>Second</h1>");
    api.state.health = (version) => (version === serving ? 200 : 500);
    const { outcome } = await deploy();
    expect(outcome).toContain(`smoke failed: ${api.url} does not work: /health answered 500`);
    expect(outcome).toContain(`Version ${serving}, which was there before, serves again`);
    expect(api.state.versions).toHaveLength(2);
    expect(api.state.serving).toBe(serving);
  });

  it("says what keeps a version that does not work from being taken back", async () => {
    api.state.health = () => 500;
    const cloudflare = { rollBack: () => Promise.reject(new Error("cannot go back")) };
    const deployment = { cloudflare, assets, patience: { tries: 2, pauseMs: 10 }, signal };
    await expect(smoke(deployment, api.url, { version: "before", tag: "a tag" })).rejects.toThrow(
      `${api.url} does not work: /health answered 500. It still serves: cannot go back`,
    );
    await expect(smoke(deployment, api.url, undefined)).rejects.toThrow(/does not work: \/health answered 500$/);
  });
});
