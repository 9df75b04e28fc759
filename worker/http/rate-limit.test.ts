import { env } from "cloudflare:test";
import { describe, expect, it, vi } from "vitest";
import { ProblemSchema } from "#contract/service/problem.ts";
import type { Env } from "../env.ts";
import { call, costOf, postLines, unlimited } from "../testing/call.ts";
import { makeKey } from "../testing/keys.ts";
import { makeRun } from "../testing/make-run.ts";

/** A counter as the platform has it, which lets `room` requests of a key pass. */
const makeLimit = (room: number) => {
  const counts = new Map<string, number>();
  const limit = async ({ key }: { key: string }) => {
    counts.set(key, (counts.get(key) ?? 0) + 1);
    return { success: (counts.get(key) ?? 0) <= room };
  };
  return { limit, counts };
};

const statusOf = async (method: string, path: string, headers: Record<string, string>, limits: object) =>
  (await call(path, { method, headers }, { ...env, ...limits })).status;

describe("the rate limits", () => {
  it("count reads by address", async () => {
    const ADDRESS_LIMIT = makeLimit(2);
    const get = (address: string) => statusOf("GET", "/api/runs", { "cf-connecting-ip": address }, { ADDRESS_LIMIT });
    expect([await get("192.0.2.1"), await get("192.0.2.1"), await get("192.0.2.1")]).toEqual([200, 200, 429]);
    expect(await get("192.0.2.2")).toBe(200);
  });

  it("count HEAD as a read, and anything else as a write", async () => {
    const ADDRESS_LIMIT = makeLimit(9);
    for (const method of ["GET", "HEAD", "POST", "DELETE"]) {
      await statusOf(method, "/api/runs/x", { "cf-connecting-ip": "192.0.2.1" }, { ADDRESS_LIMIT });
    }
    await statusOf("POST", "/api/results", { "cf-connecting-ip": "192.0.2.1" }, { ADDRESS_LIMIT });
    expect(Object.fromEntries(ADDRESS_LIMIT.counts)).toEqual({ "read 192.0.2.1": 2, "write 192.0.2.1": 1 });
  });

  it("count the addresses of one IPv6 network together", async () => {
    const ADDRESS_LIMIT = makeLimit(2);
    const get = (address: string) => statusOf("GET", "/api/runs", { "cf-connecting-ip": address }, { ADDRESS_LIMIT });
    const network = ["2001:db8::1", "2001:db8::2", "2001:db8:0:0:9:9:9:9"];
    expect([await get(network[0] ?? ""), await get(network[1] ?? ""), await get(network[2] ?? "")]).toEqual([
      200, 200, 429,
    ]);
    expect(await get("2001:db8:0:1::1")).toBe(200);
  });

  it("count writes by key, which they do not hand on, and by address", async () => {
    const KEY_LIMIT = makeLimit(1);
    const ADDRESS_LIMIT = makeLimit(3);
    const write = (key: string) =>
      statusOf(
        "POST",
        "/api/results",
        { authorization: `Bearer ${key}`, "cf-connecting-ip": "192.0.2.1" },
        { KEY_LIMIT, ADDRESS_LIMIT },
      );
    expect([await write("one"), await write("one"), await write("two"), await write("three")]).toEqual([
      403, 429, 403, 429,
    ]);
    expect([...KEY_LIMIT.counts.keys()].join()).not.toMatch(/one|two/);
    const read = await statusOf("GET", "/api/runs", { "cf-connecting-ip": "192.0.2.1" }, { ADDRESS_LIMIT });
    expect(read).toBe(200);
  });

  it("count nobody by a key who sends none", async () => {
    const KEY_LIMIT = makeLimit(0);
    expect(await statusOf("GET", "/api/runs", { "cf-connecting-ip": "192.0.2.1" }, { KEY_LIMIT })).toBe(200);
    expect(KEY_LIMIT.counts.size).toBe(0);
  });

  it("say when to come again", async () => {
    const headers = { "cf-connecting-ip": "192.0.2.1" };
    const response = await call("/api/runs", { headers }, { ...env, ADDRESS_LIMIT: makeLimit(0) });
    expect(response.status).toBe(429);
    expect(response.headers.get("retry-after")).toBe("60");
    expect(ProblemSchema.parse(await response.json()).detail).toContain("wait 60 seconds");
  });

  it("let a request pass and tell the log where the platform's counter fails", async () => {
    const ADDRESS_LIMIT = { limit: () => Promise.reject(new Error("the limiter is away")) };
    const logged = vi.spyOn(console, "error").mockImplementation(() => undefined);
    expect(await statusOf("GET", "/api/runs", { "cf-connecting-ip": "192.0.2.1" }, { ADDRESS_LIMIT })).toBe(200);
    expect(logged).toHaveBeenCalledWith(expect.stringContaining("rate limiter"), expect.any(Error));
    logged.mockRestore();
  });

  it("charge anonymous reads of an address with the rows that they look at", async () => {
    await postLines(Array.from({ length: 30 }, (_, position) => makeRun({ runId: `run-${position}` })));
    const rows = new Map<string, number>();
    let budget = Number.POSITIVE_INFINITY;
    const ROW_LIMIT = {
      limit: async ({ key, delta = 1 }: { key: string; delta?: number }) => {
        rows.set(key, (rows.get(key) ?? 0) + delta);
        return { success: (rows.get(key) ?? 0) <= budget };
      },
    };
    const get = (headers: Record<string, string> = {}) =>
      call("/api/runs", { headers: { "cf-connecting-ip": "192.0.2.1", ...headers } }, { ...unlimited, ROW_LIMIT });
    const first = await get();
    expect(first.status).toBe(200);
    expect(rows.get("192.0.2.1")).toBe(costOf(first).rowsRead);
    // Enough for one more.
    budget = 1.5 * costOf(first).rowsRead;
    expect([(await get()).status, (await get()).status]).toEqual([200, 429]);
    const before = rows.get("192.0.2.1");
    const { token } = await makeKey({ scope: "publish" });
    expect((await get({ authorization: `Bearer ${token}` })).status).toBe(200);
    expect(rows.get("192.0.2.1")).toBe(before);
    expect((await get({ authorization: `Bearer ${token}x` })).status).toBe(429);
  });

  it("take what the local counter can do, which knows no delta", async () => {
    const ROW_LIMIT = {
      limit: async (options: object) => {
        if ("delta" in options) throw new TypeError("unknown option: delta");
        return { success: true };
      },
    };
    expect(await statusOf("GET", "/api/runs", { "cf-connecting-ip": "192.0.2.1" }, { ROW_LIMIT })).toBe(200);
  });

  it("are bound as configured, and count nothing where they are not", async () => {
    const headers = { "cf-connecting-ip": "192.0.2.3" };
    expect(await statusOf("GET", "/api/runs", headers, {})).toBe(200);
    const { ADDRESS_LIMIT, KEY_LIMIT, ROW_LIMIT } = env as Env;
    expect([typeof ADDRESS_LIMIT, typeof KEY_LIMIT, typeof ROW_LIMIT]).toEqual(["object", "object", "object"]);
    expect((await call("/api/runs", { headers }, unlimited)).status).toBe(200);
  });
});
