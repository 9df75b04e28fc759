import { expect, it } from "vitest";
import { arrivalsOf } from "./arrivals.ts";

const FIRST = { id: "one", batchIds: ["a", "b"] };
const SECOND = { id: "two", previous: "one", batchIds: ["a", "b", "c"] };
const THIRD = { id: "three", previous: "two", batchIds: ["a", "c", "d", "e"] };

it("finds the publication that first had a batch, and how many came with it", () => {
  expect(Object.fromEntries(arrivalsOf([THIRD, SECOND, FIRST]))).toEqual({
    a: { id: "one", others: 1 },
    b: { id: "one", others: 1 },
    c: { id: "two", others: 0 },
    d: { id: "three", others: 1 },
    e: { id: "three", others: 1 },
  });
});

it("says nothing of what the oldest that is kept has, if it was not the first", () => {
  expect([...arrivalsOf([THIRD, SECOND]).keys()]).toEqual(["d", "e"]);
  expect(arrivalsOf([]).size).toBe(0);
});

it("keeps a batch that was taken back and came again where it was first", () => {
  const back = { id: "four", previous: "three", batchIds: ["b"] };
  expect(arrivalsOf([back, THIRD, SECOND, FIRST]).get("b")).toEqual({ id: "one", others: 1 });
});
