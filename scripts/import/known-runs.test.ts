import { expect, it } from "vitest";
import { KnownRuns } from "./known-runs.ts";

it.each<[string, [content: string, isFinal: boolean][], string[]]>([
  ["one run", [["a", true]], ["new"]],
  [
    "a copy",
    [
      ["a", true],
      ["a", true],
    ],
    ["new", "duplicate"],
  ],
  [
    "a copy that is not final",
    [
      ["a", false],
      ["a", false],
    ],
    ["new", "duplicate"],
  ],
  [
    "other content",
    [
      ["a", true],
      ["b", true],
    ],
    ["new", "conflict"],
  ],
  [
    "a final state after one that is not",
    [
      ["a", false],
      ["b", true],
      ["b", true],
    ],
    ["new", "replaced", "duplicate"],
  ],
  [
    "a state after the final one",
    [
      ["a", true],
      ["b", false],
    ],
    ["new", "conflict"],
  ],
  [
    "states one after the other",
    [
      ["a", false],
      ["b", false],
      ["c", true],
      ["d", true],
    ],
    ["new", "replaced", "replaced", "conflict"],
  ],
])("says of %s what the Worker would", (_what, taken, expected) => {
  const known = new KnownRuns();
  known.take("other", "x", true);
  expect(taken.map(([content, isFinal]) => known.take("r", content, isFinal))).toEqual(expected);
});

it("keeps apart any number of runs", () => {
  const known = new KnownRuns();
  const names = Array.from({ length: 10_000 }, (_, index) => `run-${index}`);
  expect(new Set(names.map((name) => known.take(name, "content", true)))).toEqual(new Set(["new"]));
  expect(new Set(names.map((name) => known.take(name, "content", true)))).toEqual(new Set(["duplicate"]));
  expect(new Set(names.map((name) => known.take(name, "other", true)))).toEqual(new Set(["conflict"]));
});
