import { expect, it } from "vitest";
import { ManifestSchema } from "./manifest.ts";

it("comes out with its fields in an order of its own, so that one manifest has one text", () => {
  const texts = [
    { title: "t", share: 0.5, scenarios: [{ title: "a", scenario: "s" }] },
    { scenarios: [{ scenario: "s", title: "a" }], share: 0.5, title: "t" },
  ].map((manifest) => JSON.stringify(ManifestSchema.parse(manifest)));
  expect(texts[0]).toBe(texts[1]);
});

const names = (count: number, field: string) => Array.from({ length: count }, (_, n) => ({ [field]: `${n}` }));

it.each([
  [{ scenarioCount: 100_000 }, undefined],
  [{ scenarioCount: 100_001 }, "scenarioCount"],
  [{ scenarioCount: 1_000, tiers: names(100, "tier") }, undefined],
  [{ scenarioCount: 1_001, tiers: names(100, "tier") }, "scenarioCount"],
  [{ scenarios: names(10_000, "scenario"), tiers: names(10, "tier") }, undefined],
  [{ scenarios: names(10_000, "scenario"), tiers: names(11, "tier") }, "scenarios"],
  [
    { scenarios: names(10_000, "scenario").map((one) => ({ ...one, tiers: ["0"] })), tiers: names(11, "tier") },
    undefined,
  ],
])("states no more cells than a board can be computed of: case %#", (manifest, field) => {
  expect(ManifestSchema.safeParse(manifest).error?.issues[0]?.path[0]).toBe(field);
});

it.each([
  [
    [
      { evaluator: "a", kind: "judge" },
      { evaluator: "b", kind: "person", drawnAtRandom: true },
    ],
    undefined,
  ],
  [[{ evaluator: "a", kind: "robot" }], ["evaluators", 0, "kind"]],
  [[{ evaluator: "a", kind: "judge", drawnAtRandom: true }], ["evaluators", 0, "drawnAtRandom"]],
  [
    [
      { evaluator: "a", kind: "judge" },
      { evaluator: "a", kind: "person" },
    ],
    ["evaluators"],
  ],
])("states what evaluators are: case %#", (evaluators, path) => {
  expect(ManifestSchema.safeParse({ evaluators }).error?.issues[0]?.path).toEqual(path);
});
