import { expect, it } from "vitest";
import { sampleBoard } from "../../snapshot/sample-board.ts";
import { pickingRules } from "./picking.ts";
import { rangesOf, tiesOf } from "./ties.ts";

it("joins numbers that follow each other", () => {
  expect(rangesOf([1, 2, 3, 7, 9, 10])).toEqual([
    [1, 3],
    [7, 7],
    [9, 10],
  ]);
  expect(rangesOf([])).toEqual([]);
});

// Three groups: two entries, one, one.
const board = sampleBoard([
  { agent: "a", passes: 40 },
  { agent: "b", passes: 39 },
  { agent: "c", passes: 20 },
  { agent: "d", passes: 0 },
]);

it("says which rows show no clear difference", () => {
  expect([...(tiesOf(board) ?? [])]).toEqual([
    [0, "2"],
    [1, "1"],
    [2, ""],
    [3, ""],
  ]);
  expect(tiesOf(sampleBoard([{ passes: 1 }]))).toBeNull();
});

it("marks by style alone what is better and what is no clear difference, by its row in the body", () => {
  const [a, , c] = pickingRules(board).split("\n");
  // Rows: head, a, b, head, c, head, d.
  expect(a).toBe(
    'table:has([id="a"]:target){--p:100}tbody:has([id="a"]:target)>:is(:nth-child(3)){--mk:"=";--mc:var(--tie);--c:var(--tie)}',
  );
  expect(c).toBe(
    'table:has([id="c"]:target){--p:50}tbody:has([id="c"]:target)>:is(:nth-child(n+2):nth-child(-n+3)){--mk:"▲";--mc:var(--better);--c:var(--better)}',
  );
});

it("has no rules for one entry, or for more than can be picked", () => {
  expect(pickingRules(sampleBoard([{ passes: 1 }]))).toBe("");
  expect(
    pickingRules(
      sampleBoard(
        Array.from({ length: 301 }, () => ({ passes: 3 })),
        4,
      ),
    ),
  ).toBe("");
});
