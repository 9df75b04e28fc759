import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { command } from "./keys.ts";
import { runInProcess } from "./testing/run-in-process.ts";

const KEY = { id: "0123456789ab", name: "nightly", scope: "submit", createdAt: "2026-01-01T00:00:00.000Z" };
const HEALTH = {
  status: "ok",
  time: "2026-01-01T00:00:00Z",
  database: true,
  schemaVersion: "1",
  migrationsPending: false,
  databaseMilliseconds: 1,
  databaseBand: "optimal",
  databaseTrend: "unknown",
};
const TOKEN = `zeb_${KEY.id}_${"f".repeat(64)}`;

/** A server that notes what it is asked besides its health, and answers as the Worker does. */
const asked: { call: string; body: unknown; key: string | undefined }[] = [];
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  const call = `${request.method} ${request.url}`;
  if (call === "GET /health") return void response.end(JSON.stringify(HEALTH));
  asked.push({ call, body: text === "" ? undefined : JSON.parse(text), key: request.headers.authorization });
  const answers: Record<string, [number, unknown, Record<string, string>?]> = {
    "GET /api/keys?limit=1000": [
      200,
      [{ ...KEY, suites: ["a", "b"], expiresAt: "2999-01-01T00:00:00Z", lastUsedAt: "2026-02-03T04:05:06Z" }],
      { "x-next-cursor": '[1,"k"]' },
    ],
    "GET /api/keys?limit=1000&cursor=%5B1%2C%22k%22%5D": [200, [{ ...KEY, expiresAt: "2020-01-01T00:00:00Z" }]],
    "POST /api/keys": [201, { token: TOKEN, key: KEY }],
    [`POST /api/keys/${KEY.id}/rotate`]: [200, { token: TOKEN, key: KEY }],
    [`DELETE /api/keys/${KEY.id}`]: [200, { ...KEY, revokedAt: "2026-01-02T00:00:00Z" }],
  };
  const [status, answer, headers] = answers[call] ?? [404, { detail: "no key has that id" }];
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(answer));
});

let url = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(() => {
  asked.length = 0;
});

const runKeys = (...args: string[]) => runInProcess(command, ["--url", url, "--key", "k", ...args]);

describe("npm run keys", () => {
  it("makes a key and prints its token alone on the standard output", async () => {
    const args = ["--name", "nightly", "--scope", "submit", "--expires", "2027-01-31", "--suite", "a", "--suite", "b"];
    const { code, output, errors } = await runKeys("create", ...args);
    expect({ code, output }).toEqual({ code: 0, output: `${TOKEN}\n` });
    expect(errors).toContain(`key ${KEY.id} (nightly) is made`);
    expect(asked).toEqual([
      {
        call: "POST /api/keys",
        body: { name: "nightly", scope: "submit", suites: ["a", "b"], expiresAt: "2027-01-31T00:00:00Z" },
        key: "Bearer k",
      },
    ]);
  });

  it("lists the keys of all pages as a table", async () => {
    const { code, output } = await runKeys("list");
    expect(code).toBe(0);
    expect(output).toMatchInlineSnapshot(`
      "ID            NAME     SCOPE   SUITES     STATE                   LAST USED
      0123456789ab  nightly  submit  a, b       valid until 2999-01-01  2026-02-03 04:05 UTC
      0123456789ab  nightly  submit  any suite  expired 2020-01-01      never
      "
    `);
  });

  it("rotates and revokes a key by its id", async () => {
    expect((await runKeys("rotate", KEY.id)).output).toBe(`${TOKEN}\n`);
    expect((await runKeys("revoke", KEY.id)).output).toBe(`key ${KEY.id} is revoked\n`);
    const unknown = await runKeys("revoke", "a/b");
    expect(unknown.code).toBe(1);
    expect(unknown.errors).toContain("no key has that id");
    expect(asked.map(({ call }) => call)).toEqual([
      `POST /api/keys/${KEY.id}/rotate`,
      `DELETE /api/keys/${KEY.id}`,
      "DELETE /api/keys/a%2Fb",
    ]);
  });

  it("says how to start a Worker when none answers", async () => {
    const { code, errors } = await runKeys("list", "--url", "http://127.0.0.1:1");
    expect(code).toBe(1);
    expect(errors).toMatch(/^no answer from http:\/\/127\.0\.0\.1:1\/health: .*\nnpm start in a checkout/);
  });

  it.each([
    [[], "say what to do"],
    [["make"], "what to do must be one of create, list, rotate, revoke: make"],
    [["create", "--scope", "submit"], "--name is missing"],
    [["create", "--name", "n"], "--scope must be one of submit, publish, admin: missing"],
    [["create", "--name", "n", "--scope", "root"], "--scope must be one of submit, publish, admin: root"],
    [["create", "--name", "n", "--scope", "submit", "--expires", "soon"], "--expires must be a day"],
    [["create", "--name", "n", "--scope", "submit", "--expires", "2027-01-31T12:00"], "--expires must be a day"],
    [["list", "extra"], "one argument too many: extra"],
    [["list", "--suite", "a"], "--suite is for create"],
    [["revoke"], "ID is missing"],
  ])("exits with 2 for %j, and asks nothing", async (args, message) => {
    const { code, errors } = await runKeys(...args);
    expect(code).toBe(2);
    expect(errors).toContain(message);
    expect(asked).toEqual([]);
  });
});
