import { describe, expect, it } from "vitest";
import { type EndpointMeasurement, figureOfEndpoint, formatEndpointTable } from "./endpoint-table.ts";
import { isKept } from "./figures.ts";

const flat = (rows: number[]): EndpointMeasurement => ({
  endpoint: { path: "/api/stats", bound: { kind: "flat" } },
  rows,
  milliseconds: 10,
});
const list = (kind: "page" | "looked at", runs: number, rows: number[]): EndpointMeasurement => ({
  endpoint: { path: "/api/runs?suite=a%20b", bound: { kind, runs } },
  rows,
  milliseconds: 5,
});
const isWithin = (measurement: EndpointMeasurement) => isKept(figureOfEndpoint(measurement));

describe("the bound of an endpoint", () => {
  it("allows 5 % and 5 rows more than at the smallest size", () => {
    expect(isWithin(flat([1_000, 1_000, 1_055]))).toBe(true);
    expect(isWithin(flat([1_000, 1_000, 1_056]))).toBe(false);
    expect(isWithin(flat([0, 0, 5]))).toBe(true);
    expect(isWithin(flat([0, 0, 6]))).toBe(false);
  });

  it("holds at every size, not the largest alone", () => {
    expect(isWithin(flat([1_000, 1_056, 1_000]))).toBe(false);
  });

  it("allows a list its page and 5 rows, however few were read at first", () => {
    expect(isWithin(list("page", 50, [2, 20, 55]))).toBe(true);
    expect(isWithin(list("page", 50, [2, 20, 56]))).toBe(false);
    expect(isWithin(list("looked at", 1_000, [500, 1_005, 1_005]))).toBe(true);
    expect(isWithin(list("looked at", 1_000, [500, 1_005, 1_006]))).toBe(false);
  });

  it("is not kept where the answer did not say what it read", () => {
    expect(isWithin(flat([1_000, 1_000, Number.NaN]))).toBe(false);
    expect(isWithin(flat([Number.NaN, 1_000, 1_000]))).toBe(false);
    expect(isWithin(list("page", 50, [50, Number.NaN, 50]))).toBe(false);
  });
});

describe("the table of endpoints", () => {
  it("shows rows at each size, latency against /health, bound, verdict and request", () => {
    const measurements: EndpointMeasurement[] = [
      flat([5_002, 5_002]),
      flat([10_000, 100_000]),
      list("page", 50, [2, 51]),
      { ...list("looked at", 1_000, [1_000, 1_000]), milliseconds: 62.5 },
      { ...flat([2, 2]), endpoint: { path: "/api/snapshot", bound: { kind: "flat" }, note: "304" } },
    ];
    expect(`\n${formatEndpointTable([10_000, 100_000], measurements, 5).join("\n")}\n`).toMatchInlineSnapshot(`
      "
      10,000  100,000  latency  at most  verdict  rows read by, at so many runs
       5,002    5,002    2.0 ×    5,257  flat     GET /api/stats
      10,000  100,000    2.0 ×   10,505  OVER     GET /api/stats
           2       51    1.0 ×       55  a page   GET /api/runs?suite=a b
       1,000    1,000   12.5 ×    1,005  bounded  GET /api/runs?suite=a b
           2        2    2.0 ×        7  flat     GET /api/snapshot (304)
      "
    `);
  });
});
