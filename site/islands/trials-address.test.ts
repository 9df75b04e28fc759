import { describe, expect, it } from "vitest";
import { addTrials, figuresPath, readFilters, readTrials, removeTrials, runPath, runsPath } from "./trials-address.ts";

const PAGE = "https://example.org/suites/a/?sort=cost#table";
const LINK = "https://api.example.org/api/runs?suite=a%2Fb&tier=L1&agent=%3Cb%3E&model=&limit=5";

describe("addTrials", () => {
  it("takes over the link's filters, empty ones too, and nothing else", () => {
    expect(addTrials(PAGE, LINK)).toBe(
      "https://example.org/suites/a/?sort=cost&trials=1&suite=a%2Fb&tier=L1&agent=%3Cb%3E&model=#table",
    );
  });

  it("drops filters that the address had before", () => {
    const address = addTrials("https://example.org/?trials=1&scenario=x", LINK);
    expect(readTrials(new URL(address).search)).toEqual({ suite: "a/b", tier: "L1", agent: "<b>", model: "" });
  });
});

describe("readTrials", () => {
  it("returns nothing for an address without trials, and no filter where it has none", () => {
    expect(readTrials("?suite=a")).toBeUndefined();
    expect(readTrials("?trials=1&sort=cost")).toEqual({});
    expect(readTrials("?trials=1&suite=a")).toEqual({ suite: "a" });
  });
});

it("reads the filters of a query, and tells none from an empty one", () => {
  expect(readFilters(new URLSearchParams("model=&run=7"))).toEqual({ model: "" });
  expect(readFilters(new URLSearchParams("run=7"))).toBeUndefined();
});

it("returns to the page's own address", () => {
  expect(removeTrials(addTrials(PAGE, LINK))).toBe(PAGE);
});

it("asks the API for runs, keeping empty filters", () => {
  expect(runsPath({ suite: "a b", model: "" })).toBe("/api/runs?suite=a+b&model=&limit=200");
  expect(figuresPath({ suite: "a b", model: "" }, 9)).toBe("/api/export/runs.ndjson?suite=a+b&model=&limit=9");
});

it("keeps a run's name within its part of the path", () => {
  expect(runPath("../a?b#c")).toBe("/api/runs/..%2Fa%3Fb%23c");
});
