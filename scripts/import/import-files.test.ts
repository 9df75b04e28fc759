import { copyFile, link, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { strToU8, zipSync } from "fflate";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { examples } from "#contract/openapi/recorded.ts";
import { command } from "../import.ts";
import { type MemoryWorker, startMemoryWorker, type Trouble } from "../logger/testing/memory-worker.ts";
import { runInProcess } from "../testing/run-in-process.ts";

let worker: MemoryWorker;
let folder = "";
beforeAll(async () => {
  worker = await startMemoryWorker();
});
afterAll(() => worker.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "import-files-"));
  worker.runs.clear();
  worker.batches.clear();
  worker.manifests.clear();
  worker.asked.length = 0;
  worker.trouble = () => undefined;
});
afterEach(() => rm(folder, { recursive: true }));

const run = (args: string[], input?: string | Buffer) =>
  runInProcess(command, ["--url", worker.url, "--key", "k", ...args], {
    cwd: folder,
    ...(input !== undefined && { input }),
  });
const write = async (name: string, content: unknown): Promise<void> => {
  const path = join(folder, name);
  await mkdir(join(path, ".."), { recursive: true });
  const isText = typeof content === "string" || content instanceof Uint8Array;
  await writeFile(path, isText ? content : JSON.stringify(content));
};
const bulkRequests = () => worker.asked.filter((call) => call === "POST /api/results/bulk").length;

const own = (runId: string, more: object = {}) => ({
  runId,
  suite: "s",
  scenario: "c",
  tier: "L0",
  agent: "a",
  status: "completed",
  startedAt: "2026-01-01T00:00:00.000Z",
  ...more,
});
const lines = (...runs: object[]) => runs.map((one) => `${JSON.stringify(one)}\n`).join("");

/** Made-up logs of Inspect AI. */
const sampleOf = (id: string, more: object = {}) => ({
  id,
  epoch: 1,
  uuid: `u-${id}`,
  scores: { grade: { value: "C" } },
  started_at: "2026-01-01T00:00:02Z",
  completed_at: "2026-01-01T00:00:12Z",
  ...more,
});
const logOf = (
  samples: object[],
  { total = samples.length, status = "success", ...ofEval }: Record<string, unknown> = {},
) => ({
  version: 2,
  status,
  eval: { run_id: "R", task_id: "T", task: "made", model: "lab/m", created: "2026-01-01T00:00:00Z", ...ofEval },
  results: { total_samples: total },
  samples,
});
const failed = { scores: undefined, error: { message: "429" } };

describe("a file that holds fewer runs than it states", () => {
  it("is not sent, and its exit code is 1", async () => {
    await write("log.json", logOf([sampleOf("a")], { total: 50, status: "cancelled" }));
    await write("whole.ndjson", lines(own("r")));
    const { code, errors } = await run(["log.json", "whole.ndjson"]);
    expect(errors).toBe(
      "cannot import log.json: it has 1 of the 50 samples that it states (its status is cancelled): --allow-partial takes what is there\n",
    );
    expect([...worker.runs.keys()]).toEqual(["r"]);
    expect(code).toBe(1);
  });

  it("goes in when that is asked for, and what it states is kept", async () => {
    await write("log.json", logOf([sampleOf("a")], { total: 50, status: "cancelled" }));
    const { code, errors, output } = await run(["log.json", "--allow-partial"]);
    expect(errors).toBe("log.json: it has 1 of the 50 samples that it states (its status is cancelled)\n");
    expect(output).toMatch(/^log\.json: Inspect AI log, 1 run\n1 accepted/);
    expect([...worker.batches.values()]).toMatchObject([{ totalRuns: 50, completedAt: "2026-01-01T00:00:12.000Z" }]);
    expect(code).toBe(0);
  });

  it("has a run that stands for those it lacks, which is none of them", async () => {
    const scores = [{ scored_samples: 100, metrics: { accuracy: { value: 0.61 } } }];
    const log = logOf([]);
    await write("log.json", { ...log, results: { total_samples: 100, scores } });
    const refused = await run(["log.json"]);
    expect(refused.errors).toContain("it has 0 of the 100 samples that it states: --allow-partial takes what is there");
    expect([refused.code, worker.runs.size]).toEqual([1, 0]);
    expect((await run(["log.json", "--allow-partial"])).code).toBe(0);
    expect([...worker.runs.values()]).toMatchObject([{ trials: 100, passes: 61 }]);
  });

  it("is no success without any run, whatever its format", async () => {
    await write("log.json", logOf([]));
    await write("board.yml", "[]");
    await write("results.json", { evalId: "e", results: { version: 3, results: [] } });
    const { code, errors } = await run(["log.json", "results.json"]);
    expect(errors).toBe("cannot import log.json: it holds no run\ncannot import results.json: it holds no run\n");
    expect(code).toBe(1);
    expect((await run(["log.json", "--allow-partial"])).code).toBe(0);
  });

  it("is completed by its retry, in whatever order they come, and what failed before does not count", async () => {
    const first = logOf([sampleOf("a"), sampleOf("b", failed)], { status: "error" });
    const second = logOf([sampleOf("a"), sampleOf("b", { uuid: "u-b2" })], { run_id: "R2" });
    await write("1.json", first);
    await write("2.json", second);
    for (const names of [
      ["1.json", "2.json"],
      ["2.json", "1.json"],
    ]) {
      worker.runs.clear();
      const { code, output, errors } = await run(names);
      expect([code, errors]).toEqual([0, ""]);
      expect(output).toMatch(/2 accepted, 1 duplicate, 0 conflicts/);
      expect([...worker.runs.values()].map(({ status }) => status)).toEqual(["completed", "completed"]);
    }
    const alone = await run(["1.json"]);
    expect(alone.errors).toContain("it has 1 of the 2 samples that it states (its status is error)");
  });

  it("goes in with what failed as not final, so that the retry takes its place later", async () => {
    await write("1.json", logOf([sampleOf("a"), sampleOf("b", failed)], { status: "error" }));
    expect((await run(["1.json", "--allow-partial"])).code).toBe(0);
    expect([...worker.runs.values()].map(({ status }) => status)).toEqual(["completed", "incomplete"]);
  });

  it("sends nothing of a file that breaks in the middle", async () => {
    await write("log.json", logOf([sampleOf("a"), { ...sampleOf("b"), id: null }]));
    await write(
      "cut.ndjson.gz",
      gzipSync(lines(own("r"), ...Array.from({ length: 3000 }, (_, n) => own(`r${n}`)))).subarray(0, 4000),
    );
    const { code, errors } = await run(["log.json", "cut.ndjson.gz"]);
    expect(errors).toBe(
      "cannot import log.json: a sample has no id\ncannot read cut.ndjson.gz to its end: unexpected end of file\n",
    );
    expect(worker.runs.size).toBe(0);
    expect(code).toBe(1);
  });

  it("decides about the scale of the copies of a sample by all logs that it is in", async () => {
    const graded = (id: string, value: number) => sampleOf(id, { scores: { grade: { value } } });
    await write("1.json", logOf([graded("a", 1), sampleOf("b", failed)], { status: "error" }));
    await write("2.json", logOf([graded("a", 1), graded("b", 5)], { run_id: "R2" }));
    const { output } = await run(["1.json", "2.json"]);
    expect(output).toMatch(/2 accepted, 1 duplicate, 0 conflicts/);
    expect([...worker.runs.values()].map(({ totalScore, evaluations }) => [totalScore, evaluations.length])).toEqual([
      [1, 0],
      [5, 0],
    ]);
  });
});

describe("runs that their source declares invalid", () => {
  const decided: { call: string; body: unknown }[] = [];
  const decide =
    (known: object[], status = 201) =>
    (call: string, body: string): Trouble | undefined => {
      if (call.startsWith("GET /api/decisions?")) return { status: 200, body: known };
      if (!call.endsWith("/decisions")) return undefined;
      decided.push({ call, body: JSON.parse(body) });
      const decision = {
        id: 1,
        runId: "r",
        kind: "exclude",
        reason: "x",
        changes: {},
        decidedAt: "2026-01-01T00:00:00.000Z",
      };
      return status === 201 ? { status, body: { success: true, decision } } : { status, body: { detail: "no" } };
    };
  const invalidation = { author: "A", reason: "leaked" };
  const reason = "Invalidated in the log by A: leaked";
  beforeEach(async () => {
    decided.length = 0;
    await write("log.json", logOf([sampleOf("a"), sampleOf("b", { invalidation })]));
  });

  it("go in and are excluded, with who says so and why", async () => {
    worker.trouble = decide([]);
    const { code, output } = await run(["log.json"]);
    expect(output).toMatch(
      /^log\.json: Inspect AI log, 2 runs\n1 run excluded, since their source declares them invalid\n2 accepted/,
    );
    expect(decided).toMatchObject([{ body: { kind: "exclude", reason } }]);
    expect(decodeURIComponent(decided[0]?.call ?? "")).toMatch(/\/api\/runs\/inspect:made:T:.*:u-b\/decisions$/);
    expect(code).toBe(0);
  });

  it("stay as they stand where that was decided before", async () => {
    const decision = { id: 1, runId: "r", kind: "exclude", reason, changes: {}, decidedAt: "2026-01-01T00:00:00.000Z" };
    worker.trouble = decide([decision]);
    expect((await run(["log.json"])).code).toBe(0);
    expect(decided).toEqual([]);
  });

  it("are told of where the key may not exclude them", async () => {
    worker.trouble = decide([], 403);
    const { code, errors } = await run(["log.json"]);
    expect(errors).toContain("1 run that its source declares invalid counts, since this key may not exclude runs");
    expect(code).toBe(1);
  });

  it("are told of in a dry run, which decides nothing", async () => {
    const { output } = await runInProcess(command, ["--dry-run", "log.json"], { cwd: folder });
    expect(output).toContain("1 run excluded, since their source declares them invalid\n");
    expect(decided).toEqual([]);
  });
});

describe("batches", () => {
  it("are complete as of their last run once all of it is in", async () => {
    const late = { startedAt: "2026-01-03T00:00:00+01:00" };
    await write(
      "r.ndjson",
      lines(
        own("1", { batchId: "b", ...late }),
        own("2", { batchId: "b" }),
        own("3", { batchId: "c", completedAt: "2026-01-02T00:00:00Z" }),
      ),
    );
    expect((await run(["r.ndjson"])).code).toBe(0);
    expect([...worker.batches.values()]).toEqual([
      { batchId: "b", completedAt: "2026-01-02T23:00:00.000Z" },
      { batchId: "c", completedAt: "2026-01-02T00:00:00.000Z" },
    ]);
  });

  it("are not where a run of them was refused, and stay as they are where they have ended", async () => {
    await write(
      "r.ndjson",
      lines(own("1", { batchId: "b" }), own("2", { batchId: "b", tier: "" }), own("3", { batchId: "c" })),
    );
    const ended = { completedAt: 1, createdAt: 1 };
    worker.trouble = (call) =>
      call === "GET /api/batches/c" ? { status: 200, body: { ...examples.getBatch.body, ...ended } } : undefined;
    expect((await run(["r.ndjson"])).code).toBe(1);
    expect([...worker.batches.keys()]).toEqual([]);
  });
});

describe("requests", () => {
  it("span files, and one line tells of all of a format", async () => {
    for (let number = 0; number < 300; number += 1) {
      const report = { patch_exists: true, resolved: number % 3 === 0 };
      await write(`logs/run_evaluation/e/lab__m/i${number}/report.json`, { [`i${number}`]: report });
    }
    const { code, output, errors } = await run(["logs", "--map", "startedAt=2026-01-01"]);
    expect(errors).toBe("");
    expect(output).toMatch(/(^|\n)300 files: SWE-bench report, 300 runs\n300 accepted, .*\n$/);
    expect(bulkRequests()).toBe(1);
    expect([...worker.runs.values()].filter(({ isSuccessful }) => isSuccessful)).toHaveLength(100);
    expect(code).toBe(0);
  });

  it("name the file of a line that is refused", async () => {
    await write("1.ndjson", lines(own("1")));
    await write("2.ndjson", lines(own("2"), own("3", { agent: "" })));
    const { errors } = await run(["1.ndjson", "2.ndjson"]);
    expect(errors).toMatch(/^ {2}2\.ndjson:2 rejected: agent/);
    expect(bulkRequests()).toBe(1);
  });
});

describe("folders", () => {
  it("hold links to files and folders, which are followed once each, also in a circle", async () => {
    await write("blobs/0a", lines(own("1")));
    await write("elsewhere/2.ndjson", lines(own("2")));
    await mkdir(join(folder, "snapshot"));
    await symlink("../blobs/0a", join(folder, "snapshot/runs.ndjson"));
    await symlink("../blobs/0a", join(folder, "snapshot/same.ndjson"));
    await symlink("../elsewhere", join(folder, "snapshot/more"));
    await symlink("..", join(folder, "snapshot/up"));
    await symlink(".", join(folder, "snapshot/self"));
    const { code, output, errors } = await run(["snapshot"]);
    expect([code, errors]).toEqual([0, ""]);
    expect(output).toMatch(/^2 accepted, 0 duplicates/);
  });

  it("name a link that leads nowhere", async () => {
    await write("f/1.ndjson", lines(own("1")));
    await symlink("gone.ndjson", join(folder, "f/lost.ndjson"));
    const { code, errors } = await run(["f"]);
    expect(errors).toMatch(/^cannot read f\/lost\.ndjson to its end: ENOENT/);
    expect([code, worker.runs.size]).toEqual([1, 1]);
  });

  it("do not give a file alone that another one takes in", async () => {
    const record = {
      schema_version: "0.3.0",
      evaluation_id: "e/m/1767322800",
      retrieved_timestamp: "1767322800",
      source_metadata: {},
      model_info: { id: "lab/m" },
      eval_library: { name: "lib" },
      evaluation_results: [{ evaluation_name: "sums", score_details: { score: 1 } }],
    };
    const sample = {
      ...record,
      schema_version: "0.3.0",
      evaluation_name: "sums",
      sample_id: "s",
      evaluation: { score: 1 },
    };
    await write("eee/x.json", record);
    await write("eee/x_samples.jsonl", lines(sample));
    const { code, output } = await run(["eee"]);
    expect(output).toMatch(/^eee\/x\.json: Every Eval Ever records, 1 run\n1 accepted, 0 duplicates/);
    expect(code).toBe(0);
  });
});

describe("files", () => {
  const mapped = ["--map", "suite=s", "--map", "agent=a", "--map", "startedAt=2026-01-01"];

  it("are unpacked: gzip, zstd and zip, whatever they are called", async () => {
    await write("1.ndjson.zst", zstdCompressSync(lines(own("1"))));
    await write("2.json", gzipSync(JSON.stringify([own("2")])));
    const log = strToU8(JSON.stringify(logOf([sampleOf("a")])));
    const inner = zipSync({ "inner.ndjson": strToU8(lines(own("5"))) });
    await write(
      "f/3.zip",
      zipSync({ "a/3.ndjson": strToU8(lines(own("3"))), "a/log.json": log, "README.md": log, "b.zip": inner }),
    );
    const { code, output, errors } = await run(["1.ndjson.zst", "2.json", "f"]);
    expect(errors).toBe("");
    expect(output).toMatch(/^f\/3\.zip\/a\/log\.json: Inspect AI log, 1 run\n5 accepted/);
    expect(code).toBe(0);
  });

  it("are named with what unpacks them where that is not done here", async () => {
    const packed = { "1.json.xz": "fd377a585a00", "2.json.bz2": "425a6839", "3.7z": "377abcaf271c" };
    for (const [name, magic] of Object.entries(packed)) await write(`f/${name}`, Buffer.from(`${magic}0001`, "hex"));
    const tar = Buffer.alloc(1024);
    tar.write("ustar", 257);
    await write("f/4.tar.gz", gzipSync(tar));
    await write("f/5.zip", zipSync({ "README.md": strToU8("no") }));
    const { code, errors } = await run(["f"]);
    expect(errors.split("\n")).toEqual([
      "cannot import f/1.json.xz: it is packed by xz, which this command does not unpack: unpack it first (xz -d)",
      "cannot import f/2.json.bz2: it is packed by bzip2, which this command does not unpack: unpack it first (bzip2 -d)",
      "cannot import f/3.7z: it is packed by 7-Zip, which this command does not unpack: unpack it first (7z x)",
      "cannot import f/4.tar.gz: it is a tar archive, which this command does not unpack: unpack it first (tar -xf)",
      "cannot import f/5.zip: it is an archive without a file of results",
      "",
    ]);
    expect(code).toBe(1);
  });

  it("hold runs as a list, as one over several lines, and as lines with commas between them", async () => {
    await write("list.json", `\uFEFF${JSON.stringify([own("1"), own("2")], null, 1)}`);
    await write("one.json", JSON.stringify(own("3"), null, 2));
    await write("commas.jsonl", `${JSON.stringify(own("4"))},\n${JSON.stringify(own("5"))} , \n`);
    await write("brackets.json", `[\n${JSON.stringify(own("6"))},\n${JSON.stringify(own("7"))}\n]\n`);
    const { code, output, errors } = await run(["list.json", "one.json", "commas.jsonl", "brackets.json"]);
    expect([code, errors]).toEqual([0, ""]);
    expect(output).toMatch(/^7 accepted/);
    await write("bad.json", [own("8"), {}]);
    expect((await run(["bad.json"])).errors).toMatch(/^ {2}bad\.json:2 rejected: /);
  });

  it("come from the standard input in any format", async () => {
    expect((await run(["-"], JSON.stringify(logOf([sampleOf("a")])))).output).toMatch(
      /^standard input: Inspect AI log, 1 run/,
    );
    expect((await run(["-", ...mapped], "scenario;totalScore\nx;0,5\n")).output).toMatch(/CSV.*, 1 run\n1 accepted/);
    const board = "- dirname: 2026-01-02-03-04-05--d\n  model: m\n  pass_rate_1: 1\n  seconds_per_case: 1\n";
    expect((await run(["-"], board)).output).toMatch(/Aider leaderboard, 1 run/);
    expect(
      (
        await run(
          ["-"],
          zipSync({
            "header.json": strToU8(JSON.stringify({ ...logOf([]), results: { total_samples: 1 } })),
            "samples/a.json": strToU8(JSON.stringify(sampleOf("b"))),
          }) as Buffer,
        )
      ).output,
    ).toMatch(/Inspect AI log, 1 run/);
    expect((await run(["-", "--format", "inspect"], "x,y\n")).errors).toContain(
      "it is not recognized as inspect (Inspect AI log)",
    );
  });

  it("hold names that are too long or on several lines, which become names that two do not share", async () => {
    const long = "x".repeat(600);
    await write(
      "log.json",
      logOf([sampleOf(`${long}1`), sampleOf(`${long}2`, { uuid: "v" }), sampleOf("a\nb", { uuid: "w" })]),
    );
    expect((await run(["log.json"])).code).toBe(0);
    const scenarios = [...worker.runs.values()].map(({ scenario }) => scenario);
    expect(scenarios.map((name) => name.length)).toEqual([512, 512, 3]);
    expect(new Set(scenarios).size).toBe(3);
    expect(scenarios[2]).toBe("a b");
  });

  it("are not taken for others because their first line is long", async () => {
    const metadata = { text: "x".repeat(3_000_000) };
    const results = { results: [1], resps: [], doc_id: 1, metadata };
    await write("x.jsonl", lines(results, results));
    expect((await run(["x.jsonl"])).errors).toContain("samples are imported with the results_*.json");
    await write("log.json", JSON.stringify({ ...logOf([sampleOf("a")]), padding: metadata }));
    expect((await run(["log.json"])).output).toMatch(/Inspect AI log, 1 run/);
  });
});

describe("a dry run", () => {
  it("says what the import will say: duplicates and conflicts within the files", async () => {
    await write("1.ndjson", lines(own("1"), own("1", { isSuccessful: true }), own("2")));
    await write("2.ndjson", lines(own("2"), own("3")));
    const dry = await runInProcess(command, ["--dry-run", "1.ndjson", "2.ndjson"], { cwd: folder });
    expect(dry.output).toMatch(/^3 would be accepted, 1 duplicate, 1 conflict, 0 rejected/);
    expect(worker.runs.size).toBe(0);
    const wet = await run(["1.ndjson", "2.ndjson"]);
    expect(wet.output).toMatch(/^3 accepted, 1 duplicate, 1 conflict, 0 rejected/);
    expect([dry.code, wet.code]).toEqual([1, 1]);
  });

  it("compares with what a Worker has where it is named", async () => {
    await write(
      "1.ndjson",
      lines(own("same", { telemetry: { toolCalls: 1, promptSent: "p" } }), own("other"), own("new")),
    );
    const stored = (runId: string, more: object) => ({
      run: { ...own(runId), outcome: "not-stated", ...more },
      evaluations: [],
      telemetry: runId === "same" ? { toolCalls: 1 } : null,
      decisions: [],
    });
    worker.trouble = (call) => {
      if (call === "GET /api/runs/same") return { status: 200, body: stored("same", {}) };
      if (call === "GET /api/runs/other") return { status: 200, body: stored("other", { isSuccessful: true }) };
      return undefined;
    };
    const { code, output, errors } = await run(["--dry-run", "1.ndjson"]);
    expect(output).toMatch(/^1 would be accepted, 1 duplicate, 1 conflict, 0 rejected/);
    expect(errors).toMatch(/1\.ndjson:2 conflict "other": isSuccessful: differs/);
    expect([code, bulkRequests()]).toEqual([1, 0]);
  });
});

describe("a run that its source declares invalid", () => {
  it("is counted by itself, in a dry run, too", async () => {
    const invalidation = { author: "a", reason: "wrong" };
    await write("log.json", logOf([sampleOf("a"), sampleOf("b", { invalidation })]));
    const { code, output } = await run(["log.json", "--dry-run"]);
    expect(output).toMatch(/\n1 run excluded, since their source declares them invalid\n2 would be accepted/);
    expect(code).toBe(0);
    await write("valid.json", logOf([sampleOf("c")]));
    expect((await run(["valid.json", "--dry-run"])).output).not.toContain("excluded");
  });
});

describe("files that are the same", () => {
  it("are read once where they are named twice, which is said", async () => {
    await write("d/1.ndjson", lines(own("1"), own("2")));
    await write("d/2.ndjson", lines(own("3")));
    const { code, output } = await run(["d", "d", "d/1.ndjson"]);
    expect(output).toMatch(/^3 files named more than once: taken once\n3 accepted, 0 duplicates, 0 conflicts/);
    expect(code).toBe(0);
  });

  it("are the same runs, under another name too", async () => {
    await write("log.json", logOf([sampleOf("a")]));
    await copyFile(join(folder, "log.json"), join(folder, "copy.json"));
    await link(join(folder, "log.json"), join(folder, "hard.json"));
    expect((await run(["log.json", "copy.json", "hard.json"])).output).toMatch(/1 accepted, 2 duplicates, 0 conflicts/);
  });
});

describe("what a suite consists of", () => {
  const dataset = { dataset: { samples: 50, sample_ids: ["a", "b"] }, task_version: "3" };
  const log = (more: object = {}) =>
    logOf([sampleOf("a"), sampleOf("b")], { ...dataset, config: { limit: 2 }, ...more });

  it("is stated once the runs are in, where nobody has stated it", async () => {
    await write("log.json", log());
    const { code, output } = await run(["log.json"]);
    expect(output).toContain("1 suite described as their sources state them\n");
    expect([...worker.manifests]).toEqual([["made/manifest?version=3", { scenarioCount: 50 }]]);
    expect(worker.asked.at(-1)).toMatch(/^PUT /);
    expect(code).toBe(0);
  });

  it("stays as somebody has stated it", async () => {
    await write("log.json", log());
    const stated = { suite: "made", suiteVersion: "3", manifest: { scenarioCount: 60 }, decisions: [] };
    worker.trouble = (call) => (/^GET .*manifest/.test(call) ? { status: 200, body: stated } : undefined);
    const { output } = await run(["log.json"]);
    expect(output).not.toContain("stated in full");
    expect(worker.manifests.size).toBe(0);
  });

  it("is nobody's to state whose key may not, and the import is a success all the same", async () => {
    await write("log.json", log());
    worker.trouble = (call) => (call.startsWith("PUT ") ? { status: 403, body: { detail: "no" } } : undefined);
    const { code, output } = await run(["log.json"]);
    expect(output).not.toContain("stated in full");
    expect(code).toBe(0);
  });

  it("is not stated in a dry run, nor of a file that does not go in", async () => {
    await write("log.json", log());
    await write("partial.json", logOf([sampleOf("c")], { task: "partial", dataset: { samples: 9 }, total: 9 }));
    await run(["log.json", "--dry-run"]);
    await run(["partial.json"]);
    expect(worker.manifests.size).toBe(0);
  });
});
