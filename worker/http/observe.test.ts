import { env } from "cloudflare:test";
import { afterEach, describe, expect, it, vi } from "vitest";
import { HealthSchema } from "#contract/service/health.ts";
import { call, post } from "../testing/call.ts";
import { makeFullRun } from "../testing/make-run.ts";
import { delayBandOf } from "./delay-band.ts";

const linesOf = (write: { mock: { calls: unknown[][] } }) =>
  write.mock.calls.map(([line]) => JSON.parse(String(line)) as Record<string, unknown>);

describe("the log", () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it("has one line a request, with the id that the answer has", async () => {
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    const response = await call("/api/runs?limit=3");
    const [line] = linesOf(log) as { database: { milliseconds: number } }[];
    expect(linesOf(log)).toEqual([
      {
        requestId: response.headers.get("x-request-id"),
        method: "GET",
        route: "/api/runs",
        status: 200,
        milliseconds: expect.any(Number),
        database: {
          queries: expect.any(Number),
          rowsRead: expect.any(Number),
          rowsWritten: 0,
          milliseconds: expect.any(Number),
          band: delayBandOf(line?.database.milliseconds ?? Number.NaN),
        },
      },
    ]);
    const [, said] = /db;dur=([\d.]+)/.exec(response.headers.get("server-timing") ?? "") ?? [];
    expect(line?.database.milliseconds).toBeCloseTo(Number(said), 1);
  });

  it.each([
    ["/api/runs/a%20name", "GET", "/api/runs/:runId", 404],
    ["/api/runs/a%20name", "HEAD", "/api/runs/:runId", 404],
    ["/api/runs/a%20name", "DELETE", "/api/runs/:runId", 405],
    ["/api/a%20name", "GET", null, 404],
    ["/api/results", "OPTIONS", "/api/results", 204],
  ])("names the pattern of %s and not the path (%s)", async (path, method, route, status) => {
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    await call(path, { method });
    expect(linesOf(log)).toMatchObject([{ method, route, status }]);
    expect(JSON.stringify(log.mock.calls)).not.toContain("name");
  });

  it("holds nothing of what was sent: no name, no text, no key", async () => {
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    await post("/api/results?secret=in-the-query", makeFullRun({ runId: "secret-run", agent: "secret-agent" }));
    const written = JSON.stringify(log.mock.calls);
    expect(written).toContain("rowsWritten");
    expect(written).not.toMatch(/secret|private|test-key/);
  });

  it("names an internal error as the problem and the header do", async () => {
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    const broken = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const response = await call("/api/runs", {}, { ...env, DB: {} as D1Database });
    const { id } = (await response.json()) as { id: string };
    expect(response.headers.get("x-request-id")).toBe(id);
    expect(linesOf(log)).toMatchObject([{ requestId: id, status: 500 }]);
    expect(broken.mock.calls[0]?.[0]).toContain(id);
  });
});

describe("GET /health", () => {
  it("judges the database's delay, and the trend after ten requests", async () => {
    for (let request = 0; request < 10; request += 1) await call("/api/runs");
    const health = HealthSchema.parse(await (await call("/health")).json());
    const { databaseMilliseconds, databaseBand, databaseTrend } = health;
    expect(health.migrationsPending).toBe(false);
    // How fast it is depends on what else this machine does.
    expect(databaseBand).toBe(delayBandOf(databaseMilliseconds ?? Number.NaN));
    expect(["steady", "warning"]).toContain(databaseTrend);
  });

  it("tells that migrations are pending", async () => {
    await env.DB.exec("DELETE FROM d1_migrations WHERE id = (SELECT max(id) FROM d1_migrations)");
    expect(await (await call("/health")).json()).toMatchObject({ migrationsPending: true });
  });

  it("tells that the database does not answer", async () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    const response = await call("/health", {}, { ...env, DB: {} as D1Database });
    expect(response.status).toBe(503);
    expect(HealthSchema.parse(await response.json())).toMatchObject({ database: false, databaseBand: null });
    vi.restoreAllMocks();
  });
});
