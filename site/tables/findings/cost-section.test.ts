import { expect, it } from "vitest";
import { NO_BARGAIN, NO_MARGIN } from "#words/board.ts";
import { sampleBoard, sampleVersion } from "../../snapshot/sample-board.ts";
import { costSection } from "./cost-section.ts";

it("says nothing of a board where no entry states its cost", () => {
  expect(costSection(sampleBoard([{ passes: 40 }, { passes: 20 }]).version)).toBeNull();
});

it("lists what has nothing better at its cost, the cheapest first", () => {
  const section = costSection(
    sampleBoard([
      { passes: 40, cost: 2, agent: "dear" },
      { passes: 20, cost: 0.5, agent: "cheap" },
      { passes: 10, cost: 1, agent: "worse" },
    ]).version,
  );
  expect(section).toEqual({
    says: "dear costs $2.00 a run.",
    best: [
      { path: "/entries/cheap/", title: "cheap", figures: "$0.50 a run, 50.0% solved" },
      { path: "/entries/dear/", title: "dear", figures: "$2.00 a run, 100.0% solved" },
    ],
    more: "",
  });
});

it("lists no entry that is alone, and says so where none can be called the cheapest", () => {
  const section = costSection(sampleBoard([{ passes: 21 }, { passes: 20, cost: 1 }]).version);
  expect(section).toEqual({ says: NO_BARGAIN, best: [], more: "" });
});

it("names no cheapest where the mean score ranks, but what it costs", () => {
  const version = sampleVersion([
    { passes: 1, score: 0.5, cost: 2, agent: "dear" },
    { passes: 2, score: 0.25, cost: 1, agent: "cheap" },
  ]);
  const section = costSection({ ...version, manifest: { firstMetric: "score" } });
  expect(section?.says).toBe(NO_MARGIN);
  expect(section?.best[0]?.figures).toBe("$1.00 a run, mean score 0.250");
});

it("goes by the mean score where each entry solved all or nothing", () => {
  const entries = [
    { passes: 1, score: 0.75, cost: 2, agent: "dear" },
    { passes: 0, score: 0.25, cost: 1, agent: "cheap" },
    { passes: 1, score: 0.5, cost: 3, agent: "worse" },
  ];
  expect(costSection(sampleVersion(entries, 1))?.best.map(({ figures }) => figures)).toEqual([
    "$1.00 a run, mean score 0.250",
    "$2.00 a run, mean score 0.750",
  ]);
  expect(costSection(sampleVersion(entries, 2))?.best[0]?.figures).toBe("$1.00 a run, 0.0% solved");
});

it("names eight of them, and counts the others", () => {
  const entries = Array.from({ length: 10 }, (_, place) => ({ passes: 4 * place + 4, cost: place + 1 }));
  const section = costSection(sampleBoard(entries).version);
  expect(section?.best.map(({ title }) => title)).toEqual(Array.from({ length: 8 }, (_, place) => `agent ${place}`));
  expect(section?.more).toBe("and 2 more");
});
