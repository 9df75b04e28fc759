import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { command } from "../import.ts";
import { runInProcess } from "../testing/run-in-process.ts";

/** A server that takes any line with a runId, refuses the others, and fails for good when it reads "fail". */
const received: string[] = [];
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString();
  const answer = (status: number, json: unknown) => {
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(json));
  };
  if (request.url === "/health") {
    const times = { databaseMilliseconds: 1, databaseBand: "optimal", databaseTrend: "unknown" };
    const schema = { schemaVersion: "1", migrationsPending: false };
    answer(200, { status: "ok", time: "2026-01-01T00:00:00Z", database: true, ...schema, ...times });
    return;
  }
  if (request.headers.authorization !== "Bearer k") return answer(401, { detail: "wrong key" });
  const lines = body.trimEnd().split("\n");
  received.push(...lines);
  if (body.includes("fail")) return answer(400, { detail: "no more" });
  const rejected = lines.flatMap((line, index) =>
    line.includes("runId") ? [] : [{ line: index + 1, issues: [{ path: ["runId"], message: "missing" }] }],
  );
  answer(200, { accepted: lines.length - rejected.length, duplicates: 0, conflicts: [], rejected });
});

let url = "";
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "import-"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

const runImport = (args: string[], input?: Buffer | string) =>
  runInProcess(command, ["--url", url, "--key", "k", ...args], { cwd: folder, ...(input !== undefined && { input }) });

/** Without a Worker: nobody is asked. */
const runDry = (args: string[], input?: Buffer | string) =>
  runInProcess(command, ["--dry-run", ...args], { cwd: folder, ...(input !== undefined && { input }) });

const runs = (count: number) => Array.from({ length: count }, (_, index) => `{"runId":"${index}"}\n`).join("");

describe("npm run import", () => {
  it("sends files, plain, packed and from the standard input", async () => {
    received.length = 0;
    await writeFile(join(folder, "plain.ndjson"), runs(3));
    await writeFile(join(folder, "packed.ndjson.gz"), gzipSync(runs(2500)));
    const { code, output } = await runImport(["plain.ndjson", "packed.ndjson.gz", "-"], gzipSync(runs(1)));
    expect(output).toMatch(/^2,504 accepted, 0 duplicates, 0 conflicts, 0 rejected in [\d.]+ s\n$/);
    expect(code).toBe(0);
    expect(received).toHaveLength(2504);
  });

  it("exits with 1 and reports refused lines with their numbers", async () => {
    await writeFile(join(folder, "bad.ndjson"), `${runs(1)}{}\n`);
    const { code, output, errors } = await runImport(["bad.ndjson", "--report", "report.ndjson"]);
    expect(code).toBe(1);
    expect(errors).toBe("  bad.ndjson:2 rejected: runId: missing\n");
    expect(output).toMatch(/^1 accepted, 0 duplicates, 0 conflicts, 1 rejected/);
    expect(JSON.parse(await readFile(join(folder, "report.ndjson"), "utf8"))).toEqual({
      file: "bad.ndjson",
      line: 2,
      kind: "rejected",
      issues: [{ path: ["runId"], message: "missing" }],
    });
  });

  it("says what went in before a failure and that it is safe to send it again", async () => {
    await writeFile(join(folder, "fail.ndjson"), `${runs(2000)}{"runId":"fail"}\n`);
    const { code, output, errors } = await runImport(["fail.ndjson"]);
    expect(code).toBe(1);
    expect(output).toMatch(/^2,000 accepted/);
    expect(errors).toMatch(/answered 400: no more\nnot everything was sent: it is safe to send it again\n$/);
  });

  it("names every file that is empty, whatever its format", async () => {
    await mkdir(join(folder, "blank"), { recursive: true });
    const names = ["a.json", "b.jsonl", "c.yml", "d.eval", "e.db", "f.csv"];
    for (const name of names) await writeFile(join(folder, "blank", name), "");
    await writeFile(join(folder, "blank/g.ndjson"), "\n \n");
    await writeFile(join(folder, "blank/h.json.gz"), gzipSync(""));
    const { code, output, errors } = await runDry(["blank"]);
    expect(code).toBe(1);
    expect(output).toMatch(/^0 would be accepted, 0 duplicates, 0 conflicts, 0 rejected/);
    expect(errors).toBe(
      [...names, "g.ndjson", "h.json.gz"].map((name) => `cannot import blank/${name}: it is empty\n`).join(""),
    );
    const asked = await runDry(["--format", "ndjson", "blank/b.jsonl"]);
    expect([asked.code, asked.errors]).toEqual([1, "cannot import blank/b.jsonl: it is empty\n"]);
  });

  it("names the file that is broken, where that lies beside the one that was asked for", async () => {
    const submission = join(folder, "20260102_made");
    await mkdir(join(submission, "results"), { recursive: true });
    await writeFile(join(submission, "metadata.yaml"), "");
    await writeFile(join(submission, "results/results.json"), '{"resolved": ["a"]}');
    const predictions = gzipSync('{"instance_id": "a"}\n');
    await writeFile(join(submission, "all_preds.jsonl.gz"), predictions);
    const empty = await runDry(["20260102_made"]);
    await writeFile(join(submission, "metadata.yaml"), "name: made");
    await writeFile(join(submission, "all_preds.jsonl.gz"), predictions.subarray(0, 20));
    const cut = await runDry(["20260102_made"]);
    expect([empty.errors, cut.errors]).toEqual([
      "cannot import 20260102_made/results/results.json: ../metadata.yaml beside it: it is empty\n",
      "cannot import 20260102_made/results/results.json: ../all_preds.jsonl.gz beside it: unexpected end of file\n",
    ]);
  });

  it("shows a refused line of every file, however many lines the first has", async () => {
    await writeFile(join(folder, "many.ndjson"), "{}\n".repeat(30));
    const { code, errors } = await runImport(["many.ndjson", "bad.ndjson"]);
    expect(code).toBe(1);
    expect(errors).toMatch(/ {2}many\.ndjson:20 rejected.*\n {2}bad\.ndjson:2 rejected.*\n {2}and 10 more/);
  });

  it("says that a packed file is cut off", async () => {
    await writeFile(join(folder, "cut.ndjson.gz"), gzipSync(runs(5000)).subarray(0, 5000));
    const { code, errors } = await runImport(["cut.ndjson.gz"]);
    expect(code).toBe(1);
    expect(errors).toMatch(/^cannot read cut\.ndjson\.gz to its end: unexpected end of file\n/);
  });

  it("says that a key is wrong", async () => {
    await writeFile(join(folder, "one.ndjson"), runs(1));
    const { code, errors } = await runImport(["one.ndjson", "--key", "other"]);
    expect(code).toBe(1);
    expect(errors).toContain("answered 401: wrong key");
  });

  it("says how to start a Worker when none answers", async () => {
    await writeFile(join(folder, "one.ndjson"), runs(1));
    const { code, errors } = await runImport(["one.ndjson", "--url", "http://127.0.0.1:1"]);
    expect(code).toBe(1);
    expect(errors).toMatch(/^no answer from http:\/\/127\.0\.0\.1:1\/health: .*\nnpm start in a checkout/);
  });

  it("sends nothing in a dry run", async () => {
    received.length = 0;
    const { code, output } = await runDry(["-"], runs(2));
    expect(code).toBe(1);
    expect(output).toMatch(
      /^0 would be accepted, 0 duplicates, 0 conflicts, 2 rejected in [\d.]+ s; nothing was sent\n$/,
    );
    expect(received).toEqual([]);
  });

  it("takes files of other harnesses, and goes on after one that is broken or unknown", async () => {
    await mkdir(join(folder, "mixed"), { recursive: true });
    const row = { dirname: "2026-01-02-03-04-05--made", model: "m", pass_rate_1: 50, seconds_per_case: 1 };
    await writeFile(join(folder, "mixed/a-broken.json"), '{"version": 2,\n');
    await writeFile(join(folder, "mixed/b-unknown.json"), "[1]");
    await writeFile(join(folder, "mixed/c-board.yml"), JSON.stringify([row]));
    await writeFile(join(folder, "mixed/d-runs.ndjson"), runs(1));
    await writeFile(join(folder, "mixed/README.md"), "not of any format");
    received.length = 0;
    const { code, output, errors } = await runImport(["mixed"]);
    expect(errors).toMatch(/^cannot import mixed\/a-broken\.json: it is not valid JSON: .*line 2/);
    expect(errors).toMatch(/cannot import mixed\/b-unknown\.json: its format is not recognized/);
    expect(output).toMatch(/^mixed\/c-board\.yml: Aider leaderboard, 1 run\n2 accepted, /);
    expect(received.map((line) => JSON.parse(line).runId)).toEqual(["aider:c-board:2026-01-02-03-04-05--made", "0"]);
    expect(code).toBe(1);
  });

  it("fills in what is mapped where a file does not state it, and writes what would go in", async () => {
    await writeFile(
      join(folder, "mapped.ndjson"),
      '{"runId":"r","suite":"own","scenario":"c","tier":null,"status":"failed"}\n',
    );
    const maps = ["suite=other", "tier=L1", "agent=a", "startedAt=2026-01-02"].flatMap((map) => ["--map", map]);
    const { code, output } = await runDry(["--out", "out.ndjson", ...maps, "mapped.ndjson"]);
    expect(output).toMatch(/^1 would be accepted, 0 duplicates, 0 conflicts, 0 rejected/);
    expect(JSON.parse(await readFile(join(folder, "out.ndjson"), "utf8"))).toEqual({
      runId: "r",
      suite: "own",
      scenario: "c",
      tier: "L1",
      agent: "a",
      status: "failed",
      startedAt: "2026-01-02T00:00:00.000Z",
    });
    expect(code).toBe(0);
  });

  it("says what a file is taken for when that is asked for", async () => {
    await writeFile(join(folder, "board.yml"), '[{"dirname": "d", "pass_rate_1": 1, "seconds_per_case": 1}]');
    const wrong = await runDry(["--format", "inspect", "board.yml"]);
    expect(wrong.errors).toBe("cannot import board.yml: it is not recognized as inspect (Inspect AI log)\n");
    const undated = await runDry(["board.yml"]);
    expect(undated.errors).toMatch(/^cannot import board\.yml: it does not state startedAt: add --map startedAt=/);
    expect([wrong.code, undated.code]).toEqual([1, 1]);
  });

  it("exits with 2 on wrong usage", async () => {
    await mkdir(join(folder, "empty"), { recursive: true });
    for (const args of [
      [],
      ["--nonsense"],
      ["no-such-file"],
      ["empty"],
      ["plain.ndjson", "--url", "no url"],
      ["plain.ndjson", "--format", "no"],
      ["plain.ndjson", "--map", "colour=red"],
      ["plain.ndjson", "--out", "o"],
    ]) {
      const { code, errors } = await runImport(args);
      expect(errors).toMatch(/npm run import -- --help says more\n$/);
      expect(code).toBe(2);
    }
  });

  it("prints help", async () => {
    const { code, output } = await runImport(["--help"]);
    expect(output).toMatch(/^npm run import -- \[options\] FILE\|DIR…/);
    expect(code).toBe(0);
  });
});
