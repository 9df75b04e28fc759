import { describe, expect, it } from "vitest";
import { makeCell, makeScoredCell, makeVerdicts } from "./sample-cells.ts";
import { isGraded, scaleOf } from "./scale.ts";

describe("isGraded", () => {
  it("returns false for scores of 0 and 1, and for none", () => {
    expect(isGraded(makeVerdicts(0, ["1", "0", "1101"]))).toBe(false);
    expect(isGraded([makeCell({ pass: 3 })])).toBe(false);
  });

  it("returns true as soon as one score is another", () => {
    expect(isGraded([...makeVerdicts(0, ["1", "0"]), makeScoredCell([1, 0.5])])).toBe(true);
    expect(isGraded([makeScoredCell([7, 3])])).toBe(true);
  });
});

describe("scaleOf", () => {
  const graded = [makeScoredCell([0.2, 1]), makeScoredCell([0])];

  it("takes success, and scores of 0 and 1, for proportions", () => {
    expect(scaleOf(graded, "success")).toBe("proportion");
    expect(scaleOf(makeVerdicts(0, ["1", "0"]), "score")).toBe("proportion");
  });

  it("takes graded scores within 0 to 1 for that scale, others for an open one", () => {
    expect(scaleOf(graded, "score")).toBe("unit");
    expect(scaleOf([...graded, makeScoredCell([7.5])], "score")).toBe("open");
    expect(scaleOf([...graded, makeScoredCell([-0.5])], "score")).toBe("open");
  });
});
