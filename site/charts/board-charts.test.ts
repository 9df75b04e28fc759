import { describe, expect, it } from "vitest";
import { sampleBoard } from "../snapshot/sample-board.ts";
import { frontierChart } from "./board-charts.ts";

describe("frontierChart", () => {
  it("says why there is no picture", () => {
    expect(frontierChart(sampleBoard([{ agent: "a", passes: 1 }]))).toBe(
      "No ranked entry reports its cost, so there is no picture of cost against success.",
    );
    expect(frontierChart(sampleBoard([{ agent: "a", passes: 1, cost: 1 }]))).toContain("Only one ranked entry");
  });

  it("says how many nothing beats on both", () => {
    const chart = frontierChart(
      sampleBoard([
        { agent: "cheap", passes: 10, cost: 1 },
        { agent: "good", passes: 30, cost: 2 },
        { agent: "beaten", passes: 20, cost: 3 },
      ]),
    );
    expect(chart).toMatchObject({ title: "Nothing is both cheaper and better than 2 of the 3 entries" });
    expect(typeof chart === "string" ? "" : chart.svg).toContain(
      "Cheapest: cheap, $1.00 a run, 25.0%. Best: good, $2.00 a run, 75.0%.",
    );
  });
});
