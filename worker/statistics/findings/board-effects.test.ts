import { expect, it } from "vitest";
import { makeVerdicts } from "../cells/sample-cells.ts";
import { SHARES } from "../cells/scale.ts";
import { boardEffects, effectFigures } from "./board-effects.ts";

const passes = (count: number, of = 12) => Array.from({ length: of }, (_, place) => (place < count ? "1" : "0"));
const entries = [
  { agent: "a", model: "m" },
  { agent: "a", model: "n" },
  { agent: "b", model: "m" },
  { agent: "c" },
  { agent: "c", variant: "high" },
  { agent: "oracle", model: "m" },
];
const tiers = ["L3", "L0"];
const of = (entry: number, without: number, withHelp: number) => [
  ...makeVerdicts(entry, passes(without), 1),
  ...makeVerdicts(entry, passes(withHelp), 0),
];
const source = {
  ...{ entries, tiers, tier: undefined, metric: "success" as const, scale: SHARES },
  cellsByEntry: [of(0, 6, 4), of(1, 3, 3), of(2, 12, 12), of(3, 5, 5), of(4, 6, 5), of(5, 12, 12)],
};
const sides = boardEffects(source).map(({ kind, effects }) => [
  kind,
  ...effects.map(({ from, to, difference }) => [from.entry, to.entry, Math.round(24 * difference)]),
]);

it("sets tiers in their order and two entries so that the better comes second, the clearest first", () => {
  expect(sides).toEqual([
    // Of an entry in 12 scenarios; no effect of the reference agent.
    ["tier", [0, 0, -4], [1, 1, 0], [2, 2, 0], [3, 3, 0], [4, 4, -2]],
    ["model", [1, 0, 4]],
    ["agent", [0, 2, 14]],
    ["variant", [3, 4, 1]],
  ]);
});

it("has nothing of tiers in one tier alone", () => {
  const found = boardEffects({ ...source, tier: 1 });
  expect(found.map(({ kind, effects }) => [kind, Math.round(12 * (effects[0]?.difference ?? 0))])).toEqual([
    ["model", 3],
    ["agent", 6],
    ["variant", 1],
  ]);
});

it("turns all that has a direction, and names both sides", () => {
  const [tier, model] = boardEffects(source).map(({ effects: [first] }) => first && effectFigures(first, source));
  expect(tier).toMatchObject({
    kind: "tier",
    fromAgent: "a",
    fromTier: "L0",
    toAgent: "a",
    toTier: "L3",
  });
  expect(model).toMatchObject({
    ...{ fromAgent: "a", fromModel: "n", fromVariant: null, fromTier: null, toAgent: "a", toModel: "m", toTier: null },
    ...{ metric: "success", unit: "scenario", units: 12, won: 3, lost: 0, tied: 9, open: 0, clear: false },
  });
  expect(model?.difference).toBeCloseTo(1 / 6, 12);
  expect(model?.intervalLow).toBeLessThan(model?.difference ?? 0);
  expect(model?.intervalHigh).toBeGreaterThan(model?.difference ?? 1);
});
