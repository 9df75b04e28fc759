import { expect, it } from "vitest";
import { type SampleEntry, sampleBoard } from "../../snapshot/sample-board.ts";
import { standingRows } from "../standing-row.ts";
import { filterAttributes, filterableBy } from "./filters.ts";

// Of the catalogue's own entries for the made-up sample.
const large = { passes: 9, agent: "imaginary-otter", model: "made-up-large" } as const;
const mono = { passes: 8, agent: "imaginary-heron", model: "invented/mono-3" } as const;

const rowsOf = (...entries: readonly SampleEntry[]) => standingRows(sampleBoard(entries));

it.each<[string, readonly SampleEntry[], object]>([
  ["two makers, one of open weights", [large, mono], { organization: true, weights: true, ranBy: false }],
  [
    "one maker",
    [large, { ...large, passes: 1, model: "made-up-small" }],
    { organization: false, weights: false, ranBy: false },
  ],
  [
    "nobody whom the catalogue knows",
    [{ passes: 2 }, { passes: 1 }],
    { organization: false, weights: false, ranBy: false },
  ],
  [
    "one that its maker ran, beside one of which nobody says",
    [{ passes: 2, relationship: "first-party" }, { passes: 1 }],
    { organization: false, weights: false, ranBy: true },
  ],
])("offers what tells rows apart: %s", (_, entries, expected) => {
  expect(filterableBy(rowsOf(...entries))).toEqual(expected);
});

it("says of a row what a filter of its board asks for, and no more", () => {
  const [row] = rowsOf({ ...large, relationship: "third-party" });
  if (!row) throw new Error("no row");
  expect(filterAttributes(row, { organization: true, weights: true, ranBy: true })).toEqual({
    "data-organizations": '["Made-up Labs"]',
    "data-weights": "closed",
    "data-ran-by": "others",
  });
  expect(Object.values(filterAttributes(row, { organization: false, weights: false, ranBy: false }))).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
