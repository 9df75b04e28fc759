import { expect, it } from "vitest";
import { NO_BARGAIN } from "#words/board.ts";
import { sampleBoard } from "../../snapshot/sample-board.ts";
import { costSection } from "./cost-section.ts";

it("says nothing of a board where no entry states its cost", () => {
  expect(costSection(sampleBoard([{ passes: 40 }, { passes: 20 }]))).toBeNull();
});

it("lists what has nothing better at its cost, the cheapest first", () => {
  const section = costSection(
    sampleBoard([
      { passes: 40, cost: 2, agent: "dear" },
      { passes: 20, cost: 0.5, agent: "cheap" },
      { passes: 10, cost: 1, agent: "worse" },
    ]),
  );
  expect(section).toEqual({
    says: "dear costs $2.00 a run.",
    best: [
      { path: "/entries/cheap/", title: "cheap", figures: "$0.50 a run, 50.0%" },
      { path: "/entries/dear/", title: "dear", figures: "$2.00 a run, 100.0%" },
    ],
    more: "",
  });
});

it("lists no entry that is alone, and says so where none can be called the cheapest", () => {
  const section = costSection(sampleBoard([{ passes: 21 }, { passes: 20, cost: 1 }]));
  expect(section).toEqual({ says: NO_BARGAIN, best: [], more: "" });
});

it("names eight of them, and counts the others", () => {
  const entries = Array.from({ length: 10 }, (_, place) => ({ passes: 4 * place + 4, cost: place + 1 }));
  const section = costSection(sampleBoard(entries));
  expect(section?.best.map(({ title }) => title)).toEqual(Array.from({ length: 8 }, (_, place) => `agent ${place}`));
  expect(section?.more).toBe("and 2 more");
});
