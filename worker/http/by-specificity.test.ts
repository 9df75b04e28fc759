import { describe, expect, it } from "vitest";
import { bySpecificity } from "./by-specificity.ts";

describe("bySpecificity", () => {
  it.each([
    ["/api/batches/compare", "/api/batches/:batchId"],
    ["/api/:a/fixed", "/api/:a/:b"],
    ["/api/fixed/:b", "/api/:a/fixed"],
  ])("puts %s before %s, in whatever order they come", (first, second) => {
    expect([first, second].sort(bySpecificity)).toEqual([first, second]);
    expect([second, first].sort(bySpecificity)).toEqual([first, second]);
  });

  it("leaves others in their order", () => {
    const paths = ["/b", "/a", "/a/:b", "/c/:d"];
    expect(paths.toSorted(bySpecificity)).toEqual(paths);
  });
});
