import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { saidOf } from "../../testing/said-of.ts";
import { namesOf, type PackedName, PackedNamesSchema, packNames } from "./packed-names.ts";

describe("packed names", () => {
  it.each<[string, string[], PackedName[]]>([
    ["nothing", [], []],
    ["names that share little", ["alpha-1", "alpha-2", "beta"], ["alpha-1", [6, "2"], "beta"]],
    ["less than six characters in common", ["task-1", "task-2"], ["task-1", "task-2"]],
    ["one that goes on", ["django", "django__django-1", "django__django-12"], ["django", [6, "__django-1"], [16, "2"]]],
    ["characters beyond the first plane", ["🎉🎉🎉🎉🎉🎉a", "🎉🎉🎉🎉🎉🎉b"], ["🎉🎉🎉🎉🎉🎉a", [6, "b"]]],
    ["what begins with the same half of a character", ["......🎉", "......🎈"], ["......🎉", [6, "🎈"]]],
    ["the same twice", ["again-again", "again-again"], ["again-again", [11, ""]]],
  ])("of %s", (_what, names, packed) => {
    expect(packNames(names)).toEqual(packed);
    expect(PackedNamesSchema.parse(packed)).toEqual(names);
  });

  it("are the same names again, in no more room", () => {
    const name = fc
      .tuple(fc.constantFrom("astropy__astropy-", "ünï\u2028", ""), fc.string({ unit: "binary" }))
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.array(name, { maxLength: 8 }), (names) => {
        const packed: PackedName[] = JSON.parse(JSON.stringify(packNames(names)));
        expect(namesOf(packed)).toEqual(names);
        expect(JSON.stringify(packed).length).toBeLessThanOrEqual(JSON.stringify(names).length);
      }),
      { seed: 5, numRuns: 100 },
    );
  });

  it("are no more than a part has cells, since a few characters may stand for a whole name", () => {
    const names = (count: number) => ["x".repeat(512), ...new Array<PackedName>(count - 1).fill([512, ""])];
    expect(PackedNamesSchema.safeParse(names(2_000)).success).toBe(true);
    expect(saidOf(PackedNamesSchema, names(2_001))).toEqual(["must hold at most 2,000 items"]);
  });

  it.each<[PackedName[]]>([
    [[[6, "a"]]],
    [["12345", [6, "a"]]],
    [["12345678", [6, ""], [7, "a"]]],
    [["🎉🎉🎉", [6, ""]]],
  ])("never take more from the one before than it has: %j", (packed) => {
    expect(saidOf(PackedNamesSchema, packed).join()).toContain("more characters from the one before than that has");
  });

  it.each([
    [[[-1, "a"]]],
    [[[513, "a"]]],
    [[[1]]],
    [[1]],
    [[[0.5, "a"]]],
    [[[0, "a", "b"]]],
    [[[0, 1]]],
    [["a", null]],
  ])("are never %j", (packed) => {
    expect(PackedNamesSchema.safeParse(packed).success).toBe(false);
  });
});
