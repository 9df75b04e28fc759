import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inProject } from "../command/project.ts";
import { REMOTE_COMMANDS } from "../command/remote-commands.ts";
import { startFreshWorker } from "../local/fresh-worker.ts";
import type { RunningWorker } from "../local/worker-process.ts";
import { makePackage } from "./make-package.ts";
import { findNode } from "./testing/find-node.ts";

const SLOW_MS = 300_000;

let folder = "";
let worker: RunningWorker;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "client-package-"));
  const signal = new AbortController().signal;
  const tarball = await makePackage(join(folder, "tarball"), signal);
  mkdirSync(join(folder, "project"));
  writeFileSync(join(folder, "project", "package.json"), '{"type":"module","private":true}');
  execFileSync("npm", ["install", "--prefer-offline", "--no-audit", tarball], {
    cwd: join(folder, "project"),
    stdio: "pipe",
  });
  worker = await startFreshWorker(folder, signal);
}, SLOW_MS);
afterAll(async () => {
  await worker?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const installed = (...parts: string[]) => join(folder, "project", "node_modules", ...parts);

/** Runs something in the project with a Node, and with no key but the one that a Worker on this machine has anyway. */
const run = (node: string, ...args: string[]) => {
  const env = { ZE_BENCHMARKS_WORKER_URL: worker.url, ZE_BENCHMARKS_SPOOL: join(folder, "spool") };
  const { status, stdout, stderr } = spawnSync(node, args, { cwd: join(folder, "project"), env, encoding: "utf8" });
  return { status, output: stdout, errors: stderr };
};

const HARNESS = `
import { BenchmarkLogger, WorkerClient } from "ze-benchmarks/client";
const runId = process.argv[2];
const logger = BenchmarkLogger.getInstance();
logger.startRun({ runId, suite: "packed", scenario: "one", tier: "L1", agent: "my-agent", synthetic: true });
logger.logEvaluation({ runId, evaluatorName: "tests", score: 9, maxScore: 10 });
const delivery = await logger.completeRun({ runId, totalScore: 0.9, isSuccessful: false });
const left = await logger.close();
const { run, evaluations } = await new WorkerClient({ url: process.env.ZE_BENCHMARKS_WORKER_URL }).getRun({ runId });
console.log(JSON.stringify([delivery.state, left, run.outcome, evaluations[0].score]));
`;

describe.each([20, 22, 24])("the client's package on Node %i", (major) => {
  let node = "";
  beforeAll(() => {
    node = findNode(major);
  }, SLOW_MS);

  it("logs a run and reads it back", () => {
    writeFileSync(join(folder, "project", "harness.js"), HARNESS);
    const { status, output, errors } = run(node, "harness.js", `node-${major}`);
    expect({ status, errors }).toEqual({ status: 0, errors: "" });
    expect(JSON.parse(output)).toEqual(["delivered", 0, "fail", 9]);
  });

  it("has the commands that need a Worker's address alone", () => {
    const cli = installed("ze-benchmarks", "dist", "cli.js");
    const { status, output } = run(node, cli, "--help");
    expect(status).toBe(0);
    expect(REMOTE_COMMANDS.filter(({ name }) => !output.includes(`  ${name} `))).toEqual([]);
    // Each is loaded on the oldest Node, which is where something may be missing.
    for (const { name } of major === 20 ? REMOTE_COMMANDS : []) {
      const head = expect.stringContaining(`npx ze-benchmarks ${name}`);
      expect(run(node, cli, name, "--help")).toMatchObject({ status: 0, output: head });
    }
    const times = { startedAt: "2026-08-01T12:00:00Z", completedAt: "2026-08-01T12:03:20Z", synthetic: true };
    const names = { suite: "packed", scenario: "two", tier: "L1", agent: "my-agent", status: "completed" };
    writeFileSync(
      join(folder, "project", "runs.ndjson"),
      `${JSON.stringify({ runId: `imported-${major}`, ...names, ...times })}\n`,
    );
    expect(run(node, cli, "import", "runs.ndjson")).toMatchObject({
      status: 0,
      output: expect.stringMatching(/^1 accepted/),
    });
    const listed = JSON.parse(run(node, cli, "runs", "--scenario", "two", "--json").output) as { runId: string }[];
    expect(listed.map(({ runId }) => runId)).toContain(`imported-${major}`);
    expect(run(node, cli, "rusn")).toMatchObject({ status: 2, errors: expect.stringContaining("did you mean runs?") });
  });
});

const USER = `
import { BenchmarkLogger, type Delivery, RefusedError, WorkerClient } from "ze-benchmarks/client";

const logger = BenchmarkLogger.getInstance({ url: "http://localhost:8787", key: "k" });
const runId: string = logger.startRun("fix-bugs", "off-by-one", "L1", "my-agent", "my-model");
const delivery: Delivery = await logger.completeRun({ runId, totalScore: 0.9, isSuccessful: false });
console.log(delivery.state);
const client = new WorkerClient({ url: "http://localhost:8787" });
try {
  const { items, nextCursor } = await client.listRuns({ suite: "fix-bugs", outcome: "fail" });
  for (const run of items) console.log(run.runId.toUpperCase(), run.scenario, nextCursor);
  // @ts-expect-error There is no such parameter.
  await client.listRuns({ suit: "fix-bugs" });
  // @ts-expect-error A score is a number.
  logger.logEvaluation({ runId, evaluatorName: "tests", score: "9", maxScore: 10 });
} catch (error) {
  if (error instanceof RefusedError) console.log(error.status.toFixed());
}
`;

describe("the client's package", () => {
  it.each([
    ["nodenext", "nodenext"],
    ["bundler", "esnext"],
  ])(
    "has types for a strict user and for the page's examples with %s resolution, its declarations checked too",
    (moduleResolution, module) => {
      writeFileSync(join(folder, "project", "use.ts"), USER);
      const page = readFileSync(inProject("site", "content", "docs", "client.md"), "utf8");
      const examples = [...page.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = ""], position) => {
        writeFileSync(join(folder, "project", `example-${position}.ts`), code);
        return `example-${position}.ts`;
      });
      expect(examples).toHaveLength(2);
      const strict = {
        strict: true,
        noUncheckedIndexedAccess: true,
        exactOptionalPropertyTypes: true,
        skipLibCheck: false,
      };
      const libraries = {
        target: "es2022",
        lib: ["es2023"],
        types: ["node"],
        typeRoots: [inProject("node_modules", "@types")],
      };
      const compilerOptions = { ...strict, ...libraries, module, moduleResolution, noEmit: true };
      const config = join(folder, "project", `tsconfig.${moduleResolution}.json`);
      writeFileSync(config, JSON.stringify({ compilerOptions, files: ["use.ts", ...examples] }));
      const { status, stdout } = spawnSync(inProject("node_modules", ".bin", "tsc"), ["-p", config], {
        encoding: "utf8",
      });
      expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
    },
  );

  it("brings zod, and no secrets, sources or tests", () => {
    expect(readdirSync(installed()).filter((name) => !name.startsWith("."))).toEqual(["ze-benchmarks", "zod"]);
    const files = readdirSync(installed("ze-benchmarks"), { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    const names = files.map(({ name }) => name);
    expect(
      names.filter((name) => !/\.(js|d\.ts|md)$|^LICENSE$|^package\.json$/.test(name) || name.includes(".test.")),
    ).toEqual([]);
    const text = files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), "utf8")).join("\n");
    expect(text).not.toContain(inProject());
    expect(text).not.toMatch(/from "(drizzle|itty)|API_SECRET_KEY=/);
  });
});
