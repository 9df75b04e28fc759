import { spawn } from "node:child_process";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inProject } from "../command/project.ts";

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
afterAll(() => server.close());

const runImport = async (args: string[], input?: Buffer | string) => {
  const child = spawn(process.execPath, [inProject("scripts/import.ts"), "--url", url, "--key", "k", ...args], {
    cwd: folder,
    env: { PATH: process.env["PATH"] },
  });
  let output = "";
  let errors = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  child.stderr.on("data", (chunk) => {
    errors += chunk;
  });
  if (input !== undefined) child.stdin.end(input);
  const code = await new Promise((resolve) => child.on("close", resolve));
  return { code, output, errors };
};

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

  it("says what went in before a failure and that sending it again is safe", async () => {
    await writeFile(join(folder, "fail.ndjson"), `${runs(2000)}{"runId":"fail"}\n`);
    const { code, output, errors } = await runImport(["fail.ndjson"]);
    expect(code).toBe(1);
    expect(output).toMatch(/^2,000 accepted/);
    expect(errors).toMatch(/answered 400: no more\nnot everything was sent: sending it again is safe\n$/);
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
    expect(errors).toMatch(/^no answer from http:\/\/127\.0\.0\.1:1\/health: .*\nstart a Worker here with npm start/);
  });

  it("sends nothing in a dry run", async () => {
    received.length = 0;
    const { code, output } = await runImport(["--dry-run", "-"], runs(2));
    expect(code).toBe(1);
    expect(output).toMatch(/^0 keep the contract, 2 rejected in [\d.]+ s; nothing was sent\n$/);
    expect(received).toEqual([]);
  });

  it("exits with 2 on wrong usage", async () => {
    for (const args of [[], ["--nonsense"], ["no-such-file"], ["."], ["x", "--url", "no url"]]) {
      const { code, errors } = await runImport(args);
      expect(errors).toMatch(/npm run import -- --help says more\n$/);
      expect(code).toBe(2);
    }
  });

  it("prints help", async () => {
    const { code, output } = await runImport(["--help"]);
    expect(output).toMatch(/^npm run import -- \[options\] FILE…/);
    expect(code).toBe(0);
  });
});
