import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
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

  it.each([[[[-1, "a"]]], [[[513, "a"]]], [[[1]]], [[1]]])("are never %j", (packed) => {
    expect(PackedNamesSchema.safeParse(packed).success).toBe(false);
  });
});
