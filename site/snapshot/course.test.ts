import { expect, it } from "vitest";
import { entriesWith, titleBeside } from "./course.ts";
import { sampleBoard } from "./sample-board.ts";

const board = sampleBoard([
  { passes: 3, agent: "a", model: "m", variant: "high" },
  { passes: 2, agent: "b", model: "m" },
  { passes: 1, agent: "a" },
]);

it("finds the entries of an agent and of a model", () => {
  expect([...entriesWith(board, "agent", "a")]).toEqual([0, 2]);
  expect([...entriesWith(board, "model", "m")]).toEqual([0, 1]);
  expect([...entriesWith(board, "model", "a")]).toEqual([]);
});

it.each([
  ["agent", 0, "m · high"],
  ["agent", 2, "model not stated"],
  ["model", 0, "a · high"],
  ["model", 1, "b"],
] as const)("names entry of one %s by all else: %i is %s", (role, position, title) => {
  expect(titleBeside(board, role, position)).toBe(title);
});
