import { describe, expect, it } from "vitest";
import { agentModelParts, type CrossedEntry } from "./agent-model.ts";

const entry = (agent: string, model: string, ...values: number[]): CrossedEntry => ({ agent, model, values });
const CROSS = [
  entry("a1", "m1", 1, 0, 1, 1),
  entry("a1", "m2", 1, 0, 0, 1),
  entry("a2", "m1", 0, 0, 1, 1),
  entry("a2", "m2", 0, 0, 0, 0.5),
  entry("a3", "m1", 1, 1, 1, 0),
];

describe("agentModelParts", () => {
  it("are R's least squares in each scenario, with Student's interval over the scenarios", () => {
    // R 4.2.2: in each scenario lm(y ~ a + m) with contr.sum for both; then t.test of each effect over the four
    const parts = agentModelParts(CROSS);
    expect(parts?.mean).toBeCloseTo(0.510416666667, 11);
    const rows = [...(parts?.agents ?? []), ...(parts?.models ?? [])].map(({ name, effect, interval }) => [
      name,
      effect,
      interval?.low,
      interval?.high,
    ]);
    const expected = [
      ["a1", 0.1145833333, -0.4515689341, 0.6807356008],
      ["a2", -0.1979166667, -0.8088816452, 0.4130483119],
      ["a3", 0.0833333333, -0.8225102946, 0.9891769613],
      ["m1", 0.15625, -0.2202671017, 0.5327671017],
      ["m2", -0.15625, -0.5327671017, 0.2202671017],
    ];
    expected.forEach(([name, ...values], place) => {
      expect(rows[place]?.[0]).toBe(name);
      for (const [n, value] of values.entries()) expect(rows[place]?.[n + 1]).toBeCloseTo(Number(value), 9);
    });
    expect(parts?.unexplained).toBeCloseTo(0.0279508497187, 11);
  });

  it("names the pairs that nobody ran", () => {
    expect(agentModelParts(CROSS)?.missing).toEqual([{ agent: "a3", model: "m2" }]);
    expect(agentModelParts(CROSS.slice(0, 4))?.missing).toEqual([]);
  });

  it("takes the largest part of a cross that falls apart", () => {
    const apart = [entry("b", "n", 1, 1, 1, 1), entry("b", "o", 0, 0, 0, 0), ...CROSS];
    expect(agentModelParts(apart)?.agents.map(({ name }) => name)).toEqual(["a1", "a2", "a3"]);
    expect(agentModelParts(apart)?.mean).toBeCloseTo(0.510416666667, 11);
  });

  it("says nothing of one agent or one model", () => {
    expect(agentModelParts(CROSS.slice(0, 2))).toBeNull();
    expect(agentModelParts([entry("a", "m", 1), entry("b", "m", 0)])).toBeNull();
    expect(agentModelParts([])).toBeNull();
  });

  it("has no interval where no scenario differs, or there is one", () => {
    const flat = CROSS.map(({ agent, model }) => entry(agent, model, 0.5, 0.5));
    expect(agentModelParts(flat)?.agents.map(({ interval }) => interval)).toEqual([null, null, null]);
    const single = CROSS.map(({ agent, model, values }) => entry(agent, model, values[0] ?? 0));
    expect(agentModelParts(single)?.models.map(({ interval }) => interval)).toEqual([null, null]);
  });
});
