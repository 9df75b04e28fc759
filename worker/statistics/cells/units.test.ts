import { describe, expect, it } from "vitest";
import { observationsOf } from "./observation.ts";
import { makeVerdicts } from "./sample-cells.ts";
import { meansByScenario, scenarioMeans, unitOf, unitValues } from "./units.ts";

const observe = (...tiers: string[][]) =>
  observationsOf(
    tiers.flatMap((verdicts, tier) => makeVerdicts(0, verdicts, tier)),
    "success",
  );

describe("the unit of some cells", () => {
  it("is the scenario, the tier of the only scenario, or the run of the only cell", () => {
    expect(unitOf(observe(["1", "0"]))).toBe("scenario");
    expect(unitOf(observe(["11"], ["0"]))).toBe("tier");
    expect(unitOf(observe(["110"]))).toBe("run");
    expect(unitOf([])).toBe("run");
  });
});

describe("scenarioMeans", () => {
  it("weighs the tiers of a scenario the same, however many runs they have", () => {
    expect([...scenarioMeans(observe(["11", "10"], ["0000", ""]))]).toEqual([0.5, 0.5]);
    expect([...scenarioMeans([])]).toEqual([]);
  });
});

describe("meansByScenario", () => {
  it("has the mean of each scenario by its position, NaN where it was not run", () => {
    expect([...meansByScenario(observe(["11", "", "0"], ["0000", "", ""]), 4)]).toEqual([0.5, NaN, 0, NaN]);
    expect([...meansByScenario([], 1)]).toEqual([NaN]);
  });
});

describe("unitValues", () => {
  it("are the scenarios' means where all have as many cells", () => {
    expect([...unitValues(observe(["1", "0"], ["0", "0"]))]).toEqual([0.5, 0]);
  });

  it("have the mean of the cells where they do not", () => {
    const values = unitValues(observe(["1", "0"], ["1", ""], ["1", ""]));
    expect([...values]).toEqual([1.5, 0]);
    expect((1.5 + 0) / 2).toBe((1 + 1 + 1 + 0) / 4);
  });

  it("are the tiers' means of a single scenario, and the mean of a single cell", () => {
    expect([...unitValues(observe(["10"], ["11"]))]).toEqual([0.5, 1]);
    expect([...unitValues(observe(["1000"]))]).toEqual([0.25]);
  });
});
