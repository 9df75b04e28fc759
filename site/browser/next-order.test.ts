import { expect, it } from "vitest";
import { ariaSortOf, bestFirst, nextOrder, orderBy, wordOf } from "./next-order.ts";

it.each([
  [undefined, -1, ["descending", "ascending", null]],
  ["high", -1, ["descending", "ascending", null]],
  ["low", 1, ["ascending", "descending", null]],
] as const)("puts the best of a column first, then last, then nothing: best %s", (stated, best, orders) => {
  expect(bestFirst(stated)).toBe(best);
  let now: string | null = null;
  const pressed = orders.map(() => {
    now = ariaSortOf(nextOrder(now, best));
    return now;
  });
  expect(pressed).toEqual(orders);
});

it.each([
  [-1, -1, ""],
  [1, -1, "reverse"],
  [1, 1, ""],
  [-1, 1, "reverse"],
] as const)("finds the order again by what the address says of it: %s where %s is best", (order, best, word) => {
  expect(wordOf(order, best)).toBe(word);
  expect(orderBy(word, best)).toBe(order);
});

it("says nothing of the order in which a table came, and takes the best first where nothing is said", () => {
  expect(wordOf(0, -1)).toBe("");
  expect(orderBy(null, -1)).toBe(-1);
});
