import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { examples } from "#contract/openapi/recorded.ts";
import { readGateResult } from "./gate/read-result.ts";
import { command } from "./gate.ts";
import { type ContractServer, startContractServer } from "./testing/contract-server.ts";
import { runInProcess } from "./testing/run-in-process.ts";

let folder = "";
let server: ContractServer;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "gate-command-"));
  const [example] = examples.listRuns.body;
  server = await startContractServer(({ id, query: { batchId = "" } }) => {
    const outcome = { good: "pass", bad: "fail" }[batchId];
    const runs = outcome === undefined ? [] : runsOf(outcome === "pass");
    if (id === "listRuns") {
      return { status: 200, body: runs.map((run) => ({ ...example, ...run, batchId, outcome, model: undefined })) };
    }
    if (id === "getFrozenSnapshot") return { status: 404, body: { title: "Not Found", status: 404, detail: "none" } };
    if (id !== "exportRunsAsNdjson") return undefined;
    return { status: 200, body: runs, headers: { "content-type": "application/x-ndjson" } };
  });
});
afterEach(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

/** Eight scenarios with five runs each, all of which pass or none does. */
const runsOf = (isSuccessful: boolean, trials = 5) =>
  Array.from({ length: 8 * trials }, (_, n) => ({
    ...{ runId: `r${n}`, suite: "s", scenario: `t${n % 8}`, tier: "L0", agent: "agent", status: "completed" },
    ...{ startedAt: "2026-01-01T00:00:00.000Z", isSuccessful },
  }));
const write = (name: string, runs: readonly object[]) => writeFile(join(folder, name), JSON.stringify(runs));
const gate = (...args: string[]) =>
  runInProcess(command, args, { cwd: folder, env: { ZE_BENCHMARKS_WORKER_URL: server.url } });

describe("gate", () => {
  it("holds files against a batch, and ends with 3 by a regression", async () => {
    await write("new.json", runsOf(false));
    const { code, output, errors } = await gate("--batch", "new.json", "--baseline", "good");
    expect({ code, errors }).toEqual({ code: 3, errors: "" });
    expect(output).toContain("### ❌ Regression: s (agent)");
    expect(output).toContain("new.json against batch good");
  });

  it("holds a batch against another: what is better is no regression", async () => {
    const { code, output } = await gate("--batch", "good", "--baseline", "bad", "--json");
    expect(code).toBe(0);
    expect(readGateResult(output)).toMatchObject({ batch: "batch good", baseline: "batch bad", verdict: "unknown" });
  });

  it("reads runs from a pipe", async () => {
    const pipe = join(folder, "pipe");
    spawnSync("sh", ["-c", 'mkfifo "$0"', pipe]);
    const [written, { code, output }] = await Promise.all([
      write("pipe", runsOf(false)).then(() => true),
      gate("--batch", "pipe", "--baseline", "good"),
    ]);
    expect([written, code]).toEqual([true, 3]);
    expect(output).toContain("pipe against batch good");
  });

  it.each([["x".repeat(300)], ["new.json/nightly"]])(
    "takes %s for a batch, which no file can be called",
    async (name) => {
      await write("new.json", runsOf(false));
      const { errors } = await gate("--batch", name, "--baseline", "good");
      expect(errors).toContain(name);
      expect(errors).not.toMatch(/ENAMETOOLONG|ENOTDIR/);
      expect(server.asked.map(({ query }) => query["batchId"])).toContain(name);
    },
  );

  it("writes reports where it is told, in folders that it makes", async () => {
    await write("new.json", runsOf(false));
    const files = { markdown: "out/comment.md", report: "out/all.json", ctrf: "out/ctrf.json", junit: "junit.xml" };
    const { code, output } = await gate(
      ...["--batch", "new.json", "--baseline", "good", "--annotations"],
      ...Object.entries(files).flatMap(([option, file]) => [`--${option}`, file]),
    );
    expect(code).toBe(3);
    expect(output.split("\n")[0]).toMatch(/^::error title=s/);
    expect(output.trimEnd().split("\n").at(-1)).toMatch(/^Regression: .* checks$/);
    const text = (file: string) => readFile(join(folder, file), "utf8");
    expect(await text(files.markdown)).toContain("### ❌ Regression");
    expect(readGateResult(await text(files.report))?.verdict).toBe("fail");
    expect(JSON.parse(await text(files.ctrf)).reportFormat).toBe("CTRF");
    expect(await text(files.junit)).toContain('<testsuites name="ze-benchmarks gate"');
  });

  it.each([
    ["onUnknown: fail", 4],
    ["onUnknown: pass", 0],
  ])("ends by %s with %i where the runs are too few", async (config, expected) => {
    await write("few.json", runsOf(true, 1).slice(0, 2));
    await writeFile(join(folder, "gate.yaml"), config);
    const { code, output } = await gate("--batch", "few.json", "--baseline", "good", "--config", "gate.yaml");
    expect(code).toBe(expected);
    expect(output).toContain("Too few runs to tell");
    expect(existsSync(join(folder, "out"))).toBe(false);
  });

  it.each([
    [["--batch", "good"], "name --batch and --baseline"],
    [["--baseline", "good"], "name --batch and --baseline"],
    [["--batch", "good", "--baseline", "good"], "--batch and --baseline are both good: name two"],
    [["--batch", "good", "--batch", "bad", "--baseline", "x"], "--batch takes one batch, or files that are there"],
    [["--batch", "good", "--baseline", "nowhere"], "--baseline nowhere is no batch at http"],
  ])("refuses %j", async (args, message) => {
    const { code, errors } = await gate(...args);
    expect(code).toBe(2);
    expect(errors).toContain(message);
  });

  it("says that there is no snapshot of an id", async () => {
    const { code, errors } = await gate("--batch", "good", "--baseline", "0123abcd");
    expect(code).toBe(1);
    expect(errors).toContain("no snapshot 0123abcd");
  });
});
