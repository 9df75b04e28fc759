import { describe, expect, it } from "vitest";
import {
  type EndpointMeasurement,
  figureOfEndpoint,
  formatCrowded,
  formatEndpointTable,
  formatSideBySide,
  type Growing,
} from "./endpoint-table.ts";
import { isKept } from "./figures.ts";

const made = (rows: number[], more: Partial<EndpointMeasurement> = {}): EndpointMeasurement => ({
  endpoint: { path: "/api/stats" },
  status: 200,
  rows,
  keyed: rows.at(-1) ?? 0,
  milliseconds: 10,
  ...more,
});
const list = (rows: number[]) => made(rows, { endpoint: { path: "/api/runs?suite=a%20b", listsRuns: true } });
const isWithin = (measurement: EndpointMeasurement, growing: Growing = "trials") =>
  isKept(figureOfEndpoint(measurement, growing));

describe("the bound of an endpoint", () => {
  it.each<[string, EndpointMeasurement, Growing, boolean]>([
    ["5 % and 5 rows more than at the smallest size", made([1_000, 1_000, 1_055]), "trials", true],
    ["more than that", made([1_000, 1_000, 1_056]), "trials", false],
    ["5 rows more than none", made([0, 0, 5]), "trials", true],
    ["6 rows more than none", made([0, 0, 6]), "trials", false],
    ["more at a size in between", made([1_000, 1_056, 1_000]), "trials", false],
    ["more with a key alone", made([1_000, 1_000], { keyed: 1_056 }), "trials", false],
    ["a list that looks at as many as a page may", list([2, 5_200]), "trials", true],
    ["a list that looks at more", list([2, 5_201]), "trials", false],
    ["as many as a page may at more cells", made([2, 5_200]), "cells", true],
    ["more than that at more cells", made([2, 5_201]), "cells", false],
    ["an answer that did not say what it read", made([1_000, Number.NaN]), "trials", false],
    ["a first answer that did not say it", made([Number.NaN, 1_000]), "trials", false],
    ["a list that did not say it", list([50, Number.NaN, 50]), "cells", false],
  ])("%s: %j at more %s is within it: %j", (_, measurement, growing, expected) => {
    expect(isWithin(measurement, growing)).toBe(expected);
  });
});

describe("the table of endpoints", () => {
  it("shows rows at each size and with a key, latency against /health, bound, verdict and request", () => {
    const measurements = [
      made([5_002, 5_002], { keyed: 5_003 }),
      made([10_000, 100_000]),
      { ...list([1_000, 1_000]), milliseconds: 62.5 },
      made([2, 2], { status: 304, endpoint: { path: "/api/snapshot", note: "known" } }),
    ];
    const table = formatEndpointTable([10_000, 100_000], measurements, { growing: "trials", health: 5 });
    expect(`\n${table.join("\n")}\n`).toMatchInlineSnapshot(`
      "
      10,000  100,000  with key  latency  at most        rows read by, at so many trials
       5,002    5,002     5,003    2.0 ×    5,257  kept  GET /api/stats
      10,000  100,000   100,000    2.0 ×   10,505  OVER  GET /api/stats
       1,000    1,000     1,000   12.5 ×    5,200  kept  GET /api/runs?suite=a b
           2        2         2    2.0 ×        7  kept  GET /api/snapshot (known) → 304
      "
    `);
  });
});

describe("the table of endpoints side by side", () => {
  it("shows the rows at the largest size, over few cells and over many, against the most that any request may read", () => {
    const few = [made([10, 20], { keyed: 21 }), list([1_000, 1_001]), made([3, 5_201])];
    const many = [made([10, 30], { keyed: 5_201 }), list([1_000, 5_200]), made([3, Number.NaN], { keyed: 3 })];
    const table = formatSideBySide({ cells: 5_000, measurements: few }, { cells: 1_000_000, measurements: many });
    expect(`\n${table.join("\n")}\n`).toMatchInlineSnapshot(`
      "
      5,000 cells  with key  1,000,000 cells  with key  at most        rows read at 1,000,000 runs, by
               20        21               30     5,201    5,200  OVER  GET /api/stats
            1,001     1,001            5,200     5,200    5,200  kept  GET /api/runs?suite=a b
            5,201     5,201              NaN         3    5,200  OVER  GET /api/stats
      "
    `);
  });
});

describe("the list of requests in crowds", () => {
  it("shows those that read the most, and every one that reads more than its bound", () => {
    const named = (rows: number) => made([rows], { endpoint: { path: `/${rows}`, note: "of thousands of tiers" } });
    const few = formatCrowded([named(7), named(5_200), named(5_201), named(6_000)]);
    expect(few[0]).toBe("4 requests in crowds, 2 over their bound; those that read the most:");
    expect(few.slice(1)).toEqual([
      "6,000  OVER  GET /6000 (of thousands of tiers)",
      "5,201  OVER  GET /5201 (of thousands of tiers)",
      "5,200  kept  GET /5200 (of thousands of tiers)",
      "    7  kept  GET /7 (of thousands of tiers)",
    ]);
    expect(formatCrowded(Array.from({ length: 30 }, (_, n) => named(n)))).toHaveLength(11);
    expect(formatCrowded(Array.from({ length: 30 }, (_, n) => named(6_000 + n)))).toHaveLength(31);
  });
});
