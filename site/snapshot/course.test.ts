import { expect, it } from "vitest";
import { datedOf, entriesWith, hasCourse, titleBeside } from "./course.ts";
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

it("follows ranked entries with a value that came on two days", () => {
  const day = 86_400;
  const dated = sampleBoard([
    { passes: 3, agent: "a", lastRunAt: 10 * day },
    { passes: 2, agent: "b", lastRunAt: 10 * day + 60 },
    { passes: 1, agent: "a", lastRunAt: 11 * day },
    { passes: 9, agent: "b", lastRunAt: 20 * day, ran: 10 },
    { passes: 4, agent: "c" },
  ]);
  const of = (agent: string) => datedOf(dated, entriesWith(dated, "agent", agent));
  expect(datedOf(dated).map(({ entry }) => entry)).toEqual([0, 1, 2]);
  expect(["a", "b", "c"].map((agent) => of(agent).map(({ entry }) => entry))).toEqual([[0, 2], [1], []]);
  expect(["a", "b", "c"].map((agent) => hasCourse(of(agent)))).toEqual([true, false, false]);
  expect(hasCourse(datedOf(dated).slice(0, 2))).toBe(false);
});
