import { env } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { ProblemSchema } from "#contract/service/problem.ts";
import { call } from "../testing/call.ts";

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

  it("say when to come again", async () => {
    const headers = { "cf-connecting-ip": "192.0.2.1" };
    const response = await call("/api/runs", { headers }, { ...env, ADDRESS_LIMIT: makeLimit(0) });
    expect(response.status).toBe(429);
    expect(response.headers.get("retry-after")).toBe("60");
    expect(ProblemSchema.parse(await response.json()).detail).toContain("wait 60 seconds");
  });

  it("are bound as configured, and count nothing where they are not", async () => {
    const headers = { "cf-connecting-ip": "192.0.2.3" };
    expect(await statusOf("GET", "/api/runs", headers, {})).toBe(200);
    const { ADDRESS_LIMIT: _address, KEY_LIMIT: _key, ...unlimited } = env as typeof env & Record<string, unknown>;
    expect([typeof _address, typeof _key]).toEqual(["object", "object"]);
    expect((await call("/api/runs", { headers }, unlimited)).status).toBe(200);
  });
});
