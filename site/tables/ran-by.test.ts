import { expect, it } from "vitest";
import { ranByText, saysWhoRan } from "./ran-by.ts";

it.each([
  [0, 0, "not stated", false],
  [3, 0, "its maker", true],
  [0, 1, "others", true],
  [2, 5, "its maker and others", true],
])("says who ran %i own and %i other runs: %s", (firstPartyRuns, thirdPartyRuns, text, isStated) => {
  expect(ranByText({ firstPartyRuns, thirdPartyRuns })).toBe(text);
  expect(saysWhoRan({ firstPartyRuns, thirdPartyRuns })).toBe(isStated);
});
