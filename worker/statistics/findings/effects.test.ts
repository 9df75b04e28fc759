import { describe, expect, it } from "vitest";
import type { Cell } from "#contract/snapshot/cells.ts";
import { observationsOf } from "../cells/observation.ts";
import { makeVerdicts } from "../cells/sample-cells.ts";
import { SHARES } from "../cells/scale.ts";
import { entryEffects, tierEffects } from "./effects.ts";

const times = (count: number, verdict: string) => Array.from({ length: count }, () => verdict);
const passes = (count: number, of = 20) => [...times(count, "1"), ...times(of - count, "0")];
const observe = (cellsByEntry: readonly Cell[][]) => cellsByEntry.map((cells) => observationsOf(cells, "success"));

describe("tierEffects", () => {
  it("says what each entry gains from tier to tier, over the scenarios that it ran in both", () => {
    const cellsByEntry = [
      [...makeVerdicts(0, passes(2), 0), ...makeVerdicts(0, passes(12), 1)],
      [...makeVerdicts(1, passes(5), 0), ...makeVerdicts(1, passes(3, 10), 1)],
      makeVerdicts(2, passes(9), 0),
    ];
    const source = { entries: [], observations: observe(cellsByEntry), scale: SHARES };
    const { effects, told } = tierEffects(source, 0, 1);
    // Exact McNemar of 10 against 0: 2/2^10, and twice that after Holm; of 0 against 2: .5.
    expect(effects).toMatchObject([
      {
        from: { entry: 0, tier: 0 },
        to: { entry: 0, tier: 1 },
        difference: 0.5,
        n: 20,
        pValue: 2 ** -9,
        adjustedPValue: 2 ** -8,
      },
      { from: { entry: 1, tier: 0 }, difference: -0.2, n: 10, pValue: 0.5, adjustedPValue: 0.5, isTold: false },
    ]);
    expect(told).toBe(1);
  });
});

describe("entryEffects", () => {
  const entries = [
    { agent: "a", model: "m" },
    { agent: "a", model: "n" },
    { agent: "b", model: "m" },
    { agent: "a", model: "m", variant: "high" },
    { agent: "b", model: "o", variant: "low" },
  ];
  const cellsByEntry = [4, 8, 15, 4, 1].map((count, entry) => makeVerdicts(entry, passes(count)));
  const source = { entries, observations: observe(cellsByEntry), scale: SHARES };
  const sides = (kind: "model" | "agent" | "variant") =>
    entryEffects(source, kind).effects.map(({ from, to, difference }) => [from.entry, to.entry, difference]);

  it("compares entries that differ in exactly one thing", () => {
    expect(sides("model")).toEqual([[0, 1, 0.2]]);
    expect(sides("agent")).toEqual([[0, 2, 0.55]]);
    expect(sides("variant")).toEqual([[0, 3, 0]]);
  });

  it("lists what is asked for alone, and corrects for that", () => {
    expect(entryEffects(source, "model", () => false)).toEqual({ kind: "model", effects: [], told: 0 });
    expect(entryEffects(source, "agent")).toMatchObject({ told: 1 });
  });

  it("leaves out two that share no scenario", () => {
    const apart = [makeVerdicts(0, ["1", ""]), makeVerdicts(1, ["", "1"])];
    expect(entryEffects({ ...source, observations: observe(apart) }, "model").effects).toEqual([]);
  });
});
