import { describe, expect, it } from "vitest";
import type { Manifest } from "#contract/suites/manifest.ts";
import { statedBoard, statedForTier, statedPlaces } from "./stated-board.ts";

const KNOWN = { scenarios: ["a", "b", "c"], tiers: ["L0", "L1"] };
const RUN = [
  { scenario: 0, tier: 0 },
  { scenario: 1, tier: 0 },
  { scenario: 2, tier: 1 },
];
const FOUND = RUN.slice(0, 2);

/** Places as text: scenario.tier. */
const placesOf = (manifest: Manifest, tier?: number): string[] | undefined => {
  const stated = statedBoard(manifest, KNOWN);
  const places = statedPlaces(tier === undefined ? stated : statedForTier(stated, tier), RUN, () => FOUND);
  return places?.map((place) => `${place.scenario}.${place.tier}`);
};
const named = (...scenarios: string[]) => scenarios.map((scenario) => ({ scenario }));

describe("the cells that a manifest states", () => {
  it.each<[string, Manifest, string[] | undefined]>([
    ["scenarios in stated tiers", { scenarios: named("b", "a"), tiers: [{ tier: "L1" }] }, ["1.1", "0.1"]],
    ["scenarios in the tiers that are widely run", { scenarios: named("a", "c") }, ["0.0", "2.0"]],
    ["those that nobody ran", { scenarios: named("x", "y"), tiers: [{ tier: "L9" }] }, ["3.2", "4.2"]],
    ["tiers of a scenario's own", { scenarios: [{ scenario: "a", tiers: ["L1", "L0"] }] }, ["0.1", "0.0"]],
    ["a number: the missing ones too", { scenarioCount: 5 }, ["0.0", "1.0", "2.0", "3.0", "4.0"]],
    ["a number that more were run than", { scenarioCount: 2 }, undefined],
    ["nothing", { tiers: [{ tier: "L0" }], share: 0.5 }, undefined],
  ])("are %s", (_, manifest, expected) => {
    expect(placesOf(manifest)).toEqual(expected);
  });

  it.each<[string, Manifest, number, string[] | undefined]>([
    ["of one of its tiers", { scenarios: named("a"), tiers: [{ tier: "L0" }, { tier: "L1" }] }, 1, ["0.1"]],
    ["that have the tier", { scenarios: [{ scenario: "a", tiers: ["L1"] }, { scenario: "b" }] }, 0, ["1.0"]],
    ["not of a tier that it does not state", { scenarios: named("a"), tiers: [{ tier: "L0" }] }, 1, undefined],
    ["not of a tier that no scenario has", { scenarios: [{ scenario: "a", tiers: ["L0"] }] }, 1, undefined],
    ["by number in a tier", { scenarioCount: 4, tiers: [{ tier: "L0" }] }, 0, ["0.0", "1.0", "2.0", "3.0"]],
    ["not by number in another", { scenarioCount: 4, tiers: [{ tier: "L0" }] }, 1, undefined],
  ])("are %s", (_, manifest, tier, expected) => {
    expect(placesOf(manifest, tier)).toEqual(expected);
  });

  it("come with the scale, its direction, the share and the margin", () => {
    expect(statedBoard({ scale: { min: 1, max: 5, lowerIsBetter: true }, share: 0.5, margin: 0 }, KNOWN)).toMatchObject(
      {
        ends: { low: 1, high: 5 },
        lowerIsBetter: true,
        share: 0.5,
        margin: 0,
      },
    );
    expect(statedBoard({ scale: { lowerIsBetter: true } }, KNOWN).ends).toBeUndefined();
  });
});
