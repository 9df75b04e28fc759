import { expect, it } from "vitest";
import { hasEffectsFile, hasTaskFiles } from "./left-out.ts";
import type { SuiteVersion } from "./suites.ts";

/** As many cells as that, of which none is looked at. */
const sized = (length: number): Pick<SuiteVersion, "cells"> => ({ cells: new Array(length) });

it.each([
  [{}, 200_000, true],
  [{}, 200_001, false],
  [{ ZE_BENCHMARKS_WITHOUT: "" }, 1, true],
  [{ ZE_BENCHMARKS_WITHOUT: "scenario" }, 1, true],
  [{ ZE_BENCHMARKS_WITHOUT: "scenario-downloads" }, 1, false],
  [{ ZE_BENCHMARKS_WITHOUT: "other,scenario-downloads" }, 1, false],
])("tells from %j and %d cells whether tasks have downloads of their own", (environment, cells, expected) => {
  expect(hasTaskFiles(sized(cells), environment)).toBe(expected);
});

it("gives all effects of up to 300 entries to download", () => {
  const of = (length: number) => hasEffectsFile({ entries: Array.from({ length }, () => ({ agent: "a" })) });
  expect([of(300), of(301)]).toEqual([true, false]);
});
