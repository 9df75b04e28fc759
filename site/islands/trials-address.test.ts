import { describe, expect, it } from "vitest";
import { addTrials, chooseRun, readTrials, removeTrials, runPath, runsPath } from "./trials-address.ts";

const PAGE = "https://example.org/suites/a/?sort=cost#table";
const LINK = "https://api.example.org/api/runs?suite=a%2Fb&tier=L1&agent=%3Cb%3E&model=&limit=5";

describe("addTrials", () => {
  it("takes over the link's filters, empty ones too, and nothing else", () => {
    expect(addTrials(PAGE, LINK)).toBe(
      "https://example.org/suites/a/?sort=cost&trials=1&suite=a%2Fb&tier=L1&agent=%3Cb%3E&model=#table",
    );
  });

  it("drops filters and a run that the address had before", () => {
    const address = addTrials("https://example.org/?trials=1&run=7&scenario=x", LINK);
    expect(readTrials(new URL(address).search)).toEqual({
      filters: { suite: "a/b", tier: "L1", agent: "<b>", model: "" },
    });
  });
});

describe("readTrials", () => {
  it("returns nothing for an address without trials", () => {
    expect(readTrials("?suite=a&run=7")).toBeUndefined();
  });

  it("returns the run, and no run for an empty one", () => {
    expect(readTrials("?trials=1&suite=a&run=x%2F1")).toEqual({ filters: { suite: "a" }, run: "x/1" });
    expect(readTrials("?trials=1&run=")).toEqual({ filters: {} });
  });
});

it("returns to the page's own address", () => {
  expect(removeTrials(chooseRun(addTrials(PAGE, LINK), "7"))).toBe(PAGE);
});

it("chooses a run and returns to the list", () => {
  const list = addTrials(PAGE, LINK);
  expect(chooseRun(chooseRun(list, "a&b=c"))).toBe(list);
  expect(readTrials(new URL(chooseRun(list, "a&b=c")).search)?.run).toBe("a&b=c");
});

it("asks the API for runs, keeping empty filters", () => {
  expect(runsPath({ suite: "a b", model: "" })).toBe("/api/runs?suite=a+b&model=&limit=200");
});

it("keeps a run's name within its part of the path", () => {
  expect(runPath("../a?b#c")).toBe("/api/runs/..%2Fa%3Fb%23c");
});
