import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { examples } from "#contract/openapi/recorded.ts";
import { smokeTest } from "./smoke-test.ts";

const { signal } = new AbortController();
const WELL: Record<string, [number, unknown]> = {
  "/health": [200, examples.getHealth.body],
  "/api/snapshot": [200, examples.getSnapshot.body],
  "/": [200, "home"],
};
let answers: typeof WELL;
let asked: string[];
/** After how many requests all is well. */
let wellAfter = Number.POSITIVE_INFINITY;
const server = createServer((request, response) => {
  asked.push(request.url ?? "");
  if (asked.length > wellAfter) answers = { ...WELL };
  const [status, body] = answers[request.url ?? ""] ?? [404, ""];
  response.writeHead(status).end(JSON.stringify(body));
});
let address: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(() => {
  asked = [];
  wellAfter = Number.POSITIVE_INFINITY;
  answers = { ...WELL };
});

const test = (hasPages = true, tries = 1) => smokeTest(address, { hasPages, patience: { tries, pauseMs: 1 }, signal });

it("is passed by a Worker that answers", async () => {
  await test();
  expect(asked).toEqual(["/health", "/api/snapshot", "/"]);
});

it.each([
  ["/health", 503, {}, "/health answered 503"],
  ["/health", 200, { ...examples.getHealth.body, database: false }, "/health says that the database does not answer"],
  ["/health", 200, { ...examples.getHealth.body, migrationsPending: true }, "/health says that migrations are pending"],
  ["/health", 200, { ok: true }, "/health answered something else: "],
  ["/api/snapshot", 500, {}, "/api/snapshot answered 500"],
  ["/api/snapshot", 200, {}, "/api/snapshot answered something else: formatVersion"],
  ["/", 404, "", "/ answered 404"],
])("fails where %s answers %d with %j", async (path, status, body, reason) => {
  answers[path] = [status, body];
  await expect(test()).rejects.toThrow(`${address} does not work: ${reason}`);
});

it("asks for no page where none was built", async () => {
  answers["/"] = [404, ""];
  await test(false);
});

it("asks again while the new version comes", async () => {
  answers["/health"] = [503, {}];
  wellAfter = 2;
  await test(true, 3);
  expect(asked.filter((path) => path === "/health")).toHaveLength(3);
});

it("gives up after so many tries", async () => {
  answers["/health"] = [503, {}];
  await expect(test(true, 3)).rejects.toThrow("does not work");
  expect(asked).toHaveLength(3);
});
