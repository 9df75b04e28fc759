import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { command } from "./flush.ts";
import { Spool, waitingNameOf } from "./logger/spool.ts";
import { type MemoryWorker, startMemoryWorker } from "./logger/testing/memory-worker.ts";
import { runInProcess } from "./testing/run-in-process.ts";

let worker: MemoryWorker;
let folder = "";
beforeEach(async () => {
  worker = await startMemoryWorker();
  folder = mkdtempSync(join(tmpdir(), "flush-"));
});
afterEach(() => {
  worker.close();
  rmSync(folder, { recursive: true, force: true });
});

const runFlush = (...args: string[]) =>
  runInProcess(command, ["--url", worker.url, "--key", "k", ...args], { cwd: folder });

const keepRun = (runId: string, fields: object = {}) => {
  const names = { suite: "s", scenario: "c", tier: "L0", agent: "a", status: "completed" };
  const run = { runId, ...names, startedAt: "2026-01-01T00:00:00Z", ...fields };
  const spool = new Spool(join(folder, ".ze-benchmarks", "spool"));
  spool.keep({ kind: "run", name: waitingNameOf("run", runId), text: `${JSON.stringify(run)}\n` });
  return spool;
};

describe("npm run flush", () => {
  it("delivers what waits, by bulk, and leaves nothing", async () => {
    const spools = Array.from({ length: 30 }, (_, number) => keepRun(`r${number}`));
    const text = '{"batchId":"b","totalRuns":30}\n';
    spools[0]?.keep({ kind: "batch", name: waitingNameOf("batch", "b"), text });
    const { code, output, errors } = await runFlush();
    expect({ code, output, errors }).toEqual({ code: 0, output: "31 delivered, 0 refused, 0 waiting\n", errors: "" });
    expect(worker.runs.size).toBe(30);
    expect(worker.batches.get("b")?.totalRuns).toBe(30);
    expect(worker.asked).toEqual(["GET /health", "POST /api/results/batch", "POST /api/results/bulk"]);
    expect(spools[0]?.names()).toEqual([]);
    expect((await runFlush()).output).toMatch(/^nothing waits in .*\.ze-benchmarks.spool\n$/);
  });

  it("sets aside what is refused, exits with 1, and has it wait again when told to", async () => {
    keepRun("good");
    const spool = keepRun("bad", { agent: "" });
    const { code, output, errors } = await runFlush();
    expect(code).toBe(1);
    expect(output).toMatch(
      /^1 delivered, 1 refused, 0 waiting; 1 refused are in .*refused: --again tries them once more\n$/,
    );
    expect(errors).toMatch(/^ {2}bad\.run\.json refused: it breaks the contract; agent must not be empty/);
    const refused = join(spool.folder, "refused");
    expect(readdirSync(refused)).toEqual(["bad.run.json", "bad.run.reason.json"]);
    expect((await runFlush()).code).toBe(0);

    const run = readFileSync(join(refused, "bad.run.json"), "utf8");
    writeFileSync(join(refused, "bad.run.json"), run.replace('"agent":""', '"agent":"mended"'));
    const again = await runFlush("--again");
    expect(again).toMatchObject({ code: 0, output: "1 delivered, 0 refused, 0 waiting\n" });
    expect(worker.runs.get("bad")?.agent).toBe("mended");
  });

  it("says what still waits when the key is wrong", async () => {
    const spool = keepRun("r");
    const { code, output, errors } = await runFlush("--key", "other");
    expect(code).toBe(1);
    expect(output).toBe("0 delivered, 0 refused, 1 waiting\n");
    expect(errors).toMatch(/answered 401: wrong key\nwhat was not delivered still waits in /);
    expect(spool.names()).toEqual(["r.run.json"]);
  });

  it("leaves in place what this key may not send, says so, and sends the rest", async () => {
    const spool = keepRun("r");
    spool.keep({ kind: "batch", name: waitingNameOf("batch", "theirs"), text: '{"batchId":"theirs"}\n' });
    worker.trouble = (call) =>
      call === "POST /api/results/batch" ? { status: 403, body: { detail: "the batch belongs to key k7" } } : undefined;
    const { code, output, errors } = await runFlush();
    expect({ code, output }).toEqual({ code: 1, output: "1 delivered, 0 refused, 1 waiting\n" });
    expect(errors).toMatch(
      /^ {2}theirs\.batch\.json stays: this key may not send it: .*the batch belongs to key k7\n$/,
    );
    expect(spool.names()).toEqual(["theirs.batch.json"]);
  });

  it("leaves in place the runs of another key's batch, and sends the rest", async () => {
    const spool = keepRun("mine");
    for (const name of ["theirs", "theirs-too", "worthless"]) keepRun(name);
    worker.trouble = (call) =>
      call === "POST /api/results/bulk"
        ? {
            status: 200,
            body: {
              accepted: 1,
              duplicates: 0,
              conflicts: [],
              rejected: [
                {
                  line: 2,
                  issues: [{ path: ["batchId"], message: "batch b belongs to key k7" }],
                  owner: "k7",
                  forbidden: true,
                },
                { line: 3, issues: [{ path: ["suite"], message: "this key may not" }], forbidden: true },
                { line: 4, issues: [{ path: ["batchId"], message: "batch b was removed" }] },
              ],
            },
          }
        : undefined;
    const { code, output, errors } = await runFlush();
    expect(code).toBe(1);
    expect(output).toMatch(/^1 delivered, 1 refused, 2 waiting/);
    expect(errors).toContain("theirs.run.json stays: this key may not send it");
    expect(errors).toContain("batch b belongs to key k7");
    expect(errors).toContain("worthless.run.json refused");
    expect(spool.names()).toEqual(["theirs-too.run.json", "theirs.run.json"]);
  });

  it("goes past folders that lie in the spool", async () => {
    const spool = keepRun("r");
    mkdirSync(join(spool.folder, "a-folder.run.json"));
    expect(await runFlush()).toEqual({ code: 0, output: "1 delivered, 0 refused, 0 waiting\n", errors: "" });
  });

  it("says how to start a Worker when none answers", async () => {
    keepRun("r");
    const { code, errors } = await runFlush("--url", "http://127.0.0.1:1");
    expect(code).toBe(1);
    expect(errors).toMatch(/^no answer from http:\/\/127\.0\.0\.1:1\/health: .*\nnpm start in a checkout/);
  });

  it("takes another folder, and exits with 2 for one that is not there and other wrong usage", async () => {
    keepRun("r");
    expect((await runFlush("--spool", ".ze-benchmarks/spool")).code).toBe(0);
    for (const args of [["--spool", "nowhere"], ["--nonsense"], ["extra"], ["--url", "no url"]]) {
      const { code, errors } = await runFlush(...args);
      expect(errors).toMatch(/npm run flush -- --help says more\n$/);
      expect(code).toBe(2);
    }
  });

  it("prints help", async () => {
    const { code, output } = await runFlush("--help");
    expect(output).toMatch(/^npm run flush -- \[options\]/);
    expect(code).toBe(0);
  });
});
