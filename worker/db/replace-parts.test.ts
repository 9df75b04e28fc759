import { expect, it } from "vitest";
import { joinedParts } from "./replace-parts.ts";

const parts = (suiteVersionId: number, sizes: Record<string, number>) =>
  Object.entries(sizes).map(([prefix, size]) => ({ suiteVersionId, prefix: prefix.slice(1), size }));

it.each([
  ["a part alone", parts(1, { p: 1 }), []],
  ["halves that fit together", parts(1, { p0: 1_000, p1: 1_000 }), [{ suiteVersionId: 1, old: ["0", "1"], by: [""] }]],
  ["halves that do not", parts(1, { p0: 1_000, p1: 1_001 }), []],
  ["batches, of which fewer fit", parts(0, { p0: 250, p1: 251 }), []],
  [
    "several at once, up to where they do not fit",
    parts(1, { p00: 1_900, p010: 0, p0110: 5, p0111: 1, p1: 200 }),
    [{ suiteVersionId: 1, old: ["00", "010", "0110", "0111"], by: ["0"] }],
  ],
  ["halves of halves that are split", parts(1, { p00: 1, p01: 2_000, p1: 1 }), []],
  ["parts of different versions", [...parts(1, { p0: 1_500, p1: 1_500 }), ...parts(2, { p0: 1_500, p1: 1_500 })], []],
])("joins %s", (_what, given, joined) => {
  expect(joinedParts(given)).toEqual(joined);
});
