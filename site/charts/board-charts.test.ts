import { describe, expect, it } from "vitest";
import { boardsOf } from "../snapshot/boards.ts";
import { sampleBoard, sampleVersion } from "../snapshot/sample-board.ts";
import { frontierChart, otherAmounts, trendChart, versionFrontierChart } from "./board-charts.ts";

it("knows what else than cost can be drawn of a board", () => {
  const board = sampleBoard([
    { passes: 1, cost: 1 },
    { passes: 2, cost: 1 },
  ]);
  const reporting = (amount: "tokens" | "duration", entries: number) =>
    board.standings.map((standing, place) => {
      const { usage } = standing;
      return place < entries ? { ...standing, usage: { ...usage, [amount]: usage.cost } } : standing;
    });
  expect(otherAmounts(board)).toBe("");
  expect(otherAmounts({ ...board, standings: reporting("tokens", 1) })).toBe("");
  expect(otherAmounts({ ...board, standings: reporting("tokens", 2) })).toBe("tokens");
  expect(otherAmounts({ ...board, standings: reporting("duration", 2) })).toBe("time");
});

describe("versionFrontierChart", () => {
  const entries = [
    { passes: 1, score: 0.75, cost: 2 },
    { passes: 0, score: 0.25, cost: 1 },
  ];

  it("shows the mean score where each entry solved all or nothing, and says why", () => {
    const chart = versionFrontierChart(sampleVersion(entries, 1));
    expect(chart?.note).toBe(
      "Each entry solved all or nothing, so the picture shows its mean score. Blue entries have none that is both better and takes less.",
    );
    expect(chart?.wide.svg).toContain(">Mean score<");
  });

  it("shows what was solved where an entry solved a part, and where there is no mean score", () => {
    const part = versionFrontierChart(sampleVersion(entries, 2));
    const unscored = versionFrontierChart(
      sampleVersion(
        [
          { passes: 1, cost: 2 },
          { passes: 0, cost: 1 },
        ],
        1,
      ),
    );
    for (const chart of [part, unscored]) {
      expect(chart?.note).toMatch(/^Blue entries have none .* Vertical lines are 95 % intervals/);
      expect(chart?.wide.svg).toContain(">Solved, %<");
    }
  });

  it("ends the intervals of scores at 0 and 1", () => {
    const [board] = boardsOf(sampleVersion(entries, 2), undefined).filter(({ metric }) => metric === "score");
    const wide = board?.standings.map((standing) => ({
      ...standing,
      estimate: { ...standing.estimate, interval: { low: -1, high: 2 } },
    }));
    const svg = board && wide ? frontierChart({ ...board, standings: wide })?.wide.svg : "";
    const labels = [...(svg ?? "").matchAll(/text-anchor="end">([\d.−-]+)</g)].map(([, label]) => Number(label));
    expect([labels[0], labels.at(-1)]).toEqual([0, 1]);
  });
});

describe("frontierChart", () => {
  it("is not drawn where fewer than two report it", () => {
    expect(frontierChart(sampleBoard([{ passes: 1 }, { passes: 2, cost: 1 }]))).toBeUndefined();
    expect(
      frontierChart(
        sampleBoard([
          { passes: 1, cost: 1 },
          { passes: 2, cost: 1 },
        ]),
        "tokens",
      ),
    ).toBeUndefined();
  });

  it("says who has nothing better at the price, and whose price is not known", () => {
    const board = sampleBoard([
      { passes: 30, cost: 2 },
      { passes: 20, cost: 1 },
      { passes: 10, cost: 3 },
      { passes: 5 },
    ]);
    const chart = frontierChart(board);
    expect(chart?.title).toBe("2 of the 3 entries have nothing better at their cost");
    expect(chart?.note).toContain("Without a known cost: agent 3.");
    expect(chart?.wide.svg).toContain("Least cost: agent 1, $1.00 a run, 50.0%. Best: agent 0, $2.00 a run, 75.0%.");
    expect(chart?.wide.svg.match(/class="main"/g)).toHaveLength(2);
    expect(chart?.narrow.numbered).toHaveLength(3);
  });

  it("says so where one is both the cheapest and the best", () => {
    const chart = frontierChart(
      sampleBoard([
        { passes: 30, cost: 1 },
        { passes: 20, cost: 2 },
      ]),
    );
    expect(chart?.title).toBe("One entry has both the least cost and the highest value of the 2 that report it");
  });
});

it("names the frontier alone where there are too many to be found by name", () => {
  const many = Array.from({ length: 301 }, (_, place) => ({ passes: 5, cost: 3 + place }));
  const chart = frontierChart(sampleBoard([{ passes: 30, cost: 1, agent: "best" }, ...many]));
  expect(chart?.wide.svg.match(/<title>[^<]*/g)).toEqual(["<title>best"]);
  expect(chart?.wide.svg).toContain('class="ground"');
  expect(chart?.note).toContain("Small dots are all others");
  expect(chart?.narrow.numbered.map(({ label }) => label)).toEqual(["best"]);
});

describe("trendChart", () => {
  const DAY = 86_400;
  const START = 1_785_585_600;
  const dated = (passes: number, days: number) => ({ passes, lastRunAt: START + days * DAY });

  it("joins the new bests", () => {
    const board = sampleBoard([dated(10, 0), dated(5, 20), dated(30, 40)]);
    const chart = trendChart(board, new Set([0, 2]));
    expect(chart?.title).toBe("The best went from 25.0% to 75.0%, in 1 step");
    expect(chart?.wide.svg.match(/class="main"/g)).toHaveLength(2);
    expect(chart?.note).toContain("is in the table");
  });

  it("speaks of no table of steps where the first is still the best", () => {
    const chart = trendChart(sampleBoard([dated(10, 0), dated(5, 20)]), new Set([0]));
    expect(chart?.title).toBe("The best is still the first, at 25.0%");
    expect(chart?.note).toBe("Blue is the best by estimate, with its 95 % interval.");
  });

  it("names the entries of a course alone, with the others as its ground", () => {
    const board = sampleBoard([dated(10, 0), dated(39, 20), dated(30, 40)]);
    const entries = new Set([0, 2]);
    const course = { name: "helper", entries, titleOf: (entry: number) => `v${entry}` };
    const chart = trendChart(board, entries, course);
    expect(chart?.title).toBe("The best of helper went from 25.0% to 75.0%, in 1 step");
    expect([...(chart?.wide.svg.matchAll(/<title>([^<]*)/g) ?? [])].map(([, title]) => title)).toEqual(["v2", "v0"]);
    expect(chart?.wide.svg).toMatch(/<path class="ground" d="M[\d.]+ [\d.]+h0"\/>/);
    expect(chart?.narrow.numbered.map(({ label }) => label)).toEqual(["v2", "v0"]);
    expect(chart?.note).toContain("Small dots are the other entries of s.");
    expect(trendChart(board, new Set([1]), { ...course, entries: new Set([1]) })).toBeUndefined();
  });

  it("names the new bests alone where there are too many to be found by name", () => {
    const many = Array.from({ length: 300 }, (_, place) => dated(5, place % 30));
    const chart = trendChart(sampleBoard([dated(10, 0), dated(30, 40), ...many]), new Set([0, 1]));
    expect(chart?.wide.svg.match(/<title>/g)).toHaveLength(2);
    expect(chart?.wide.svg).toContain('class="ground"');
    expect(chart?.narrow.numbered).toHaveLength(2);
    expect(chart?.note).toContain("Small dots are the other entries of s.");
  });

  it("leaves the ground of a course out where there are too many", () => {
    const board = sampleBoard([dated(10, 0), dated(30, 40), ...Array.from({ length: 300 }, () => dated(5, 20))]);
    const course = { name: "helper", entries: new Set([0, 1]), titleOf: String };
    const chart = trendChart(board, new Set([0, 1]), course);
    expect(chart?.wide.svg).not.toContain('class="ground"');
    expect(chart?.note).not.toContain("Small dots");
  });

  it("is not drawn for one day", () => {
    expect(trendChart(sampleBoard([dated(10, 0), dated(5, 0)]), new Set([0]))).toBeUndefined();
  });
});
