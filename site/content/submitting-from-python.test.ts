import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, it, type TestContext } from "vitest";
import { RunSchema } from "#contract/runs/run.ts";
import { issuesOf } from "#contract/service/problem.ts";

const page = readFileSync(new URL("docs/submitting-from-python.md", import.meta.url), "utf8");
const blocks = [...page.matchAll(/^```python\n([\s\S]*?)^```$/gm)].map(([, code]) => code ?? "");
const [program = ""] = blocks;

const hasPython = spawnSync("python3", ["--version"]).status === 0;
const requirePython = ({ skip }: TestContext) => {
  if (!hasPython) skip("there is no python3 on the PATH to run the page's program with");
};

/** Waits nowhere, and tells how long it would have waited. */
const WITHOUT_WAITING = `import sys, time
time.sleep = lambda seconds: print("waited", seconds, file=sys.stderr)
exec(compile(sys.stdin.read(), "page", "exec"))
`;

type Answering = (response: ServerResponse, runId: string) => void;

const json =
  (status: number, body: object, headers: Record<string, string> = {}): Answering =>
  (response) =>
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));

const accept: Answering = (response, runId) => json(201, { success: true, runId })(response, runId);
const hangUp: Answering = (response) => response.destroy();
const answerHalf: Answering = (response) => {
  response.writeHead(201, { "content-length": 100 }).write('{"success":');
  setImmediate(() => response.destroy());
};

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A server that refuses what breaks the contract, and else gives one answer after the other, the last one again and again. */
const serve = async (...answers: Answering[]) => {
  const bodies: string[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const run = RunSchema.safeParse(JSON.parse(body));
    const answer = answers[Math.min(bodies.length, answers.length - 1)] ?? accept;
    bodies.push(body);
    const { method, url, headers } = request;
    const asked = [method, url, headers.authorization, headers["content-type"], headers["user-agent"]].join(" ");
    if (asked !== "POST /api/results Bearer k application/json my-harness/1.0")
      json(400, { detail: asked })(response, "");
    else if (run.error) json(422, { issues: issuesOf(run.error) })(response, "");
    else answer(response, run.data.runId);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, bodies };
};

const runProgram = async (url: string) => {
  const env = { PATH: process.env["PATH"], ZE_BENCHMARKS_WORKER_URL: url, ZE_BENCHMARKS_API_KEY: "k" };
  const child = spawn("python3", ["-c", WITHOUT_WAITING], { env });
  child.stdin.end(program);
  const ended = new Promise((resolve) => child.on("close", resolve));
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const waits = [...errors.matchAll(/^waited (\S+)$/gm)].map(([, seconds]) => Number(seconds));
  return { code: await ended, output, errors, waits };
};

describe("the program for Python", () => {
  it("is one block of at most 30 lines", () => {
    expect(blocks).toHaveLength(1);
    expect(program.trimEnd().split("\n").length).toBeLessThanOrEqual(30);
  });

  it("submits a run that keeps the contract", async (context) => {
    requirePython(context);
    const { url, bodies } = await serve(accept);
    const { code, output, errors } = await runProgram(`${url}/`);
    const { runId } = JSON.parse(bodies[0] ?? "{}") as { runId: string };
    expect({ code, output, errors }).toEqual({
      code: 0,
      output: `{'success': True, 'runId': '${runId}'}\n`,
      errors: "",
    });
    expect(bodies).toHaveLength(1);
  });

  it("sends the same run again after all that may pass, and waits as long as it is asked to", async (context) => {
    requirePython(context);
    const limited = json(429, {}, { "retry-after": "60" });
    const { url, bodies } = await serve(hangUp, answerHalf, json(500, {}), limited, json(503, {}), accept);
    const { code, output, waits } = await runProgram(url);
    expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining("'success': True") });
    expect(bodies).toHaveLength(6);
    expect(new Set(bodies).size).toBe(1);
    expect(waits).toHaveLength(5);
    for (const [position, most] of [2, 4, 8, 76, 30].entries()) expect(waits[position]).toBeLessThanOrEqual(most);
    expect(waits[3]).toBeGreaterThanOrEqual(60);
  });

  it("takes a duplicate for success", async (context) => {
    requirePython(context);
    const { url } = await serve(hangUp, json(200, { success: true, runId: "r", duplicate: true }));
    expect(await runProgram(url)).toMatchObject({
      code: 0,
      output: "{'success': True, 'runId': 'r', 'duplicate': True}\n",
    });
  });

  it.for([400, 401, 403, 409, 413, 415, 422])(
    "says why the service refused with %i, and does not try again",
    async (status, context) => {
      requirePython(context);
      const { url, bodies } = await serve(json(status, { detail: "the reason, in the service's words" }));
      const { code, errors } = await runProgram(url);
      expect(code).toBe(1);
      expect(errors).toContain(`${status} {"detail":"the reason, in the service's words"}`);
      expect(bodies).toHaveLength(1);
    },
  );

  it("gives up in the end, and says why", async (context) => {
    requirePython(context);
    const broken = await serve(json(500, { detail: "something went wrong" }));
    expect(await runProgram(broken.url)).toMatchObject({
      code: 1,
      errors: expect.stringContaining("something went wrong"),
    });
    expect(broken.bodies).toHaveLength(8);
    const lost = await serve(hangUp);
    expect((await runProgram(lost.url)).code).toBe(1);
    expect(lost.bodies).toHaveLength(8);
  });
});
