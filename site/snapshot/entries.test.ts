import { describe, expect, it } from "vitest";
import type { SuiteCells } from "#contract/snapshot/cells.ts";
import { entriesOf, restsOnMadeUpRuns } from "./entries.ts";
import { hasSyntheticRuns, participantsOf } from "./participants.ts";
import { suitesOf } from "./suites.ts";

const suite = (name: string, entries: SuiteCells["entries"], syntheticRuns: number[]): SuiteCells => ({
  ...{ suite: name, scenarios: ["one"], tiers: ["L0"], entries },
  cells: {
    ...{ scenario: entries.map(() => 0), tier: entries.map(() => 0), entry: entries.map((_, place) => place) },
    ...{ pass: entries.map(() => 1), syntheticRuns },
  },
});

const versions = suitesOf({
  suites: [
    suite("a", [{ agent: "zed", model: "opus" }, { agent: "amp", model: "opus" }, { agent: "amp" }], [0, 0, 0]),
    suite("b", [{ agent: "amp" }, { agent: "zed", model: "opus" }], [1, 0]),
  ],
}).flatMap(({ versions }) => versions);

describe("entriesOf", () => {
  const entries = entriesOf(versions);

  it("lists each entry once, by name, with its place in each version", () => {
    expect(entries.map(({ entry }) => entry)).toEqual([
      { agent: "amp" },
      { agent: "amp", model: "opus" },
      { agent: "zed", model: "opus" },
    ]);
    expect(
      entries.map(({ appearances }) => appearances.map(({ version, position }) => [version.suite, position])),
    ).toEqual([
      [
        ["a", 2],
        ["b", 0],
      ],
      [["a", 1]],
      [
        ["a", 0],
        ["b", 1],
      ],
    ]);
    expect(new Set(entries.map(({ slug }) => slug)).size).toBe(3);
  });

  it("knows which rest on made-up runs", () => {
    expect(entries.map(restsOnMadeUpRuns)).toEqual([true, false, false]);
  });
});

describe("participantsOf", () => {
  it("lists agents and models by name, with their entries in each version", () => {
    const agents = participantsOf(versions, "agent");
    expect(agents.map(({ name, role }) => [name, role])).toEqual([
      ["amp", "agent"],
      ["zed", "agent"],
    ]);
    expect(agents[0]?.appearances.map(({ version, entries }) => [version.suite, entries])).toEqual([
      ["a", [1, 2]],
      ["b", [0]],
    ]);
    expect(participantsOf(versions, "model").map(({ name }) => name)).toEqual(["opus"]);
  });

  it("knows who has made-up runs", () => {
    const made = (role: "agent" | "model") => participantsOf(versions, role).map(hasSyntheticRuns);
    expect(made("agent")).toEqual([true, false]);
    expect(made("model")).toEqual([false]);
  });
});
