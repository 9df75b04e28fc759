import { expect, it } from "vitest";
import { describeShown, passes, ranByWords } from "./filter-board.ts";

const row = {
  agent: "OpenHands",
  model: "claude-opus-4-5",
  variant: "high",
  organizations: ["Lab", "Shop, Inc."],
  weights: "closed",
  ranBy: "its maker",
  year: "2025",
  mayBeFirst: false,
};

it.each([
  [{}, true],
  [{ find: " openh" }, true],
  [{ find: "HIGH" }, true],
  [{ find: "trae" }, false],
  [{ agent: "OpenHands", model: "claude-opus-4-5" }, true],
  [{ agent: "openhands" }, false],
  [{ model: "claude" }, false],
  [{ organization: "Shop, Inc." }, true],
  [{ organization: "Shop" }, false],
  [{ weights: "closed", organization: "Lab" }, true],
  [{ weights: "open" }, false],
  [{ "ran-by": "its maker" }, true],
  [{ "ran-by": "others" }, false],
  [{ since: "2025" }, true],
  [{ since: "2026" }, false],
  [{ first: "yes" }, false],
  [{ find: "open", since: "2024", unknown: "word" }, true],
])("shows a row that is what %j asks for: %s", (filters, isShown) => {
  expect(passes(row, filters)).toBe(isShown);
});

it("shows only those that may be first where that is asked for", () => {
  expect(passes({ ...row, mayBeFirst: true }, { first: "yes" })).toBe(true);
});

it.each([
  ["its maker and others", "run by its maker and others"],
  ["not stated", "not stated"],
])("offers the runs of %s as %s", (by, words) => {
  expect(ranByWords(by)).toBe(words);
});

it("says of how many the rows are that it shows", () => {
  expect(describeShown(3, 13, 13)).toBe("3 of 13 entries; ranks stay those of all");
  expect(describeShown(3, 300, 2000)).toBe("3 of the 300 entries on this page; ranks stay those of all 2000");
});
