import { describe, expect, it } from "vitest";
import { explorerAddress, filledFilters, readExplorer, withFilter } from "./explorer-address.ts";

const read = (address: string) => readExplorer(new URL(address, "https://example.org").search);

it.each([
  { filters: {}, order: { sort: "newest", reversed: false } },
  { filters: { suite: "a b", model: "" }, order: { sort: "score", reversed: true } },
  { filters: { tier: "L0" }, order: { sort: "time", reversed: false }, choose: "x/1" },
] as const)("leads to %j and back", (explorer) => {
  expect(read(explorerAddress(explorer))).toEqual(explorer);
});

it("asks for no list where the address has no word of it", () => {
  expect(readExplorer("?utm=1")).toBeUndefined();
  expect(readExplorer("?suite=a")).toEqual({ filters: { suite: "a" }, order: { sort: "newest", reversed: false } });
});

it("takes one filter out, or another value in", () => {
  expect(withFilter({ suite: "a", tier: "L0" }, "tier", undefined)).toEqual({ suite: "a" });
  expect(withFilter({ suite: "a" }, "model", "")).toEqual({ suite: "a", model: "" });
});

describe("filledFilters", () => {
  const filled = (fields: Record<string, string>) => new Map(Object.entries(fields));

  it("takes what is filled in, and drops what is emptied", () => {
    expect(filledFilters({ suite: "a", tier: "L0" }, filled({ suite: " b ", tier: "", agent: "x" }))).toEqual({
      ...{ suite: "b", agent: "x" },
    });
  });

  it("keeps asking for what is not stated, and for what the form has no field of", () => {
    expect(filledFilters({ model: "", suiteVersion: "2" }, filled({ model: "" }))).toEqual({
      model: "",
      suiteVersion: "2",
    });
  });
});
