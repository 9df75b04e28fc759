import { describe, expect, it } from "vitest";
import { boardOf } from "./board.ts";

const candidate = (agent: string, scenarios: readonly number[], since = 0) => ({
  entry: { agent },
  observations: scenarios.map((scenario) => ({ scenario, tier: 0, runs: 1, sum: 1, spread: 0 })),
  since,
});
const places = (...scenarios: number[]) => scenarios.map((scenario) => ({ scenario, tier: 0 }));

describe("boardOf", () => {
  it("is found from what entries ran, and names what is not part of it", () => {
    const board = boardOf([candidate("a", [0, 1]), candidate("b", [0, 1]), candidate("c", [7, 1, 5])]);
    expect(board).toEqual({ places: places(0, 1), rule: "found", share: 0.9, outside: places(5, 7) });
  });

  it("is what a manifest states, cells that nobody ran too", () => {
    const scenarios = [{ scenario: 2 }, { scenario: 0 }];
    const board = boardOf([candidate("a", [0, 4])], { scenarios, share: 0.5 });
    expect(board).toEqual({ places: places(0, 2), rule: "stated", share: 0.5, outside: places(4) });
  });
});
