import { env } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { KeyIssuedSchema, KeyListSchema, KeySchema } from "#contract/service/key.ts";
import { call, costOf, post, read, unlimited } from "../testing/call.ts";
import { callWith, makeExpiredKey, makeKey, makeRevokedKey, makeUnknownKey } from "../testing/keys.ts";
import { makeRun, type SubmittedRun } from "../testing/make-run.ts";

const SECRET = env.API_SECRET_KEY;

const submit = (token: string, fields: Partial<SubmittedRun> = {}) =>
  callWith(token, "POST", "/api/results", makeRun(fields));
const detailOf = async (response: Response) => ((await response.json()) as { detail: string }).detail;
const listed = async () => KeyListSchema.parse(await (await callWith(SECRET, "GET", "/api/keys")).json());
const column = async (name: string) =>
  (await env.DB.prepare(`SELECT ${name} AS value FROM api_keys`).first("value")) as unknown;

describe("POST /api/keys", () => {
  it("makes a key that submits runs, and tells its token this once", async () => {
    const fields = {
      name: "nightly",
      scope: "submit",
      suites: ["suite", "suite"],
      expiresAt: "2999-01-01T01:00:00+01:00",
    };
    const response = await post("/api/keys", fields);
    expect(response.status).toBe(201);
    expect(response.headers.get("cache-control")).toBe("no-store");
    const { token, key } = KeyIssuedSchema.parse(await response.json());
    expect(token).toMatch(/^zeb_[0-9a-f]{12}_[0-9a-f]{64}$/);
    expect(token.split("_")[1]).toBe(key.id);
    expect(key).toEqual({
      id: key.id,
      name: "nightly",
      scope: "submit",
      suites: ["suite"],
      createdAt: expect.stringMatching(/Z$/),
      expiresAt: "2999-01-01T00:00:00.000Z",
    });
    expect((await submit(token)).status).toBe(201);
    expect(JSON.stringify(await listed())).not.toContain(token.split("_")[2]);
  });

  it("keeps the hash of the secret alone", async () => {
    const { token } = await makeKey();
    const secret = token.split("_")[2] ?? "";
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(secret));
    expect(await column("hash")).toBe(
      [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join(""),
    );
    const { results } = await env.DB.prepare("SELECT * FROM api_keys").all();
    expect(JSON.stringify(results)).not.toContain(secret);
  });

  it("gives every key an id and a secret of its own", async () => {
    const tokens = await Promise.all(Array.from({ length: 20 }, async () => (await makeKey()).token));
    for (const part of [1, 2]) expect(new Set(tokens.map((token) => token.split("_")[part])).size).toBe(20);
  });

  it.each([
    ["no name", { name: undefined }, ["name"]],
    ["an unknown scope", { scope: "root" }, ["scope"]],
    ["no suites at all", { suites: [] }, ["suites"]],
    ["an admin that is limited to suites", { scope: "admin", suites: ["a"] }, ["suites"]],
    ["an end in the past", { expiresAt: "2020-01-01T00:00:00Z" }, ["expiresAt"]],
    ["a day as the end", { expiresAt: "2999-01-01" }, ["expiresAt"]],
    ["an unknown field", { expires: "2999-01-01T00:00:00Z" }, []],
  ])("refuses %s with 422 and its place, and makes no key", async (_, fields, path) => {
    const response = await post("/api/keys", { name: "n", scope: "submit", ...fields });
    expect(response.status).toBe(422);
    expect(((await response.json()) as { issues: { path: unknown[] }[] }).issues.map((issue) => issue.path)).toEqual([
      path,
    ]);
    expect(await listed()).toEqual([]);
  });

  it("lets an admin key make keys and decide, and a submit key neither", async () => {
    const { token: admin } = await makeKey({ scope: "admin" });
    const { token: submitter } = await makeKey();
    await submit(admin);
    const request = { name: "n", scope: "submit" };
    const decision = { kind: "re-price", reason: "wrong", costUsd: 1 };
    for (const [path, body] of [
      ["/api/keys", request],
      ["/api/runs/run-1/decisions", decision],
    ] as const) {
      const refused = await callWith(submitter, "POST", path, body);
      expect(refused.status).toBe(403);
      expect(await detailOf(refused)).toMatch(/^this needs a key of scope admin; this key's is submit$|^only an admin/);
      expect((await callWith(admin, "POST", path, body)).status).toBe(201);
    }
  });
});

describe("a named key", () => {
  it("submits to its suites alone: another is refused by name, in bulk its lines", async () => {
    const { token, key } = await makeKey({ suites: ["mine", "ours"] });
    expect((await submit(token, { suite: "mine" })).status).toBe(201);
    const refused = await submit(token, { runId: "run-2", suite: "theirs" });
    expect(refused.status).toBe(403);
    expect(await detailOf(refused)).toBe("this key may not submit to suite theirs");
    const lines = ["theirs", "ours", "Mine"].map((suite) => JSON.stringify(makeRun({ runId: `bulk-${suite}`, suite })));
    const bulk = await callWith(token, "POST", "/api/results/bulk", lines.join("\n"));
    const issue = (suite: string) => [{ path: ["suite"], message: `this key may not submit to suite ${suite}` }];
    expect(await bulk.json()).toEqual({
      accepted: 1,
      duplicates: 0,
      conflicts: [],
      rejected: [
        { line: 1, runId: "bulk-theirs", issues: issue("theirs"), forbidden: true },
        { line: 3, runId: "bulk-Mine", issues: issue("Mine"), forbidden: true },
      ],
    });
    const { results } = await env.DB.prepare("SELECT run_id, key_id FROM benchmark_runs ORDER BY run_id").all();
    expect(results).toEqual([
      { run_id: "bulk-ours", key_id: key.id },
      { run_id: "run-1", key_id: key.id },
    ]);
  });

  it("does not replace a running state of a suite that it may not submit to", async () => {
    const running = { status: "running", completedAt: null, isSuccessful: null } as const;
    await post("/api/results", makeRun({ ...running, suite: "theirs" }));
    const { token } = await makeKey({ suites: ["mine"] });
    expect((await submit(token, { suite: "mine" })).status).toBe(409);
    expect(await read("/api/runs/run-1")).toMatchObject({ run: { suite: "theirs", status: "running" } });
  });

  it("is told why it is refused only if its secret is right", async () => {
    const expired = await makeExpiredKey();
    const revoked = await makeRevokedKey();
    expect(await detailOf(await submit(expired))).toMatch(/^this key expired at 2026-01-01T00:00:00.000Z/);
    expect(await detailOf(await submit(revoked))).toMatch(/^this key was revoked at /);
    const { token } = await makeKey();
    const wrong = [expired, revoked, token].map((text) => text.replace(/.$/, (digit) => (digit === "0" ? "1" : "0")));
    const unknown = `zeb_${"0".repeat(12)}_${"0".repeat(64)}`;
    for (const text of [...wrong, unknown, "zeb_", `${SECRET}x`, token.toUpperCase()]) {
      const response = await submit(text);
      expect(response.status).toBe(403);
      expect(await detailOf(response)).toBe("the key is not valid here");
    }
  });

  it("notes its last use, at most once an hour, and costs one row read", async () => {
    const { token, key } = await makeKey();
    expect((await listed())[0]).not.toHaveProperty("lastUsedAt");
    await post("/api/results", makeRun({ runId: "so that the names are there" }));
    const before = costOf(await post("/api/results", makeRun({ runId: "by-secret" })));
    const first = costOf(await submit(token, { runId: "first" }));
    const second = costOf(await submit(token, { runId: "second" }));
    // Its use, and that this key has runs of the suite.
    expect(first.rowsWritten).toBe(before.rowsWritten + 2);
    expect(second.rowsWritten).toBe(before.rowsWritten);
    expect(second.rowsRead).toBe(before.rowsRead + 1);
    const used = Date.parse((await listed())[0]?.lastUsedAt ?? "");
    expect(Math.abs(Date.now() - used)).toBeLessThan(60_000);
    await env.DB.prepare("UPDATE api_keys SET last_used_at = last_used_at - 3600001").run();
    expect(costOf(await submit(token, { runId: "third" })).rowsWritten).toBe(before.rowsWritten + 1);
    expect(Date.parse((await listed())[0]?.lastUsedAt ?? "")).toBeGreaterThanOrEqual(used);
    expect((await submit(`zeb_${key.id}_${"0".repeat(64)}`)).status).toBe(403);
  });

  it("does not count a refused use", async () => {
    const { token } = await makeKey();
    await callWith(token, "GET", "/api/keys");
    expect(await column("last_used_at")).toBeNull();
  });
});

describe("GET /api/keys/self", () => {
  const self = async (token: string | undefined) => callWith(token, "GET", "/api/keys/self");

  it("says what the key at hand may do", async () => {
    const { token, key } = await makeKey({ suites: ["mine"], expiresAt: "2999-01-01T00:00:00Z" });
    expect(await (await self(token)).json()).toEqual({
      id: key.id,
      scope: "submit",
      suites: ["mine"],
      expiresAt: "2999-01-01T00:00:00.000Z",
      operations: expect.arrayContaining(["submitRun", "submitBulk", "submitBatch", "makeDecision", "takeBackBatch"]),
    });
    const { operations } = (await (await self(token)).json()) as { operations: string[] };
    for (const ofAdmins of ["createKey", "purgeRun", "removeBatch", "getRun"])
      expect(operations).not.toContain(ofAdmins);
    expect(await (await self((await makeKey({ scope: "publish" })).token)).json()).toMatchObject({
      scope: "publish",
      operations: ["getKeySelf", "putSnapshotPart", "freezeSnapshot"],
    });
    expect(await (await self(SECRET)).json()).toMatchObject({ id: null, scope: "admin" });
    expect((await self(undefined)).status).toBe(401);
    expect((await self(await makeUnknownKey())).status).toBe(403);
  });
});

describe("the key of local development", () => {
  const local = { ...unlimited, API_SECRET_KEY: "dev-local-key" };
  const statusAt = async (url: string, headers: Record<string, string> = {}) =>
    (await call(url, { headers: { authorization: "Bearer dev-local-key", ...headers } }, local)).status;

  it("counts on this machine alone", async () => {
    for (const host of ["localhost:8787", "127.0.0.1:1", "[::1]:8787"]) {
      expect(await statusAt(`http://${host}/api/keys`), host).toBe(200);
    }
    for (const host of ["192.0.2.1:8787", "localhost.example.org", "bench.example.org", "127.0.0.2"]) {
      expect(await statusAt(`http://${host}/api/keys`), host).toBe(403);
    }
  });

  it("counts from no page of another origin", async () => {
    const url = "http://localhost:8787/api/keys";
    expect(await statusAt(url, { origin: "http://localhost:8787" })).toBe(200);
    for (const origin of ["null", "https://example.org", "http://localhost:8788", "https://localhost:8787"]) {
      expect(await statusAt(url, { origin }), origin).toBe(403);
    }
  });

  it("is no better than any other where another secret is set", async () => {
    const response = await call("/api/keys", { headers: { authorization: "Bearer dev-local-key" } });
    expect(response.status).toBe(403);
  });
});

describe("GET /api/keys", () => {
  it("comes in pages, which read as many rows as they show, however many keys there are", async () => {
    await env.DB.prepare(
      `INSERT INTO api_keys (id, name, hash, scope, created_at)
       SELECT printf('%012x', value), 'k', 'h', 'submit', value / 3 FROM json_each(?)`,
    )
      .bind(JSON.stringify(Array.from({ length: 3_000 }, (_, n) => n)))
      .run();
    const seen: string[] = [];
    const pages: number[] = [];
    for (let path: string | undefined = "/api/keys?limit=1001"; path; ) {
      const response = await callWith(SECRET, "GET", path);
      expect(costOf(response).rowsRead).toBeLessThanOrEqual(2 * 1_001);
      const ids = KeyListSchema.parse(await response.json()).map(({ id }) => id);
      pages.push(ids.length);
      seen.push(...ids);
      path = /<([^>]+)>; rel="next"/.exec(response.headers.get("link") ?? "")?.[1];
      expect(path === undefined).toBe(response.headers.get("x-next-cursor") === null);
    }
    expect(pages).toEqual([1_000, 1_000, 1_000]);
    expect(new Set(seen).size).toBe(3_000);
    expect([seen[0], seen.at(-1)]).toEqual([(2_999).toString(16).padStart(12, "0"), "000000000000"]);
    expect(await listed()).toHaveLength(50);
  });

  it.each(["limit=0", "cursor=x", 'cursor=["1","a"]', "cursor=[1]", "all=1"])("refuses %s", async (query) => {
    expect((await callWith(SECRET, "GET", `/api/keys?${query}`)).status).toBe(400);
  });

  it("lists every key for admins, newest first, without secrets and hashes", async () => {
    const { token, key } = await makeKey({ name: "older" });
    await env.DB.prepare("UPDATE api_keys SET created_at = created_at - 1000").run();
    await makeKey({ name: "newer", scope: "admin" });
    const response = await callWith(SECRET, "GET", "/api/keys");
    expect(response.headers.get("cache-control")).toBe("no-store");
    const text = await response.text();
    expect(KeyListSchema.parse(JSON.parse(text)).map(({ name }) => name)).toEqual(["newer", "older"]);
    expect(text).toContain(key.id);
    expect(text).not.toContain(token.split("_")[2]);
    expect(text).not.toMatch(/[0-9a-f]{64}/);
  });
});

describe("POST /api/keys/:id/rotate", () => {
  it("gives the same key another secret, and stops the old one at once", async () => {
    const { token, key } = await makeKey({ name: "kept", suites: ["suite"] });
    const response = await callWith(SECRET, "POST", `/api/keys/${key.id}/rotate`);
    expect(response.status).toBe(200);
    const rotated = KeyIssuedSchema.parse(await response.json());
    expect(rotated.key).toEqual(key);
    expect(rotated.token).not.toBe(token);
    expect((await submit(token)).status).toBe(403);
    expect((await submit(rotated.token)).status).toBe(201);
  });

  it("refuses a revoked or expired key with 409 and an unknown one with 404", async () => {
    await makeRevokedKey();
    await makeExpiredKey();
    const statuses = await Promise.all(
      (await listed()).map(async ({ id }) => (await callWith(SECRET, "POST", `/api/keys/${id}/rotate`)).status),
    );
    expect(statuses).toEqual([409, 409]);
    expect((await callWith(SECRET, "POST", "/api/keys/unknown/rotate")).status).toBe(404);
  });
});

describe("DELETE /api/keys/:id", () => {
  it("revokes a key at once and for good, and says the same the second time", async () => {
    const { token, key } = await makeKey();
    const revoked = KeySchema.parse(await (await callWith(SECRET, "DELETE", `/api/keys/${key.id}`)).json());
    expect(revoked).toEqual({ ...key, revokedAt: expect.any(String) });
    expect((await submit(token)).status).toBe(403);
    expect(await (await callWith(SECRET, "DELETE", `/api/keys/${key.id}`)).json()).toEqual(revoked);
    expect(await listed()).toEqual([revoked]);
    expect((await callWith(SECRET, "DELETE", "/api/keys/unknown")).status).toBe(404);
  });
});
