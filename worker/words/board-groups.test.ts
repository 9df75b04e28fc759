import { expect, it } from "vitest";
import { describeGroup } from "./board-groups.ts";

const facts = {
  group: 1,
  entries: 16,
  ranked: 134,
  hasFirst: false,
  from: 0.792,
  to: 0.744,
  metric: "success",
  share: 0.9,
  cells: 500,
} as const;

it.each([
  [facts, "May be first", "16 entries; no other is clearly better than any of them"],
  [{ ...facts, entries: 134 }, "May be first", "134 entries, no clear difference"],
  [{ ...facts, entries: 1, hasFirst: true }, "First", "1 entry; clearly better than each of the other 133"],
  [{ ...facts, entries: 1, hasFirst: true, ranked: 2 }, "First", "1 entry; clearly better than the other one"],
  [{ ...facts, entries: 1 }, "May be first", "1 entry; no other is clearly better"],
  [{ ...facts, entries: 2, ranked: 2 }, "May be first", "2 entries; neither is clearly better than the other"],
  [{ ...facts, entries: 1, ranked: 2 }, "May be first", "1 entry; the other one is not clearly better"],
  [
    { ...facts, group: null, entries: 3, cells: 0 },
    "Not ranked",
    "3 entries without a run that counts towards a success rate",
  ],
  [{ ...facts, group: 2 }, "Group 2", "16 entries, 79.2 to 74.4%"],
  [{ ...facts, group: 3, to: 0.792 }, "Group 3", "16 entries, 79.2%"],
  [{ ...facts, group: 2, metric: "score" as const }, "Group 2", "16 entries, 0.792 to 0.744"],
  [{ ...facts, entries: 1, ranked: 1, to: 0.792 }, "The only ranked entry", "79.2%"],
  [
    { ...facts, group: null, entries: 1, share: 0.625 },
    "Not ranked",
    "1 entry with runs that count in less than 62.5% of the board’s 500 cells",
  ],
])("says what the group of %j is", (given, name, says) => {
  expect(describeGroup(given)).toEqual({ name, says });
});
