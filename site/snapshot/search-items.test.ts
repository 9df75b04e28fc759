import { expect, it } from "vitest";
import { namedItems } from "./search-items.ts";
import { suitesOf } from "./suites.ts";

const version = (suiteVersion: string) => ({
  ...{
    suite: "S",
    suiteVersion,
    scenarios: ["one"],
    tiers: ["L0"],
    entries: [{ agent: "a", model: "m" }, { agent: "b" }],
  },
  cells: { scenario: [0], tier: [0], entry: [0], lastRunAt: [1], pass: [1] },
});

it("names each thing once, the wider ones first, and of old versions the board alone", () => {
  const suites = suitesOf({ suites: [version("1"), version("2")] });
  expect(namedItems(suites, [], [])).toEqual([
    ["suite", "S", expect.stringMatching(/^\/suites\/s~[0-9a-f]{20}\/$/)],
    ["suite", "S 1", expect.stringContaining("/versions/1/")],
    ["entry", "a · m", expect.stringContaining("/entries/")],
    ["entry", "b", "/entries/b/"],
    ["task", "one", expect.stringContaining("/scenarios/one/"), "s"],
  ]);
});
