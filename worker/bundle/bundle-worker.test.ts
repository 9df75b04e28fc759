import { timingSafeEqual } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OPERATION_LIST } from "#contract/operations.ts";
import { bundleWorker } from "./bundle-worker.ts";

/** The most that it may have, gzipped, in bytes: as `npm run perf` has it. */
const MOST_BYTES = 110_000;

/** As much of a Worker as answers what it can without a database. */
interface Answering {
  fetch: (request: Request, env: object, context: object) => Promise<Response>;
}

/** A request that the Worker refuses before it asks the database. */
interface WrongRequest {
  id: string;
  method: string;
  path: string;
  content?: object;
}

const load = async (file: string): Promise<Answering> => (await import(file)).default;

let files: Awaited<ReturnType<typeof bundleWorker>>;
let folder = "";
let bundled: Answering;
let sources: Answering;
beforeAll(async () => {
  // What the platform has and Node has elsewhere.
  Object.assign(crypto.subtle, { timingSafeEqual });
  files = await bundleWorker();
  folder = await mkdtemp(join(tmpdir(), "bundle-"));
  await writeFile(join(folder, "index.mjs"), files.get("index.js") ?? "");
  await writeFile(join(folder, "index.js.map"), files.get("index.js.map") ?? "");
  bundled = await load(join(folder, "index.mjs"));
  sources = await load(join(import.meta.dirname, "..", "index.ts"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const code = () => String(files.get("index.js"));

describe("the Worker's bundle", () => {
  it(`has at most ${MOST_BYTES} bytes of its own, and the OpenAPI document apart from them`, () => {
    expect([...files.keys()].sort()).toEqual(["index.js", "index.js.map", "openapi.json.txt"]);
    expect(gzipSync(code(), { level: 9 }).length).toBeLessThan(MOST_BYTES);
    expect(code()).toContain("import(`./openapi.json.txt`)");
    expect(JSON.parse(String(files.get("openapi.json.txt")))).toMatchObject({ openapi: "3.1.1" });
  });

  it("has nothing of what operations say about themselves", () => {
    const said = OPERATION_LIST.flatMap(({ summary, description }) => [summary, description]);
    expect(said.filter((text) => code().includes(text))).toEqual([]);
    expect(code()).not.toContain(".describe(");
  });

  const bad = OPERATION_LIST.flatMap(({ id, method, path, body, query }): WrongRequest[] => {
    const names = path.replaceAll(/:\w+/g, "name");
    const wrong = [
      { scenarios: "x" },
      { suite: 1, runs: [{}], entries: "x", at: "yesterday", scopes: ["none"], reason: "" },
    ];
    return [
      { id, method, path: `${names}?suiet=x` },
      ...(query ? [{ id, method, path: `${names}?suite=&limit=0&since=yesterday&a=&format=xml` }] : []),
      ...(body?.type === "application/json" ? wrong.map((content) => ({ id, method, path: names, content })) : []),
    ];
  });

  it.each(bad)("refuses a wrong $id, $path $content, as the sources do", async ({ method, path, content }) => {
    const answer = async ({ fetch }: Answering) => {
      const request = new Request(`https://worker.test${path}`, {
        method,
        headers: { authorization: "Bearer key", "content-type": "application/json" },
        ...(content && { body: JSON.stringify(content) }),
      });
      const response = await fetch(request, { API_SECRET_KEY: "key" }, { waitUntil: () => undefined });
      return { status: response.status, ...(await response.json()) };
    };
    const { requestId: _, ...expected } = await answer(sources);
    expect(expected.status).toBeLessThan(500);
    expect(await answer(bundled)).toMatchObject(expected);
  });
});
