import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { examples } from "#contract/openapi/recorded.ts";
import { inProject } from "../command/project.ts";
import { BenchmarkLogger } from "./benchmark-logger.ts";
import { MOVED_CALLS } from "./moved-calls.ts";
import { type MemoryWorker, startMemoryWorker } from "./testing/memory-worker.ts";

const page = readFileSync(inProject("site", "content", "docs", "client.md"), "utf8");
const [harness = "", reader = ""] = [...page.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code]) => code ?? "");

let worker: MemoryWorker;
let folder = "";
beforeEach(async () => {
  worker = await startMemoryWorker();
  folder = mkdtempSync(join(tmpdir(), "client-docs-"));
  // The sources in the place of the package that is made of them, which has tests of its own.
  const installed = join(folder, "node_modules", "ze-benchmarks");
  mkdirSync(installed, { recursive: true });
  symlinkSync(inProject("scripts", "logger", "index.ts"), join(installed, "client.ts"));
  writeFileSync(join(installed, "package.json"), '{"type":"module","exports":{"./client":"./client.ts"}}');
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
});
afterEach(() => {
  worker.close();
  rmSync(folder, { recursive: true, force: true });
});

const runExample = async (code: string) => {
  writeFileSync(join(folder, "example.ts"), code);
  const env = { PATH: process.env["PATH"], ZE_BENCHMARKS_WORKER_URL: worker.url, ZE_BENCHMARKS_API_KEY: "k" };
  const child = spawn(process.execPath, ["example.ts"], { cwd: folder, env });
  let output = "";
  let errors = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  child.stderr.on("data", (chunk) => {
    errors += chunk;
  });
  const exitCode = await new Promise((resolve) => child.on("close", resolve));
  return { exitCode, output, errors };
};

describe("the client's page", () => {
  it("has a harness that runs as it stands", async () => {
    expect(await runExample(harness)).toEqual({ exitCode: 0, output: "", errors: "" });
    expect([...worker.runs.values()]).toMatchObject([
      { suite: "fix-bugs", scenario: "off-by-one", totalScore: 1, isSuccessful: true, telemetry: { tokensIn: 5200 } },
      { suite: "fix-bugs", scenario: "leap-year", totalScore: 0.9, isSuccessful: false },
    ]);
    const [batch] = worker.batches.values();
    expect(batch).toMatchObject({ totalRuns: 2, completedAt: expect.any(String) });
    expect([...worker.runs.values()].every(({ batchId }) => batchId === batch?.batchId)).toBe(true);
  });

  it("has a reader that runs as it stands", async () => {
    worker.trouble = (call) => {
      if (call === "GET /api/runs?suite=update-deps&outcome=fail") {
        return { ...examples.listRuns, headers: { "x-next-cursor": "1.2" } };
      }
      if (call === "GET /api/runs?suite=update-deps&outcome=fail&cursor=1.2") return { status: 200, body: [] };
      if (call === "GET /api/stats/suites/update-deps?tier=L1") return examples.getSuiteStats;
      return undefined;
    };
    const { exitCode, output, errors } = await runExample(reader);
    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: "" });
    const { passShare, countedRuns, scenarioBreakdown } = examples.getSuiteStats.body;
    const figures = [passShare, countedRuns, scenarioBreakdown.length];
    expect(output.trimEnd().split("\n").at(-1)).toBe(figures.join(" "));
    expect(output).toContain("vite-react-app echo example/model-2");
  });

  it("names every call of the logger", () => {
    const methods = Object.getOwnPropertyNames(BenchmarkLogger.prototype).filter((name) => name !== "constructor");
    expect(methods.length).toBeGreaterThan(7);
    expect(methods.filter((name) => !page.includes(`| \`${name}(`))).toEqual([]);
  });
});

describe("the page on moving over", () => {
  it("says what became of every call of the original", () => {
    const moving = readFileSync(inProject("site", "content", "docs", "moving-over.md"), "utf8");
    const kept = ["startRun", "startBatch", "completeBatch", "upsertBatch", "updateAgent", "completeRun", "failRun"];
    const calls = [...Object.keys(MOVED_CALLS), ...kept, "logEvaluation", "logTelemetry"];
    expect(calls.filter((name) => !moving.includes(`\`${name}(`))).toEqual([]);
  });
});
