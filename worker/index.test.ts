import { env } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { OPERATION_LIST } from "#contract/operations.ts";
import { HealthSchema } from "#contract/service/health.ts";
import { ProblemSchema } from "#contract/service/problem.ts";
import { call, post } from "./testing/call.ts";
import { makeFullRun, makeRun } from "./testing/make-run.ts";

const brokenDatabase = {
  ...env,
  DB: {
    prepare: () => {
      throw new Error("secret inside");
    },
  } as unknown as D1Database,
};

describe("the Worker", () => {
  it("tells its health", async () => {
    const response = await call("/health");
    expect(response.status).toBe(200);
    expect(HealthSchema.parse(await response.json())).toMatchObject({
      status: "ok",
      database: true,
      schemaVersion: expect.stringMatching(/\.sql$/),
    });
    const broken = await call("/health", {}, brokenDatabase);
    expect(broken.status).toBe(503);
    expect(HealthSchema.parse(await broken.json())).toMatchObject({ status: "unavailable", database: false });
  });

  it("answers an unknown path with 404 and a known one with a wrong method with 405 and Allow", async () => {
    const unknown = await call("/api/nothing");
    expect(unknown.status).toBe(404);
    expect(ProblemSchema.parse(await unknown.json()).detail).toContain("/api/nothing");
    const wrong = await call("/api/runs", { method: "DELETE" });
    expect(wrong.status).toBe(405);
    expect(wrong.headers.get("allow")).toBe("HEAD, GET");
    ProblemSchema.parse(await wrong.json());
  });

  it("answers preflight, and lets any origin read answers and problems", async () => {
    const preflight = await call("/api/results", { method: "OPTIONS" });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-methods")).toContain("POST");
    expect(preflight.headers.get("access-control-allow-headers")).toContain("Authorization");
    for (const path of ["/api/runs", "/api/nothing"]) {
      expect((await call(path)).headers.get("access-control-allow-origin")).toBe("*");
    }
  });

  it("lets no browser take an answer of any route for a page, or run anything in it", async () => {
    const routes = OPERATION_LIST.map(({ method, path }) => [method, path.replaceAll(/:\w+|\{\w+\}/g, "x")] as const);
    expect(routes.length).toBeGreaterThan(40);
    for (const [method, path] of [...routes, ["GET", "/api/nothing"], ["DELETE", "/api/runs"]] as const) {
      const { headers } = await call(path, { method });
      const name = `${method} ${path}`;
      expect(headers.get("x-content-type-options"), name).toBe("nosniff");
      expect(headers.get("content-security-policy"), name).toBe("default-src 'none'; frame-ancestors 'none'; sandbox");
      expect(headers.get("access-control-allow-origin"), name).toBe("*");
    }
  });

  it("answers HEAD as GET without the body", async () => {
    const response = await call("/api/snapshot", { method: "HEAD" });
    expect(response.status).toBe(200);
    expect(response.headers.get("etag")).toMatch(/^"[0-9a-f]{64}"$/);
    expect(await response.text()).toBe("");
  });

  it("reads names of any character from a path", async () => {
    const runId = 'a/b?c#d%e "f" ../ é🎉';
    await post("/api/results", makeRun({ runId }));
    const response = await call(`/api/runs/${encodeURIComponent(runId)}`);
    expect(await response.json()).toMatchObject({ run: { runId } });
    expect((await call("/api/runs/%E0%A4%A")).status).toBe(400);
    expect((await call("/api/runs/unknown/telemetry")).status).toBe(404);
  });

  it("gives parts of a run", async () => {
    const run = makeFullRun();
    await post("/api/results", run);
    expect(await (await call("/api/runs/run-full/evaluations")).json()).toEqual(run.evaluations);
    const telemetry = await (await call("/api/runs/run-full/telemetry")).text();
    expect(JSON.parse(telemetry)).toMatchObject({ toolCalls: 12 });
    expect(telemetry).not.toContain("private");
  });

  it("tells nothing of the inside when something breaks, but an id", async () => {
    const response = await call("/api/runs", {}, brokenDatabase);
    expect(response.status).toBe(500);
    const problem = ProblemSchema.parse(await response.json());
    expect(problem.id).toMatch(/^[0-9a-f-]{36}$/);
    expect(JSON.stringify(problem)).not.toContain("secret");
  });
});
