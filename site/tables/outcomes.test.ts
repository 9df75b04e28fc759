import { expect, it } from "vitest";
import { OUTCOME_NAMES } from "#contract/runs/outcomes.ts";
import { OUTCOME_ROWS } from "./outcomes.ts";

it("has every outcome once, those that count first", () => {
  expect(OUTCOME_ROWS.map(({ outcome }) => outcome).sort()).toEqual([...OUTCOME_NAMES].sort());
  const counted = OUTCOME_ROWS.map(({ counts }) => counts !== "not counted");
  expect(counted).toEqual([...counted].sort((a, b) => Number(b) - Number(a)));
  expect(counted).toContain(false);
});

it("says each in words, and where the snapshot counts it", () => {
  expect(OUTCOME_ROWS.find(({ outcome }) => outcome === "infrastructure-error")).toMatchObject({
    ...{ measure: "infrastructureError", label: "Infrastructure error", many: "Infrastructure errors" },
    counts: "not counted",
  });
});
