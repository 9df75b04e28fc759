import { expect, expectTypeOf, it } from "vitest";
import { keysOf, recordOf } from "./records.ts";

it("gives the keys of a record in their order, with their types", () => {
  const keys = keysOf({ second: 2, first: 1 });
  expect(keys).toEqual(["second", "first"]);
  expectTypeOf(keys).toEqualTypeOf<("second" | "first")[]>();
});

it("makes a record of one thing a key", () => {
  const lengths = recordOf(["a", "bcd"] as const, (key) => key.length);
  expect(lengths).toEqual({ a: 1, bcd: 3 });
  expectTypeOf(lengths).toEqualTypeOf<Record<"a" | "bcd", number>>();
});
