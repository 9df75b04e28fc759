import { expect, it } from "vitest";
import { isLeftOut } from "./left-out.ts";

it.each([
  [{}, false],
  [{ ZE_BENCHMARKS_WITHOUT: "" }, false],
  [{ ZE_BENCHMARKS_WITHOUT: "scenario" }, false],
  [{ ZE_BENCHMARKS_WITHOUT: "scenario-downloads" }, true],
  [{ ZE_BENCHMARKS_WITHOUT: "other,scenario-downloads" }, true],
])("tells from %j whether the downloads of scenarios are left out", (environment, expected) => {
  expect(isLeftOut("scenario-downloads", environment)).toBe(expected);
});
